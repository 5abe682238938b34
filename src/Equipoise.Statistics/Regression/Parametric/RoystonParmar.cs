using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>What a spline of log time, plus the covariates, gives.</summary>
public enum SplineScale
{
    /// <summary>log H(t): proportional hazards. R: <c>flexsurvspline(scale = "hazard")</c>.</summary>
    Hazard,

    /// <summary>log((1 - S)/S): proportional odds. R: <c>scale = "odds"</c>.</summary>
    Odds,

    /// <summary>Φ⁻¹(1 - S). R: <c>scale = "normal"</c>.</summary>
    Normal,
}

/// <summary>
/// What is the shape of the hazard, and what do covariates change? Flexible parametric models of Royston and Parmar (2002).
/// </summary>
/// <remarks>
/// <para>g(S(t | x)) = s(log t; γ) + xβ: a restricted cubic spline s of log time instead of the straight line of the Weibull
/// (hazard scale), log-logistic (odds) and log-normal (normal) models, which it is without inner knots. On the hazard scale
/// exp(β) is a hazard ratio, below 1 when more of the covariate means fewer events; on the odds scale the ratio of the odds to
/// have had the event.</para>
/// <para>Knots, of log time: the outer ones at the first and the last event; k inner ones at the quantiles 1/(k + 1), 2/(k + 1),
/// … of the event times (R's type 7, weights ignored), as flexsurv places them, or where the caller says. Inner knots that
/// coincide with another (few distinct event times) are left out and named by the status, as gamma2 and so on.</para>
/// <para>Maximum likelihood for right-censored, left-truncated and weighted observations by Newton's method with analytic
/// derivatives; the log-likelihood is concave without entries. The hazard is positive at every event; between them a spline may
/// fall: <see cref="RoystonParmarFit.IsMonotone"/> says whether S decreases everywhere.</para>
/// <para>Source: Royston and Parmar (2002), Statistics in Medicine 21:2175. R:
/// <c>flexsurv::flexsurvspline(Surv(time, status) ~ x, k = 2)</c>; SAS has no procedure; Stata: <c>stpm2</c>.
/// Cost: O(n (k + p)²) for each step.</para>
/// </remarks>
public static class RoystonParmar
{
    /// <summary>Fits the model with inner knots at quantiles of the event times.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="covariates">A row per participant, a column per name, row after row.</param>
    /// <param name="names">The name of each covariate; none for the curve alone.</param>
    /// <param name="innerKnots">How many inner knots, 0 to 10.</param>
    /// <param name="scale">What the spline gives.</param>
    /// <param name="weights">The weight of each participant, 0 or more; none for 1 each.</param>
    /// <param name="confidence">The two-sided level of the confidence limits.</param>
    /// <exception cref="ArgumentException">
    /// Sizes do not agree, a covariate or weight is not finite, a weight is negative, or an event is at time 0.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of knots or the confidence is out of range.</exception>
    public static RoystonParmarFit Fit(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        int innerKnots,
        SplineScale scale = SplineScale.Hazard,
        ReadOnlySpan<double> weights = default,
        double confidence = 0.95
    )
    {
        ConfidenceLevel.Check(confidence);
        if (innerKnots is < 0 or > 10)
            throw new ArgumentOutOfRangeException(nameof(innerKnots), innerKnots, "A spline has 0 to 10 inner knots.");
        var rows = ModelRows.Of(observations, covariates, names, weights);
        // The rows are in the order of time.
        double[] events = [.. rows.All.Where(row => row.Observation.IsEvent).Select(row => double.Log(row.Observation.Time))];
        var knots = new double[innerKnots + 2];
        for (var j = 0; j < knots.Length; j++)
            knots[j] = Quantile(events, j, innerKnots + 1);
        return Fit(rows, names, knots, scale, observations.Length, confidence);
    }

    /// <summary>Fits the model with those knots.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="covariates">A row per participant, a column per name, row after row.</param>
    /// <param name="names">The name of each covariate; none for the curve alone.</param>
    /// <param name="knots">All knots, of log time and increasing; the first and the last are the outer ones.</param>
    /// <param name="scale">What the spline gives.</param>
    /// <param name="weights">The weight of each participant, 0 or more; none for 1 each.</param>
    /// <param name="confidence">The two-sided level of the confidence limits.</param>
    /// <exception cref="ArgumentException">
    /// Sizes do not agree, knots do not increase, a covariate or weight is not finite, a weight is negative, or an event is at
    /// time 0.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static RoystonParmarFit Fit(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        ReadOnlySpan<double> knots,
        SplineScale scale = SplineScale.Hazard,
        ReadOnlySpan<double> weights = default,
        double confidence = 0.95
    )
    {
        ConfidenceLevel.Check(confidence);
        if (knots.Length < 2)
            throw new ArgumentException($"{knots.Length} knots; a spline has two outer ones at least.", nameof(knots));
        for (var j = 0; j < knots.Length; j++)
            if (!double.IsFinite(knots[j]) || (j > 0 && knots[j] <= knots[j - 1]))
                throw new ArgumentException($"Knot {j} is {knots[j]}; knots are finite and increase.", nameof(knots));
        var rows = ModelRows.Of(observations, covariates, names, weights);
        return Fit(rows, names, knots.ToArray(), scale, observations.Length, confidence);
    }

    internal static ErrorLaw LawOf(SplineScale scale) =>
        scale switch
        {
            SplineScale.Odds => ErrorLaw.Logistic,
            SplineScale.Normal => ErrorLaw.Normal,
            _ => ErrorLaw.ExtremeValue,
        };

    static RoystonParmarFit Fit(
        ModelRows rows,
        IReadOnlyList<string> names,
        double[] knots,
        SplineScale scale,
        int count,
        double confidence
    )
    {
        var distinct = new List<double>();
        var dropped = new List<string>();
        for (var j = 0; j < knots.Length; j++)
        {
            var isInner = j > 0 && j < knots.Length - 1;
            if (!isInner || (knots[j] > distinct[^1] && knots[j] < knots[^1]))
                distinct.Add(knots[j]);
            else
                dropped.Add($"gamma{j + 1}");
        }
        var basis = SplineBasis.Of([.. distinct]);
        string[] timeNames = [.. Enumerable.Range(0, 1 + basis.Width).Select(j => $"gamma{j}")];
        var fit = TransformationFit.Of(rows, names, timeNames, LawOf(scale), basis, hasOffset: false);
        if (dropped.Count > 0 && fit.Status is FitStatus.Converged or FitStatus.RankDeficient)
            fit = fit with
            {
                Status = new FitStatus.RankDeficient([.. dropped, .. (fit.Status as FitStatus.RankDeficient)?.Names ?? []]),
            };
        return new(fit, [.. names], basis, scale, count, confidence);
    }

    // R's type 7: linear between order statistics, at (n - 1)·part/of.
    static double Quantile(double[] sorted, int part, int of)
    {
        if (sorted.Length == 0)
            return 0;
        var position = (sorted.Length - 1.0) * part / of;
        var below = (int)position;
        var above = int.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
