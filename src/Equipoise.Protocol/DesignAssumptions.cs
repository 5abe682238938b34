namespace Equipoise.Protocol;

/// <summary>The assumptions that size the trial, and the plan of its analyses.</summary>
public sealed record DesignAssumptions
{
    /// <summary>Id of the endpoint on which it is sized.</summary>
    public required string Primary { get; init; }

    /// <summary>The one-sided type I error, such as 0.025.</summary>
    public required double OneSidedAlpha { get; init; }

    /// <summary>The probability to find the effect if it is there, such as 0.90.</summary>
    public required double Power { get; init; }

    /// <summary>Experimental over control under the alternative, from each month on; below 1 favors experimental.</summary>
    public required PiecewiseRatio HazardRatio { get; init; }

    /// <summary>The hazard ratio that is to be ruled out: 1 for superiority, above 1 the margin of non-inferiority;
    /// below 1 an effect that is to be exceeded.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>
    /// The populations that make up the trial, with the hazard of the control arm in each; one unless strata are sized apart.
    /// </summary>
    public required IReadOnlyList<DesignStratum> Strata { get; init; }

    /// <summary>The hazard ratio in a stratum: its own, or that of all.</summary>
    public PiecewiseRatio RatioIn(DesignStratum stratum)
    {
        ArgumentNullException.ThrowIfNull(stratum);
        return stratum.HazardRatio ?? HazardRatio;
    }

    /// <summary>Whether one hazard ratio holds in all strata and at all times.</summary>
    public bool IsProportional
    {
        get
        {
            var ratios = Strata.Select(RatioIn).ToArray();
            return ratios.All(ratio => ratio.IsProportional && ratio.Pieces[0].Ratio == ratios[0].Pieces[0].Ratio);
        }
    }

    /// <summary>Whether the null is true: the hazard ratio is nowhere, and never, below 1 or the margin.</summary>
    public bool IsNull(double margin) => Strata.All(stratum => RatioIn(stratum).Pieces.All(piece => piece.Ratio >= margin));

    /// <summary>The median of the control arm in months where all share one constant hazard; null elsewhere.</summary>
    public double? SingleMedian =>
        Strata is [{ Control.Pieces: [var (_, hazard)] }] && hazard > 0 ? Math.Log(2) / hazard : null;

    /// <summary>The effect as a sentence quotes it: "0.667", or "0.6 in 40%, 0.8 in 60%".</summary>
    public string Effect =>
        Strata.All(stratum => stratum.HazardRatio is null)
            ? $"{HazardRatio}"
            : string.Join(", ", Strata.Select(stratum => $"{RatioIn(stratum)} in {stratum.Share:0.#%}"));

    /// <summary>Who comes, and how fast.</summary>
    public required AccrualAssumption Accrual { get; init; }

    /// <summary>How participants are lost.</summary>
    public DropoutAssumption Dropout { get; init; } = DropoutAssumption.None;

    /// <summary>The months for which each participant is followed; infinite for until the data are cut.</summary>
    public double FollowUpMonths { get; init; } = double.PositiveInfinity;

    /// <summary>The formula for the number of events.</summary>
    public SizingFormula Formula { get; init; } = SizingFormula.Schoenfeld;

    /// <summary>The interim analyses and their bounds; null when there is one analysis.</summary>
    public InterimAnalyses? Looks { get; init; }

    /// <summary>When the data of the final analysis are cut.</summary>
    public required DataCutoff Cutoff { get; init; }

    /// <summary>
    /// All the endpoints that share alpha, this one the first of them; null where the trial is sized on this one alone.
    /// </summary>
    public AlphaSplit? Split { get; init; }

    /// <summary>Whether a look or the final analysis waits for a time beside its events, or ends at a time before them.</summary>
    public bool IsTimed => Cutoff.IsTimed || Looks is { IsTimed: true };
}

/// <summary>A population with its own prognosis.</summary>
/// <param name="Share">Its share of the participants; shares sum to 1.</param>
/// <param name="Control">The hazard of an event in its control arm.</param>
public sealed record DesignStratum(double Share, PiecewiseHazard Control)
{
    /// <summary>Experimental over control here; null for that of the design.</summary>
    public PiecewiseRatio? HazardRatio { get; init; }
}

/// <summary>How participants arrive.</summary>
/// <param name="Participants">How many will be randomized.</param>
/// <param name="Rates">Participants per month from each month on; the last rate holds until all have come.</param>
public sealed record AccrualAssumption(int Participants, IReadOnlyList<(double FromMonth, double PerMonth)> Rates)
{
    /// <summary>How long it takes, in months of 30.4375 days.</summary>
    public double Months
    {
        get
        {
            var (from, perMonth) = Rates[^1];
            var before = Rates
                .Zip(Rates.Skip(1))
                .Sum(pair => pair.First.PerMonth * (pair.Second.FromMonth - pair.First.FromMonth));
            return from + (Participants - before) / perMonth;
        }
    }
}

/// <summary>How the number of events is found.</summary>
public enum SizingFormula
{
    /// <summary>From the variance of the log-rank statistic when the arms do not differ: Schoenfeld (1981).</summary>
    Schoenfeld,

    /// <summary>From its mean when the hazard ratio is far from 1: Freedman (1982).</summary>
    Freedman,

    /// <summary>
    /// From the maximum likelihood estimate of exponential hazards, accrual and dropout included: Lachin and Foulkes (1986).
    /// </summary>
    LachinFoulkes,
}
