using Equipoise.Design.Sizing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Trial.Tests.Design.Sizing;

/// <summary>What must hold of the expected course of every trial.</summary>
public sealed class ExpectedCourseProperties
{
    static readonly Config fixedSeed = Config
        .QuickThrowOnFailure.WithMaxTest(300)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261127, 9), FSharpOption<int>.None)));

    [Fact]
    public void Participants_are_at_risk_or_out_with_an_event_or_lost_or_followed_to_the_end() =>
        ForTrials(
            (trial, month) =>
            {
                var counts = ExpectedCourse.Of(trial).At(month);
                return counts.Strata.All(stratum => Adds(stratum.Control) && Adds(stratum.Experimental))
                    && Close(counts.Participants, trial.Accrual.By(month))
                    && Close(counts.Control.Participants * trial.AllocationRatio, counts.Experimental.Participants);

                static bool Adds(ArmCounts arm) => Close(arm.Events + arm.Dropouts + arm.AtRisk + arm.Completed, arm.Participants);
            }
        );

    [Fact]
    public void Arms_and_strata_sum_to_the_events_of_the_trial() =>
        ForTrials(
            (trial, month) =>
            {
                var course = ExpectedCourse.Of(trial);
                var counts = course.At(month);
                return Close(counts.Strata.Sum(stratum => stratum.Control.Events + stratum.Experimental.Events), course.EventsBy(month));
            }
        );

    [Fact]
    public void Events_never_become_fewer() =>
        ForTrials(
            (trial, month) =>
            {
                var course = ExpectedCourse.Of(trial);
                return course.EventsBy(month) <= course.EventsBy(month + 0.5) * (1 + 1e-14)
                    && course.EventsBy(month) <= course.EventsEver * (1 + 1e-14);
            }
        );

    [Fact]
    public void The_month_of_an_event_count_inverts_the_events_by_a_month() =>
        ForTrials(
            (trial, month) =>
            {
                var course = ExpectedCourse.Of(trial);
                var events = course.EventsBy(month);
                var found = course.MonthOfEvents(events);
                return events == 0 || double.IsInfinity(found) == (events >= course.EventsEver) && Close(course.EventsBy(found), events);
            }
        );

    [Fact]
    public void Under_proportional_hazards_the_average_hazard_ratio_is_the_hazard_ratio() =>
        ForTrials(
            (trial, month) =>
            {
                var proportional = trial.WithHazardRatio(0.7);
                if (proportional.ProportionalHazardRatio is null) // a cured share
                    return true;
                var counts = ExpectedCourse.Of(proportional).At(month);
                return counts.AverageHazardRatio is not { } average || Close(average, 0.7);
            }
        );

    [Fact]
    public void Strata_with_the_same_lives_are_no_strata() =>
        ForTrials(
            (trial, month) =>
            {
                var one = trial with { Strata = [trial.Strata[0] with { Prevalence = 1 }] };
                var two = trial with { Strata = [trial.Strata[0] with { Prevalence = 0.3 }, trial.Strata[0] with { Prevalence = 0.7 }] };
                var (a, b) = (ExpectedCourse.Of(one).At(month), ExpectedCourse.Of(two).At(month));
                return Close(a.Events, b.Events) && Close(a.All.Dropouts, b.All.Dropouts) && Close(a.Information, b.Information);
            }
        );

    [Fact]
    public void Splitting_a_piece_in_two_changes_nothing() =>
        ForTrials(
            (trial, month) =>
            {
                var split = trial with
                {
                    Accrual = AccrualPlan.Until(trial.Accrual.Months, Split(trial.Accrual.PerMonth)),
                    Strata =
                    [
                        .. trial.Strata.Select(stratum =>
                            stratum with
                            {
                                ControlHazard = Split(stratum.ControlHazard),
                                HazardRatio = Split(stratum.HazardRatio),
                                ControlDropout = Split(stratum.ControlDropout),
                            }
                        ),
                    ],
                };
                var (a, b) = (ExpectedCourse.Of(trial).At(month), ExpectedCourse.Of(split).At(month));
                return Close(a.Events, b.Events)
                    && Close(a.All.AtRisk, b.All.AtRisk)
                    && Close(a.Information, b.Information)
                    && Close(a.AverageHazardRatio ?? 1, b.AverageHazardRatio ?? 1);

                // Every piece is cut in the middle, the last 3 months after it starts.
                static PiecewiseRate Split(PiecewiseRate rate) =>
                    new(
                        [
                            .. rate.Pieces.SelectMany(
                                (piece, i) =>
                                    new[]
                                    {
                                        piece,
                                        (
                                            i + 1 < rate.Pieces.Count
                                                ? (piece.FromMonth + rate.Pieces[i + 1].FromMonth) / 2
                                                : piece.FromMonth + 3,
                                            piece.Value
                                        ),
                                    }
                            ),
                        ]
                    );
            }
        );

    [Fact]
    public void Twice_the_participants_have_twice_the_events_in_the_same_months() =>
        ForTrials(
            (trial, month) =>
            {
                var (once, twice) = (ExpectedCourse.Of(trial), ExpectedCourse.Of(trial).With(trial.Accrual.Faster(2)));
                return Close(2 * once.EventsBy(month), twice.EventsBy(month));
            }
        );

    static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1e-3, Math.Max(Math.Abs(a), Math.Abs(b)));

    static void ForTrials(Func<ExpectedTrial, double, bool> property)
    {
        var rate = Rate(0, 40, 200.0);
        var stratum =
            from hazard in rate
            from hazardRatio in Rate(3, 20, 10.0)
            from control in Rate(0, 10, 400.0)
            from experimental in Rate(0, 10, 400.0)
            from cured in Gen.Elements(0, 0, 0.2)
            select new ExpectedStratum
            {
                ControlHazard = hazard,
                HazardRatio = hazardRatio,
                ControlDropout = control,
                ExperimentalDropout = experimental,
                ExperimentalCured = cured,
            };
        var trial =
            from accrual in Rate(0, 30, 1.0)
            from months in Gen.Choose(1, 40)
            from first in stratum
            from second in stratum
            from ratio in Gen.Elements(1, 2, 0.5, 3)
            from followUp in Gen.Elements(double.PositiveInfinity, double.PositiveInfinity, 7.5, 24)
            from month in Gen.Choose(0, 140)
            where accrual.Cumulative(months / 2.0) > 0
            select (
                Trial: new ExpectedTrial
                {
                    Accrual = AccrualPlan.Until(months / 2.0, accrual),
                    AllocationRatio = ratio,
                    FollowUpPerParticipant = followUp,
                    Strata = [first with { Prevalence = 0.4 }, second with { Prevalence = 0.6 }],
                },
                Month: month / 2.0
            );
        Check.One(fixedSeed, Prop.ForAll(Arb.ToArbitrary(trial), drawn => property(drawn.Trial, drawn.Month)));
    }

    // One to three pieces, whose values are whole numbers from least to most over a scale.
    static Gen<PiecewiseRate> Rate(int least, int most, double scale) =>
        from count in Gen.Choose(1, 3)
        from gaps in Gen.ArrayOf(Gen.Choose(1, 12), 2)
        from values in Gen.ArrayOf(Gen.Choose(least, most), 3)
        select new PiecewiseRate(
            [.. Enumerable.Range(0, count).Select(i => ((double)gaps.Take(i).Sum(), values[i] / scale))]
        );
}
