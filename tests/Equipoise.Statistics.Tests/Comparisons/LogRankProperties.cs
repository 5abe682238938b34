using Equipoise.Statistics.Comparisons;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Statistics.Tests.Comparisons;

/// <summary>What must hold of every weight of the log-rank family in every trial.</summary>
public sealed class LogRankProperties
{
    sealed record Row(int Time, bool IsEvent, int Entry, int Group, int Stratum, int Weight);

    static readonly LogRankWeight[] weights =
    [
        new LogRankWeight.LogRank(),
        new LogRankWeight.FlemingHarrington(0, 1),
        new LogRankWeight.FlemingHarrington(0.5, 0.5),
        new LogRankWeight.Gehan(),
        new LogRankWeight.TaroneWare(),
        new LogRankWeight.PetoPeto(),
        new LogRankWeight.ModifiedPetoPeto(),
        new LogRankWeight.ModestlyWeightedToSurvival(0.5),
    ];

    static readonly Config fixedSeed = Config
        .QuickThrowOnFailure.WithMaxTest(200)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_260_103, 7_919), FSharpOption<int>.None)));

    [Fact]
    public void The_order_of_rows_does_not_matter() =>
        ForTrials((rows, weight) => Near(Test(rows, weight), Test([.. rows.Reverse()], weight)));

    [Fact]
    public void Exchanging_the_groups_changes_the_sign() =>
        ForTrials(
            (rows, weight) =>
            {
                var (a, b) = (Test(rows, weight), Test([.. rows.Select(row => row with { Group = 1 - row.Group })], weight));
                return a.Observed.Length < 2 || b.Observed.Length < 2 || (Near(a.Z, -b.Z) && Near(a.ChiSquare, b.ChiSquare));
            }
        );

    [Fact]
    public void A_monotone_change_of_the_time_scale_changes_nothing() =>
        ForTrials(
            (rows, weight) =>
                Near(
                    Test(rows, weight),
                    Test([.. rows.Select(row => row with { Time = row.Time * row.Time, Entry = row.Entry * row.Entry })], weight)
                )
        );

    [Fact]
    public void Repeating_rows_is_their_frequency_and_the_score_of_any_weighting() =>
        ForTrials(
            (rows, weight) =>
            {
                Row[] repeated = [.. rows.SelectMany(row => Enumerable.Repeat(row, row.Weight))];
                var frequency = Test(rows, weight, CaseWeighting.Frequency);
                var sampling = Test(rows, weight, CaseWeighting.Sampling);
                var longer = Test(repeated, weight);
                return Near(frequency.ChiSquare, longer.ChiSquare)
                    && longer.Expected.Index().All(group => Near(sampling.Expected[group.Index], group.Item))
                    && longer.Observed.Index().All(group => Near(sampling.Observed[group.Index], group.Item));
            }
        );

    [Fact]
    public void Strata_that_are_all_alike_give_the_unstratified_test_and_single_rows_give_none() =>
        ForTrials(
            (rows, weight) =>
            {
                Row[] together = [.. rows.Select(row => row with { Stratum = 3 })];
                Row[] apart = [.. rows.Select((row, i) => row with { Stratum = i })];
                return Near(
                        Test(together, weight),
                        LogRankTest.Compare(Observe(rows), [.. rows.Select(row => row.Group)], weight: weight)
                    )
                    && Test(apart, weight).Status is LogRankStatus.NotEstimable;
            }
        );

    [Fact]
    public void Observed_minus_expected_add_to_0_and_so_do_the_rows_of_the_variance() =>
        ForTrials(
            (rows, weight) =>
            {
                Row[] three = [.. rows.Select((row, i) => row with { Group = i % 3 })];
                var test = Test(three, weight, CaseWeighting.Sampling);
                return Near(test.Observed.Sum(), test.Expected.Sum())
                    && Enumerable
                        .Range(0, test.Observed.Length)
                        .All(k => Near(0, Enumerable.Range(0, test.Observed.Length).Sum(l => test.Variance[k, l])));
            }
        );

    [Fact]
    public void Without_ties_a_modest_weight_never_counts_a_later_event_as_worse() =>
        ForTrials(
            (rows, _) =>
            {
                // Magirr and Burman's condition: the score of an event, w(t) - Σ w(s)/n(s) over s ≤ t, does not rise with time.
                var untied = Observe([.. rows.Select((row, i) => row with { Time = 64 * row.Time + i, Entry = -1 })]);
                var score = double.PositiveInfinity;
                var (S, sum) = (1.0, 0.0);
                foreach (var t in untied.Where(o => o.IsEvent).Select(o => o.Time).Distinct().Order())
                {
                    double n = untied.Count(o => o.Time >= t);
                    // What the test gives this time: group 1 is nobody but the one with the event here.
                    int[] here = [.. untied.Select(o => o.IsEvent && o.Time == t ? 1 : 0)];
                    var w = LogRankTest.Compare(untied, here, weight: new LogRankWeight.ModestlyWeightedToSurvival(0.5)).Observed[
                        1
                    ];
                    if (!Near(w, 1 / Math.Max(S, 0.5)))
                        return false;
                    sum += w / n;
                    if (w - sum > score + 1e-12)
                        return false;
                    (score, S) = (w - sum, S * (1 - 1 / n));
                }
                return true;
            }
        );

    static void ForTrials(Func<Row[], LogRankWeight, bool> property)
    {
        var row =
            from time in Gen.Choose(1, 12)
            from isEvent in Gen.Choose(0, 2)
            from entry in Gen.Choose(-20, 8)
            from grouping in Gen.Choose(0, 5)
            from weight in Gen.Choose(0, 3)
            select new Row(time, isEvent > 0, Math.Max(0, Math.Min(entry, time - 1)), grouping % 2, grouping / 2 % 2, weight);
        var trial =
            from size in Gen.Choose(1, 40)
            from rows in Gen.ArrayOf(row, size)
            from weight in Gen.Elements(weights)
            select (rows, weight);
        Check.One(fixedSeed, Prop.ForAll(Arb.ToArbitrary(trial), drawn => property(drawn.rows, drawn.weight)));
    }

    static Observation[] Observe(Row[] rows) =>
        Array.ConvertAll(
            rows,
            row => row.IsEvent ? Observation.Event(row.Time, row.Entry) : Observation.CensoredAt(row.Time, row.Entry)
        );

    static LogRankTest Test(Row[] rows, LogRankWeight weight) =>
        LogRankTest.Compare(Observe(rows), [.. rows.Select(row => row.Group)], [.. rows.Select(row => row.Stratum)], weight);

    static LogRankTest Test(Row[] rows, LogRankWeight weight, CaseWeighting weighting) =>
        LogRankTest.Compare(
            Observe(rows),
            [.. rows.Select(row => row.Group)],
            [.. rows.Select(row => row.Stratum)],
            weight,
            [.. rows.Select(row => (double)row.Weight)],
            weighting
        );

    static bool Near(LogRankTest a, LogRankTest b) =>
        a.Status == b.Status
        && Near(a.ChiSquare, b.ChiSquare)
        && Near(a.Z, b.Z)
        && a.Expected.Zip(b.Expected).All(p => Near(p.First, p.Second));

    static bool Near(double? a, double? b) =>
        Equals(a, b) || (a is { } x && b is { } y && Math.Abs(x - y) <= 1e-9 * (1 + Math.Abs(x)));
}
