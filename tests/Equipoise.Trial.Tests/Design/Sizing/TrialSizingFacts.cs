using Equipoise.Design.Sizing;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Trial.Tests.Design.Sizing;

/// <summary>Solving for each quantity, and what is said when there is no trial.</summary>
public sealed class TrialSizingFacts
{
    static readonly SizingTarget target = new();

    static readonly ExpectedTrial trial = new()
    {
        Accrual = AccrualPlan.Uniform(300, 18),
        Strata =
        [
            new()
            {
                ControlHazard = PiecewiseRate.OfMedian(10),
                HazardRatio = PiecewiseRate.Constant(0.65),
                Dropout = PiecewiseRate.OfYearlyProbability(0.05),
            },
        ],
    };

    static ExpectedTrial With(PiecewiseRate hazardRatio) =>
        trial with
        {
            Strata = [trial.Strata[0] with { HazardRatio = hazardRatio }],
        };

    static TrialSize Size(ExpectedTrial trial, SizingTarget target, SolveFor unknown) =>
        TrialSizing.Solve(trial, target, unknown).ShouldBeOfType<SizingAnswer.Sized>().Trial;

    static SizingAnswer.Refused Refusal(ExpectedTrial trial, SolveFor unknown, SizingTarget? other = null) =>
        TrialSizing.Solve(trial, other ?? target, unknown).ShouldBeOfType<SizingAnswer.Refused>();

    public static TheoryData<EventFormula> Formulas() =>
        [
            new EventFormula.Schoenfeld(),
            new EventFormula.Freedman(),
            new EventFormula.LachinFoulkes(),
        ];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Each_quantity_is_solved_back_from_the_others(EventFormula formula)
    {
        var aim = (target with { Formula = formula, Power = 0.85 }).WithDrift(3.1);
        var after = new AnalysisTime.AfterAccrual(12);
        var size = Size(trial, aim, new SolveFor.AccrualRate(after));
        size.Power.ShouldBe(0.85, 1e-12);
        size.Drift.ShouldBe(3.1, 1e-12);

        var power = Size(size.Assumptions, aim, new SolveFor.Power(new AnalysisTime.AtEvents(size.Events)));
        power.Power.ShouldBe(0.85, 1e-12);
        power.StudyMonths.ShouldBe(30, 1e-10);

        var longer = size.Assumptions with { Accrual = AccrualPlan.Until(7, size.Assumptions.Accrual.PerMonth) };
        Size(longer, aim, new SolveFor.AccrualMonths(after)).AccrualMonths.ShouldBe(18, 1e-10);
        Size(longer, aim, new SolveFor.AccrualMonths(new AnalysisTime.AtMonth(30))).AccrualMonths.ShouldBe(18, 1e-10);
        Size(size.Assumptions, aim, new SolveFor.FollowUp()).FollowUpMonths.ShouldBe(12, 1e-10);
        Size(size.Assumptions.WithHazardRatio(0.9), aim, new SolveFor.HazardRatio(after)).HazardRatio.ShouldBe(0.65, 1e-12);
    }

    [Fact]
    public void The_hazard_ratio_is_solved_back_at_a_number_of_events() =>
        // Schoenfeld: hr = exp(-2 (z₁₋α + z₁₋β) / √d).
        Size(trial, target, new SolveFor.HazardRatio(new AnalysisTime.AtEvents(200)))
            .HazardRatio.ShouldBe(Math.Exp(-2 * (1.959963984540054 + 1.2815515655446004) / Math.Sqrt(200)), 1e-12);

    [Fact]
    public void Under_the_null_the_power_is_alpha() =>
        Size(trial.WithHazardRatio(1), target, new SolveFor.Power(new AnalysisTime.AtMonth(30))).Power.ShouldBe(0.025, 1e-15);

    [Fact]
    public void Power_with_interim_looks_is_asked_of_the_test()
    {
        var events = new AnalysisTime.AtEvents(150);
        var looks = target.WithDrift(3.3, drift => drift / 10);
        // E Z = -log(0.65) √150 / 2
        Size(trial, looks, new SolveFor.Power(events)).Power.ShouldBe(-Math.Log(0.65) * Math.Sqrt(150) / 20, 1e-14);
    }

    [Fact]
    public void Too_few_participants_are_told_how_many_events_ever_occur_and_their_power()
    {
        var few = trial with { Accrual = AccrualPlan.Uniform(220, 18) };
        var refusal = Refusal(few, new SolveFor.FollowUp());
        var ever = ExpectedCourse.Of(few).EventsEver;
        refusal.Quantity.ShouldBe("follow-up");
        refusal.Reason.ShouldBe(
            $"Power 90% cannot be reached: with 220 participants at most {Math.Round(ever, 1)} events ever occur, which give "
                + $"{Math.Round(100 * Normal.Cdf(new EventFormula.Schoenfeld().Drift(ever, 0.65) - 1.959963984540054), 1)}%. Increase participants."
        );
    }

    [Fact]
    public void Too_many_participants_are_told_when_the_power_is_reached()
    {
        var many = trial with { Accrual = AccrualPlan.Uniform(3000, 18) };
        var month = ExpectedCourse.Of(many).MonthOfEvents(new EventFormula.Schoenfeld().Events(0.65, 1.959963984540054 + 1.2815515655446004));
        Refusal(many, new SolveFor.FollowUp())
            .Reason.ShouldStartWith(
                $"Power 90% is reached in month {Math.Round(month, 4)}, with {Math.Round(month * 3000 / 18, 1)} participants, before accrual "
                    + "ends in month 18"
            );
    }

    [Fact]
    public void More_events_than_can_occur_are_refused_with_how_many_can() =>
        Refusal(trial, new SolveFor.Power(new AnalysisTime.AtEvents(290)))
            .Reason.ShouldBe(
                $"290 events never occur: with 300 participants at most {Math.Round(ExpectedCourse.Of(trial).EventsEver, 1)} are ever expected."
            );

    [Fact]
    public void Accrual_to_the_cutoff_that_is_not_enough_is_refused() =>
        Refusal(trial, new SolveFor.AccrualMonths(new AnalysisTime.AtMonth(10))).Quantity.ShouldBe("accrual");

    [Fact]
    public void Accrual_that_dries_up_is_refused()
    {
        var dry = trial with { Accrual = AccrualPlan.Until(6, new([(0, 10), (6, 0)])) };
        Refusal(dry, new SolveFor.AccrualMonths(new AnalysisTime.AfterAccrual(12))).Reason.ShouldContain("with 60 participants");
    }

    [Fact]
    public void Hazards_of_0_are_refused()
    {
        var nothing = trial with { Strata = [trial.Strata[0] with { ControlHazard = PiecewiseRate.Constant(0) }] };
        Refusal(nothing, new SolveFor.FollowUp()).Reason.ShouldContain("hazards of both arms are 0");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.2)]
    public void An_effect_that_is_none_is_refused(double hazardRatio)
    {
        foreach (
            var unknown in new SolveFor[]
            {
                new SolveFor.AccrualRate(new AnalysisTime.AtMonth(30)),
                new SolveFor.AccrualMonths(new AnalysisTime.AfterAccrual(12)),
                new SolveFor.FollowUp(),
            }
        )
            Refusal(trial.WithHazardRatio(hazardRatio), unknown).Quantity.ShouldBe("hazard ratio");
    }

    [Fact]
    public void A_hazard_ratio_that_no_power_can_come_from_is_refused() =>
        // By Freedman's formula Z has a mean below √d, however small the hazard ratio.
        Refusal(
                trial with
                {
                    Accrual = AccrualPlan.Uniform(8, 18),
                },
                new SolveFor.HazardRatio(new AnalysisTime.AfterAccrual(1)),
                target with
                {
                    Formula = new EventFormula.Freedman(),
                }
            )
            .Reason.ShouldContain("with 8 participants");

    [Fact]
    public void An_effect_that_comes_late_needs_longer_follow_up()
    {
        var late = Size(With(new([(0, 1), (4, 0.5)])), target, new SolveFor.FollowUp());
        late.HazardRatio.ShouldBeInRange(0.5, 1);
        late.Power.ShouldBe(0.9, 1e-12);
        // The average hazard ratio depends on the month, so that the events that Schoenfeld's formula asks for do too.
        new EventFormula.Schoenfeld().Events(late.HazardRatio, 1.959963984540054 + 1.2815515655446004).ShouldBe(late.Events, 1e-9 * late.Events);
    }

    [Fact]
    public void Formulas_say_what_they_cannot_do()
    {
        var margin = target with { Formula = new EventFormula.Freedman(), NullHazardRatio = 1.3 };
        Should
            .Throw<ArgumentException>(() => TrialSizing.Solve(trial, margin, new SolveFor.FollowUp()))
            .Message.ShouldContain("1.3");
        var late = target with { Formula = new EventFormula.LachinFoulkes() };
        Should
            .Throw<ArgumentException>(() => TrialSizing.Solve(With(new([(0, 1), (4, 0.5)])), late, new SolveFor.FollowUp()))
            .Message.ShouldContain("Schoenfeld's takes the average");
        Should
            .Throw<ArgumentException>(() => TrialSizing.Solve(trial, target, new SolveFor.AccrualRate(new AnalysisTime.AtEvents(9))))
            .Message.ShouldContain("fixes the power");
        Should.Throw<ArgumentException>(() => new EventFormula.Schoenfeld().Events(1, 3)).Message.ShouldContain("from the null's");
    }

    [Fact]
    public void Wrong_assumptions_are_named_with_their_value()
    {
        Wrong(() => trial with { AllocationRatio = 0 });
        Wrong(() => trial with { FollowUpPerParticipant = 0 });
        Wrong(() => PiecewiseRate.OfYearlyProbability(1));
        Wrong(() => PiecewiseRate.Constant(-0.1));
        Wrong(() => new PiecewiseRate([(0, 1), (0, 2)]));
        Wrong(() => With(PiecewiseRate.Constant(0)));
        Wrong(() => target with { OneSidedAlpha = 0.5 });
        Wrong(() => target with { Power = 1 });
        Should.Throw<ArgumentException>(() => new PiecewiseRate([(1, 1)])).Message.ShouldContain("month 0");
        Should
            .Throw<ArgumentException>(() => AccrualPlan.Of(100, new([(0, 10), (6, 0)])))
            .Message.ShouldContain("never reaches 100 participants: at these rates 60 arrive in all");
        Should
            .Throw<ArgumentException>(() => trial with { Strata = [trial.Strata[0] with { Prevalence = 0.4 }] })
            .Message.ShouldContain("0.4");

        static void Wrong(Func<object> made) => Should.Throw<ArgumentOutOfRangeException>(made).ActualValue.ShouldNotBeNull();
    }
}
