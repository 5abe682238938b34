using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>
/// How much do covariates raise or lower the cumulative incidence of one cause? The proportional subdistribution hazards model of
/// Fine and Gray (1999).
/// </summary>
/// <remarks>
/// <para>1 - F(t | x) = exp(-Λ₀(t)·exp(xβ)): the hazard is that of a risk set in which whoever had an event of another cause
/// stays, with the chance G(t-)/G(T-) of not being censored yet, G being the Kaplan-Meier curve of censoring, of all or of each
/// censoring group. A ratio above 1 means a higher incidence at all times; it is not the ratio of rates among those at risk
/// (<see cref="CauseSpecificCox"/>). Assumes that censoring depends on nothing but the group. Ties as Breslow, as in crr.</para>
/// <para>The covariance is the sandwich of Fine and Gray, which allows for the estimation of G. Covariates do not change over
/// time. Without other causes the estimate is Breslow's Cox estimate and the covariance the robust one.</para>
/// <para>Late entries need <see cref="RiskSetWeights.Geskus"/>: who had an event of another cause stands also for those who
/// would have entered since, by the chance H of having entered, so that the weight is G(t-)H(t-)/(G(T-)H(T-)). Entry, too, may
/// depend on nothing but the group. The covariance is then the sandwich with the weights taken for known, which is what coxph
/// gives of the weighted rows by participant. An event of another cause where H or G is 0 cannot be weighed
/// (<see cref="FitStatus.UndefinedWeights"/>).</para>
/// <para>Source: Fine and Gray (1999), JASA 94:496; the linear-time scan is that of Kawaguchi et al. (2021), R Journal 12:43. R:
/// <c>cmprsk::crr(ftime, fstatus, x, cengroup)</c>; SAS: <c>proc phreg; model t*c(0) = x / eventcode=1</c>. Geskus (2011),
/// Biometrics 67:39. R: <c>finegray(Surv(entry, time, cause) ~ x + strata(group), id = id)</c>, then <c>coxph(Surv(fgstart,
/// fgstop, fgstatus) ~ x, weights = fgwt, cluster = id, ties = "breslow")</c>. Cost: one sort, then O(n p²) for each Newton step,
/// times log n with late entries.</para>
/// </remarks>
public static class FineGray
{
    // In the limit of a monotone likelihood the finite coefficients no longer move, the infinite ones do.
    const double StillMoving = 0.01;

    /// <summary>Fits the model.</summary>
    /// <param name="observations">One per participant, in any order; entry times need the weights of Geskus.</param>
    /// <param name="covariates">A row per participant, a column per name, row after row.</param>
    /// <param name="names">The name of each covariate, at least one.</param>
    /// <param name="cause">The cause whose incidence is modeled, 1 or more.</param>
    /// <param name="censoringGroups">The group, counted from 0, whose censoring each shares;
    /// none for one group. R: <c>cengroup</c>.</param>
    /// <param name="confidence">The two-sided level of the confidence limits.</param>
    /// <param name="weights">How those who had an event of another cause are weighed.</param>
    /// <exception cref="ArgumentException">Sizes do not agree, there is no covariate,
    /// one is not finite, or someone entered late and the weights are not those of Geskus.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cause is below 1, a group below 0,
    /// or the confidence not between 0 and 1.</exception>
    public static FineGrayFit Fit(
        ReadOnlySpan<CompetingObservation> observations,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        int cause = 1,
        ReadOnlySpan<int> censoringGroups = default,
        double confidence = 0.95,
        RiskSetWeights weights = RiskSetWeights.FineGray
    )
    {
        ConfidenceLevel.Check(confidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(cause, 1);
        Check(observations, covariates, names, weights);
        if (!censoringGroups.IsEmpty)
            GroupCodes.Check(observations.Length, censoringGroups);
        var rows = SubdistributionRows.Of(observations, cause, covariates, names.Count, censoringGroups, weights);
        var empty = Empty(names, cause, confidence, rows);
        if (empty.Events == 0)
            return empty;
        if (rows.FirstUnseen() is { } unseen)
            return empty with { Status = new FitStatus.UndefinedWeights(unseen) };

        // Whether a combination of covariates varies within the risk sets does not depend on β: the rank is settled at 0.
        var start = SubdistributionLikelihood.At(rows, new double[names.Count]);
        var rank = Cholesky.Factor(start.Information, SubdistributionAscent.RankTolerance);
        int[] kept = [.. Enumerable.Range(0, names.Count).Where(column => !rank.IsDependent(column))];
        if (kept.Length < names.Count)
        {
            rows = rows.Keep(kept);
            start = SubdistributionLikelihood.At(rows, new double[kept.Length]);
        }
        return Report(empty, rows, kept, start, SubdistributionAscent.Climb(rows, start));
    }

    static FineGrayFit Report(
        FineGrayFit empty,
        SubdistributionRows rows,
        int[] kept,
        SubdistributionAt start,
        Ascent<SubdistributionAt> ascent
    )
    {
        empty = empty with
        {
            LogLikelihoodNull = start.LogLikelihood,
            LogLikelihood = ascent.At.LogLikelihood,
            Iterations = ascent.Iterations,
            Status = new FitStatus.NotConverged(),
        };
        if (ascent.End == AscentEnd.Exhausted)
            return empty;

        var names = empty.Coefficients;
        var largest = ascent.Step.Select(double.Abs).DefaultIfEmpty().Max();
        bool[] isInfinite =
        [
            .. ascent.Step.Select(step => ascent.End == AscentEnd.Monotone && double.Abs(step) > StillMoving * largest),
        ];
        var found = (double[])ascent.Coefficients.Clone();
        var leftOut = LimitOfMonotone.LeftOut(found, ascent.At.Information, isInfinite);
        bool IsEstimated(int i) => !isInfinite[i] && !leftOut[i];
        var covariance = Sandwich(rows, ascent.At);
        var coefficients = names.ToArray();
        for (var i = 0; i < kept.Length; i++)
        {
            for (var j = 0; j < kept.Length; j++)
                if (IsEstimated(i) && IsEstimated(j))
                    empty.Covariance[kept[i], kept[j]] = covariance[i, j] / (rows.Scale[i] * rows.Scale[j]);
            coefficients[kept[i]] = coefficients[kept[i]] with
            {
                Estimate =
                    isInfinite[i] ? double.CopySign(double.PositiveInfinity, ascent.Step[i])
                    : leftOut[i] ? null
                    : found[i] / rows.Scale[i],
                StandardError = IsEstimated(i) ? double.Sqrt(double.Max(0, covariance[i, i])) / rows.Scale[i] : null,
            };
        }
        string[] infinite = [.. kept.Where((_, i) => isInfinite[i]).Select(column => names[column].Name)];
        string[] dependent = [.. coefficients.Where(coefficient => coefficient.Estimate is null).Select(one => one.Name)];
        var wald = Cholesky.Factor(covariance, tolerance: 1e-12);
        var isTested = infinite.Length == 0 && wald.Rank > 0;
        return empty with
        {
            Status =
                infinite.Length > 0 ? new FitStatus.MonotoneLikelihood(infinite, dependent)
                : dependent.Length > 0 ? new FitStatus.RankDeficient(dependent)
                : new FitStatus.Converged(),
            Coefficients = coefficients,
            WaldChiSquare = isTested ? wald.QuadraticForm(ascent.Coefficients) : null,
            DegreesOfFreedom = isTested ? wald.Rank : 0,
            Baseline = infinite.Length > 0 ? [] : BaselineOf(rows, ascent),
        };
    }

    static double[,] Sandwich(SubdistributionRows rows, SubdistributionAt at)
    {
        var p = rows.Width;
        var (bread, meat) = (Cholesky.Factor(at.Information, 0).Inverse(), SubdistributionVariance.OfScore(rows, at));
        return Product(Product(bread, meat), bread);

        double[,] Product(double[,] a, double[,] b)
        {
            var product = new double[p, p];
            for (var i = 0; i < p; i++)
                for (var j = 0; j < p; j++)
                    for (var k = 0; k < p; k++)
                        product[i, j] += a[i, k] * b[k, j];
            return product;
        }
    }

    // The covariates were centered: the baseline is where they are 0.
    static SubdistributionStep[] BaselineOf(SubdistributionRows rows, Ascent<SubdistributionAt> ascent)
    {
        var shift = 0.0;
        for (var c = 0; c < rows.Width; c++)
            shift += rows.Mean[c] / rows.Scale[c] * ascent.Coefficients[c];
        return
        [
            .. Enumerable
                .Range(0, rows.Times.Length)
                .Where(t => rows.Events[t] > 0)
                .Select(t => new SubdistributionStep(rows.Times[t], ascent.At.Hazard[t] * double.Exp(-shift))),
        ];
    }

    static FineGrayFit Empty(IReadOnlyList<string> names, int cause, double confidence, SubdistributionRows rows) =>
        new()
        {
            Status = new FitStatus.NoEvents(),
            Coefficients = [.. names.Select(name => new SubdistributionCoefficient(name, null, null, confidence))],
            Covariance = new double?[names.Count, names.Count],
            LogLikelihoodNull = null,
            LogLikelihood = null,
            WaldChiSquare = null,
            DegreesOfFreedom = 0,
            Baseline = [],
            Iterations = 0,
            Cause = cause,
            Confidence = confidence,
            Weights = rows.Weights,
            Count = rows.Kinds.Length,
            Events = rows.Events.Sum(),
            CompetingEvents = rows.Kinds.Count(kind => kind == EventKind.OfAnother),
        };

    static void Check(
        ReadOnlySpan<CompetingObservation> observations,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        RiskSetWeights weights
    )
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
            throw new ArgumentException("A model has at least one covariate.", nameof(names));
        if (covariates.Length != (long)observations.Length * names.Count)
            throw new ArgumentException(
                $"{covariates.Length} covariate values for {observations.Length} observations of {names.Count} covariates.",
                nameof(covariates)
            );
        for (var i = 0; i < covariates.Length; i++)
            if (!double.IsFinite(covariates[i]))
                throw new ArgumentException(
                    $"Covariate {names[i % names.Count]} of row {i / names.Count} is {covariates[i]}.",
                    nameof(covariates)
                );
        for (var row = 0; row < observations.Length; row++)
            if (observations[row].IsLate && weights != RiskSetWeights.Geskus)
                throw new ArgumentException(
                    $"Row {row} enters at {observations[row].Entry}: late entries need {nameof(RiskSetWeights.Geskus)} weights.",
                    nameof(observations)
                );
    }
}
