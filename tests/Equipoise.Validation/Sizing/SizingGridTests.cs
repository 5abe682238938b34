using Equipoise.Design.Sizing;
using static Equipoise.Validation.Sizing.TrialSizingTests;

namespace Equipoise.Validation.Sizing;

/// <summary>Sizes against rpact and expected numbers against R's integrate, over a grid of trials (R/sizing.R).</summary>
public sealed class SizingGridTests
{
    static readonly Expected expected = Expected.Read("sizing");

    static readonly Dictionary<string, PiecewiseRate> accruals = new()
    {
        ["flat"] = PiecewiseRate.Constant(0.9),
        ["ramp"] = new([(0, 0.2), (3, 0.5), (6, 0.9)]),
    };

    static readonly Dictionary<string, PiecewiseRate> hazards = new()
    {
        ["single"] = PiecewiseRate.OfMedian(9),
        ["changing"] = new([(0, 0.05), (4, 0.09), (10, 0.03)]),
    };

    static readonly Dictionary<string, double> ratios = new()
    {
        ["1"] = 1,
        ["2"] = 2,
        ["1:3"] = 1 / 3.0,
    };

    static readonly Dictionary<string, EventFormula> formulas = new()
    {
        ["Schoenfeld"] = new EventFormula.Schoenfeld(),
        ["Freedman"] = new EventFormula.Freedman(),
    };

    static readonly Dictionary<string, double> hazardRatios = new() { ["0.6"] = 0.6, ["0.8"] = 0.8 };

    [Fact]
    public void Participants_durations_and_power_are_those_of_rpact()
    {
        var agreement = new Agreement(
            "Grid of sizes: participants, follow-up, power",
            expected.Call("getSampleSizeSurvival(…), getPowerSurvival(…); months by integrate and uniroot")
        );
        var months = new Agreement("Grid of sizes: months as rpact gives them", expected.Call("getSampleSizeSurvival(…)$analysisTime"));
        foreach (var (a, accrual) in accruals)
            foreach (var (h, hazard) in hazards)
                foreach (var (r, ratio) in ratios)
                    foreach (var (f, formula) in formulas)
                        foreach (var (hr, hazardRatio) in hazardRatios)
                            Compare($"{a} {h} {r} {f} {hr}", accrual, hazard, ratio, formula, hazardRatio);
        agreement.ShouldBeComplete(atLeast: 350);
        months.ShouldBeComplete(atLeast: 40);

        void Compare(string name, PiecewiseRate rates, PiecewiseRate hazard, double ratio, EventFormula formula, double hazardRatio)
        {
            var target = new SizingTarget { Formula = formula };
            var (experimental, control) = hazardRatio == 0.6 ? (0.05, 0.1) : (0, 0);
            var trial = new ExpectedTrial
            {
                Accrual = AccrualPlan.Until(18, rates),
                AllocationRatio = ratio,
                Strata =
                [
                    new()
                    {
                        ControlHazard = hazard,
                        HazardRatio = PiecewiseRate.Constant(hazardRatio),
                        ControlDropout = PiecewiseRate.OfYearlyProbability(control),
                        ExperimentalDropout = PiecewiseRate.OfYearlyProbability(experimental),
                    },
                ],
            };
            var size = Size(trial, target, new SolveFor.AccrualRate(new AnalysisTime.AfterAccrual(10)));
            agreement.Within(1e-11, $"{name} events", size.Events, expected[name, "rate.events"]);
            agreement.Within(1e-11, $"{name} participants", size.Participants, expected[name, "rate.participants"]);
            agreement.Within(1e-11, $"{name} experimental", size.ExperimentalParticipants, expected[name, "rate.experimental"]);

            var many = Math.Ceiling(1.3 * size.Participants);
            var larger = trial with { Accrual = trial.Accrual.Faster(many / trial.Accrual.Participants) };
            // rpact integrates across the kinks of changing hazards, so that its months are up to 2e-4 off; the script integrates
            // piece by piece and searches again.
            if (expected.Has(name, "followup.n"))
            {
                agreement.Exactly($"{name} many", many, expected[name, "followup.n"]);
                var found = Size(larger, target, new SolveFor.FollowUp());
                agreement.Within(1e-11, $"{name} months", found.StudyMonths, expected[name, "followup.months"]);
                months.Within(2e-4, $"{name} rpact's months", found.StudyMonths, expected[name, "followup.rpact"]);
            }
            var fewer = Math.Floor(0.8 * size.Events);
            agreement.Exactly($"{name} fewer", fewer, expected[name, "power.events"]);
            var power = Size(larger, target, new SolveFor.Power(new AnalysisTime.AtEvents(fewer)));
            agreement.Within(1e-11, $"{name} power", power.Power, expected[name, "power.power"]);
            agreement.Within(1e-11, $"{name} power months", power.StudyMonths, expected[name, "power.months"]);
        }
    }

    static readonly Dictionary<string, ExpectedTrial> trials = new()
    {
        ["delayed"] = Of(new([(0, 4), (3, 10), (7, 22)]), 15, new([(0, 0.05)]), new([(0, 1), (4, 0.6)]), Hazard(0.002), Hazard(0.006), 1),
        ["crossing"] = Of(
            new([(0, 30), (5, 10)]),
            11.5,
            new([(0, 0.08), (6, 0.04), (12, 0.02)]),
            new([(0, 1.4), (3, 0.8), (9, 0.5)]),
            new([(0, 0.01), (6, 0.001)]),
            Hazard(0.01),
            2
        ),
        ["limited"] = Of(Hazard(25), 10, new([(0, 0.02), (2, 0.1)]), Hazard(0.7), Hazard(0), Hazard(0.003), 1 / 3.0) with
        {
            FollowUpPerParticipant = 8,
        },
        ["rare"] = Of(new([(0, 100), (1, 400)]), 6, Hazard(1e-7), Hazard(0.5), Hazard(1e-9), Hazard(0), 1),
        ["fast"] = Of(Hazard(50), 4, new([(0, 6), (0.5, 0.3)]), Hazard(0.9), Hazard(0.2), Hazard(0.2), 1),
        ["pause"] = Of(new([(0, 20), (4, 0), (8, 20)]), 12, new([(0, 0), (5, 0.1)]), Hazard(0.6), Hazard(0.01), Hazard(0.02), 1),
    };

    [Fact]
    public void Expected_numbers_are_those_that_R_integrates()
    {
        var agreement = new Agreement(
            "Grid of expected events, dropouts, average hazard ratios, months",
            expected.Call("integrate over pieces, rel.tol = 1e-13; uniroot")
        );
        foreach (var (name, trial) in trials)
        {
            var course = ExpectedCourse.Of(trial);
            foreach (var month in new[] { 2, 6.5, 14, 30 })
            {
                var counts = course.At(month);
                var key = $"{name} {month}";
                agreement.Within(1e-12, $"{key} control", counts.Control.Events, expected[key, "control"]);
                agreement.Within(1e-12, $"{key} experimental", counts.Experimental.Events, expected[key, "experimental"]);
                agreement.Within(1e-12, $"{key} dropouts", counts.All.Dropouts, expected[key, "dropouts"]);
                if (expected.Has(key, "ahr"))
                    agreement.Within(1e-12, $"{key} ahr", counts.AverageHazardRatio, expected[key, "ahr"]);
            }
            agreement.Within(1e-12, $"{name} month", course.MonthOfEvents(expected[name, "third"]!.Value), expected[name, "month"]);
        }
        agreement.ShouldBeComplete(atLeast: 100);
    }

    [Fact]
    public void Average_hazard_ratios_with_cured_shares_are_those_that_R_integrates()
    {
        var agreement = new Agreement(
            "Cured shares: events, average hazard ratio",
            expected.Call("integrate over pieces, of the log ratio of the marginal hazards")
        );
        var trial = Of(
            new([(0, 30), (5, 10)]),
            11.5,
            new([(0, 0.08), (6, 0.04)]),
            new([(0, 1), (3, 0.7)]),
            Hazard(0.01),
            Hazard(0.02),
            2
        );
        foreach (var (control, experimental) in new[] { (0.2, 0.35), (0.3, 0.3), (0, 0.25) })
        {
            var stratum = trial.Strata[0] with { ControlCured = control, ExperimentalCured = experimental };
            var course = ExpectedCourse.Of(trial with { Strata = [stratum] });
            foreach (var month in new[] { 5, 14, 40, 200 })
            {
                var (key, counts) = ($"cured {control} {experimental} {month}", course.At(month));
                agreement.Within(1e-12, $"{key} events", counts.Events, expected[key, "events"]);
                agreement.Within(1e-12, $"{key} ahr", counts.AverageHazardRatio, expected[key, "ahr"]);
            }
        }
        agreement.ShouldBeComplete(atLeast: 24);
    }

    static ExpectedTrial Of(
        PiecewiseRate accrual,
        double until,
        PiecewiseRate hazard,
        PiecewiseRate hazardRatio,
        PiecewiseRate controlDropout,
        PiecewiseRate experimentalDropout,
        double ratio
    ) =>
        new()
        {
            Accrual = AccrualPlan.Until(until, accrual),
            AllocationRatio = ratio,
            Strata =
            [
                new()
                {
                    ControlHazard = hazard,
                    HazardRatio = hazardRatio,
                    ControlDropout = controlDropout,
                    ExperimentalDropout = experimentalDropout,
                },
            ],
        };
}
