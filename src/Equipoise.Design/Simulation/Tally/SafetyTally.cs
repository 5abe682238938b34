namespace Equipoise.Design.Simulation.Tally;

/// <summary>The adverse events of the trials by the look that ended them, by arm.</summary>
/// <param name="Control">The control arm.</param>
/// <param name="Experimental">The experimental arm.</param>
public sealed record SafetyTally(ArmSafetyTally Control, ArmSafetyTally Experimental)
{
    /// <summary>The trials of both.</summary>
    public static SafetyTally operator +(SafetyTally left, SafetyTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Control + right.Control, left.Experimental + right.Experimental);
    }

    /// <summary>The same as the operator.</summary>
    public SafetyTally Add(SafetyTally other) => this + other;
}

/// <summary>
/// The adverse events of one arm: of each trial, how many were treated, and which share of them had such an event.
/// </summary>
/// <param name="Treated">How many had had a first dose.</param>
/// <param name="Grade3OrHigher">The share with an adverse event of grade 3 or higher.</param>
/// <param name="Grade4OrHigher">The share with one of grade 4 or higher.</param>
/// <param name="Serious">The share with a serious one.</param>
public sealed record ArmSafetyTally(
    SampleMoments Treated,
    SampleMoments Grade3OrHigher,
    SampleMoments Grade4OrHigher,
    SampleMoments Serious
)
{
    /// <summary>The trials of both.</summary>
    public static ArmSafetyTally operator +(ArmSafetyTally left, ArmSafetyTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            left.Treated + right.Treated,
            left.Grade3OrHigher + right.Grade3OrHigher,
            left.Grade4OrHigher + right.Grade4OrHigher,
            left.Serious + right.Serious
        );
    }

    /// <summary>The same as the operator.</summary>
    public ArmSafetyTally Add(ArmSafetyTally other) => this + other;
}

/// <summary>The tally of one thread while it runs.</summary>
sealed class RunningSafety
{
    const int Kinds = 4; // treated, grade 3 or higher, grade 4 or higher, serious

    readonly int[] counts = new int[2 * Kinds];
    readonly SampleMoments[] moments = new SampleMoments[2 * Kinds];

    public void Begin() => Array.Clear(counts);

    public void Add(int arm, int worst, bool isSerious)
    {
        var own = counts.AsSpan(arm * Kinds, Kinds);
        own[0]++;
        own[1] += worst >= 3 ? 1 : 0;
        own[2] += worst >= 4 ? 1 : 0;
        own[3] += isSerious ? 1 : 0;
    }

    public void End()
    {
        for (var arm = 0; arm < 2; arm++)
        {
            var treated = counts[arm * Kinds];
            moments[arm * Kinds] += SampleMoments.Of(treated);
            for (var kind = 1; treated > 0 && kind < Kinds; kind++)
                moments[arm * Kinds + kind] += SampleMoments.Of((double)counts[arm * Kinds + kind] / treated);
        }
    }

    public SafetyTally ToTally() => new(Of(0), Of(1));

    ArmSafetyTally Of(int arm) =>
        new(moments[arm * Kinds], moments[arm * Kinds + 1], moments[arm * Kinds + 2], moments[arm * Kinds + 3]);
}
