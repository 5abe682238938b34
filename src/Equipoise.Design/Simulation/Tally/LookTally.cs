namespace Equipoise.Design.Simulation.Tally;

/// <summary>What the trials did that reached one of the looks.</summary>
public sealed record LookTally
{
    /// <summary>The trials that made this look.</summary>
    public required long Reached { get; init; }

    /// <summary>Those that it stopped for efficacy.</summary>
    public required long Efficacy { get; init; }

    /// <summary>Those that it stopped for futility; at the final look, those that reached the futility bound if it has
    /// one.</summary>
    public required long Futility { get; init; }

    /// <summary>Those in which the statistic did not exist, as when the arms were never at risk together; they do not stop for
    /// it.</summary>
    public required long NotEstimable { get; init; }

    /// <summary>The months of the trial in which the look was made.</summary>
    public required SampleMoments Months { get; init; }

    /// <summary>The events at the look.</summary>
    public required SampleMoments Events { get; init; }

    /// <summary>The participants randomized by then.</summary>
    public required SampleMoments Participants { get; init; }

    /// <summary>The log hazard ratios at the look, where asked for and estimable.</summary>
    public required SampleMoments LogHazardRatio { get; init; }

    /// <summary>The months again, for their percentiles.</summary>
    public required MonthHistogram MonthHistogram { get; init; }

    /// <summary>The trials of both.</summary>
    public static LookTally operator +(LookTally left, LookTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new()
        {
            Reached = left.Reached + right.Reached,
            Efficacy = left.Efficacy + right.Efficacy,
            Futility = left.Futility + right.Futility,
            NotEstimable = left.NotEstimable + right.NotEstimable,
            Months = left.Months + right.Months,
            Events = left.Events + right.Events,
            Participants = left.Participants + right.Participants,
            LogHazardRatio = left.LogHazardRatio + right.LogHazardRatio,
            MonthHistogram = left.MonthHistogram + right.MonthHistogram,
        };
    }

    /// <summary>The same as the operator.</summary>
    public LookTally Add(LookTally other) => this + other;
}
