using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>
/// What fraction is still free of the event at each time? The product-limit estimate of Kaplan and Meier (1958).
/// </summary>
/// <remarks>
/// <para>Ŝ(t) = Π(1 - dᵢ/nᵢ) over the event times tᵢ ≤ t, with dᵢ events among nᵢ at risk. Ties: a censoring at an event time
/// comes after the event, an entry at an event time too. Variance by Greenwood: Var Ŝ = Ŝ² Σ dᵢ/(nᵢ(nᵢ - dᵢ)). Assumes that
/// censoring and late entry tell nothing about the event.</para>
/// <para>Weights replace the counts nᵢ and dᵢ by sums of weights, in Greenwood's formula too: right for frequencies (a row of
/// weight 2 is two rows). For sampling or inverse-probability weights that is too small or too large; they need
/// <see cref="SurvivalVariance.InfinitesimalJackknife"/>, which R takes when weights are not whole numbers.</para>
/// <para>Limits are pointwise, on the scale of <see cref="Transformation"/>. While Ŝ is 1 its variance is 0 and both limits are
/// 1, as in SAS (R gives NA on the log-log scale); once Ŝ is 0 there are none on any scale. Cost: one sort, and 32 bytes a
/// distinct time.</para>
/// <para>Source: Klein and Moeschberger (2003), 4.2.1, 4.2.2, 4.3.1 to 4.3.3, 4.6 (late entry); Borgan and Liestøl (1990),
/// arcsine. R: <c>survfit(Surv(time, status) ~ 1, conf.type = "log-log")</c>, with weights <c>robust = FALSE</c>
/// for Greenwood's variance;
/// SAS: <c>proc lifetest conftype=loglog</c>.</para>
/// </remarks>
public sealed class KaplanMeier
{
    readonly double[] survival; // from each step on
    readonly double[] variance; // of log Ŝ; infinite once Ŝ is 0
    readonly double z;

    KaplanMeier(
        RiskTable risks,
        double confidence,
        IntervalTransformation transformation,
        QuantileRule rule,
        double? from,
        WeighedRows? rows
    )
    {
        Rows = rows;
        z = TwoSided.Critical(confidence);
        (Risks, Confidence, Transformation, QuantileRule, From) = (risks, confidence, transformation, rule, from);
        survival = GC.AllocateUninitializedArray<double>(risks.Times.Length);
        variance = GC.AllocateUninitializedArray<double>(risks.Times.Length);
        var (Ŝ, sum) = (1.0, 0.0);
        for (var step = 0; step < survival.Length; step++)
        {
            if (risks.EventWeight(step) is > 0 and var d)
            {
                var remaining = risks.RemainingWeight(step);
                var n = remaining + d;
                Ŝ *= remaining / n;
                sum += d / n / remaining; // infinite when nobody remains
            }
            (survival[step], variance[step]) = (Ŝ, sum);
        }
        if (rows is { } robust)
            MakeRobust(robust);
        Steps = new StepsOnDemand<SurvivalStep>(survival.Length, StepAt);
    }

    /// <summary>How many were observed: rows, without those of weight 0 and those that end before <see cref="From"/>.</summary>
    public int Count => Risks.Count;

    /// <summary>How many had the event.</summary>
    public int Events => Risks.TotalEvents;

    /// <summary>The two-sided confidence level of all limits, such as 0.95.</summary>
    public double Confidence { get; }

    /// <summary>The scale on which the limits are symmetric.</summary>
    public IntervalTransformation Transformation { get; }

    /// <summary>How quantiles are read where the curve is flat.</summary>
    public QuantileRule QuantileRule { get; }

    /// <summary>Where the curve begins at 1, given that one is free of the event until then; null for the beginning.</summary>
    public double? From { get; }

    /// <summary>One step per distinct time, ascending, those with only censorings included; made when asked for.</summary>
    public IReadOnlyList<SurvivalStep> Steps { get; }

    /// <summary>The median survival time, with limits by inverting the band (Brookmeyer and Crowley, 1982).</summary>
    public Quantile Median => QuantileOf(0.5);

    /// <summary>Whether the curve is what it seems, or 0 for ever because of a small early risk set.</summary>
    public CurveStatus Status =>
        survival.Length == 0 ? CurveStatus.NoObservations
        : survival[^1] == 0 && Risks.SomeEnterFrom(Risks.Times[Array.IndexOf(survival, 0)]) ? CurveStatus.ZeroBeforeLateEntries
        : CurveStatus.Estimated;

    /// <summary>How the standard errors are estimated.</summary>
    public SurvivalVariance Variance =>
        Rows is null ? SurvivalVariance.Greenwood : SurvivalVariance.InfinitesimalJackknife;

    internal RiskTable Risks { get; }

    // Kept for the infinitesimal jackknife alone, which is a sum over rows.
    internal WeighedRows? Rows { get; }

    internal ReadOnlySpan<double> Survival => survival;

    /// <summary>Estimates a curve.</summary>
    /// <param name="observations">
    /// One per participant, or several intervals of each, in any order; none gives a curve without steps.
    /// </param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <param name="transformation">The scale of the limits.</param>
    /// <param name="quantiles">How quantiles are read where the curve is flat.</param>
    /// <param name="weights">The weight of each row; none for all 1. A row of weight 0 is absent.</param>
    /// <param name="from">
    /// Begin here: the curve of those who are free of the event before this time, R's <c>start.time</c>. Events at it count.
    /// </param>
    /// <param name="variance">How the standard errors are estimated.</param>
    /// <exception cref="ArgumentException">There are weights, but not one for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The confidence is not between 0 and 1, a weight or the beginning is negative or not finite, or the variance unknown.
    /// </exception>
    public static KaplanMeier Estimate(
        ReadOnlySpan<Observation> observations,
        double confidence = 0.95,
        IntervalTransformation transformation = IntervalTransformation.LogLog,
        QuantileRule quantiles = QuantileRule.R,
        ReadOnlySpan<double> weights = default,
        double? from = null,
        SurvivalVariance variance = SurvivalVariance.Greenwood
    )
    {
        ConfidenceLevel.Check(confidence);
        if (!Enum.IsDefined(variance))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "An unknown variance.");
        return new(
            RiskTable.Of(observations, weights, from),
            confidence,
            transformation,
            quantiles,
            from,
            variance == SurvivalVariance.Greenwood ? null : WeighedRows.Of(observations, weights, from)
        );
    }

    /// <summary>Estimates the curve of each group.</summary>
    /// <param name="observations">One per participant, or several intervals of each, in any order.</param>
    /// <param name="groups">The group of each, counted from 0.</param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <param name="transformation">The scale of the limits.</param>
    /// <param name="quantiles">How quantiles are read where the curve is flat.</param>
    /// <param name="weights">The weight of each row; none for all 1. A row of weight 0 is absent.</param>
    /// <param name="from">Begin here; null for the beginning.</param>
    /// <param name="variance">How the standard errors are estimated.</param>
    /// <returns>
    /// A curve for each group from 0 to the largest; that of a group of which there is nobody has no steps. R:
    /// <c>survfit(Surv(time, status) ~ group)</c>.
    /// </returns>
    /// <exception cref="ArgumentException">There is not one group, or not one weight, for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is negative, or an option is out of its range.</exception>
    public static IReadOnlyList<KaplanMeier> EstimateEach(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> groups,
        double confidence = 0.95,
        IntervalTransformation transformation = IntervalTransformation.LogLog,
        QuantileRule quantiles = QuantileRule.R,
        ReadOnlySpan<double> weights = default,
        double? from = null,
        SurvivalVariance variance = SurvivalVariance.Greenwood
    )
    {
        GroupCodes.Check(observations.Length, groups);
        if (weights.Length != 0 && weights.Length != observations.Length)
            throw new ArgumentException($"{weights.Length} weights for {observations.Length} observations.", nameof(weights));
        var members = new List<(List<Observation> Rows, List<double> Weights)>();
        for (var row = 0; row < observations.Length; row++)
        {
            while (members.Count <= groups[row])
                members.Add(([], []));
            members[groups[row]].Rows.Add(observations[row]);
            if (!weights.IsEmpty)
                members[groups[row]].Weights.Add(weights[row]);
        }
        var curves = new KaplanMeier[members.Count];
        for (var group = 0; group < curves.Length; group++)
            curves[group] = Estimate(
                [.. members[group].Rows],
                confidence,
                transformation,
                quantiles,
                [.. members[group].Weights],
                from,
                variance
            );
        return curves;
    }

    /// <summary>"23 observed, 18 events, median 27 (95% 18 to 45)"</summary>
    public override string ToString() =>
        $"{Count} observed, {Events} events, median "
        + Summary.Of(Median.Estimate, Median.Lower, Median.Upper, Confidence);

    /// <summary>
    /// How long were participants followed? The median of the reverse Kaplan-Meier curve (Schemper and Smith, 1996).
    /// </summary>
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
            QuantileInversion.Invert(Risks, step => survival[step], probability, QuantileRule),
            QuantileInversion.Invert(Risks, step => LimitsAt(step)?.Lower, probability, QuantileRule),
            QuantileInversion.Invert(Risks, step => LimitsAt(step)?.Upper, probability, QuantileRule)
        );
    }

    /// <summary>The curve at a time. R: <c>summary(survfit(...), times = time)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public SurvivalAt At(double time)
    {
        var (counts, next) = (Risks.CountsAt(time), Risks.FirstNotBefore(time));
        if (survival.Length == 0)
            return Known(null, null, null, SurvivalStatus.NoObservations);
        if (next == survival.Length && survival[^1] > 0)
            return Known(null, null, null, SurvivalStatus.BeyondFollowUp);
        var last = next < survival.Length && Risks.Times[next] == time ? next : next - 1;
        return last < 0
            ? Known(1, 0, (1, 1), SurvivalStatus.Estimated)
            : Known(survival[last], StandardErrorAt(last), LimitsAt(last), SurvivalStatus.Estimated);

        SurvivalAt Known(double? Ŝ, double? error, (double Lower, double Upper)? limits, SurvivalStatus status) =>
            new(time, counts.AtRisk, counts.Events, counts.Censored, Ŝ, error, limits?.Lower, limits?.Upper, status);
    }

    /// <summary>Who is under observation at that time, #{entry &lt; time ≤ T}; at 0 also who enters at 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public int AtRisk(double time) => Risks.CountsAt(time).AtRisk;

    /// <summary>
    /// The table under a figure: at each time who is at risk, and who had the event or was censored before it. At risk, events
    /// and censored add to those who entered.
    /// </summary>
    /// <remarks>
    /// R's <c>summary(survfit, times)</c> counts at risk at the next observed time, which differs from this only where some come
    /// late. Of somebody described by several intervals, each counts as entered, and each but the last as censored.
    /// </remarks>
    /// <param name="times">The times, such as the ticks of the axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not a number.</exception>
    public IReadOnlyList<AtRiskCount> CountsAt(params ReadOnlySpan<double> times)
    {
        var counts = new AtRiskCount[times.Length];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = Risks.CountsAt(times[i]);
        return counts;
    }

    // The variance of log Ŝ from the influences of the rows; the curve itself stays as it is.
    void MakeRobust(WeighedRows rows)
    {
        var walk = IncidenceWalk.Over(rows.Times(), causes: 1, IncidenceVariance.InfinitesimalJackknife);
        for (var step = 0; step < survival.Length && survival[step] > 0; step++)
        {
            var error = walk.StandardError(step, 0) / survival[step];
            variance[step] = error * error;
        }
    }

    SurvivalStep StepAt(int step)
    {
        var (events, limits) = (Risks.EventWeight(step), LimitsAt(step));
        return new(
            Risks.Times[step],
            Risks.AtRisk(step),
            Risks.Events(step),
            Risks.Censored(step),
            Risks.RemainingWeight(step) + events,
            events,
            survival[step],
            StandardErrorAt(step),
            limits?.Lower,
            limits?.Upper
        );
    }

    double? StandardErrorAt(int step) => survival[step] == 0 ? null : survival[step] * double.Sqrt(variance[step]);

    (double Lower, double Upper)? LimitsAt(int step) =>
        PointwiseLimits.Of(survival[step], double.Sqrt(variance[step]), z, Transformation);
}
