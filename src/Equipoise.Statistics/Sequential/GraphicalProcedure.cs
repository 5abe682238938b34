using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>Which of several hypotheses are rejected, when the type I error of all together is held and the level
/// of a rejected one passes on?</summary>
/// <remarks>
/// <para>Each hypothesis i has a weight w_i and is tested at level w_i α. When j is rejected its weight goes along the arrows to
/// the others, w_l ← w_l + w_j g_jl, and the graph closes over it: g_lk ← (g_lk + g_lj g_jk) / (1 - g_lj g_jl). This is a short
/// cut of a closed test of weighted Bonferroni tests: it holds the family-wise error α whatever the correlations, and the order
/// of rejections does not matter for what is rejected. Holm's procedure is the graph with equal weights and arrows; a fixed
/// sequence is a chain.</para>
/// <para>For group-sequential tests the p-values are sequential ones (Maurer and Bretz, 2013): <see cref="TestLooks"/>.</para>
/// <para>Source: Bretz, Maurer, Brannath and Posch (2009), Statistics in Medicine 28:586; Maurer and Bretz (2013), Statistics in
/// Biopharmaceutical Research 5:311. R: <c>gMCPLite::gMCP</c>, <c>graphicalMCP::graph_test_shortcut</c>, <c>lrstat::fseqbon</c>.
/// SAS: PROC MULTTEST has no graph.</para>
/// </remarks>
public sealed record GraphicalProcedure
{
    /// <summary>The most hypotheses that are taken.</summary>
    public const int MostHypotheses = 32;

    // Weights that are meant to add up to 1, such as three thirds, may miss it by rounding.
    const double Rounding = 1e-9;

    readonly double[,] transitions;

    /// <param name="hypotheses">Their names, all different.</param>
    /// <param name="weights">The share of α that each starts with, 0 or more; together at most 1.</param>
    /// <param name="transitions">[i, j]: the share of its weight that i gives to j when it is rejected, 0 or more; 0 from itself
    /// to itself, each row together at most 1.</param>
    /// <param name="alpha">The family-wise type I error, one-sided, between 0 and 0.5.</param>
    /// <exception cref="ArgumentException">A part is outside of what is said above, or they are not of one size.</exception>
    public GraphicalProcedure(
        IReadOnlyList<string> hypotheses,
        IReadOnlyList<double> weights,
        double[,] transitions,
        double alpha = 0.025
    )
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(transitions);
        var n = hypotheses.Count;
        if (n is 0 or > MostHypotheses)
            throw new ArgumentException($"{n} hypotheses; a graph has 1 to {MostHypotheses}.", nameof(hypotheses));
        if (hypotheses.Distinct().Count() != n)
            throw new ArgumentException("Two hypotheses have the same name.", nameof(hypotheses));
        if (weights.Count != n || !weights.All(w => w >= 0) || !(weights.Sum() <= 1 + Rounding))
            throw new ArgumentException(
                $"The weights {string.Join(", ", weights)}: "
                    + $"there is one for each of {n} hypotheses, none below 0, together at most 1.",
                nameof(weights)
            );
        if (transitions.GetLength(0) != n || transitions.GetLength(1) != n)
            throw new ArgumentException(
                $"Transitions of {transitions.GetLength(0)} by {transitions.GetLength(1)} for {n} hypotheses.",
                nameof(transitions)
            );
        for (var i = 0; i < n; i++)
        {
            double[] row = [.. Enumerable.Range(0, n).Select(j => transitions[i, j])];
            if (row[i] != 0 || !row.All(g => g >= 0) || !(row.Sum() <= 1 + Rounding))
                throw new ArgumentException(
                    $"The transitions from {hypotheses[i]} are {string.Join(", ", row)}: "
                        + "none is below 0, none to itself, together at most 1.",
                    nameof(transitions)
                );
        }
        if (!(alpha > 0 && alpha < 0.5))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The family-wise type I error lies between 0 and 0.5.");
        (Hypotheses, Weights, Alpha) = ([.. hypotheses], [.. weights], alpha);
        this.transitions = (double[,])transitions.Clone();
    }

    /// <summary>The names of the hypotheses.</summary>
    public IReadOnlyList<string> Hypotheses { get; }

    /// <summary>The share of α that each starts with.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>The family-wise type I error.</summary>
    public double Alpha { get; }

    /// <summary>The share of its weight that one hypothesis gives to another.</summary>
    public double Transition(int from, int to) => transitions[from, to];

    /// <summary>The level of each hypothesis once some are rejected, w α; 0 of the rejected.</summary>
    /// <remarks>It does not depend on the order in which they are rejected. R: <c>gMCPLite::rejectNode</c>.</remarks>
    /// <param name="rejected">The rejected, counted from 0; none twice.</param>
    /// <exception cref="ArgumentException">One is no hypothesis, or is named twice.</exception>
    public IReadOnlyList<double> LevelsAfter(params IReadOnlyList<int> rejected)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        if (rejected.Any(i => i < 0 || i >= Hypotheses.Count) || rejected.Distinct().Count() != rejected.Count)
            throw new ArgumentException(
                $"Rejected are {string.Join(", ", rejected)}: each is one of {Hypotheses.Count}, from 0, and none twice.",
                nameof(rejected)
            );
        return GraphicalWalk.LevelsAfter(this, rejected);
    }

    /// <summary>Tests all hypotheses.</summary>
    /// <param name="pValues">The one-sided p-value of each; for group-sequential tests the sequential one.</param>
    /// <exception cref="ArgumentException">There is not one p-value within 0 to 1 for each hypothesis.</exception>
    public GraphicalOutcome Test(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        if (pValues.Count != Hypotheses.Count || !pValues.All(p => p >= 0 && p <= 1))
            throw new ArgumentException(
                $"The p-values {string.Join(", ", pValues)}: "
                    + $"there is one within 0 to 1 for each of {Hypotheses.Count} hypotheses.",
                nameof(pValues)
            );
        return GraphicalWalk.Take(this, pValues, (_, _) => null);
    }

    /// <summary>Tests all hypotheses with what their group-sequential tests have seen by now.</summary>
    /// <remarks>Each local level w_i α stands for bounds of its own at the looks made; the log has them.
    /// Who was rejected at an earlier analysis stays so.</remarks>
    /// <param name="evidence">Of each hypothesis, in their order.</param>
    /// <exception cref="ArgumentException">There is not one for each hypothesis,
    /// or <see cref="SequentialPValue.Of"/> refuses one.</exception>
    public GraphicalOutcome TestLooks(IReadOnlyList<SequentialEvidence> evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (evidence.Count != Hypotheses.Count)
            throw new ArgumentException($"Evidence on {evidence.Count} of {Hypotheses.Count} hypotheses.", nameof(evidence));
        double[] pValues =
        [
            .. evidence.Select(e => e.Observed.Looks.Count == 0 ? 1 : SequentialPValue.Of(e.Test, e.Observed, [.. e.Z]).PValue),
        ];
        return GraphicalWalk.Take(
            this,
            pValues,
            (hypothesis, level) =>
                evidence[hypothesis] is { Observed: { Looks.Count: > 0 } observed, Test: var test } && level > 0
                    ? SequentialPValue.Bounds(test, observed, level)
                    : null
        );
    }

    /// <summary>"alpha 0.025: H1 0.5, H2 0.5"</summary>
    public override string ToString() =>
        $"alpha {Summary.Of(Alpha)}: "
        + string.Join(", ", Hypotheses.Zip(Weights, (hypothesis, weight) => $"{hypothesis} {Summary.Of(weight)}"));
}

/// <summary>What the group-sequential test of one hypothesis has seen by now.</summary>
/// <param name="Test">Its plan: how it spends whatever level it is given. Its own type I error is not used.</param>
/// <param name="Observed">The looks so far; none as long as there was none.</param>
/// <param name="Z">The statistic at each look.</param>
public sealed record SequentialEvidence(GroupSequentialTest Test, ObservedLooks Observed, IReadOnlyList<double> Z)
{
    /// <summary>"Z 1.2, 2.4, information 150, 300 of 300"</summary>
    public override string ToString() =>
        $"Z {Summary.Of(Z)}, {Observed}";
}
