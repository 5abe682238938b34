namespace Equipoise.Design.Simulation.Tally;

/// <summary>What the trials found in another endpoint, at the look that ended them.</summary>
public sealed record SecondaryTally
{
    /// <summary>The endpoint.</summary>
    public required string Endpoint { get; init; }

    /// <summary>How many trials.</summary>
    public required long Trials { get; init; }

    /// <summary>Those in which its log-rank test alone would have been significant.</summary>
    public required long Significant { get; init; }

    /// <summary>Those in which the primary endpoint succeeded and it was significant then: rejected in a hierarchy.</summary>
    public required long SignificantAfterPrimary { get; init; }

    /// <summary>Its events.</summary>
    public required SampleMoments Events { get; init; }

    /// <summary>Its log hazard ratios, where estimable.</summary>
    public required SampleMoments LogHazardRatio { get; init; }

    /// <summary>The trials of both.</summary>
    /// <exception cref="ArgumentException">They are of different endpoints.</exception>
    public static SecondaryTally operator +(SecondaryTally left, SecondaryTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Endpoint != right.Endpoint)
            throw new ArgumentException($"Tallies of '{left.Endpoint}' and of '{right.Endpoint}' are of different designs.");
        return left with
        {
            Trials = left.Trials + right.Trials,
            Significant = left.Significant + right.Significant,
            SignificantAfterPrimary = left.SignificantAfterPrimary + right.SignificantAfterPrimary,
            Events = left.Events + right.Events,
            LogHazardRatio = left.LogHazardRatio + right.LogHazardRatio,
        };
    }

    /// <summary>The same as the operator.</summary>
    public SecondaryTally Add(SecondaryTally other) => this + other;
}

/// <summary>The tally of one thread while it runs.</summary>
sealed class RunningSecondary(string endpoint)
{
    long trials;
    long significant;
    long afterPrimary;
    SampleMoments events;
    SampleMoments logHazardRatio;

    public void Add(in LookResult found, bool isSignificant, bool hasPrimarySucceeded)
    {
        trials++;
        significant += isSignificant ? 1 : 0;
        afterPrimary += isSignificant && hasPrimarySucceeded ? 1 : 0;
        events += SampleMoments.Of(found.Events);
        if (found.HasHazardRatio)
            logHazardRatio += SampleMoments.Of(found.LogHazardRatio);
    }

    public SecondaryTally ToTally() =>
        new()
        {
            Endpoint = endpoint,
            Trials = trials,
            Significant = significant,
            SignificantAfterPrimary = afterPrimary,
            Events = events,
            LogHazardRatio = logHazardRatio,
        };
}
