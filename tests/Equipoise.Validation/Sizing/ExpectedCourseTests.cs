using Equipoise.Design.Sizing;

namespace Equipoise.Validation.Sizing;

/// <summary>Expected events, participants and average hazard ratios against R packages (design_reference.json).</summary>
public sealed class ExpectedCourseTests
{
    /// <summary>gsDesign2's story of a delayed effect: no effect for 4 months, then hazard ratio 0.6.</summary>
    internal static ExpectedTrial Delayed { get; } =
        new()
        {
            Accrual = AccrualPlan.Uniform(500, 12),
            Strata =
            [
                new()
                {
                    ControlHazard = PiecewiseRate.OfMedian(15),
                    HazardRatio = new([(0, 1), (4, 0.6)]),
                    Dropout = PiecewiseRate.Constant(0.001),
                },
            ],
        };

    [ReferenceFact]
    public void Expected_events_of_exponential_times_have_their_closed_form()
    {
        var agreement = new Agreement(
            "Expected events: exponential times, uniform accrual",
            new Source.ClosedForm("Lachin and Foulkes (1986), Biometrics 42:507; as gsDesign 3.11 `eEvents(lambda, eta, gamma, R, T)`")
        );
        var trial = new ExpectedTrial
        {
            Accrual = AccrualPlan.Uniform(100, 12),
            Strata =
            [
                new()
                {
                    ControlHazard = PiecewiseRate.OfMedian(6),
                    HazardRatio = PiecewiseRate.Constant(1),
                    Dropout = PiecewiseRate.Constant(0.01),
                },
            ],
        };
        agreement.Within(
            1e-14,
            "EV-EXP-CLOSEDFORM",
            ExpectedCourse.Of(trial).EventsBy(24),
            SizingReference.Of("EV-EXP-CLOSEDFORM")["events"]
        );
        agreement.ShouldBeComplete(atLeast: 1);
    }

    [ReferenceFact]
    public void Quantiles_of_piecewise_exponential_times_are_those_of_rpact()
    {
        var agreement = new Agreement(
            "Piecewise exponential quantiles",
            new Source.R(
                "getPiecewiseExponentialQuantile(u, piecewiseSurvivalTime = c(0, 6, 12), piecewiseLambda = c(.06, .09, .04))",
                "rpact 3.3.4"
            )
        );
        var reference = SizingReference.Of("EV-PWE-QUANTILES");
        var hazard = new PiecewiseRate([(0, 0.06), (6, 0.09), (12, 0.04)]);
        for (var i = 0; i < 7; i++)
            agreement.Within(1e-14, $"quantile {i}", hazard.Quantile(reference["u", i]), reference["q", i]);
        agreement.ShouldBeComplete(atLeast: 7);
    }

    [ReferenceFact]
    public void Events_and_average_hazard_ratio_of_a_delayed_effect_are_those_of_gsDesign2()
    {
        var agreement = new Agreement(
            "Delayed effect: events, average hazard ratio, information",
            new Source.R("ahr(enroll_rate, fail_rate, total_duration = c(12, 24, 36))", "gsDesign2 1.1.8")
        );
        var course = ExpectedCourse.Of(Delayed);
        var reference = SizingReference.Of("NPH-AHR");
        for (var i = 0; i < 3; i++)
        {
            var counts = course.At(reference["time", i]);
            var name = $"month {counts.Month}";
            agreement.Within(1e-13, $"{name} participants", counts.Participants, reference["n", i]);
            agreement.Within(1e-13, $"{name} events", counts.Events, reference["event", i]);
            agreement.Within(1e-13, $"{name} ahr", counts.AverageHazardRatio, reference["ahr", i]);
            agreement.Within(1e-13, $"{name} info", counts.Information, reference["info", i]);
        }
        agreement.ShouldBeComplete(atLeast: 12);
    }

    [ReferenceFact]
    public void Accrual_at_changing_rates_is_that_of_gsDesign2()
    {
        var agreement = new Agreement(
            "Expected accrual at changing rates",
            new Source.R("expected_accrual(c(1, 5, 10, 20, 30), define_enroll_rate(c(3, 3, 18), c(5, 10, 20)))", "gsDesign2 1.1.8")
        );
        var plan = AccrualPlan.Until(24, new([(0, 5), (3, 10), (6, 20)]));
        var reference = SizingReference.Of("NPH-EXPECTEDACCRUAL");
        foreach (var (i, month) in new[] { 1, 5, 10, 20, 30 }.Index())
            agreement.Exactly($"month {month}", plan.By(month), reference["n", i]);
        agreement.ShouldBeComplete(atLeast: 5);
    }

    [ReferenceFact]
    public void The_month_of_an_event_count_is_that_of_lrstat()
    {
        var agreement = new Agreement(
            "Month of an event count",
            new Source.R("caltime(nevents = 40, accrualDuration = 12, accrualIntensity = 200/12, lambda1, lambda2)", "lrstat 0.3.3")
        );
        var trial = new ExpectedTrial
        {
            Accrual = AccrualPlan.Uniform(200, 12),
            Strata =
            [
                new()
                {
                    ControlHazard = PiecewiseRate.OfYearlyProbability(0.4),
                    HazardRatio = PiecewiseRate.Constant(Math.Log(0.8) / Math.Log(0.6)),
                },
            ],
        };
        var reference = SizingReference.Of("SV-LRSTAT-CALTIME");
        // lrstat stops its root search early; sizing.csv has other months, from R's uniroot.
        agreement.Within(1e-8, "40 events", ExpectedCourse.Of(trial).MonthOfEvents(40), reference["caltime"]);
        agreement.Within(
            1e-12,
            "power by Schoenfeld's formula",
            new SizingTarget().PowerAt(new EventFormula.Schoenfeld().Drift(40, Math.Log(0.8) / Math.Log(0.6))),
            reference["powerSchoenfeld"]
        );
        agreement.ShouldBeComplete(atLeast: 2);
    }
}
