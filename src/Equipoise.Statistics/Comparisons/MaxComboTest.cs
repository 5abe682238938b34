using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>
/// Is the experimental group better, when nobody knows whether early or late? The largest of several weighted log-rank
/// statistics, with a p-value that accounts for the choice.
/// </summary>
/// <remarks>
/// <para>Each weight wₐ gives Zₐ = -Uₐ/√Vₐₐ, above 0 when group 1 has fewer events than expected. All are sums over the same
/// tables, so their covariance is known from the data: Vₐᵦ = Σ wₐwᵦ·d(n - d)/(n - 1)·(n₀/n)(n₁/n), over times and strata. The
/// p-values are of the multivariate normal distribution with those correlations: P(some Z ≥ max Zₐ) one-sided, P(some |Z| ≥ max
/// |Zₐ|) two-sided.</para>
/// <para>They are integrated, not simulated (<see cref="MultivariateNormal"/>): the same data give the same bits. The default
/// weights make a singular matrix, since FH(0, 1) and FH(1, 0) add up to the log-rank test; that is taken into account, not
/// avoided. A weight that is 0 wherever groups can be compared is left out. Ties, strata, late entries and case weights: as in
/// <see cref="LogRankTest"/>.</para>
/// <para>A rejection says that the curves differ somewhere: FH(0, 1) and FH(1, 1) can favor a treatment that is nowhere better at
/// surviving (Freidlin and Korn, 2019). Cost: of one log-rank test for each weight, then milliseconds.</para>
/// <para>Source: Lee (2007), Computational Statistics and Data Analysis 51:6557; Karrison (2016), Stata Journal 16:678; Lin et
/// al. (2020), Statistics in Biopharmaceutical Research 12:187. R: <c>simtrial::maxcombo</c>, <c>nph::logrank.maxtest</c>; SAS:
/// none.</para>
/// </remarks>
public sealed record MaxComboTest
{
    static readonly LogRankWeight[] usual =
    [
        new LogRankWeight.LogRank(),
        new LogRankWeight.FlemingHarrington(0, 1),
        new LogRankWeight.FlemingHarrington(1, 0),
        new LogRankWeight.FlemingHarrington(1, 1),
    ];

    MaxComboTest(GroupedRiskSets sets, LogRankWeight[] weights, CaseWeighting caseWeighting)
    {
        (CaseWeighting, Strata) = (caseWeighting, sets.Strata);
        (Components, Correlation, Status) = ([], new double[0, 0], new LogRankStatus.Estimated());
        var w = Array.ConvertAll(weights, sets.WeightsOf);
        if (sets.EventTimes == 0)
            Status = new LogRankStatus.NotEstimable("There is no event.");
        else if (w.Any(times => Array.Exists(times, double.IsInfinity)))
            Status = new LogRankStatus.NotEstimable(
                "The pooled survival curve reaches 0 before the last event, where a weight is infinite."
            );
        if (Status is LogRankStatus.NotEstimable)
            return;

        var variance = sets.Groups < 2 ? new double[w.Length] : Array.ConvertAll(w, times => sets.Covariance(1, 1, times, times));
        int[] used = [.. Enumerable.Range(0, w.Length).Where(a => variance[a] > 0)];
        Components = Array.ConvertAll(
            used,
            a => new MaxComboComponent(weights[a], -sets.Score(1, w[a]) / double.Sqrt(variance[a]))
        );
        if (used.Length == 0)
        {
            Status = new LogRankStatus.NotEstimable("The two groups are never at risk together at an event with weight.");
            return;
        }
        Correlation = new double[used.Length, used.Length];
        for (var a = 0; a < used.Length; a++)
        {
            Correlation[a, a] = 1;
            for (var b = 0; b < a; b++)
                Correlation[a, b] = Correlation[b, a] = double.Clamp(
                    sets.Covariance(1, 1, w[used[a]], w[used[b]]) / double.Sqrt(variance[used[a]] * variance[used[b]]),
                    -1,
                    1
                );
        }
        Best = Components.MaxBy(component => component.Z);
        var (largest, farthest) = (
            Components.Max(component => component.Z),
            Components.Max(component => double.Abs(component.Z))
        );
        PValueOneSided = Beyond(double.NegativeInfinity, largest);
        PValue = Beyond(-farthest, farthest);

        double Beyond(double lower, double upper) =>
            MultivariateNormal.Outside(Array.ConvertAll(used, _ => lower), Array.ConvertAll(used, _ => upper), Correlation);
    }

    /// <summary>FH(0, 0) (the log-rank test), FH(0, 1), FH(1, 0) and FH(1, 1),
    /// as the cross-pharma working group proposed.</summary>
    public static IReadOnlyList<LogRankWeight> UsualWeights => usual;

    /// <summary>The statistics of which the largest is taken; none when not estimable.</summary>
    public IReadOnlyList<MaxComboComponent> Components { get; }

    /// <summary>Their correlations under the hypothesis of no difference.</summary>
    public double[,] Correlation { get; }

    /// <summary>The statistic most in favor of group 1 (experimental); null when not estimable.</summary>
    public MaxComboComponent? Best { get; }

    /// <summary>The p-value of max |Z|; null when not estimable.</summary>
    public double? PValue { get; }

    /// <summary>The one-sided p-value of max Z, for the claim that group 1 (experimental) is
    /// better; null when not estimable.</summary>
    public double? PValueOneSided { get; }

    /// <summary>What case weights mean.</summary>
    public CaseWeighting CaseWeighting { get; }

    /// <summary>How many strata there are; 1 when not stratified.</summary>
    public int Strata { get; }

    /// <summary>Whether the test could be made, and if not, why.</summary>
    public LogRankStatus Status { get; }

    /// <summary>Compares two groups.</summary>
    /// <param name="observations">One per participant (or per interval of one, with entry times), in any order.</param>
    /// <param name="groups">The group of each: 0 is control, 1 experimental.</param>
    /// <param name="strata">The stratum of each, any numbers; none for an unstratified test.</param>
    /// <param name="weights">One to six weights; null for <see cref="UsualWeights"/>.</param>
    /// <param name="caseWeights">The weight of each observation, 0 for absent; none for all 1.</param>
    /// <param name="caseWeighting">What case weights mean for the variance.</param>
    /// <exception cref="ArgumentException">There are no or too many weights, a third group, or not one group, stratum or case
    /// weight for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is negative, or a case weight negative,
    /// not finite or no frequency.</exception>
    public static MaxComboTest Compare(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata = default,
        IReadOnlyList<LogRankWeight>? weights = null,
        ReadOnlySpan<double> caseWeights = default,
        CaseWeighting caseWeighting = CaseWeighting.Sampling
    )
    {
        LogRankWeight[] all = [.. weights ?? usual];
        if (all.Length is 0 or > MultivariateNormal.MostVariables)
            throw new ArgumentException(
                $"{all.Length} weights; from 1 to {MultivariateNormal.MostVariables} are combined.",
                nameof(weights)
            );
        var sets = GroupedRiskSets.Of(observations, groups, strata, caseWeights, caseWeighting);
        return sets.Groups > 2
            ? throw new ArgumentException($"Group {sets.Groups - 1}; two groups are compared, 0 and 1.", nameof(groups))
            : new(sets, all, caseWeighting);
    }

    /// <summary>"MaxCombo: largest log-rank: Z 1.843, p 0.09", or why there is none.</summary>
    public override string ToString() =>
        Status is LogRankStatus.NotEstimable refusal
            ? $"MaxCombo: not estimable. {refusal.Reason}"
            : $"MaxCombo: largest {Best}, p {Summary.Of(PValue)}";
}

/// <summary>One of the statistics of <see cref="MaxComboTest"/>.</summary>
/// <param name="Weight">The weight of the event times.</param>
/// <param name="Z">The standardized statistic, above 0 when group 1 has fewer events than expected.</param>
public sealed record MaxComboComponent(LogRankWeight Weight, double Z)
{
    /// <summary>"log-rank: Z 1.843"</summary>
    public override string ToString() =>
        $"{Weight}: Z {Summary.Of(Z)}";
}
