using Equipoise.Statistics.Curves;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using static Equipoise.Statistics.IntervalObservation;

namespace Equipoise.Statistics.Tests.Curves;

public sealed class TurnbullTests
{
    [Fact]
    public void An_observation_prints_what_is_known()
    {
        Exactly(5).ToString().ShouldBe("5");
        Between(3, 5).ToString().ShouldBe("(3, 5]");
        LeftCensored(5).ToString().ShouldBe("(-∞, 5]");
        RightCensored(5).ToString().ShouldBe("5+");
        default(IntervalObservation).ShouldBe(Exactly(0));
    }

    [Fact]
    public void Times_that_cannot_be_are_refused()
    {
        foreach (var time in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Should.Throw<ArgumentOutOfRangeException>(() => Exactly(time));
            Should.Throw<ArgumentOutOfRangeException>(() => LeftCensored(time));
            Should.Throw<ArgumentOutOfRangeException>(() => RightCensored(time));
        }
        Should.Throw<ArgumentOutOfRangeException>(() => Between(5, 5));
        Should.Throw<ArgumentException>(() => Turnbull.Estimate([Exactly(1)], [1, 2])).Message.ShouldContain("2 weights for 1");
        Should.Throw<ArgumentException>(() => Turnbull.Estimate([Exactly(1)], [double.NaN])).Message.ShouldContain("row 0");
        Should.Throw<ArgumentOutOfRangeException>(() => Turnbull.Estimate([Exactly(1)]).SurvivalAt(double.NaN));
    }

    [Fact]
    public void A_mass_may_lie_anywhere_in_its_interval()
    {
        var fit = Turnbull.Estimate([Between(1, 3), RightCensored(4)]);
        fit.Status.ShouldBe(TurnbullStatus.Converged);
        fit.Intervals.ShouldBe([new(1, 3, 0.5), new(4, double.PositiveInfinity, 0.5)]);
        fit.SurvivalAt(1).ShouldBe(new SurvivalBounds(1, 1));
        fit.SurvivalAt(2).ShouldBe(new SurvivalBounds(0.5, 1));
        fit.SurvivalAt(3).ShouldBe(new SurvivalBounds(0.5, 0.5));
        fit.SurvivalAt(9).ShouldBe(new SurvivalBounds(0, 0.5));
        fit.LogLikelihood!.Value.ShouldBe(2 * Math.Log(0.5), 1e-15);
    }

    // By hand: p and q in (1, 2] and (2, 3], log p + log(p + q) + log q with p + q = 1: minus the second derivative is
    // 1/p² + 1/q² = 8, so the variance of q is 1/8.
    [Fact]
    public void An_interior_maximum_has_the_standard_error_of_its_information()
    {
        var fit = Turnbull.Estimate([Between(0, 2), Between(1, 3), Between(2, 4)]);
        fit.ErrorStatus.ShouldBe(TurnbullErrorStatus.Estimated);
        fit.StandardErrorAt(2)!.Value.ShouldBe(Math.Sqrt(1 / 8.0), 1e-14);
        (fit.StandardErrorAt(1), fit.StandardErrorAt(3)).ShouldBe((0, 0));
        fit.StandardErrorAt(1.5).ShouldBeNull(); // there are only bounds of survival
        // Twice the people, the same estimate, half the variance.
        Turnbull
            .Estimate([Between(0, 2), Between(1, 3), Between(2, 4)], [2, 2, 2])
            .StandardErrorAt(2)!.Value.ShouldBe(Math.Sqrt(1 / 16.0), 1e-14);
        // Current status at 1, 2: 6 of 10 had it by 1, 12 of 16 by 2: binomial each.
        var status = Turnbull.Estimate(
            [LeftCensored(1), RightCensored(1), LeftCensored(2), RightCensored(2)],
            [6, 4, 12, 4]
        );
        status.StandardErrorAt(1)!.Value.ShouldBe(Math.Sqrt(0.6 * 0.4 / 10), 1e-12);
        status.StandardErrorAt(2)!.Value.ShouldBe(Math.Sqrt(0.75 * 0.25 / 16), 1e-12);
    }

    [Fact]
    public void Where_the_maximum_is_not_interior_or_nobody_was_seen_there_is_no_standard_error()
    {
        // 6 of 10 had it by 1, 3 of 16 by 2: pooled, and the mass of (1, 2] is 0.
        var pooled = Turnbull.Estimate([LeftCensored(1), RightCensored(1), LeftCensored(2), RightCensored(2)], [6, 4, 3, 13]);
        (pooled.ErrorStatus, pooled.StandardErrorAt(1)).ShouldBe((TurnbullErrorStatus.AtTheBoundary, null));
        var none = Turnbull.Estimate([]);
        (none.ErrorStatus, none.StandardErrorAt(1)).ShouldBe((TurnbullErrorStatus.NoObservations, null));
    }

    [Fact]
    public void Of_exact_and_right_censored_times_the_standard_error_is_Greenwoods()
    {
        Observation[] rows =
        [
            .. "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"
                .Split(' ')
                .Select(word =>
                    word.EndsWith('+')
                        ? Observation.CensoredAt(double.Parse(word.TrimEnd('+')))
                        : Observation.Event(double.Parse(word))
                ),
        ];
        var fit = Turnbull.Estimate([.. rows.Select(row => row.IsEvent ? Exactly(row.Time) : RightCensored(row.Time))]);
        foreach (var step in KaplanMeier.Estimate(rows).Steps.Where(step => step.Survival is > 0 and < 1))
            fit.StandardErrorAt(step.Time)!.Value.ShouldBe(step.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Overlapping_intervals_share_a_mass_by_hand()
    {
        // (0, 2], (1, 3] and (2, 4]: masses in (1, 2] and (2, 3]; log p + log(p + q) + log q is greatest at p = q.
        var fit = Turnbull.Estimate([Between(0, 2), Between(1, 3), Between(2, 4)]);
        fit.Intervals.Select(interval => (interval.After, interval.By)).ShouldBe([(1, 2), (2, 3)]);
        fit.Intervals.ShouldAllBe(interval => Math.Abs(interval.Mass - 0.5) < 1e-14);
    }

    [Fact]
    public void Of_one_row_or_none_there_is_a_result_with_a_status()
    {
        Turnbull
            .Estimate([])
            .ShouldSatisfyAllConditions(
                none => none.Status.ShouldBe(TurnbullStatus.NoObservations),
                none => none.SurvivalAt(1).ShouldBeNull(),
                none => none.LogLikelihood.ShouldBeNull()
            );
        Turnbull.Estimate([RightCensored(3)]).Intervals.ShouldBe([new(3, double.PositiveInfinity, 1)]);
        Turnbull.Estimate([LeftCensored(3)]).Intervals.ShouldBe([new(double.NegativeInfinity, 3, 1)]);
        Turnbull.Estimate([Exactly(3), Exactly(4)], [0, 1]).Intervals.ShouldBe([new(4, 4, 1)]);
    }

    [Fact]
    public void The_masses_satisfy_the_conditions_of_a_maximum() =>
        ForSamples(rows =>
        {
            var fit = Turnbull.Estimate(rows);
            bool Covers(IntervalObservation o, TurnbullInterval j) =>
                j.By <= o.By && (j.IsPoint && !o.IsExact ? o.After < j.By : o.After <= j.After);
            double Probability(IntervalObservation o) => fit.Intervals.Where(j => Covers(o, j)).Sum(j => j.Mass);
            return fit.Status == TurnbullStatus.Converged
                && Math.Abs(fit.Intervals.Sum(j => j.Mass) - 1) < 1e-13
                && fit.Intervals.All(j =>
                    rows.Where(o => Covers(o, j)).Sum(o => 1 / Probability(o)) <= rows.Length * (1 + 2e-10)
                );
        });

    [Fact]
    public void Order_unit_and_replication_do_not_matter() =>
        ForSamples(rows =>
        {
            var a = Turnbull.Estimate(rows);
            var b = Turnbull.Estimate([.. rows.Reverse()]);
            double[] weights = [.. rows.Select((_, row) => row % 3 + 1.0)];
            var c = Turnbull.Estimate(rows, weights);
            var d = Turnbull.Estimate([.. rows.SelectMany((row, i) => Enumerable.Repeat(row, i % 3 + 1))]);
            var e = Turnbull.Estimate(Array.ConvertAll(rows, row => Scale(row, 10)));
            return a.Intervals.SequenceEqual(b.Intervals)
                && c.Intervals.SequenceEqual(d.Intervals)
                && a.Intervals.Select(j => j.Mass).SequenceEqual(e.Intervals.Select(j => j.Mass));
        });

    [Fact]
    public void Many_exact_times_give_Kaplan_Meier()
    {
        IntervalObservation[] rows = [.. Enumerable.Range(1, 3000).Select(t => t % 3 == 0 ? RightCensored(t) : Exactly(t))];
        var fit = Turnbull.Estimate(rows);
        fit.Status.ShouldBe(TurnbullStatus.Converged);
        var free = 1.0;
        for (var t = 1; t <= 3000; t++)
        {
            free *= t % 3 == 0 ? 1 : 1 - 1.0 / (3001 - t);
            fit.SurvivalAt(t)!.Value.Upper.ShouldBe(free, 1e-6);
        }
    }

    static IntervalObservation Scale(IntervalObservation row, double by) =>
        row.IsExact ? Exactly(row.By * by)
        : double.IsPositiveInfinity(row.By) ? RightCensored(row.After * by)
        : double.IsNegativeInfinity(row.After) ? LeftCensored(row.By * by)
        : Between(row.After * by, row.By * by);

    static void ForSamples(Func<IntervalObservation[], bool> property)
    {
        var seed = Config
            .QuickThrowOnFailure.WithMaxTest(200)
            .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_260_103, 7_919), FSharpOption<int>.None)));
        var row =
            from start in Gen.Choose(0, 12)
            from length in Gen.Choose(1, 8)
            from kind in Gen.Choose(0, 5)
            select kind switch
            {
                0 => Exactly(start),
                1 => RightCensored(start),
                2 => LeftCensored(start),
                _ => Between(start, start + length),
            };
        var sample = from size in Gen.Choose(1, 40) from rows in Gen.ArrayOf(row, size) select rows;
        Check.One(seed, Prop.ForAll(Arb.ToArbitrary(sample), property));
    }
}
