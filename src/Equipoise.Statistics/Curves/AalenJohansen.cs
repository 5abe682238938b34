using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>
/// How likely is an event of each cause by each time, when an event of one cause rules the others out? The estimate of Aalen and
/// Johansen (1978): cumulative incidence.
/// </summary>
/// <remarks>
/// <para>With n at risk at t of whom dₖ have an event of cause k and d of any cause: P₀(t) = Π(1 - d/n), the probability of no
/// event yet (Kaplan-Meier of any event), and Pₖ(t) = Σ P₀(t-)·dₖ/n. The P add to 1 at all times. One minus the Kaplan-Meier
/// curve of one cause with the others censored is no probability of anything here, and larger. Ties: a censoring at an event time
/// comes after the event; events of several causes at one time share one risk set. Assumes that censoring tells nothing about the
/// events.</para>
/// <para>A standard error comes by <see cref="IncidenceVariance"/>. Limits are pointwise, on the scale of
/// <see cref="Transformation"/> applied to the probability itself; while a probability is 0 or 1 because nothing has happened
/// yet, both limits are equal to it. With late entries, a time at which all at risk have the event leaves probability 0 of no
/// event for ever, as with Kaplan-Meier.</para>
/// <para>Source: Aalen and Johansen (1978), Scand J Stat 5:141; Therneau and Atkinson, "Multi-state models and competing risks".
/// R: <c>survfit(Surv(time, factor(cause)) ~ 1, conf.type = "log-log")</c>; SAS: <c>proc lifetest; time t*c(0) / eventcode=1</c>.
/// Cost: one sort, then O(n K) for K causes, variances included.</para>
/// </remarks>
public sealed class AalenJohansen
{
    readonly IncidenceCurve[] curves; // that without event, then by cause

    AalenJohansen(IncidenceCurve[] curves) => this.curves = curves;

    /// <summary>How many were observed, those of weight 0 left out.</summary>
    public required int Count { get; init; }

    /// <summary>The number of causes, K.</summary>
    public int Causes => curves.Length - 1;

    /// <summary>How the standard errors are estimated.</summary>
    public required IncidenceVariance Variance { get; init; }

    /// <summary>The two-sided confidence level of all limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>The scale on which the limits are symmetric.</summary>
    public required IntervalTransformation Transformation { get; init; }

    /// <summary>The probability of no event yet: the Kaplan-Meier curve of the event of any cause.</summary>
    public IncidenceCurve EventFree => curves[0];

    /// <summary>The cumulative incidence of a cause.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cause is not from 1 to <see cref="Causes"/>.</exception>
    public IncidenceCurve Incidence(int cause) =>
        cause >= 1 && cause <= Causes
            ? curves[cause]
            : throw new ArgumentOutOfRangeException(nameof(cause), cause, $"The causes are 1 to {Causes}.");

    /// <summary>Estimates the curves of one group.</summary>
    /// <param name="observations">One per participant, in any order; none gives curves without steps.</param>
    /// <param name="weights">A weight of 0 or more for each,
    /// whose meaning <paramref name="variance"/> says; none for 1 each.</param>
    /// <param name="causes">The number of causes, where the data may lack the last; else the largest seen.</param>
    /// <param name="variance">How the standard errors are estimated.</param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <param name="transformation">The scale of the limits.</param>
    /// <exception cref="ArgumentException">There is not one weight for each, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1, or an option is unknown.</exception>
    public static AalenJohansen Estimate(
        ReadOnlySpan<CompetingObservation> observations,
        ReadOnlySpan<double> weights = default,
        int causes = 1,
        IncidenceVariance variance = IncidenceVariance.InfinitesimalJackknife,
        double confidence = 0.95,
        IntervalTransformation transformation = IntervalTransformation.LogLog
    )
    {
        var z = TwoSided.Critical(confidence);
        if (causes is < 1 or > CompetingObservation.LargestCause)
            throw new ArgumentOutOfRangeException(nameof(causes), causes, "A number of causes is at least 1.");
        if (!Enum.IsDefined(transformation))
            throw new ArgumentOutOfRangeException(nameof(transformation), transformation, "An unknown transformation.");
        if (!Enum.IsDefined(variance))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "An unknown variance.");
        foreach (var observation in observations)
            causes = int.Max(causes, observation.Cause);
        var times = CompetingTimes.Of(observations, weights);
        var walk = IncidenceWalk.Over(times, causes, variance);
        var estimated = new IncidenceCurve[causes + 1];
        for (var state = 0; state <= causes; state++)
            estimated[state] = CurveOf(times, walk, state, z, transformation);
        return new(estimated)
        {
            Count = times.Rows.Length,
            Variance = variance,
            Confidence = confidence,
            Transformation = transformation,
        };
    }

    /// <summary>Estimates the curves of each group, all with the same number of causes.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="groups">The group of each, counted from 0.</param>
    /// <param name="variance">How the standard errors are estimated.</param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <param name="transformation">The scale of the limits.</param>
    /// <exception cref="ArgumentException">There is not one group for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is negative, or an option is out of its range.</exception>
    public static IReadOnlyList<AalenJohansen> EstimateEach(
        ReadOnlySpan<CompetingObservation> observations,
        ReadOnlySpan<int> groups,
        IncidenceVariance variance = IncidenceVariance.InfinitesimalJackknife,
        double confidence = 0.95,
        IntervalTransformation transformation = IntervalTransformation.LogLog
    )
    {
        var (members, causes) = (new List<List<CompetingObservation>>(), 1);
        GroupCodes.Check(observations.Length, groups);
        for (var row = 0; row < observations.Length; row++)
        {
            while (members.Count <= groups[row])
                members.Add([]);
            members[groups[row]].Add(observations[row]);
            causes = int.Max(causes, observations[row].Cause);
        }
        return [.. members.Select(group => Estimate(group.ToArray(), default, causes, variance, confidence, transformation))];
    }

    static IncidenceCurve CurveOf(
        CompetingTimes times,
        IncidenceWalk walk,
        int state,
        double z,
        IntervalTransformation transformation
    )
    {
        var start = state == 0 ? 1.0 : 0.0;
        var steps = new IncidenceStep[times.Count];
        for (var step = 0; step < steps.Length; step++)
        {
            var (p, σ) = (walk.Probability(step, state), walk.StandardError(step, state));
            (double? lower, double? upper) = (p, p);
            if (p is > 0 and < 1)
                (lower, upper) = IncidenceLimits.Of(p, σ, z, transformation);
            else if (walk.Probability(step, 0) == 0 && p != start)
                (lower, upper) = (null, null);
            steps[step] = new(times.TimeOf(step), times.AtRisk[step], walk.Events(step, state), p, σ, lower, upper);
        }
        return new(steps, start, isExhausted: steps.Length > 0 && walk.Probability(steps.Length - 1, 0) == 0);
    }

    /// <summary>"60 observed, incidence at the end 0.49, 0.32"</summary>
    public override string ToString() =>
        $"{Count} observed, incidence at the end "
        + Summary.Of(Enumerable.Range(1, Causes).Select(cause => Incidence(cause).AtTheEnd));
}
