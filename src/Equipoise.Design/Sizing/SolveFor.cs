namespace Equipoise.Design.Sizing;

/// <summary>The one quantity of a trial that the others determine.</summary>
/// <remarks>
/// Events that no timing goes into need no solving: <see cref="EventFormula.OfEvents.Events"/>. Each case says what is kept.
/// </remarks>
public abstract record SolveFor
{
    SolveFor() { }

    /// <summary>
    /// The participants, by multiplying the accrual rates; the months of accrual are kept. R: <c>gsDesign::nSurv</c> with T and
    /// minfup, <c>rpact::getSampleSizeSurvival</c> with accrual and follow-up times, <c>gsDesign2::fixed_design_ahr</c>.
    /// </summary>
    /// <param name="Analysis">After accrual or at a month.</param>
    public sealed record AccrualRate(AnalysisTime Analysis) : SolveFor;

    /// <summary>
    /// The participants, by the months of accrual; the rates are kept. R: <c>gsDesign::nSurv</c> with minfup and T = NULL
    /// (follow-up kept) or with T and minfup = NULL (end of study kept), <c>lrstat::lrsamplesize(accrualDuration = NA)</c>.
    /// </summary>
    /// <param name="Analysis">After accrual or at a month.</param>
    public sealed record AccrualMonths(AnalysisTime Analysis) : SolveFor;

    /// <summary>
    /// How long after accrual the analysis takes place; accrual is kept. R: <c>gsDesign::nSurv</c> with R, T = NULL and minfup =
    /// NULL, <c>rpact::getSampleSizeSurvival(maxNumberOfSubjects = …)</c>, <c>lrstat::lrsamplesize(followupTime = NA)</c>.
    /// </summary>
    public sealed record FollowUp : SolveFor;

    /// <summary>The power. R: <c>rpact::getPowerSurvival</c>, <c>gsDesign::nSurv(beta = NULL)</c>.</summary>
    /// <param name="Analysis">When the analysis takes place.</param>
    public sealed record Power(AnalysisTime Analysis) : SolveFor;

    /// <summary>The hazard ratio, one for all strata and times, nearest to the null's at which the power is reached.</summary>
    /// <param name="Analysis">When the analysis takes place.</param>
    public sealed record HazardRatio(AnalysisTime Analysis) : SolveFor;
}
