using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>What a graphical procedure decided, and by which steps.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Decisions">Of each hypothesis, in their order.</param>
/// <param name="Steps">The steps in order: each tests all that remain, rejects one and passes its level on;
/// the last rejects none, unless none is left.</param>
public sealed record GraphicalOutcome(
    GraphicalProcedure Procedure,
    IReadOnlyList<GraphicalDecision> Decisions,
    IReadOnlyList<GraphicalStep> Steps
)
{
    /// <summary>"H1 rejected, p 0.01, adjusted 0.02; H2 …"</summary>
    public override string ToString() =>
        string.Join("; ", Decisions);
}

/// <summary>What became of one hypothesis.</summary>
/// <param name="Hypothesis">Its name.</param>
/// <param name="PValue">Its p-value; the sequential one of a group-sequential test.</param>
/// <param name="AdjustedPValue">The least family-wise error at which it is rejected; at most 1.</param>
/// <param name="IsRejected">Whether it is rejected.</param>
/// <param name="Level">The level at which it was tested last: at which it was rejected, or the one that it ended with.</param>
public sealed record GraphicalDecision(string Hypothesis, double PValue, double AdjustedPValue, bool IsRejected, double Level)
{
    /// <summary>"H1 rejected, p 0.01, adjusted 0.02"</summary>
    public override string ToString() =>
        $"{Hypothesis} {(IsRejected ? "rejected" : "not rejected")}, "
        + $"p {Summary.Of(PValue)}, adjusted {Summary.Of(AdjustedPValue)}";
}

/// <summary>One step: the tests of all hypotheses that remain, and which one is rejected.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Tests">Of each hypothesis that remains.</param>
/// <param name="Rejected">The one that is rejected at this step,
/// the one with the smallest p-value for its weight; null for none.</param>
public sealed record GraphicalStep(int Number, IReadOnlyList<GraphicalTest> Tests, string? Rejected)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Number}. {string.Join("; ", Tests)}. {(Rejected is null ? "None is rejected." : $"Rejected: {Rejected}.")}";
}

/// <summary>The test of one hypothesis at one step.</summary>
/// <param name="Hypothesis">Its name.</param>
/// <param name="Level">The level it has at this step, w α.</param>
/// <param name="PValue">Its p-value.</param>
/// <param name="EfficacyZ">The bounds of its looks at that level; null without looks or level.</param>
public sealed record GraphicalTest(string Hypothesis, double Level, double PValue, IReadOnlyList<double>? EfficacyZ)
{
    /// <summary>Whether its p-value is at or below its level. A level of 0 rejects nothing.</summary>
    public bool Passes => Level > 0 && PValue <= Level;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Hypothesis}: p = {PValue:G6} {(Passes ? "≤" : ">")} {Level:G6}"
        + (EfficacyZ is null ? "" : $" (z of {string.Join(", ", EfficacyZ.Select(z => z.ToString("F4")))})");
}

/// <summary>The procedure itself: rejects, passes the level on, and keeps the log.</summary>
static class GraphicalWalk
{
    public static GraphicalOutcome Take(
        GraphicalProcedure procedure,
        IReadOnlyList<double> p,
        Func<int, double, IReadOnlyList<double>?> boundsAt
    )
    {
        var n = procedure.Hypotheses.Count;
        var (w, g) = Start(procedure);
        var (decisions, steps) = (new GraphicalDecision[n], new List<GraphicalStep>());
        var remaining = Enumerable.Range(0, n).ToList();
        var (adjusted, hasStopped) = (0.0, false);
        while (remaining.Count > 0)
        {
            var next = remaining.MinBy(i => Ratio(p[i], w[i]));
            adjusted = double.Min(1, double.Max(adjusted, Ratio(p[next], w[next])));
            var level = w[next] * procedure.Alpha;
            if (!hasStopped)
            {
                GraphicalTest[] tests =
                [
                    .. remaining.Select(i =>
                    {
                        var own = w[i] * procedure.Alpha;
                        return new GraphicalTest(procedure.Hypotheses[i], own, p[i], boundsAt(i, own));
                    }),
                ];
                hasStopped = !tests[remaining.IndexOf(next)].Passes;
                steps.Add(new(steps.Count + 1, tests, hasStopped ? null : procedure.Hypotheses[next]));
                if (hasStopped)
                    foreach (var i in remaining)
                        decisions[i] = new(procedure.Hypotheses[i], p[i], 1, false, w[i] * procedure.Alpha);
            }
            // Adjusted p-values ask at which level one would have gone on: the graph is followed to its end.
            decisions[next] = hasStopped
                ? decisions[next] with { AdjustedPValue = adjusted }
                : new(procedure.Hypotheses[next], p[next], adjusted, true, level);
            remaining.Remove(next);
            Pass(next, remaining, w, g);
        }
        return new(procedure, decisions, steps);
    }

    public static double[] LevelsAfter(GraphicalProcedure procedure, IReadOnlyList<int> rejected)
    {
        var (w, g) = Start(procedure);
        var remaining = Enumerable.Range(0, procedure.Hypotheses.Count).ToList();
        foreach (var one in rejected)
        {
            remaining.Remove(one);
            Pass(one, remaining, w, g);
        }
        return Array.ConvertAll(w, weight => weight * procedure.Alpha);
    }

    static (double[] Weights, double[,] Transitions) Start(GraphicalProcedure procedure)
    {
        var n = procedure.Hypotheses.Count;
        var g = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                g[i, j] = procedure.Transition(i, j);
        return ([.. procedure.Weights], g);
    }

    static double Ratio(double p, double weight) => weight > 0 ? p / weight : double.PositiveInfinity;

    static void Pass(int from, List<int> remaining, double[] w, double[,] g)
    {
        var before = (double[,])g.Clone();
        foreach (var l in remaining)
        {
            w[l] += w[from] * before[from, l];
            var loop = before[l, from] * before[from, l];
            foreach (var k in remaining)
                g[l, k] = l == k || loop >= 1 ? 0 : (before[l, k] + before[l, from] * before[from, k]) / (1 - loop);
        }
        w[from] = 0;
    }
}
