using Equipoise.Statistics.Sequential;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Statistics.Tests.Sequential;

public sealed class GraphicalProcedureTests
{
    static readonly GraphicalProcedure holm = new(["A", "B", "C"], [1.0 / 3, 1.0 / 3, 1.0 / 3], new[,] { { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } });

    // Progression-free survival gets 0.005 of 0.025, overall survival 0.02; each passes all it has to the other.
    static readonly GraphicalProcedure survival = new(["PFS", "OS"], [0.2, 0.8], new[,] { { 0, 1.0 }, { 1.0, 0 } });

    // Holm (1979): with p of 0.005, 0.01, 0.03 the first two are rejected at 0.025; R 4.2.2, gMCPLite 0.1.7 gives these adjusted p-values.
    [Fact]
    public void Equal_weights_and_arrows_are_the_procedure_of_Holm()
    {
        var outcome = holm.Test([0.01, 0.005, 0.03]);
        outcome.Decisions.Select(d => d.IsRejected).ShouldBe([true, true, false]);
        double[] adjusted = [0.02, 0.015, 0.03];
        foreach (var (decision, expected) in outcome.Decisions.Zip(adjusted))
            decision.AdjustedPValue.ShouldBe(expected, 1e-16);
        outcome.Steps.Select(step => step.Rejected).ShouldBe(["B", "A", null]);
        outcome.Steps[2].Tests.ShouldHaveSingleItem().Level.ShouldBe(0.025, 1e-17);
        outcome.Decisions.Select(d => d.Level).Zip([0.0125, 0.025 / 3, 0.025]).ShouldAllBe(pair => double.Abs(pair.First - pair.Second) < 1e-16);
    }

    // By hand from the two rules: w2 = 1/2 + 1/2·1/2; without 1 the arrows of 2 are (0 + 1/4)/(1 - 1/4) and (1/2 + 0)/(1 - 1/4). Two primary
    // hypotheses, each with a secondary one: the graph of Bretz and others (2009).
    [Fact]
    public void Levels_pass_on_as_in_the_paper_whatever_the_order()
    {
        GraphicalProcedure graph = new(
            ["H1", "H2", "H3", "H4"],
            [0.5, 0.5, 0, 0],
            new[,] { { 0, 0.5, 0.5, 0 }, { 0.5, 0, 0, 0.5 }, { 0, 1, 0, 0 }, { 1, 0, 0, 0 } },
            alpha: 0.05
        );
        Levels().ShouldBe([0.025, 0.025, 0, 0]);
        Levels(0).Zip([0, 0.0375, 0.0125, 0]).ShouldAllBe(pair => double.Abs(pair.First - pair.Second) < 1e-16);
        Levels(0, 1).Zip([0, 0, 0.025, 0.025]).ShouldAllBe(pair => double.Abs(pair.First - pair.Second) < 1e-16);
        Levels(1, 0).Zip(Levels(0, 1)).ShouldAllBe(pair => double.Abs(pair.First - pair.Second) < 1e-16);
        Levels(2, 0, 1).Zip(Levels(1, 2, 0)).ShouldAllBe(pair => double.Abs(pair.First - pair.Second) < 1e-16);
        Should.Throw<ArgumentException>(() => Levels(0, 0));
        Should.Throw<ArgumentException>(() => Levels(4));

        IReadOnlyList<double> Levels(params int[] rejected) => graph.LevelsAfter(rejected);
    }

    [Fact]
    public void The_log_says_each_level_in_order()
    {
        var outcome = survival.Test([0.004, 0.022]);
        outcome
            .Steps.Select(step => step.ToString())
            .ShouldBe(
                ["1. PFS: p = 0.004 ≤ 0.005; OS: p = 0.022 > 0.02. Rejected: PFS.", "2. OS: p = 0.022 ≤ 0.025. Rejected: OS."]
            );
        survival.Test([0.3, 0.4]).Steps.ShouldHaveSingleItem().ToString().ShouldBe("1. PFS: p = 0.3 > 0.005; OS: p = 0.4 > 0.02. None is rejected.");
    }

    [Fact]
    public void A_fixed_sequence_stops_at_the_first_that_fails()
    {
        GraphicalProcedure chain = new(["1", "2", "3"], [1, 0, 0], new double[,] { { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 0 } });
        var outcome = chain.Test([0.01, 0.03, 0]);
        outcome.Decisions.Select(d => d.IsRejected).ShouldBe([true, false, false]);
        outcome.Decisions.Select(d => d.AdjustedPValue).ShouldBe([0.01, 0.03, 0.03]);
        // Without a level nothing is rejected, not even with p = 0.
        chain.Test([0.5, 0, 0]).Steps[0].Tests.Select(test => test.Passes).ShouldBe([false, false, false]);
        GraphicalProcedure never = new(["1", "2"], [1, 0], new double[,] { { 0, 0 }, { 0, 0 } });
        never.Test([0.01, 0.01]).Decisions[1].AdjustedPValue.ShouldBe(1);
    }

    // The closed test that the graph is a short cut of: every intersection by weighted Bonferroni, weights by removing the others.
    [Fact]
    public void Adjusted_p_values_are_those_of_the_closed_test() =>
        Check.One(
            Plans.FixedSeed.WithMaxTest(300),
            Prop.ForAll(
                ArbMap.Default.ArbFor<(NonEmptyArray<byte> Numbers, byte Size)>(),
                sample =>
                {
                    var n = 2 + sample.Size % 4;
                    var numbers = Numbers(sample.Numbers.Get);
                    double[] w = Shares(n, -1), p = [.. Enumerable.Range(0, n).Select(_ => numbers() / 2560.0)];
                    var g = new double[n, n];
                    for (var i = 0; i < n; i++)
                    {
                        var row = Shares(n, i);
                        for (var j = 0; j < n; j++)
                            g[i, j] = row[j];
                    }
                    var procedure = new GraphicalProcedure([.. Enumerable.Range(0, n).Select(i => $"{i}")], w, g);
                    var outcome = procedure.Test(p);
                    return Enumerable
                            .Range(0, n)
                            .All(i => double.Abs(outcome.Decisions[i].AdjustedPValue - Closed(n, w, g, p, i)) < 1e-12)
                        && outcome.Decisions.All(d => d.IsRejected == d.AdjustedPValue <= procedure.Alpha || double.Abs(d.AdjustedPValue - 0.025) < 1e-12);

                    double[] Shares(int count, int without)
                    {
                        double[] raw = [.. Enumerable.Range(0, count).Select(i => i == without ? 0 : (double)(numbers() % 5))];
                        var sum = raw.Sum();
                        return sum == 0 ? raw : Array.ConvertAll(raw, x => x / sum);
                    }
                }
            )
        );

    static Func<int> Numbers(byte[] bytes)
    {
        var next = 0;
        return () => bytes[next++ % bytes.Length] + next * 31 % 7;
    }

    static double Closed(int n, double[] w, double[,] g, double[] p, int hypothesis)
    {
        var largest = 0.0;
        for (var set = 1; set < 1 << n; set++)
        {
            if ((set >> hypothesis & 1) == 0)
                continue;
            var (weights, arrows) = ((double[])w.Clone(), (double[,])g.Clone());
            for (var j = 0; j < n; j++)
                if ((set >> j & 1) == 0)
                    Remove(n, weights, arrows, j);
            var smallest = Enumerable
                .Range(0, n)
                .Where(j => (set >> j & 1) == 1 && weights[j] > 0)
                .Select(j => p[j] / weights[j])
                .DefaultIfEmpty(1)
                .Min();
            largest = double.Max(largest, double.Min(1, smallest));
        }
        return largest;
    }

    static void Remove(int n, double[] w, double[,] g, int j)
    {
        var old = (double[,])g.Clone();
        for (var l = 0; l < n; l++)
        {
            if (l != j)
                w[l] += w[j] * old[j, l];
            for (var k = 0; k < n; k++)
                g[l, k] = l == j || k == j || l == k || old[l, j] * old[j, l] >= 1 ? 0 : (old[l, k] + old[l, j] * old[j, k]) / (1 - old[l, j] * old[j, l]);
        }
        w[j] = 0;
    }

    [Fact]
    public void Group_sequential_evidence_is_tested_by_its_sequential_p_values_and_the_log_has_the_bounds()
    {
        var pfs = Plans.Of(Plans.OBrienFlemingType, 0.7, 1);
        var os = Plans.Of(new EfficacyRule.Spending(new SpendingFunction.HwangShihDeCani(-4)), 0.5, 0.8, 1);
        SequentialEvidence[] evidence =
        [
            new(pfs, new(300, [new(210), new(300)], true), [2.2, 2.9]),
            new(os, new(200, [new(96), new(150)], false), [1.5, 2.6]),
        ];
        var outcome = survival.TestLooks(evidence);
        for (var i = 0; i < 2; i++)
            outcome.Decisions[i].PValue.ShouldBe(SequentialPValue.Of(evidence[i].Test, evidence[i].Observed, [.. evidence[i].Z]).PValue);
        outcome.Decisions.Select(d => d.IsRejected).ShouldBe([true, true]);
        foreach (var step in outcome.Steps)
            foreach (var test in step.Tests)
            {
                var its = evidence[test.Hypothesis == "PFS" ? 0 : 1];
                var bounds = ObservedBoundary.Of((its.Test with { OneSidedAlpha = test.Level }).Solve(), its.Observed);
                test.EfficacyZ.ShouldNotBeNull().Zip(bounds.EfficacyZ).ShouldAllBe(pair => double.Abs(pair.First - pair.Second) < 1e-12);
                test.Passes.ShouldBe(its.Z.Zip(test.EfficacyZ!).Any(pair => pair.First >= pair.Second));
            }
        outcome.Steps[0].ToString().ShouldContain("PFS: p = ");
        outcome.Steps[0].ToString().ShouldContain("(z of ");
    }

    [Fact]
    public void A_hypothesis_without_a_look_waits()
    {
        var test = Plans.Of(Plans.OBrienFlemingType, 0.7, 1);
        var outcome = survival.TestLooks([new(test, new(300, [new(210)], false), [4.5]), new(test, new(200, [], false), [])]);
        outcome.Decisions.Select(d => d.IsRejected).ShouldBe([true, false]);
        outcome.Decisions[1].PValue.ShouldBe(1);
        outcome.Steps[1].Tests.ShouldHaveSingleItem().EfficacyZ.ShouldBeNull();
        outcome.Decisions[1].Level.ShouldBe(0.025, 1e-17);
    }

    [Fact]
    public void What_is_no_graph_is_refused()
    {
        Refused(() => new GraphicalProcedure([], [], new double[0, 0])).ShouldContain("0 hypotheses");
        Refused(() => new GraphicalProcedure(["A", "A"], [0.5, 0.5], new double[2, 2])).ShouldContain("same name");
        Refused(() => new GraphicalProcedure(["A", "B"], [0.6, 0.5], new double[2, 2])).ShouldContain("together at most 1");
        Refused(() => new GraphicalProcedure(["A", "B"], [-0.1, 0.5], new double[2, 2])).ShouldContain("none below 0");
        Refused(() => new GraphicalProcedure(["A", "B"], [0.5, double.NaN], new double[2, 2])).ShouldContain("NaN");
        Refused(() => new GraphicalProcedure(["A", "B"], [0.5], new double[2, 2])).ShouldContain("one for each of 2");
        Refused(() => new GraphicalProcedure(["A", "B"], [0.5, 0.5], new double[2, 3])).ShouldContain("2 by 3");
        Refused(() => new GraphicalProcedure(["A", "B"], [0.5, 0.5], new double[,] { { 0.1, 0.9 }, { 1, 0 } })).ShouldContain("transitions from A");
        Refused(() => new GraphicalProcedure(["A", "B"], [0.5, 0.5], new double[,] { { 0, 1 }, { 1.5, 0 } })).ShouldContain("transitions from B");
        Refused(() => new GraphicalProcedure(["A"], [1], new double[1, 1], 0.5)).ShouldContain("between 0 and 0.5");
        Refused(() => survival.Test([0.1])).ShouldContain("one within 0 to 1");
        Refused(() => survival.Test([0.1, 1.1])).ShouldContain("within 0 to 1");
        Refused(() => survival.TestLooks([])).ShouldContain("Evidence on 0 of 2");

        static string Refused(Func<object> graph) => Should.Throw<ArgumentException>(() => graph()).Message;
    }
}
