using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Plans;

/// <summary>
/// What the protocol assumes where it is more than a number, in its own words: a rate that changes, a rule's name.
/// </summary>
static class PlanWords
{
    // More are not read one by one.
    const int MostStrata = 8;

    public static IEnumerable<Group> Of(PlannedTrial plan)
    {
        var (protocol, design) = (plan.Protocol, plan.Design);
        var assumed = design.Assumptions;
        var arms = protocol.Comparison!;
        yield return new("ratio", $"{arms.Experimental.Ratio}:{arms.Control.Ratio}");
        yield return new("effect", assumed.Effect);
        yield return new("dropout", $"{assumed.Dropout}");
        yield return new("rates", Rates(assumed.Accrual));
        yield return new("control", Control(assumed));
        yield return new("formula", design.Formula.InWords);
        if (plan.CheckedTest is { } test)
            yield return new("test", test);
        yield return new("cutoff", assumed.Cutoff.InWords);
        if (assumed.Cutoff is DataCutoff.On(var day))
            yield return new("day", $"{day:yyyy-MM-dd}");
        if (assumed.Looks is not { } looks)
            yield break;
        yield return new("efficacy", looks.EfficacyInWords);
        yield return new("futility", looks.FutilityInWords);
    }

    static string Rates(AccrualAssumption accrual) =>
        string.Join(
            ", then ",
            accrual.Rates.Select(
                (rate, i) =>
                    $"{rate.PerMonth:0.##} a month"
                    + (
                        i + 1 < accrual.Rates.Count
                            ? $" for {accrual.Rates[i + 1].FromMonth - rate.FromMonth:0.##} months"
                            : ""
                    )
            )
        );

    static string Control(DesignAssumptions assumed) =>
        assumed.Strata.Count == 1 ? Course(assumed.Strata[0].Control)
        : assumed.Strata.Count <= MostStrata
            ? string.Join("; ", assumed.Strata.Select(stratum => $"{Course(stratum.Control)}, in {stratum.Share:0.##%}"))
        : $"{assumed.Strata.Count} strata of medians {Ends(assumed)}";

    static string Ends(DesignAssumptions assumed)
    {
        var medians = assumed.Strata.Select(stratum => stratum.Control.TimeOf(Math.Log(2))).Order().ToArray();
        return $"{Months(medians[0])} to {Months(medians[^1])}";
    }

    static string Course(PiecewiseHazard hazard) =>
        hazard.Pieces is [var (_, only)]
            ? $"a median of {Months(Math.Log(2) / only)}"
            : "a hazard of "
                + string.Join(
                    ", then ",
                    hazard.Pieces.Select(
                        (piece, i) =>
                            i + 1 < hazard.Pieces.Count
                                ? $"{piece.Hazard:0.#####} a month to month {hazard.Pieces[i + 1].FromMonth:0.##}"
                                : $"{piece.Hazard:0.#####}"
                    )
                )
                + $" (a median "
                    + $"{(Months(hazard.TimeOf(Math.Log(2))) is var at && at == "never" ? "that is never reached" : $"of {at}")}"
                    + $")";

    static string Months(double months) => double.IsFinite(months) ? $"{months:0.#} months" : "never";
}
