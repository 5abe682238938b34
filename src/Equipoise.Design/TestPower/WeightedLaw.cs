using Equipoise.Design.Sizing;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Design.TestPower;

/// <summary>
/// How are weighted log-rank statistics distributed together at an analysis, under the hazards that a design assumes?
/// </summary>
/// <remarks>
/// <para>With n₀, n₁ expected at risk x months from entry, n both, λ the hazards, w the weight at the pooled survival S,</para>
/// <para>U = ∫ w n₀n₁/n (λ₀ - λ₁) dx, Vₐᵦ = ∫ wₐwᵦ n₀n₁/n² (n₀λ₀ + n₁λ₁) dx,</para>
/// <para>are what the test's sums of observed minus expected events and of their variance tend to, so that Z has mean U/√V.
/// Near the null its variance is 1 and its correlations are those of V (Tsiatis 1981, Biometrika 68:311; Schoenfeld 1981): that
/// is what <see cref="NullCorrelation"/> has. Under a fixed alternative it is not 1. <see cref="Covariance"/> is that of the
/// statistic's first-order expansion in the participants, each with
/// ψ = ∫ (w(n₁/n - z) - A/n)(dN - Y dΛ), A(x) = ∫ₓ^∞ S w'(S) dU, z the arm, Λ the pooled hazard, for U (Lin and Wei 1989, Journal
/// of the American Statistical Association 84:1074; Yung and Liu 2020, Biometrics 76:939, who keep w and V as they are), the like
/// for V, and, where the analysis waits for a number of events, for the time at which that number comes. Arms have the sizes that
/// blocks give them; strata are drawn.</para>
/// <para>Integrals by Gauss and Legendre's rule on pieces between the change points of hazards, accrual and weight: some 1e-10.
/// Cost: a millisecond for a weight.</para>
/// <para>R: <c>npsurvSS::power_two_arm(test = list(test = "weighted logrank", mean.approx = "asymptotic"))</c> and
/// <c>gsDesign2::gs_power_wlr</c> have the mean, and variances that leave out part of that.</para>
/// </remarks>
public sealed record WeightedLaw
{
    // The rate at which Z changes with the month is a difference: as near as rounding and curvature allow.
    const double Step = 1e-3;

    WeightedLaw(double month, Sums sums, double[,] covariance)
    {
        var size = sums.U.Length;
        (Month, Events, Variance, Covariance) = (month, sums.Events, sums.V, covariance);
        Means = [.. sums.U.Select((u, a) => u / Math.Sqrt(sums.V[a, a]))];
        NullCorrelation = new double[size, size];
        for (var a = 0; a < size; a++)
            for (var b = 0; b < size; b++)
                NullCorrelation[a, b] =
                    a == b ? 1 : Math.Clamp(sums.V[a, b] / Math.Sqrt(sums.V[a, a] * sums.V[b, b]), -1, 1);
    }

    /// <summary>The month of the analysis.</summary>
    public double Month { get; }

    /// <summary>The events expected by then.</summary>
    public double Events { get; }

    /// <summary>The mean of the Z of each weight; above 0 where the experimental arm does better.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>V: of each pair of weights the variance that the test estimates.</summary>
    public double[,] Variance { get; }

    /// <summary>The correlations that the test takes: those of V.</summary>
    public double[,] NullCorrelation { get; }

    /// <summary>The covariance of the Zs under the assumptions.</summary>
    public double[,] Covariance { get; }

    /// <summary>The law at a month of the trial.</summary>
    /// <param name="course">What is expected of the trial.</param>
    /// <param name="month">The month of the analysis; above 0 and finite.</param>
    /// <param name="weights">One or more of <see cref="HasLaw"/>.</param>
    /// <param name="isStratified">Whether events are compared within the strata of the course only, each weighed by its own
    /// curve.</param>
    /// <param name="waitsForEvents">Whether the analysis is made when that many events have happened, rather than in that
    /// month.</param>
    /// <exception cref="ArgumentException">There is no weight, one without a law, or no event with weight.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The month is not above 0 and finite.</exception>
    public static WeightedLaw Of(
        ExpectedCourse course,
        double month,
        IReadOnlyList<LogRankWeight> weights,
        bool isStratified = false,
        bool waitsForEvents = true
    )
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count == 0 || !weights.All(HasLaw))
            throw new ArgumentException("There is no weight, or one whose law is not known here.", nameof(weights));
        if (!(month > 0 && double.IsFinite(month)))
            throw new ArgumentOutOfRangeException(nameof(month), month, "The month of an analysis is above 0, and finite.");
        double[] bends = [.. weights.OfType<LogRankWeight.ModestlyWeighted>().Select(weight => weight.Until)];
        var (at, sets) = SumsAt(month);
        if (!Enumerable.Range(0, weights.Count).All(a => at.V[a, a] > 0))
            throw new ArgumentException($"No event with weight is expected by month {month}.", nameof(month));
        var rate = new double[weights.Count]; // of Z with the events to come
        if (waitsForEvents)
        {
            var (before, after) = (SumsAt(month * (1 - Step)).Sums, SumsAt(month * (1 + Step)).Sums);
            for (var a = 0; a < rate.Length; a++)
                rate[a] = after.Events > before.Events ? (after.Z(a) - before.Z(a)) / (after.Events - before.Events) : 0;
        }
        return new(month, at, new Spread(course.Assumptions.Accrual.Participants, sets, at, rate).Covariance(weights));

        (Sums Sums, RiskSets[] Sets) SumsAt(double when)
        {
            RiskSets[] its = [.. Compared(course.Arms, isStratified).Select(arms => new RiskSets(course, arms, when, bends))];
            return (Sums.Of(its, weights), its);
        }
    }

    /// <summary>Whether the law of a weight is known here: log-rank, Fleming-Harrington, modestly weighted until a
    /// time.</summary>
    public static bool HasLaw(LogRankWeight weight) =>
        weight is LogRankWeight.LogRank or LogRankWeight.FlemingHarrington or LogRankWeight.ModestlyWeighted;

    static IEnumerable<ArmCourse[][]> Compared(IReadOnlyList<ArmCourse[]> arms, bool isStratified) =>
        isStratified ? arms.Chunk(2) : [[.. arms]];
}
