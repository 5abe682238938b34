using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Rates;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>One interval of a fitted piecewise exponential curve, open on the left and closed on the right.</summary>
/// <param name="Start">After this time.</param>
/// <param name="End">Up to and including this time; infinite for the last interval.</param>
/// <param name="Events">How many had the event in it. An event at time 0 counts in the first.</param>
/// <param name="Exposure">The time at risk in it, of all together.</param>
/// <param name="Rate">The hazard with its exact limits; null when nobody was at risk.</param>
public readonly record struct ExponentialInterval(double Start, double End, long Events, double Exposure, IncidenceRate? Rate);

/// <summary>What is the hazard in each stretch of time? The piecewise exponential model, fitted to one arm.</summary>
/// <remarks>
/// <para>The likelihood Π λⱼ^dⱼ exp(-λⱼTⱼ) has its maximum at λⱼ = dⱼ/Tⱼ, events by time at risk, with left truncation too: who
/// enters at e is at risk after e only. Limits of a hazard are Garwood's. var H(t) = Σ dⱼ(time spent in j up to t)²/Tⱼ², and the
/// limits of S are symmetric on the scale of log H.</para>
/// <para>Arms are fitted one by one. R: <c>glm(d ~ interval + offset(log(T)), poisson)</c> after <c>survSplit</c>, or
/// <c>eha::pchreg</c>; SAS: <c>proc genmod / dist=poisson offset=logT</c>. Source: Friedman (1982),
/// Annals of Statistics 10:101. Cost: O(n · intervals).</para>
/// </remarks>
public sealed record PiecewiseExponentialFit
{
    /// <summary>Converged; NoEvents when nobody had one: all hazards are then 0, which is the maximum all the same.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>The intervals in time.</summary>
    public required IReadOnlyList<ExponentialInterval> Intervals { get; init; }

    /// <summary>The fitted distribution; null when nobody was at risk in some interval.</summary>
    public required PiecewiseExponential? Curve { get; init; }

    /// <summary>
    /// Σ dⱼ log λⱼ - λⱼTⱼ, the log-likelihood of the times; null when an event happened without any time at risk.
    /// </summary>
    public required double? LogLikelihood { get; init; }

    /// <summary>The two-sided level of the limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>-2 log-likelihood + 2 · intervals.</summary>
    public double? Aic => -2 * LogLikelihood + 2 * Intervals.Count;

    /// <summary>Fits the hazards.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="cuts">Where the hazard may change: increasing, finite, above 0;
    /// none for the exponential distribution.</param>
    /// <param name="confidence">The two-sided level of the limits.</param>
    /// <exception cref="ArgumentException">The cuts do not increase from above 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static PiecewiseExponentialFit Of(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> cuts,
        double confidence = 0.95
    )
    {
        ConfidenceLevel.Check(confidence);
        var starts = PiecewiseExponential.WithOrigin(cuts);
        var sorted = observations.ToArray(); // sums in the order of time, whatever that of the rows
        Array.Sort(sorted, (a, b) => (a.Time, a.Entry, a.IsEvent).CompareTo((b.Time, b.Entry, b.IsEvent)));
        var intervals = new ExponentialInterval[starts.Length];
        for (var j = 0; j < starts.Length; j++)
        {
            var end = j + 1 < starts.Length ? starts[j + 1] : double.PositiveInfinity;
            intervals[j] = Between(sorted, starts[j], end, confidence);
        }
        return new()
        {
            Status = intervals.All(interval => interval.Events == 0) ? new FitStatus.NoEvents() : new FitStatus.Converged(),
            Intervals = intervals,
            Curve = intervals.All(interval => interval.Rate is not null)
                ? PiecewiseExponential.Of(cuts, [.. intervals.Select(interval => interval.Rate!.Estimate)])
                : null,
            LogLikelihood = intervals.Any(interval => interval.Rate is null && interval.Events > 0)
                ? null
                : intervals.Sum(LogLikelihoodOf),
            Confidence = confidence,
        };
    }

    /// <summary>S(t) with its standard error and limits; null where nobody was at risk at some time before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public Estimate? Survival(double time)
    {
        if (!(double.IsFinite(time) && time >= 0))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is a finite number, 0 or more.");
        var (H, variance) = (0.0, 0.0);
        foreach (var interval in Intervals)
        {
            var spent = double.Min(time, interval.End) - interval.Start;
            if (spent <= 0)
                break;
            if (interval.Rate is not { } rate)
                return null;
            H += rate.Estimate * spent;
            variance += interval.Events * (spent / interval.Exposure) * (spent / interval.Exposure);
        }
        var (S, error) = (double.Exp(-H), double.Sqrt(variance));
        var factor = H > 0 ? double.Exp(TwoSided.Critical(Confidence) * error / H) : 1;
        return new(S, S * error, double.Exp(-H * factor), double.Exp(-H / factor), Confidence);
    }

    static ExponentialInterval Between(Observation[] observations, double start, double end, double confidence)
    {
        var (events, exposure) = (0L, 0.0);
        foreach (var observation in observations)
        {
            var isIn = observation.Time <= end && (observation.Time > start || (start == 0 && observation.Time == 0));
            events += observation.IsEvent && isIn ? 1 : 0;
            exposure += double.Max(0, double.Min(observation.Time, end) - double.Max(observation.Entry, start));
        }
        return new(start, end, events, exposure, exposure > 0 ? IncidenceRate.Of(events, exposure, confidence) : null);
    }

    static double LogLikelihoodOf(ExponentialInterval interval) =>
        interval.Events == 0 ? 0 : interval.Events * (double.Log(interval.Rate!.Estimate) - 1);

    /// <summary>"3 intervals, 21 events, log-likelihood -106.6", and how the fit ended unless well.</summary>
    public override string ToString() =>
        $"{Intervals.Count} intervals, {Intervals.Sum(interval => interval.Events)} events, "
        + $"log-likelihood {Summary.Of(LogLikelihood)}"
        + (Status is FitStatus.Converged ? "" : $". {Status.GetType().Name}");
}
