using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Statistics.Tests;

/// <summary>What must hold for every trial, not only for the published ones.</summary>
public sealed class SurvivalProperties
{
    sealed record Row(int Id, int Time, bool IsEvent, int Group, int Stratum, int X);

    static readonly Config fixedSeed = Config
        .QuickThrowOnFailure.WithMaxTest(300)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_260_101, 7_919), FSharpOption<int>.None)));

    [Fact]
    public void The_order_of_rows_does_not_matter() =>
        ForTrials(
            (rows, tied) =>
            {
                Row[] reversed = [.. rows.Reverse()];
                return Near(Fit(rows, tied), Fit(reversed, tied))
                    && Near(Compare(rows, tied).ChiSquare, Compare(reversed, tied).ChiSquare)
                    && Curve(rows, tied).Steps.SequenceEqual(Curve(reversed, tied).Steps);
            }
        );

    [Fact]
    public void Exchanging_the_groups_changes_the_sign_and_nothing_else() =>
        ForTrials(
            (rows, tied) =>
            {
                Row[] exchanged = [.. rows.Select(row => row with { Group = 1 - row.Group })];
                var (a, b) = (Fit(rows, tied, row => row.Group), Fit(exchanged, tied, row => row.Group));
                return Near(a.Coefficients[0].Estimate, -b.Coefficients[0].Estimate)
                    && Near(a.Coefficients[0].StandardError, b.Coefficients[0].StandardError)
                    && Near(a.LogLikelihood, b.LogLikelihood)
                    && Near(Compare(rows, tied).Z, -Compare(exchanged, tied).Z);
            }
        );

    [Fact]
    public void A_covariate_in_other_units_gives_the_same_answer_in_other_units() =>
        ForTrials(
            (rows, tied) =>
            {
                var (a, b) = (Fit(rows, tied, row => row.X), Fit(rows, tied, row => 1000.0 * row.X - 77));
                return Near(a.Coefficients[0].Estimate, 1000 * b.Coefficients[0].Estimate)
                    && Near(a.Coefficients[0].StandardError, 1000 * b.Coefficients[0].StandardError)
                    && Near(a.Coefficients[0].Z, b.Coefficients[0].Z)
                    && Near(a.LogLikelihood, b.LogLikelihood);
            }
        );

    [Fact]
    public void A_monotone_change_of_the_time_scale_changes_no_test() =>
        ForTrials(
            (rows, tied) =>
            {
                Row[] stretched = [.. rows.Select(row => row with { Time = row.Time * row.Time })];
                return Near(Fit(rows, tied), Fit(stretched, tied))
                    && Near(Compare(rows, tied).ChiSquare, Compare(stretched, tied).ChiSquare);
            }
        );

    [Fact]
    public void Without_ties_the_log_rank_test_is_the_score_test_of_the_Cox_model() =>
        ForTrials(
            (rows, _) =>
            {
                var (test, fit) = (Compare(rows, tied: false), Fit(rows, tied: false, row => row.Group));
                return Near(test.ChiSquare, fit.Score?.Statistic) && Near(test.PValue, fit.Score?.PValue);
            }
        );

    [Fact]
    public void The_score_of_Breslow_is_0_at_the_estimate_by_brute_force() =>
        ForTrials(
            (rows, tied) =>
            {
                var observations = Observe(rows, tied);
                var fit = CoxRegression.Fit(
                    observations,
                    Column(rows, row => row.X),
                    ["x"],
                    Strata(rows),
                    ties: TieMethod.Breslow
                );
                if (fit.Status is not FitStatus.Converged || fit.Coefficients[0].Estimate is not { } β)
                    return true;
                var (score, size) = (0.0, 0.0);
                foreach (var (i, row) in rows.Index().Where(row => row.Item.IsEvent))
                {
                    Row[] atRisk =
                    [
                        .. rows.Where((other, j) => other.Stratum == row.Stratum && observations[j].Time >= observations[i].Time),
                    ];
                    double Weight(Row other) => Math.Exp((other.X - row.X) * β);
                    score += row.X - atRisk.Sum(other => Weight(other) * other.X) / atRisk.Sum(Weight);
                    size += Math.Abs(row.X) + 1;
                }
                return Math.Abs(score) <= 1e-12 * size;
            }
        );

    [Fact]
    public void The_status_is_what_the_risk_sets_say() =>
        ForTrials(
            (rows, tied) =>
            {
                // The likelihood has a maximum unless every event has the largest, or every event the smallest, covariate of its risk set.
                var observations = Observe(rows, tied);
                var (allLargest, allSmallest, events) = (true, true, 0);
                foreach (var (i, row) in rows.Index().Where(row => row.Item.IsEvent))
                {
                    Row[] atRisk =
                    [
                        .. rows.Where((other, j) => other.Stratum == row.Stratum && observations[j].Time >= observations[i].Time),
                    ];
                    (allLargest, allSmallest) = (
                        allLargest && row.X == atRisk.Max(o => o.X),
                        allSmallest && row.X == atRisk.Min(o => o.X)
                    );
                    events++;
                }
                var fit = Fit(rows, tied, row => row.X);
                return fit.Status switch
                {
                    FitStatus.NoEvents => events == 0,
                    FitStatus.RankDeficient => allLargest && allSmallest,
                    FitStatus.MonotoneLikelihood => allLargest != allSmallest
                        && fit.Coefficients[0].Estimate == (allLargest ? double.PositiveInfinity : double.NegativeInfinity),
                    FitStatus.Converged => !allLargest && !allSmallest,
                    _ => false,
                };
            }
        );

    [Fact]
    public void Kaplan_Meier_is_the_product_over_event_times_by_brute_force() =>
        ForTrials(
            (rows, tied) =>
            {
                var (observations, curve) = (Observe(rows, tied), Curve(rows, tied));
                return observations.All(o =>
                {
                    double[] eventTimes =
                    [
                        .. observations.Where(e => e.IsEvent && e.Time <= o.Time).Select(e => e.Time).Distinct(),
                    ];
                    double AtRisk(double t) => observations.Count(e => e.Time >= t);
                    double Events(double t) => observations.Count(e => e.IsEvent && e.Time == t);
                    var at = curve.At(o.Time);
                    return Near(at.Survival, eventTimes.Aggregate(1.0, (s, t) => s * (1 - Events(t) / AtRisk(t))))
                        && at.AtRisk == AtRisk(o.Time)
                        && at.AtRisk + at.Events + at.Censored == observations.Length;
                });
            }
        );

    [Fact]
    public void Without_censoring_Kaplan_Meier_is_the_fraction_still_free_and_Greenwood_is_binomial() =>
        ForTrials(
            (rows, tied) =>
            {
                Observation[] events = [.. Observe(rows, tied).Select(o => Observation.Event(o.Time))];
                var curve = KaplanMeier.Estimate(events);
                return curve.Steps.All(step =>
                {
                    var free = events.Count(o => o.Time > step.Time) / (double)events.Length;
                    return Near(step.Survival, free)
                        && (free == 0 || Near(step.StandardError, Math.Sqrt(free * (1 - free) / events.Length)));
                });
            }
        );

    static void ForTrials(Func<Row[], bool, bool> property)
    {
        var row =
            from time in Gen.Choose(1, 12)
            from isEvent in Gen.Choose(0, 2)
            from grouping in Gen.Choose(0, 5)
            from x in Gen.Choose(-4, 4)
            select new Row(0, time, isEvent > 0, grouping % 2, grouping / 2 % 2, x);
        var trial =
            from size in Gen.Choose(1, 40)
            from rows in Gen.ArrayOf(row, size)
            from tied in Gen.Choose(0, 1)
            select (Rows: rows.Select((drawn, id) => drawn with { Id = id }).ToArray(), Tied: tied == 1);
        Check.One(fixedSeed, Prop.ForAll(Arb.ToArbitrary(trial), drawn => property(drawn.Rows, drawn.Tied)));
    }

    // Untied: the same order, with rows of one time told apart by their identity (below 64).
    static Observation[] Observe(Row[] rows, bool tied) =>
        Array.ConvertAll(
            rows,
            row =>
            {
                var time = tied ? row.Time : 64.0 * row.Time + row.Id;
                return row.IsEvent ? Observation.Event(time) : Observation.CensoredAt(time);
            }
        );

    static KaplanMeier Curve(Row[] rows, bool tied) => KaplanMeier.Estimate(Observe(rows, tied));

    static LogRankTest Compare(Row[] rows, bool tied) =>
        LogRankTest.Compare(Observe(rows, tied), [.. rows.Select(row => row.Group)], Strata(rows));

    static CoxFit Fit(Row[] rows, bool tied, Func<Row, double> covariate) =>
        CoxRegression.Fit(Observe(rows, tied), Column(rows, covariate), ["x"], Strata(rows));

    static CoxFit Fit(Row[] rows, bool tied) =>
        CoxRegression.Fit(
            Observe(rows, tied),
            [.. rows.SelectMany(row => new double[] { row.Group, row.X })],
            ["group", "x"],
            Strata(rows)
        );

    static double[] Column(Row[] rows, Func<Row, double> covariate) => Array.ConvertAll(rows, row => covariate(row));

    static int[] Strata(Row[] rows) => Array.ConvertAll(rows, row => row.Stratum);

    static bool Near(CoxFit a, CoxFit b) =>
        a.Status.GetType() == b.Status.GetType()
        && Near(a.LogLikelihood, b.LogLikelihood)
        && a.Coefficients.Zip(b.Coefficients).All(pair => Near(pair.First.Estimate, pair.Second.Estimate));

    static bool Near(double? a, double? b) =>
        Equals(a, b) || (a is { } x && b is { } y && Math.Abs(x - y) <= 1e-8 * (1 + Math.Abs(x)));
}
