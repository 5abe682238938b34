using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>design:</c> the assumptions that size the trial.</summary>
static class ReadDesign
{
    static readonly Meanings<SizingFormula> formulas = new()
    {
        ["Schoenfeld"] = SizingFormula.Schoenfeld,
        ["Freedman"] = SizingFormula.Freedman,
        ["Lachin-Foulkes"] = SizingFormula.LachinFoulkes,
    };

    public static DesignAssumptions? From(YamlCursor part) =>
        part.Fields(fields =>
            fields.Optional("endpoints") is { IsPresent: true } several ? ReadAlphaSplit.From(fields, several) : One(fields)
        );

    static DesignAssumptions One(YamlFields fields)
    {
        var primary = fields.Required("primary", "the endpoint on which the trial is sized").Text() ?? "";
        var alpha = Alpha(fields.Required("one-sided alpha", "2.5%"));
        var power = Power(fields.Required("power", "90%"), alpha);
        var ways = new SharedAssumptions(
            ReadAccrual.From(fields.Required("accrual", "{ participants: 496, over: 49 months }")),
            ReadDropout.From(fields.Required("dropout", "5% yearly, or none")),
            FollowUp(fields),
            SizingFormula.Schoenfeld
        );
        return Endpoint(fields, ways, primary, alpha, power);
    }

    /// <summary>The one-sided type I error of the trial.</summary>
    public static double? Alpha(YamlCursor at)
    {
        var alpha = at.Share("a probability above 0 and below 1, such as 2.5%");
        if (alpha >= 0.5)
            at.Report("is one half or more", "write a one-sided alpha such as 2.5%: a coin succeeds as often as one half");
        return alpha;
    }

    /// <summary>The power, which is above the alpha.</summary>
    public static double? Power(YamlCursor at, double? alpha)
    {
        var power = at.Share("a probability above 0 and below 1, such as 90%");
        if (power <= alpha)
            at.Report(
                $"is not above the one-sided alpha",
                "write a power such as 90%: chance alone finds an effect as often as alpha"
            );
        return power;
    }

    /// <summary>The months for which each participant is followed.</summary>
    public static double FollowUp(YamlFields fields) =>
        fields.Optional("follow each for").Duration("24 months")?.Months ?? double.PositiveInfinity;

    /// <summary>The formula, where one is named.</summary>
    public static SizingFormula? Formula(YamlFields fields) => fields.Optional("formula").OneOf(formulas);

    /// <summary>What sizes one endpoint.</summary>
    /// <param name="fields">Where its assumptions stand.</param>
    /// <param name="shared">What holds for all endpoints of the trial.</param>
    /// <param name="primary">Its id.</param>
    /// <param name="alpha">The one-sided alpha at which it is sized; null when it could not be read.</param>
    /// <param name="power">The power wanted; null when it could not be read.</param>
    public static DesignAssumptions Endpoint(
        YamlFields fields,
        SharedAssumptions shared,
        string primary,
        double? alpha,
        double? power
    )
    {
        var margin =
            fields
                .Optional("non-inferiority margin")
                .Number(
                    "the hazard ratio to be ruled out, above 0 and not 1, such as 1.3",
                    value => value is > 0 and <= 10 and not 1
                )
            ?? 1;
        return new DesignAssumptions
        {
            Primary = primary,
            OneSidedAlpha = alpha ?? 0,
            Power = power ?? 0,
            HazardRatio = Ratio(fields.Required("hazard ratio", "0.667"), margin),
            Margin = margin,
            Strata = ReadControl.From(fields, margin),
            Accrual = shared.Accrual,
            Dropout = shared.Dropout,
            FollowUpMonths = shared.FollowUpMonths,
            Formula = Formula(fields) ?? shared.Formula,
            Looks = fields.Optional("looks") is { IsPresent: true } looks ? ReadLooks.From(looks, alpha, power) : null,
            Cutoff = ReadCutoff.From(fields.Required("cutoff", "at planned events"), shared.Accrual.Participants),
        };
    }

    public static PiecewiseRatio Ratio(YamlCursor at, double margin)
    {
        if (at.Node is not YamlNode.List)
            return PiecewiseRatio.Constant(at.Number(Wanted(margin), IsRatio) ?? 0.5);
        var pieces = at.Pieces(
            (fields, _) =>
                fields.Required("ratio", "0.667").Number("a ratio experimental to control, above 0 and at most 10", IsRatio) ?? 1
        );
        return pieces.Count == 0 ? PiecewiseRatio.Constant(0.5) : new(pieces);
    }

    static bool IsRatio(double value) => value is > 0 and <= 10;

    static string Wanted(double margin) =>
        margin == 1
            ? "the ratio experimental to control that the trial is to find, above 0 and below 1"
            : $"the ratio experimental to control that is expected, above 0 and below the margin {margin}";

    /// <summary>A plan is made to find an effect. What is true may be that there is none.</summary>
    /// <param name="at">The hazard ratio.</param>
    /// <param name="design">The part that was read from there.</param>
    public static void MustHaveAnEffect(YamlCursor at, DesignAssumptions design)
    {
        if (!design.IsNull(design.Margin))
            return;
        if (at.Node is YamlNode.Scalar one && design.Strata.All(stratum => stratum.HazardRatio is null))
            at.Reject(one.Text, Wanted(design.Margin));
        else
            at.Report(
                $"is nowhere below {design.Margin}",
                "let one piece at least have a lower ratio: there is no effect to find otherwise"
            );
    }
}

/// <summary>What holds for all endpoints of a trial.</summary>
/// <param name="Accrual">Who comes, and how fast.</param>
/// <param name="Dropout">How participants are lost.</param>
/// <param name="FollowUpMonths">The months for which each is followed; infinite for until the data are cut.</param>
/// <param name="Formula">The formula for the number of events, where an endpoint names none.</param>
sealed record SharedAssumptions(
    AccrualAssumption Accrual,
    DropoutAssumption Dropout,
    double FollowUpMonths,
    SizingFormula Formula
);
