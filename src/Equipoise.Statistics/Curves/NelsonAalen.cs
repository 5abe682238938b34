using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>How much hazard has accumulated by each time? The estimate of Nelson (1969) and Aalen (1978).</summary>
/// <remarks>
/// <para>Ĥ(t) = Σ dᵢ/nᵢ over the event times tᵢ ≤ t, with dᵢ events among nᵢ at risk. Ties: all events of a time share its risk
/// set; with <see cref="HazardTies.FlemingHarrington"/> they leave it one after another, 1/nᵢ + 1/(nᵢ - 1) + … A censoring or an
/// entry at an event time comes after the event. exp(-Ĥ) estimates survival, a little above Kaplan-Meier.</para>
/// <para>Unlike the Kaplan-Meier limits, those of Ĥ exist after the last event as well. Weights replace counts by sums of
/// weights, as frequencies. Cost: one sort.</para>
/// <para>Source: Klein and Moeschberger (2003), 4.2.3 and 4.2.4; Andersen, Borgan, Gill and Keiding (1993), 4.1; Fleming and
/// Harrington (1984). R: <c>survfit(Surv(time, status) ~ 1, stype = 2, ctype = 1)</c>, its cumhaz and std.chaz;
/// SAS: <c>proc lifetest nelson</c>.</para>
/// </remarks>
public sealed class NelsonAalen
{
    readonly RiskTable risks;
    readonly double[] hazard;
    readonly double[] variance;
    readonly double z;

    NelsonAalen(RiskTable risks, HazardVariance formula, HazardTies ties, HazardScale scale, double confidence, double? from)
    {
        z = TwoSided.Critical(confidence);
        (this.risks, Variance, Ties, Scale, Confidence, From) = (risks, formula, ties, scale, confidence, from);
        (hazard, variance) = (new double[risks.Times.Length], new double[risks.Times.Length]);
        var (Ĥ, sum) = (0.0, 0.0);
        for (var step = 0; step < hazard.Length; step++)
        {
            if (risks.EventWeight(step) is > 0 and var d)
            {
                var n = risks.RemainingWeight(step) + d;
                var (increase, uncertainty) =
                    ties == HazardTies.FlemingHarrington
                        ? OneAfterAnother(d, n, risks.Events(step), formula)
                        : (d / n, VarianceOf(d, n, formula));
                (Ĥ, sum) = (Ĥ + increase, sum + uncertainty);
            }
            (hazard[step], variance[step]) = (Ĥ, sum);
        }
        Steps = new StepsOnDemand<HazardStep>(hazard.Length, StepAt);
    }

    /// <summary>How many were observed: rows, without those of weight 0 and those that end before <see cref="From"/>.</summary>
    public int Count => risks.Count;

    /// <summary>How many had the event.</summary>
    public int Events => risks.TotalEvents;

    /// <summary>The formula of the variance.</summary>
    public HazardVariance Variance { get; }

    /// <summary>How events of one time are treated.</summary>
    public HazardTies Ties { get; }

    /// <summary>The scale on which the limits are symmetric.</summary>
    public HazardScale Scale { get; }

    /// <summary>The two-sided confidence level of the limits, such as 0.95.</summary>
    public double Confidence { get; }

    /// <summary>Where the hazard begins to accumulate; null for the beginning.</summary>
    public double? From { get; }

    /// <summary>One step per distinct time, ascending, those with only censorings included; made when asked for.</summary>
    public IReadOnlyList<HazardStep> Steps { get; }

    /// <summary>Estimates the cumulative hazard.</summary>
    /// <param name="observations">One per participant, or several intervals of each, in any order.</param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <param name="scale">The scale of the limits.</param>
    /// <param name="variance">The formula of the variance.</param>
    /// <param name="ties">How events of one time are treated.</param>
    /// <param name="weights">The weight of each row; none for all 1. A row of weight 0 is absent.</param>
    /// <param name="from">Begin here; events at this time count. R: <c>start.time</c>.</param>
    /// <exception cref="ArgumentException">There are weights, but not one for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The confidence is not between 0 and 1, or a weight or the beginning is negative or not finite.
    /// </exception>
    public static NelsonAalen Estimate(
        ReadOnlySpan<Observation> observations,
        double confidence = 0.95,
        HazardScale scale = HazardScale.Log,
        HazardVariance variance = HazardVariance.Aalen,
        HazardTies ties = HazardTies.Nelson,
        ReadOnlySpan<double> weights = default,
        double? from = null
    )
    {
        ConfidenceLevel.Check(confidence);
        return new(RiskTable.Of(observations, weights, from), variance, ties, scale, confidence, from);
    }

    /// <summary>The cumulative hazard at a time; null when it is later than the last observation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number.</exception>
    public HazardStep? At(double time)
    {
        var next = risks.FirstNotBefore(time);
        if (next == hazard.Length)
            return null;
        if (risks.Times[next] == time)
            return StepAt(next);
        var counts = risks.CountsAt(time);
        var before = next == 0 ? default : StepAt(next - 1);
        var (lower, upper) = next == 0 ? (0.0, 0.0) : (before.Lower, before.Upper);
        return new(time, counts.AtRisk, 0, 0, before.Hazard, before.StandardError, lower, upper);
    }

    HazardStep StepAt(int step)
    {
        var (Ĥ, σ) = (hazard[step], double.Sqrt(variance[step]));
        var (lower, upper) = Scale switch
        {
            _ when Ĥ == 0 => (0, 0),
            HazardScale.Log => (Ĥ * double.Exp(-z * σ / Ĥ), Ĥ * double.Exp(z * σ / Ĥ)),
            HazardScale.Plain => (double.Max(0, Ĥ - z * σ), Ĥ + z * σ),
            _ => throw new ArgumentOutOfRangeException(nameof(step), Scale, "An unknown scale."),
        };
        return new(risks.Times[step], risks.AtRisk(step), risks.Events(step), risks.Censored(step), Ĥ, σ, lower, upper);
    }

    // The events share the weight d of their time.
    static (double Hazard, double Variance) OneAfterAnother(double d, double n, int events, HazardVariance formula)
    {
        var (Ĥ, sum, one) = (0.0, 0.0, d / events);
        for (var gone = 0; gone < events; gone++)
        {
            var left = n - gone * one;
            Ĥ += one / left;
            sum += VarianceOf(one, left, formula);
        }
        return (Ĥ, sum);
    }

    static double VarianceOf(double d, double n, HazardVariance formula) =>
        formula switch
        {
            HazardVariance.Aalen => d / n / n,
            HazardVariance.Binomial => d / n * ((n - d) / n) / n,
            _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "An unknown formula of the variance."),
        };

    /// <summary>"23 observed, 18 events, hazard 1.9 at the end"</summary>
    public override string ToString() =>
        $"{Count} observed, {Events} events, hazard {Summary.Of(Steps.Count == 0 ? null : Steps[^1].Hazard)} at the end";
}

/// <summary>The cumulative hazard at one time.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtRisk">Rows under observation just before it, #{entry &lt; time ≤ T}.</param>
/// <param name="Events">Events at this time.</param>
/// <param name="Censored">Censorings at this time.</param>
/// <param name="Hazard">Ĥ, this time's events included.</param>
/// <param name="StandardError">Its standard error; 0 before the first event.</param>
/// <param name="Lower">The lower pointwise limit; 0 before the first event.</param>
/// <param name="Upper">The upper pointwise limit; 0 before the first event.</param>
public readonly record struct HazardStep(
    double Time,
    int AtRisk,
    int Events,
    int Censored,
    double Hazard,
    double StandardError,
    double Lower,
    double Upper
)
{
    /// <summary>
    /// exp(-Ĥ), the survival estimate of Breslow (1972) and Fleming and Harrington (1984). R: surv of <c>stype = 2</c>.
    /// </summary>
    public double Survival => double.Exp(-Hazard);
}

/// <summary>The variance of a cumulative hazard.</summary>
public enum HazardVariance
{
    /// <summary>Σ dᵢ/nᵢ², as if events were a Poisson process. R: std.chaz of <c>ctype = 1</c>; SAS.</summary>
    Aalen,

    /// <summary>
    /// Σ dᵢ(nᵢ - dᵢ)/nᵢ³, as if the events of a time were binomial, as Greenwood has it; smaller where events tie.
    /// </summary>
    Binomial,
}

/// <summary>Events of one time in a cumulative hazard.</summary>
public enum HazardTies
{
    /// <summary>All share the risk set of their time. R: <c>ctype = 1</c>; SAS: <c>nelson</c>.</summary>
    Nelson,

    /// <summary>They leave the risk set one after another, as if times were not rounded. R: <c>ctype = 2</c>.</summary>
    FlemingHarrington,
}

/// <summary>The scale on which an interval of a cumulative hazard is symmetric.</summary>
public enum HazardScale
{
    /// <summary>log H. R: minus the logarithm of the limits of <c>conf.type = "log-log"</c>.</summary>
    Log,

    /// <summary>H itself, cut off at 0. R: minus the logarithm of the limits of <c>conf.type = "log"</c>.</summary>
    Plain,
}
