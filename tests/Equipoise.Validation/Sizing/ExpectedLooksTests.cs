using Equipoise.Design.Sizing;
using static Equipoise.Validation.Sizing.TrialSizingTests;

namespace Equipoise.Validation.Sizing;

/// <summary>
/// Events, months and participants of trials with interim looks against R packages, SAS and East (design_reference.json). The
/// drift of their tests is an input here, from R/sizing.R.
/// </summary>
public sealed class ExpectedLooksTests
{
    static readonly Expected expected = Expected.Read("sizing");
    static readonly SizingTarget lachinFoulkes = new() { Formula = new EventFormula.LachinFoulkes() };

    static SizingTarget With(SizingTarget target, string drift) => target.WithDrift(expected["drift", drift]!.Value);

    // gsDesign stops the root searches for its bounds at 1e-6, so its events are off by as much: 2e-5 is the entries' own
    // tolerance.
    const double GsDesign = 2e-5;

    [ReferenceFact]
    public void Looks_are_those_of_gsSurv()
    {
        var agreement = new Agreement(
            "Interim looks by Lachin-Foulkes: events, months, participants",
            new Source.R("gsSurv(k, timing, sfu, sfl, …), gsSurv()", "gsDesign 3.11")
        );
        var trial = Size(
            Trial(Ramp, 12, 0.75, Hazard(0.001)),
            With(lachinFoulkes with { Power = 0.85 }, "vignette"),
            AtMonth(36)
        );
        Compare("GSS-GSSURV-VIGNETTE", AtFractions(trial, [0.25, 0.75, 1]));
        // gsSurv()'s bounds have a type I error of 0.02500343, so that its drift is not that of the design it names: with the
        // drift of its own bounds its events are met.
        trial = Size(Trial(AccrualPlan.Uniform(1, 12), 6, 0.6, Hazard(0)), With(lachinFoulkes, "gsSurv"), AtMonth(18));
        Compare("GSS-GSSURV-DEFAULT", AtFractions(trial, [1 / 3.0, 2 / 3.0, 1]));
        agreement.ShouldBeComplete(atLeast: 18);

        void Compare(string id, CourseCounts[] looks)
        {
            var reference = SizingReference.Of(id);
            foreach (var (i, look) in looks.Index())
            {
                agreement.Within(GsDesign, $"{id} events {i}", look.Events, reference["n.I", i]);
                agreement.Within(GsDesign, $"{id} month {i}", look.Month, reference["T", i]);
                agreement.Within(GsDesign, $"{id} participants {i}", look.Participants, reference["N", i]);
            }
        }
    }

    [ReferenceFact]
    public void Looks_at_calendar_times_are_those_of_gsSurvCalendar()
    {
        var agreement = new Agreement(
            "Looks at calendar times",
            new Source.R("gsSurvCalendar(test.type = 1, spending = \"calendar\", calendarTime = c(12, 24, 36), …)", "gsDesign 3.11")
        );
        var reference = SizingReference.Of("GSS-CALENDAR");
        var trial = Size(Trial(AccrualPlan.Uniform(1, 12), 12, 0.7, Hazard(0.001)), With(lachinFoulkes, "calendar"), AtMonth(36));
        foreach (var (i, look) in AtMonths(trial, [12, 24]).Index())
        {
            agreement.Within(GsDesign, $"events {i}", look.Events, reference["n.I", i]);
            agreement.Within(GsDesign, $"participants {i}", look.Participants, reference["N", i]);
        }
        agreement.ShouldBeComplete(atLeast: 6);
    }

    [ReferenceFact]
    public void Looks_are_those_of_rpact()
    {
        var agreement = new Agreement(
            "Interim looks by Schoenfeld: events, months, participants",
            new Source.R("getSampleSizeSurvival(design, …), getPowerSurvival(design, …)", "rpact 3.3.4")
        );
        var target = new SizingTarget();
        var bench = Trial(AccrualPlan.Uniform(518, 18), 6, 0.75, PiecewiseRate.OfYearlyProbability(0.05));

        var asof = SizingReference.Of("GSS-RPACT-ASOF3");
        var sized = Size(bench, With(target, "asof3"), new SolveFor.AccrualRate(new AnalysisTime.AfterAccrual(12)));
        var looks = AtFractions(sized, [0.5, 0.75, 1]);
        // rpact's bounds are good to 1e-8, its months to 1e-7.
        foreach (var (i, look) in looks.Index())
        {
            agreement.Within(1e-7, $"events {i}", look.Events, asof["eventsPerStage", i]);
            agreement.Within(1e-6, $"month {i}", look.Month, asof["analysisTime", i]);
            agreement.Within(1e-6, $"participants {i}", look.Participants, asof["numberOfSubjects", i]);
        }

        var fixedSize = SizingReference.Of("GSS-RPACT-BENCH");
        var power = Size(bench, target, new SolveFor.Power(new AnalysisTime.AtEvents(400)));
        agreement.Within(1e-12, "fixed power", power.Power, fixedSize["fixedPower"]);
        agreement.Within(1e-6, "fixed month", power.StudyMonths, fixedSize["fixedTime"]);
        looks = AtFractions(power, [0.5, 0.75, 1]);
        for (var i = 0; i < 3; i++)
            agreement.Within(1e-6, $"month {i} of 400 events", looks[i].Month, fixedSize["gsTimes", i]);

        var innova = SizingReference.Of("GSS-RPACT-INNOVATV");
        var lost = PiecewiseRate.OfYearlyProbability(-Math.Log(0.95));
        power = Size(
            Trial(AccrualPlan.Uniform(482, 23), 9, 9 / 12.9, lost),
            target,
            new SolveFor.Power(new AnalysisTime.AtEvents(336))
        );
        looks = AtFractions(power, [0.75, 1]);
        for (var i = 0; i < 2; i++)
            agreement.Within(1e-6, $"innovaTV month {i}", looks[i].Month, innova["analysisTime", i]);
        agreement.ShouldBeComplete(atLeast: 16);
    }

    [ReferenceFact]
    public void Events_and_average_hazard_ratios_at_calendar_looks_are_those_of_gsDesign2()
    {
        var agreement = new Agreement(
            "Delayed effect, looks at calendar times",
            new Source.R("gs_design_ahr(enroll_rate, fail_rate, analysis_time = c(12, 24, 36), …)$analysis", "gsDesign2 1.1.8")
        );
        var reference = SizingReference.Of("GSS-GSDESIGN2-AHR");
        var trial = ExpectedCourseTests.Delayed with
        {
            Accrual = AccrualPlan.Until(12, PiecewiseRate.Constant(reference["enroll_rate/rate"])),
        };
        var power = Size(
            trial,
            new(),
            new SolveFor.Power(new AnalysisTime.AtMonth(36))
        );
        var looks = AtMonths(power, [12, 24]);
        for (var i = 0; i < 3; i++)
        {
            var counts = looks[i];
            agreement.Within(1e-12, $"participants {i}", counts.Participants, reference["analysis/n", i]);
            agreement.Within(1e-12, $"events {i}", counts.Events, reference["analysis/event", i]);
            agreement.Within(1e-12, $"ahr {i}", counts.AverageHazardRatio, reference["analysis/ahr", i]);
            agreement.Within(1e-12, $"info {i}", counts.Information, reference["analysis/info", i]);
            agreement.Within(1e-12, $"fraction {i}", looks[i].Events / looks[^1].Events, reference["analysis/info_frac0", i]);
            agreement.Within(
                1e-12,
                $"hr at bound {i}",
                power.HazardRatioAt(reference["bound/z", i], counts.Events),
                reference["bound/~hr at bound", i]
            );
        }
        agreement.ShouldBeComplete(atLeast: 18);
    }

    [ReferenceFact]
    public void Months_events_and_dropouts_of_a_delayed_effect_are_those_of_lrstat()
    {
        var agreement = new Agreement(
            "Delayed effect: participants, months, dropouts",
            new Source.R("lrsamplesize(accrualTime = 0:8, accrualIntensity = 26/9 * 1:9, piecewiseSurvivalTime = c(0, 6), …)", "lrstat 0.3.3")
        );
        var reference = SizingReference.Of("NPH-LRSTAT-DELAYED");
        var trial = new ExpectedTrial
        {
            Accrual = AccrualPlan.Until(22, new([.. Enumerable.Range(0, 9).Select(i => ((double)i, 26 / 9.0 * (i + 1)))])),
            Strata =
            [
                new()
                {
                    ControlHazard = PiecewiseRate.OfMedian(13),
                    HazardRatio = new([(0, 1), (6, 0.58)]),
                    Dropout = PiecewiseRate.OfYearlyProbability(0.05),
                },
            ],
        };
        var power = Size(trial, new(), new SolveFor.Power(new AnalysisTime.AtEvents(315)));
        foreach (var (i, look) in AtFractions(power, [0.8, 1]).Index())
        {
            agreement.Within(1e-8, $"participants {i}", look.Participants, reference["byStage/numberOfSubjects", i]);
            // lrstat's root search for the month leaves 1e-8.
            agreement.Within(1e-8, $"month {i}", look.Month, reference["byStage/analysisTime", i]);
            agreement.Within(1e-8, $"dropouts {i}", look.All.Dropouts, reference["byStage/numberOfDropouts", i]);
        }
        agreement.ShouldBeComplete(atLeast: 6);
    }

    [ReferenceFact]
    public void Looks_are_those_of_SAS_and_East()
    {
        var agreement = new Agreement(
            "Interim looks in SAS SEQDESIGN, East and gsDesign",
            new Source.Published("SAS/STAT SEQDESIGN and East 6.5, in gsDesign's vignette SeqDesignSurvival, its tests and keaven/gsDesign#6")
        );
        var sas = SizingReference.Of("COM-SAS-SEQDESIGN");
        double[] printed = [11.2631, 16.2875, 20.4926, 25.1332];
        var rates = PiecewiseRate.Constant(15);
        var trial = Size(
            Trial(AccrualPlan.Until(18, rates), Math.Log(2) / 0.03466, 0.5, Hazard(0)),
            With(new(), "sas"),
            new SolveFor.FollowUp()
        );
        foreach (var (i, look) in AtFractions(trial, [0.25, 0.5, 0.75, 1]).Index())
        {
            agreement.Within(GsDesign, $"SAS events {i}", look.Events, sas["events", i]);
            agreement.Within(GsDesign, $"SAS month {i}", look.Month, sas["times", i]);
            agreement.Within(GsDesign, $"SAS participants {i}", look.Participants, sas["N", i]);
            agreement.Exactly($"SAS printed month {i}", Math.Round(look.Month, 4), printed[i]);
        }

        var east = SizingReference.Of("COM-EAST-GSSURV-EVENTS");
        var slow = Trial(AccrualPlan.Until(24, PiecewiseRate.Constant(1)), 6, 0.5, Hazard(Math.Log(2) / 40));
        trial = Size(slow, With(lachinFoulkes, "east"), AtMonth(36));
        var plain = Size(slow, With(new(), "east"), AtMonth(36));
        for (var i = 0; i < 4; i++)
        {
            agreement.Within(GsDesign, $"gsDesign events {i}", trial.Events * (i + 1) / 4, east["events", i]);
            // East takes the null's variance alone, as Schoenfeld's formula does.
            agreement.Within(GsDesign, $"East events {i}", plain.Events * (i + 1) / 4, east["documented_East", i]);
        }

        var ratio = SizingReference.Of("COM-RATIO-GSDESIGN-VS-EAST");
        var twoToOne = Trial(AccrualPlan.Until(10, PiecewiseRate.Constant(20)), 10, 0.55, Hazard(0), ratio: 2);
        foreach (
            var (formula, tolerance, events, months) in new (EventFormula, double, string, string)[]
            {
                (new EventFormula.LachinFoulkes(), GsDesign, "gsDesignLF_events", "gsDesignLF_T"),
                (new EventFormula.Schoenfeld(), GsDesign, "gsDesignSchoenfeld_events", "gsDesignSchoenfeld_T"),
                (new EventFormula.Schoenfeld(), 1e-6, "rpactEvents", "rpactTime"),
            }
        )
        {
            trial = Size(
                twoToOne,
                With(new() { Formula = formula, Power = 0.8 }, "ratio"),
                new SolveFor.FollowUp()
            );
            foreach (var (i, look) in AtFractions(trial, [0.7, 1]).Index())
            {
                agreement.Within(tolerance, $"{events} {i}", look.Events, ratio[events, i]);
                agreement.Within(tolerance, $"{months} {i}", look.Month, ratio[months, i]);
            }
        }
        agreement.ShouldBeComplete(atLeast: 30);
    }

    static CourseCounts[] AtFractions(TrialSize trial, double[] fractions)
    {
        var course = ExpectedCourse.Of(trial.Assumptions);
        var interim = fractions.SkipLast(1).Select(fraction => course.At(course.MonthOfEvents(fraction * trial.Events)));
        return [.. interim, trial.Counts];
    }

    static CourseCounts[] AtMonths(TrialSize trial, double[] interim)
    {
        var course = ExpectedCourse.Of(trial.Assumptions);
        return [.. interim.Select(course.At), trial.Counts];
    }
}
