using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;
using Equipoise.Statistics.Rates;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Harms compared between arms: differences, rates and times worked out by hand.</summary>
public sealed class HarmsCompared
{
    [Fact]
    public void Differences_print_in_points_and_without_a_P_value_that_the_plan_does_not_ask_for()
    {
        // 1 of 2 against 0 of 2.
        var output = Outputs.Analyzed(HandMadeAdam.Protocol(), HandMadeAdam.Of(4).WithEvents(("1", "Fatigue", "3")));
        output.Printed("AE.Overview.Difference/difference[arm=drug;category=any]").ShouldBe("50.0");
        output.Results.At("AE.Overview.Difference/pTwoSided[arm=drug;category=any]").ShouldBeNull();
        output
            .Results.Conventions.Select(one => one.Text)
            .ShouldContain(text => text.StartsWith("Risk differences in percentage points, with 95% limits by Newcombe (method 10)"));
    }

    [Fact]
    public void The_plan_names_other_limits_and_asks_for_P_values_and_a_column_of_all()
    {
        var plan = HandMadeAdam.Protocol().Analysis.Safety! with
        {
            Difference = RiskDifferenceInterval.Wald,
            Confidence = 0.9,
            FisherPValues = true,
            Total = true,
        };
        var output = Analyzed(plan, HandMadeAdam.Of(8).WithEvents(("1", "X", "1"), ("3", "X", "2"), ("5", "X", "1"), ("2", "X", "1")));
        // 3 of 4 against 1 of 4: Fisher's tea-tasting table; 50 points, and 1.6449 x the square root of 3/32 either way.
        output.Raw("AE.Term.Difference/pTwoSided[arm=drug;term=X]").ShouldBe(34 / 70.0, 1e-14);
        output.Raw("AE.Term.Difference/differenceLower[arm=drug;term=X]").ShouldBe(50 - (164.4853626951472 * Math.Sqrt(3 / 32.0)), 1e-9);
        output.Printed("AE.Overview/treated[arm=all]").ShouldBe("8");
        output.Printed("AE.Overview/percent[arm=all;category=any]").ShouldBe("50.0%");
        output.Printed("AE.Overview/participants[arm=drug;category=none]").ShouldBe("1");
        Html(output, plan).ShouldContain("P values of harms are of Fisher");

        var none = Analyzed(plan with { Difference = null, FisherPValues = false, Rates = null }, HandMadeAdam.Of(2).WithEvents(("1", "X", "1")));
        none.Results.Find("AE.Term.Difference").ShouldBeNull();
        none.Results.Find("AE.Rate").ShouldBeNull();
    }

    [Fact]
    public void Rates_end_with_the_first_event_the_window_death_or_the_last_emergent_event()
    {
        var data = TimedEvents();
        var output = Analyzed(HandMadeAdam.Protocol().Analysis.Safety!, data);
        // Drug: until day 10, and until death on day 41. Control: until day 31, and an event on day 92 after the window.
        const string drug = "[arm=drug;category=any]",
            control = "[arm=standard;category=any]";
        output.Printed($"AE.Rate/firstEvents{drug}").ShouldBe("1");
        output.Raw($"AE.Rate/firstYears{drug}").ShouldBe(51 / 365.25, 1e-14);
        output.Raw($"AE.Rate/firstRate{drug}").ShouldBe(36525 / 51.0, 1e-10);
        // Exact limits of one event: -log(0.975), and the 97.5% quantile of a gamma of shape 2.
        output.Raw($"AE.Rate/firstRateLower{drug}").ShouldBe(-Math.Log(0.975) * 36525 / 51, 1e-10);
        output.Raw($"AE.Rate/firstRateUpper{drug}").ShouldBe(5.571643390938 * 36525 / 51, 1e-7);
        output.Raw($"AE.Rate/firstRate{control}").ShouldBe(2 * 36525 / 123.0, 1e-10);
        // All: 30 days after the last dose for the first of the drug, day 91.
        output.Printed($"AE.Rate/allEvents{control}").ShouldBe("3");
        output.Raw($"AE.Rate/allYears{drug}").ShouldBe((91 + 41) / 365.25, 1e-14);
        output.Raw($"AE.Rate/allYears{control}").ShouldBe((61 + 92) / 365.25, 1e-14);
        output.Raw($"AE.Rate/firstDifference{drug}").ShouldBe((36525 / 51.0) - (2 * 36525 / 123.0), 1e-9);
        output.Raw("AE.TermRate/firstRate[arm=drug;term=X]").ShouldBe(36525 / 51.0, 1e-10);

        output.Printed("AE.Timing/toFirst[arm=drug;category=any]").ShouldBe("10");
        output.Raw("AE.Timing/toFirst[arm=standard;category=any]").ShouldBe(61.5);
        output.Printed("AE.Timing/toFirstLatest[arm=standard;category=any]").ShouldBe("92");
        output.Printed("AE.Timing/duration[arm=standard;category=any]").ShouldBe("5");
        output.Printed("AE.Timing/notEnded[arm=standard;category=any]").ShouldBe("2");

        output.Printed("AE.Deaths/deaths[arm=drug]").ShouldBe("1");
        output.Printed("AE.Deaths/within30Days[arm=drug]").ShouldBe("1");
        output.Printed("AE.Deaths/deathsOf[arm=drug;cause=no-fatal-event]").ShouldBe("1");
        Html(output, HandMadeAdam.Protocol().Analysis.Safety!).ShouldContain("Days to the first adverse event of a kind");
    }

    [Fact]
    public void Without_the_days_of_treatment_there_are_no_rates_and_the_report_says_so()
    {
        var output = Outputs.Analyzed(HandMadeAdam.Protocol(), HandMadeAdam.Of(2).WithEvents(("1", "X", "1")));
        output.Results.Find("AE.Rate").ShouldBeNull();
        output
            .Results.Conventions.Select(one => one.Text)
            .ShouldContain(text => text.StartsWith("Rates of adverse events per 100 patient-years are not given"));
    }

    [Fact]
    public void Lists_of_interest_go_by_terms_classes_and_flags_and_what_nobody_had_is_told()
    {
        var data = HandMadeAdam
            .Of(6)
            .WithEvents(("1", "Sepsis", "3"), ("2", "Rash", "1"), ("3", "Syncope", "2"), ("5", "Pyrexia", "1"))
            .With("ADAE", "AEBODSYS", "Infections", "Skin", "Cardiac", "")
            .With("ADAE", "CQ01NAM", "", "Skin reactions", "N", "")
            .With("ADAE", "AESEV", "SEVERE", "MILD", "moderate", "DREADFUL");
        var plan = HandMadeAdam.Protocol().Analysis.Safety! with
        {
            OfInterest =
            [
                new("infection", "Infections", ["SEPSIS", "Pneumonia"], [], null, null),
                new("heart", "Cardiac events", [], ["cardiac"], null, null),
                new("skin", "Skin reactions", [], [], "CQ01NAM", null),
            ],
        };
        var output = Analyzed(plan, data);
        output.Printed("AE.Overview/participants[arm=drug;category=interest-infection]").ShouldBe("1");
        output.Printed("AE.Overview/participants[arm=drug;category=interest-heart]").ShouldBe("1");
        output.Printed("AE.Overview/participants[arm=standard;category=interest-skin]").ShouldBe("1");
        output.Printed("AE.Overview/participants[arm=drug;category=interest-skin]").ShouldBe("0");
        output.Printed("AE.System.interest-heart/events[arm=drug;system=Cardiac;term=Syncope]").ShouldBe("1");
        output.Printed("AE.System/worst[arm=drug;system=Infections;severity=severe]").ShouldBe("1");
        output.Printed("AE.System/worst[arm=drug;system=No coding available;severity=not-recorded]").ShouldBe("1");
        var found = output.Findings.Select(finding => finding.ToString()).ToList();
        found.ShouldContain(
            "ADAE.AEDECOD: no event has the preferred term 'Pneumonia' of the list 'infection' of interest; nobody had it, or the "
                + "data write it otherwise."
        );
        found.ShouldContain(
            "ADAE.AESEV row 4: 'DREADFUL' is no severity, which is MILD, MODERATE or SEVERE: it counts as not recorded."
        );
        var page = Html(output, plan);
        page.ShouldContain("<details class=\"values\" id=\"in-full-interest-heart\">");
        page.ShouldContain("Adverse events in full");

        // A flag that the data lack is a problem, not an empty row.
        Outputs
            .Problems(Planned(plan), data.Without("ADAE", "CQ01NAM"))
            .ShouldContain(problem => problem.Column == "CQ01NAM");
    }

    static Dictionary<string, Table> TimedEvents() =>
        HandMadeAdam
            .Of(4)
            .With("ADSL", "TRTSDT", "2020-01-01", "2020-01-01", "2020-01-01", "2020-01-01")
            .With("ADSL", "TRTEDT", "2020-03-01", "2020-01-31", "2020-03-01", "2020-01-31")
            .With("ADSL", "DTHDT", "", "", "2020-02-10", "")
            .WithEvents(("1", "X", "3"), ("2", "X", "1"), ("2", "Y", "1"), ("4", "X", "1"))
            .With("ADAE", "ASTDT", "2020-01-10", "2020-01-31", "2020-02-20", "2020-04-01")
            .With("ADAE", "AENDT", "2020-01-19", "", "2020-02-24", "");

    static TrialProtocol Planned(SafetyPlan plan)
    {
        var protocol = HandMadeAdam.Protocol();
        return protocol with { Analysis = protocol.Analysis with { Safety = plan } };
    }

    static AnalysisOutput Analyzed(SafetyPlan plan, IReadOnlyDictionary<string, Table> data) =>
        Outputs.Analyzed(Planned(plan), data);

    static string Html(AnalysisOutput output, SafetyPlan plan) =>
        TrialReport.Render(Planned(plan), output) switch
        {
            ReportOutcome.Written written => written.Text,
            ReportOutcome.Refused refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
            _ => throw new InvalidOperationException("No outcome."),
        };
}
