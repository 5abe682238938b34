namespace Equipoise.Statistics.Regression.Cox;

/// <content>What follows a fit. Nothing of it is computed until it is asked for, and each question computes anew.</content>
public sealed partial record CoxFit
{
    /// <summary>
    /// How does each row differ from what the model expects of it? Martingale, deviance, score, Schoenfeld and dfbeta residuals;
    /// see <see cref="CoxResiduals"/>. Null when there are no estimates.
    /// </summary>
    /// <exception cref="NotSupportedException">The ties are neither Efron's nor Breslow's.</exception>
    public CoxResiduals? Residuals() => Solution is null ? null : new(this, Solution);

    /// <summary>
    /// What are the standard errors if the model is wrong, or if rows that belong together are correlated? See
    /// <see cref="RobustVariance"/>. Null when there are no estimates.
    /// </summary>
    /// <param name="clusters">Which rows belong together: one code for each row of the data; none when each row is its
    /// own.</param>
    /// <exception cref="ArgumentException">There are clusters, but not one for each row.</exception>
    /// <exception cref="NotSupportedException">The ties are neither Efron's nor Breslow's.</exception>
    public RobustVariance? Robust(ReadOnlySpan<int> clusters = default) =>
        Solution is null ? null : RobustVariance.Of(this, Solution, Clusters.Of(Solution.Model, Rows!.Value, clusters));

    /// <summary>
    /// Do the hazard ratios stay the same over time? The score test of Grambsch and Therneau (1994); see
    /// <see cref="ProportionalHazardsTest"/>. Null when there are no estimates.
    /// </summary>
    /// <param name="transform">The function of time that the log hazard ratios are tested against.</param>
    /// <exception cref="ArgumentException">The transform is the logarithm, and an event is at time 0.</exception>
    /// <exception cref="NotSupportedException">The ties are neither Efron's nor Breslow's.</exception>
    public ProportionalHazardsTest? TestProportionalHazards(TimeTransform transform = TimeTransform.KaplanMeier) =>
        Solution is null ? null : ProportionalHazardsTest.Of(this, Solution, transform);

    /// <summary>
    /// What survival does the model predict for somebody with these covariates? See <see cref="PredictedCurve"/>. Null when there
    /// are no estimates.
    /// </summary>
    /// <param name="covariates">One for each coefficient, in the units of the data; one without estimate is disregarded.</param>
    /// <param name="stratum">The code of the stratum; 0 when the model has none.</param>
    /// <param name="offset">What is added to xβ.</param>
    /// <param name="transformation">The scale of the limits.</param>
    /// <exception cref="ArgumentException">There is not one finite covariate for each coefficient, or nobody is in that
    /// stratum.</exception>
    /// <exception cref="NotSupportedException">The ties are neither Efron's nor Breslow's.</exception>
    public PredictedCurve? Predict(
        ReadOnlySpan<double> covariates,
        int stratum = 0,
        double offset = 0,
        IntervalTransformation transformation = IntervalTransformation.LogLog
    ) => Solution is null ? null : PredictedCurve.Of(this, Solution, covariates, stratum, offset, transformation);

    /// <summary>
    /// How often does who has the event earlier also have the higher predicted risk? Harrell's C; see <see
    /// cref="ConcordanceIndex"/>. Null when there are no estimates.
    /// </summary>
    /// <param name="clusters">Which rows belong together: one code for each row of the data; none when each row is its
    /// own.</param>
    /// <exception cref="ArgumentException">There are clusters, but not one for each row.</exception>
    public ConcordanceIndex? Concordance(ReadOnlySpan<int> clusters = default) =>
        Solution is null ? null : ConcordanceIndex.Of(Solution, Clusters.Of(Solution.Model, Rows!.Value, clusters), Confidence);
}
