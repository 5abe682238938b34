using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>
/// What fraction is still free of an event whose times are known only to lie in intervals? The nonparametric maximum-likelihood
/// estimate of Turnbull (1976).
/// </summary>
/// <remarks>
/// <para>The likelihood Π P(afterᵢ &lt; T ≤ byᵢ) depends only on the masses of the innermost intervals: those that begin where
/// some observation begins, end where one ends, and contain no other end. Where within its interval a mass lies, the data do not
/// say, so the survival function is given as bounds. The masses satisfy Σᵢ wᵢ·1(j in i)/Pᵢ ≤ N, with equality where a mass is
/// positive (Gentleman and Geyer, 1994); by concavity, the excess <see cref="Gap"/> bounds how much log-likelihood is still to be
/// gained.</para>
/// <para>Ties: a right-censoring at the time of an exact event comes after it. Exact and right-censored times give Kaplan-Meier.
/// Assumes that the visits tell nothing about the event beyond the interval. The masses may not be unique; the probability of
/// every observed interval is.</para>
/// <para>No formula gives limits in general: near a time at which visits are dense the estimate is not even normal. Where the
/// maximum is interior, every mass above 0, as of visits on few days, the inverse of the observed information is a covariance
/// (<see cref="StandardErrorAt"/>); else draw from the participants (<see cref="Resampling.Bootstrap"/>).</para>
/// <para>Cost: O(N + M) for each step, after a sort; a Newton step on m masses costs O(m³), and is not tried above 400.</para>
/// <para>Source: Turnbull (1976), JRSS B 38:290; Wellner and Zhan (1997), JASA 92:945 for the steps. R:
/// <c>survfit(Surv(after, by, type = "interval2") ~ 1)</c>, which puts each mass at the middle of its interval; SAS:
/// <c>proc iclifetest; time (after, by)</c>.</para>
/// </remarks>
public sealed record Turnbull
{
    readonly Lazy<MassErrors> errors;

    Turnbull(TurnbullInterval[] intervals, Func<MassErrors> errors) => (Intervals, this.errors) = (intervals, new(errors));

    /// <summary>The innermost intervals, ascending; those of mass 0 included. Their masses add to 1.</summary>
    public IReadOnlyList<TurnbullInterval> Intervals { get; }

    /// <summary>Whether the maximum was found.</summary>
    public required TurnbullStatus Status { get; init; }

    /// <summary>The log-likelihood; null without observations.</summary>
    public required double? LogLikelihood { get; init; }

    /// <summary>The most log-likelihood that could still be gained, per unit of weight; null without observations.</summary>
    public required double? Gap { get; init; }

    /// <summary>The steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>How many were observed, those of weight 0 left out.</summary>
    public required int Count { get; init; }

    /// <summary>Estimates the masses.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="weights">A weight of 0 or more for each: 2 is the same as two rows. None for 1 each.</param>
    /// <exception cref="ArgumentException">There is not one weight for each, or a weight is negative or not finite.</exception>
    public static Turnbull Estimate(ReadOnlySpan<IntervalObservation> observations, ReadOnlySpan<double> weights = default)
    {
        if (weights.Length != 0 && weights.Length != observations.Length)
            throw new ArgumentException($"{weights.Length} weights for {observations.Length} observations.", nameof(weights));
        var (kept, weight) = (new List<IntervalObservation>(), new List<double>());
        for (var row = 0; row < observations.Length; row++)
        {
            var w = weights.IsEmpty ? 1 : weights[row];
            if (!(double.IsFinite(w) && w >= 0))
                throw new ArgumentException(
                    $"The weight of row {row} is {w}: a weight is a finite number, 0 or more.",
                    nameof(weights)
                );
            if (w == 0)
                continue;
            kept.Add(observations[row]);
            weight.Add(w);
        }
        if (kept.Count == 0)
            return new([], static () => MassErrors.None(TurnbullErrorStatus.NoObservations))
            {
                Status = TurnbullStatus.NoObservations,
                LogLikelihood = null,
                Gap = null,
                Iterations = 0,
                Count = 0,
            };
        var innermost = InnermostIntervals.Of(kept, weight);
        var climb = new MassAscent(innermost);
        var status = climb.Run() ? TurnbullStatus.Converged : TurnbullStatus.NotConverged;
        return new(
            [.. innermost.Bounds.Zip(climb.Masses, (bounds, mass) => new TurnbullInterval(bounds.After, bounds.By, mass))],
            () =>
                status == TurnbullStatus.Converged
                    ? MassErrors.Of(innermost, climb.Masses)
                    : MassErrors.None(TurnbullErrorStatus.NotConverged)
        )
        {
            Status = status,
            LogLikelihood = climb.LogLikelihood,
            Gap = climb.Gap,
            Iterations = climb.Iterations,
            Count = kept.Count,
        };
    }

    /// <summary>Whether the masses have a covariance, and if not, why.</summary>
    public TurnbullErrorStatus ErrorStatus => errors.Value.Status;

    /// <summary>
    /// The standard error of P(T &gt; t) from the observed information; null where there is none, and within an innermost
    /// interval, where only bounds of it are known.
    /// </summary>
    /// <remarks>
    /// The covariance of the masses is I⁻¹ - pp′/N, I being minus the second derivative of the log-likelihood Σ w log P without
    /// the constraint that they add to 1, and N the sum of the weights, which are counts. Of exact and right-censored times it is
    /// Greenwood's. R's <c>survfit</c> on <c>interval2</c> gives another number, which is no standard error of the estimate: see
    /// docs/methods/turnbull.md.
    /// </remarks>
    /// <param name="time">The time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public double? StandardErrorAt(double time)
    {
        if (SurvivalAt(time) is not { } bounds || bounds.Lower != bounds.Upper || ErrorStatus != TurnbullErrorStatus.Estimated)
            return null;
        var first = 0;
        while (first < Intervals.Count && !IsLater(Intervals[first], time))
            first++;
        return errors.Value.OfSumFrom(first);
    }

    static bool IsLater(TurnbullInterval interval, double time) =>
        interval.IsPoint ? interval.By > time : interval.After >= time;

    /// <summary>The bounds of the survival probability P(T &gt; t): null without observations.</summary>
    /// <remarks>They are equal outside the innermost intervals. Within one, its mass may lie before or after t.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public SurvivalBounds? SurvivalAt(double time)
    {
        if (double.IsNaN(time))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is a number.");
        if (Intervals.Count == 0)
            return null;
        var (later, within) = (0.0, 0.0);
        for (var j = Intervals.Count - 1; j >= 0; j--)
        {
            var interval = Intervals[j];
            if (IsLater(interval, time))
                later += interval.Mass;
            else if (interval.By > time)
                within += interval.Mass;
        }
        return new(double.Min(1, later), double.Min(1, later + within));
    }

    /// <summary>"46 observed, 8 of 14 intervals with a mass, log-likelihood -58.06", and how the search ended unless
    /// well.</summary>
    public override string ToString() =>
        $"{Count} observed, {Intervals.Count(interval => interval.Mass > 0)} of {Intervals.Count} intervals with a mass, "
        + $"log-likelihood {Summary.Of(LogLikelihood)}"
        + (Status == TurnbullStatus.Converged ? "" : $". {Status}");
}

/// <summary>An innermost interval with its mass: (after, by], or the single time by when the two are equal.</summary>
/// <param name="After">Where it begins, itself not in it; negative infinity when every observation that covers it is
/// left-censored.</param>
/// <param name="By">Where it ends; infinity for the mass beyond all follow-up.</param>
/// <param name="Mass">The probability of an event in it.</param>
public readonly record struct TurnbullInterval(double After, double By, double Mass)
{
    /// <summary>Whether it is a single time.</summary>
    public bool IsPoint => After == By;
}

/// <summary>The least and the greatest survival probability that maximize the likelihood.</summary>
/// <param name="Lower">All mass of the interval around the time has happened.</param>
/// <param name="Upper">None of it has.</param>
public readonly record struct SurvivalBounds(double Lower, double Upper);

/// <summary>Whether the masses of a Turnbull estimate have a covariance.</summary>
public enum TurnbullErrorStatus
{
    /// <summary>They have.</summary>
    Estimated,

    /// <summary>A mass is 0: the maximum lies on the boundary, where the inverse information is no covariance.</summary>
    AtTheBoundary,

    /// <summary>More masses than an information matrix is made for, 1000.</summary>
    TooMany,

    /// <summary>The maximum was not found.</summary>
    NotConverged,

    /// <summary>Nobody was observed.</summary>
    NoObservations,
}

/// <summary>How the search for the maximum ended.</summary>
public enum TurnbullStatus
{
    /// <summary>No more than 1e-10 of log-likelihood per unit of weight could still be gained.</summary>
    Converged,

    /// <summary>It ended before: <see cref="Turnbull.Gap"/> says how far away at most. The masses are those reached.</summary>
    NotConverged,

    /// <summary>Nobody was observed.</summary>
    NoObservations,
}
