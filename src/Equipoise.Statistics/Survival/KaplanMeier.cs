using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Sorting;

namespace Equipoise.Statistics.Survival;

/// <summary>What fraction is still free of the event at each time? The product-limit estimate of Kaplan and Meier (1958).</summary>
/// <remarks>
/// <para>Ŝ(t) = Π(1 - dᵢ/nᵢ) over the event times tᵢ ≤ t, with dᵢ events among nᵢ at risk. Ties: a censoring at an event time comes
/// after the event. Variance by Greenwood: Var Ŝ = Ŝ² Σ dᵢ/(nᵢ(nᵢ - dᵢ)). Assumes that censoring tells nothing about the event.</para>
/// <para>Limits are pointwise, on the scale of <see cref="Transformation"/>. While Ŝ is 1 its variance is 0 and both limits are 1,
/// as in SAS (R gives NA on the log-log scale); once Ŝ is 0 there are none. Cost: one sort.</para>
/// <para>Source: Klein and Moeschberger (2003), 4.2.1, 4.2.2, 4.3.1 to 4.3.3. R: <c>survfit(Surv(time, status) ~ 1, conf.type = "log-log")</c>;
/// SAS: <c>proc lifetest conftype=loglog</c>.</para>
/// </remarks>
public sealed class KaplanMeier
{
    readonly SurvivalStep[] steps;
    readonly int[] eventsBefore; // each step, and after the last

    KaplanMeier(SurvivalStep[] steps, int count, double confidence, IntervalTransformation transformation, QuantileRule rule)
    {
        this.steps = steps;
        eventsBefore = new int[steps.Length + 1];
        for (var i = 0; i < steps.Length; i++)
            eventsBefore[i + 1] = eventsBefore[i] + steps[i].Events;
        (Count, Confidence, Transformation, QuantileRule) = (count, confidence, transformation, rule);
    }

    /// <summary>How many were observed.</summary>
    public int Count { get; }

    /// <summary>How many had the event.</summary>
    public int Events => eventsBefore[^1];

    /// <summary>The two-sided confidence level of all limits, such as 0.95.</summary>
    public double Confidence { get; }

    /// <summary>The scale on which the limits are symmetric.</summary>
    public IntervalTransformation Transformation { get; }

    /// <summary>How quantiles are read where the curve is flat.</summary>
    public QuantileRule QuantileRule { get; }

    /// <summary>One step per distinct time, ascending, those with only censorings included.</summary>
    public IReadOnlyList<SurvivalStep> Steps => steps;

    /// <summary>The median survival time, with limits by inverting the band (Brookmeyer and Crowley, 1982).</summary>
    public Quantile Median => QuantileOf(0.5);

    /// <summary>Estimates a curve.</summary>
    /// <param name="observations">One per participant, in any order; none gives a curve without steps.</param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <param name="transformation">The scale of the limits.</param>
    /// <param name="quantiles">How quantiles are read where the curve is flat.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static KaplanMeier Estimate(
        ReadOnlySpan<Observation> observations,
        double confidence = 0.95,
        IntervalTransformation transformation = IntervalTransformation.LogLog,
        QuantileRule quantiles = QuantileRule.R
    )
    {
        var z = TwoSided.Critical(confidence);
        var order = TimeOrder.Of(observations);
        var curve = new List<SurvivalStep>();
        var (Ŝ, variance) = (1.0, 0.0);
        for (int start = 0, end; start < order.Length; start = end)
        {
            var (time, events) = (observations[order[start]].Time, 0);
            for (end = start; end < order.Length && observations[order[end]].Time == time; end++)
                events += observations[order[end]].IsEvent ? 1 : 0;
            double d = events;
            var atRisk = order.Length - start;
            Ŝ *= (atRisk - d) / atRisk;
            variance += d / (atRisk * (atRisk - d)); // of log Ŝ; 1/0 when the last at risk have the event: then there is no limit
            var σ = double.Sqrt(variance);
            var (lower, upper) = PointwiseLimits.Of(Ŝ, σ, z, transformation);
            curve.Add(new(time, atRisk, events, end - start - events, Ŝ, Ŝ * σ, lower, upper));
        }
        return new([.. curve], observations.Length, confidence, transformation, quantiles);
    }

    /// <summary>How long were participants followed? The median of the reverse Kaplan-Meier curve (Schemper and Smith, 1996).</summary>
    /// <remarks>
    /// Event and censoring change places: an event cuts short the follow-up that would have been. R:
    /// <c>survfit(Surv(time, 1 - status) ~ 1)</c>.
    /// </remarks>
    /// <param name="observations">One per participant.</param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <param name="transformation">The scale of the limits.</param>
    /// <param name="quantiles">How the median is read where the curve is flat.</param>
    public static Quantile MedianFollowUp(
        ReadOnlySpan<Observation> observations,
        double confidence = 0.95,
        IntervalTransformation transformation = IntervalTransformation.LogLog,
        QuantileRule quantiles = QuantileRule.R
    )
    {
        var reversed = new Observation[observations.Length];
        for (var i = 0; i < reversed.Length; i++)
            reversed[i] = observations[i].Reversed();
        return Estimate(reversed, confidence, transformation, quantiles).Median;
    }

    /// <summary>The time by which that fraction has had the event, with limits by inverting the band at the same level.</summary>
    /// <remarks>R: <c>quantile(survfit(...), probability)</c>, to the last bit, under the rule R.</remarks>
    /// <param name="probability">The fraction with the event, such as 0.25 for the first quartile.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public Quantile QuantileOf(double probability)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile lies between 0 and 1.");
        return new(
            QuantileInversion.Invert(steps, step => step.Survival, probability, QuantileRule),
            QuantileInversion.Invert(steps, step => step.Lower, probability, QuantileRule),
            QuantileInversion.Invert(steps, step => step.Upper, probability, QuantileRule)
        );
    }

    /// <summary>The curve at a time. R: <c>summary(survfit(...), times = time)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public SurvivalAt At(double time)
    {
        var next = FirstStepNotBefore(time);
        var (atRisk, events) = (next < steps.Length ? steps[next].AtRisk : 0, eventsBefore[next]);
        var censored = Count - atRisk - events;

        if (steps.Length == 0)
            return NotEstimated(SurvivalStatus.NoObservations);
        if (next == steps.Length && steps[^1].Survival > 0)
            return NotEstimated(SurvivalStatus.BeyondFollowUp);
        var last = next < steps.Length && steps[next].Time == time ? next : next - 1;
        if (last < 0)
            return new(time, atRisk, events, censored, 1, 0, 1, 1, SurvivalStatus.Estimated);
        var s = steps[last];
        return new(time, atRisk, events, censored, s.Survival, s.StandardError, s.Lower, s.Upper, SurvivalStatus.Estimated);

        SurvivalAt NotEstimated(SurvivalStatus status) =>
            new(time, atRisk, events, censored, double.NaN, double.NaN, double.NaN, double.NaN, status);
    }

    /// <summary>Whose observation ends at that time or later, #{T ≥ time}.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public int AtRisk(double time)
    {
        var next = FirstStepNotBefore(time);
        return next < steps.Length ? steps[next].AtRisk : 0;
    }

    int FirstStepNotBefore(double time)
    {
        if (double.IsNaN(time))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is a number.");
        var (low, high) = (0, steps.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (steps[middle].Time < time)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
