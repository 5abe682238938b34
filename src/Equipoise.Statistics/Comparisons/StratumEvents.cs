using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Comparisons;

/// <summary>The pooled sample of one stratum at its event times, of which the weights of the log-rank family are made.</summary>
readonly ref struct StratumEvents(ReadOnlySpan<EventTime> times, ReadOnlySpan<double> events, ReadOnlySpan<double> atRisk)
{
    readonly ReadOnlySpan<EventTime> times = times;
    readonly ReadOnlySpan<double> events = events;

    /// <summary>n: how many are at risk at each time, counted with their case weights.</summary>
    public ReadOnlySpan<double> AtRisk { get; } = atRisk;

    /// <summary>Ŝ(t-), Kaplan and Meier's estimate just before each time.</summary>
    public void SurvivalBefore(Span<double> survival)
    {
        var Ŝ = 1.0;
        for (var t = 0; t < survival.Length; t++)
            (survival[t], Ŝ) = (Ŝ, Ŝ * Survivors(t));
    }

    /// <summary>Ŝ(time), the events at that time included.</summary>
    public double SurvivalAt(double time)
    {
        var Ŝ = 1.0;
        for (var t = 0; t < times.Length && times[t].Time <= time; t++)
            Ŝ *= Survivors(t);
        return Ŝ;
    }

    /// <summary>S̃(t) = Π(1 - d/(n + 1)), the events at each time included.</summary>
    public void PetoSurvival(Span<double> survival)
    {
        var S̃ = 1.0;
        for (var t = 0; t < survival.Length; t++)
            survival[t] = S̃ *= (AtRisk[t] + 1 - events[t]) / (AtRisk[t] + 1);
    }

    // d is a sum of some of the terms of n: rounding may leave it a little larger where all at risk have the event.
    double Survivors(int t) => double.Max(0, AtRisk[t] - events[t]) / AtRisk[t];
}
