using Equipoise.Design.Simulation.Cut;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>What a look computes from its sorted data: the test, and the hazard ratio where it is asked for.</summary>
sealed class LookAnalysis
{
    readonly bool isLogRank;
    readonly double? margin;
    readonly bool estimates;
    readonly EventTable events;
    readonly LookTest? test;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="test">The test.</param>
    /// <param name="estimates">Whether the hazard ratio is asked for.</param>
    /// <param name="data">Where the data of the looks will be.</param>
    /// <param name="unitsPerMonth">How many units of time are a month.</param>
    public LookAnalysis(SimulatedTest test, bool estimates, LookData data, double unitsPerMonth)
    {
        (isLogRank, this.estimates, events) = (test is SimulatedTest.LogRank, estimates, new(data.Words.Length));
        margin = (test as SimulatedTest.Margin)?.Ratio;
        this.test = isLogRank || margin is not null ? null : new(test, data.Words.Length, data.Counts.Length, unitsPerMonth);
    }

    /// <summary>Fills in what the data say.</summary>
    public void Read<R>(LookData data, ref LookResult result)
        where R : struct, IRegister<R>
    {
        events.Read<R>(data);
        (result.Events, result.Enrolled) = (events.Count, data.Enrolled);
        if (test is not null)
            result.HasZ = test.TryZ(data, out result.Z);
        if (margin is { } ratio)
            SetZ(ArmLikelihood.At<R>(events, ratio), ref result);
        if (!isLogRank && !estimates)
            return;
        var atOne = ArmLikelihood.At<R>(events, 1);
        if (isLogRank)
        {
            var (excess, variance) = events.OfTies ?? (atOne.Expected - events.Observed, atOne.Information);
            result.HasZ = variance > 0;
            result.Z = result.HasZ ? excess / double.Sqrt(variance) : 0;
        }
        if (estimates)
            result.HasHazardRatio = HazardRatioFit.TryEstimate<R>(
                events,
                atOne,
                out result.LogHazardRatio,
                out result.StandardError
            );
    }

    void SetZ(ArmLikelihood at, ref LookResult result)
    {
        result.HasZ = at.Information > 0;
        result.Z = result.HasZ ? (at.Expected - events.Observed) / double.Sqrt(at.Information) : 0;
    }

    /// <summary>What the look decides.</summary>
    public LookDecision Decide(ref LookResult result, LookPlan plan, bool isFinal)
    {
        if (result.HasZ && plan.EfficacyZ is { } efficacy && (test?.Reaches(result.Z, efficacy) ?? result.Z >= efficacy))
            return LookDecision.Efficacy;
        result.ReachedFutility = result.HasZ && plan.FutilityZ is { } futility && result.Z <= futility;
        return isFinal ? LookDecision.NotRejected
            : result.ReachedFutility ? LookDecision.Futility
            : LookDecision.Continue;
    }
}
