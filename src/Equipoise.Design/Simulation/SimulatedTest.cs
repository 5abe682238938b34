using Equipoise.Statistics.Comparisons;

namespace Equipoise.Design.Simulation;

/// <summary>The test that a look makes.</summary>
public abstract record SimulatedTest
{
    SimulatedTest() { }

    /// <summary>The log-rank test, Z = (E - O)/√V of the experimental arm, with the hypergeometric variance where events are
    /// tied.</summary>
    /// <param name="Stratified">Whether events are compared within strata only; the hazard ratio is then estimated so,
    /// too.</param>
    public sealed record LogRank(bool Stratified = false) : SimulatedTest;

    /// <summary>
    /// The test of a margin of the hazard ratio: the score test of the Cox model at it, Z = (E - O)/√V, where the experimental
    /// participants at risk count as so many times the margin. At a margin of 1 and without ties it is the log-rank test.
    /// </summary>
    /// <remarks>R: <c>coxph(Surv(time, event) ~ arm + offset(arm * log(margin)), ties = "efron")$score</c>, signed;
    /// <c>rpact::getSimulationSurvival(thetaH0 = margin)</c>.</remarks>
    /// <param name="Ratio">The margin, above 0.</param>
    /// <param name="Stratified">Whether events are compared within strata only.</param>
    public sealed record Margin(double Ratio, bool Stratified = false) : SimulatedTest;

    /// <summary>
    /// A weighted log-rank test: Z = (E - O)/√V of weighted sums over the event times. See <see cref="LogRankTest"/>.
    /// </summary>
    /// <param name="Weight">The weight of an event time; times are months.</param>
    /// <param name="Stratified">Whether events are compared within strata only, each weighed by its own pooled curve.</param>
    public sealed record WeightedLogRank(LogRankWeight Weight, bool Stratified = false) : SimulatedTest;

    /// <summary>
    /// The largest of several weighted log-rank statistics: rejects when its p-value, from the multivariate normal distribution,
    /// is at most that of the efficacy bound. For a single look. See <see cref="MaxComboTest"/>.
    /// </summary>
    /// <remarks>
    /// Z is the largest of the statistics. The decision is that of the p-value, exactly; but the p-value is integrated only where
    /// bounds by single statistics (Bonferroni) and by pairs of them (Hunter and Worsley) leave it open.
    /// </remarks>
    /// <param name="Weights">From one to six weights; none for the usual four, FH(0, 0), FH(0, 1), FH(1, 0) and FH(1, 1).</param>
    /// <param name="Stratified">Whether events are compared within strata only.</param>
    public sealed record MaxCombo(IReadOnlyList<LogRankWeight> Weights, bool Stratified = false) : SimulatedTest
    {
        /// <summary>Of the usual four weights.</summary>
        public MaxCombo()
            : this([]) { }

        internal IReadOnlyList<LogRankWeight> Used => Weights.Count > 0 ? Weights : MaxComboTest.UsualWeights;

        /// <inheritdoc/>
        public bool Equals(MaxCombo? other) =>
            other is not null && Stratified == other.Stratified && Weights.SequenceEqual(other.Weights);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Weights.Count, Stratified);
    }

    /// <summary>
    /// The difference of restricted mean survival times up to a horizon over its standard error, unstratified. There is none
    /// where a curve is not known up to the horizon. See <see cref="RestrictedMeanComparison"/>.
    /// </summary>
    /// <param name="Month">The horizon τ, above 0.</param>
    public sealed record RestrictedMean(double Month) : SimulatedTest;

    /// <summary>
    /// The difference of the survival probabilities at a month over its standard error, unstratified. There is none where a curve
    /// is not known at the month, or has no variance. See <see cref="SurvivalDifference"/>.
    /// </summary>
    /// <param name="Month">The month, above 0.</param>
    /// <param name="LogLog">Whether it is tested on the scale log(-log S) rather than on that of S.</param>
    public sealed record Milestone(double Month, bool LogLog = false) : SimulatedTest;

    /// <summary>The test of a plan: log-rank, or that of its margin.</summary>
    internal static SimulatedTest Of(double margin, bool stratified) =>
        margin == 1 ? new LogRank(stratified) : new Margin(margin, stratified);

    /// <summary>Whether events are compared within strata only.</summary>
    internal bool IsStratified =>
        this
            is LogRank { Stratified: true }
                or Margin { Stratified: true }
                or WeightedLogRank { Stratified: true }
                or MaxCombo { Stratified: true };
}
