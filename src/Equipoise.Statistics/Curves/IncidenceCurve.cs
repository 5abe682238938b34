using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>
/// The probability of one state over time, a step function that is right-continuous; see <see cref="AalenJohansen"/>.
/// </summary>
public sealed class IncidenceCurve
{
    readonly IncidenceStep[] steps;
    readonly double start;
    readonly bool isExhausted;

    internal IncidenceCurve(IncidenceStep[] steps, double start, bool isExhausted) =>
        (this.steps, this.start, this.isExhausted) = (steps, start, isExhausted);

    /// <summary>
    /// One step per distinct time at which an observation ends, ascending, those with only censorings included.
    /// </summary>
    public IReadOnlyList<IncidenceStep> Steps => steps;

    internal double? AtTheEnd => steps.Length == 0 ? null : steps[^1].Probability;

    /// <summary>
    /// The curve at a time. R: <c>summary(survfit(...), times = time)</c>; cmprsk: <c>timepoints(fit, time)</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public IncidenceAt At(double time)
    {
        if (double.IsNaN(time))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is a number.");
        if (steps.Length == 0)
            return new(time, null, null, null, null, IncidenceStatus.NoObservations);
        if (time > steps[^1].Time && !isExhausted)
            return new(time, null, null, null, null, IncidenceStatus.BeyondFollowUp);
        var (low, high) = (0, steps.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (steps[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == 0)
            return new(time, start, 0, start, start, IncidenceStatus.Estimated);
        var s = steps[low - 1];
        return new(time, s.Probability, s.StandardError, s.Lower, s.Upper, IncidenceStatus.Estimated);
    }

    /// <summary>"24 steps, 0.49 at the end"</summary>
    public override string ToString() =>
        $"{Steps.Count} steps, {Summary.Of(AtTheEnd)} at the end";
}
