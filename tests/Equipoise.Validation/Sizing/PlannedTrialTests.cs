using System.Text;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Validation.Sizing;

/// <summary>A protocol's plan from end to end - bounds, events, months, hazard ratios at the bounds - against rpact, SAS and gsDesign.</summary>
public sealed class PlannedTrialTests
{
    static readonly string threeLooks = File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml"));

    [Fact]
    public void The_reference_trial_with_three_looks_is_what_rpact_plans()
    {
        var agreement = new Agreement(
            "A protocol's plan: power, stopping, months and events of 518 participants, looks at 200, 300, 400 events",
            new Source.R(
                "getPowerSurvival(getDesignGroupSequential(alpha=.025, sided=1, informationRates=c(.5,.75,1), typeOfDesign='asOF'), "
                    + "directionUpper=FALSE, maxNumberOfEvents=400, maxNumberOfSubjects=518, median2=6, hazardRatio=.75, accrualTime=c(0,18), "
                    + "dropoutRate1=.05, dropoutRate2=.05, dropoutTime=12)",
                "R 4.2.2, rpact 3.3.4"
            )
        );
        var design = Planned(threeLooks);
        // rpact's bounds are good to 2e-8 (see the bounds beside other software), so its probabilities to 1e-8.
        agreement.Within(1e-8, "power", design.Power, 0.81306404289553);
        double[] rejected = [0.17660820028729, 0.379763841417356, 0.256692001190884];
        double[] months = [14.7724339903768, 19.2503192889002, 26.1390314725787];
        var before = 0.0;
        for (var k = 0; k < 3; k++)
        {
            agreement.Within(1e-7, $"rejected at look {k + 1}", design.Looks[k].PowerSpent - before, rejected[k]);
            agreement.Within(1e-8, $"month of look {k + 1}", design.Looks[k].Months, months[k]);
            before = design.Looks[k].PowerSpent;
        }
        agreement.Within(1e-8, "expected events", design.UnderAlternative.Events, 326.701975509819);
        agreement.ShouldBeComplete(atLeast: 8);
    }

    [Fact]
    public void The_events_that_three_looks_need_are_those_of_rpact()
    {
        var agreement = new Agreement(
            "A protocol's plan: events for 90% power with three looks, hazard ratios at the bounds",
            new Source.R(
                "getSampleSizeSurvival(getDesignGroupSequential(alpha=.025, beta=.1, informationRates=c(.5,.75,1), typeOfDesign='asOF'), median2=6, "
                    + "hazardRatio=.75, accrualTime=c(0,18), followUpTime=12, dropoutRate1=.05, dropoutRate2=.05, dropoutTime=12)",
                "R 4.2.2, rpact 3.3.4"
            )
        );
        var design = Planned(
            threeLooks
                .Replace("power: 82%", "power: 90%")
                .Replace("participants: 518", "participants: 621")
                .Replace("cutoff: at 400 events", "cutoff: at planned events")
        );
        agreement.Within(1e-8, "events", design.ExactEvents, 517.125582092185);
        design.Looks.Select(look => look.Events).ShouldBe([259, 388, 518]);
        // Bounds on the scale of the hazard ratio, at whole events: the bound for Z is that of rpact (2.962588, 2.359018, 2.014084), so
        // exp(-2 z / sqrt(d)) may be had by hand.
        foreach (var (look, z) in design.Looks.Zip([2.9626, 2.3590, 2.0141]))
            agreement.Within(3e-4, $"hazard ratio of look {look.Look}", look.Efficacy.HazardRatio, Math.Exp(-2 * z / Math.Sqrt(look.Events)));
        agreement.ShouldBeComplete(atLeast: 4);
    }

    [Fact]
    public void The_example_of_SEQDESIGN_has_the_bounds_and_months_that_SAS_prints()
    {
        var agreement = new Agreement(
            "A protocol's plan: four looks, hazards 0.03466 and 0.01733, 15 a month for 18 months",
            new Source.Published("SAS/STAT User's Guide, PROC SEQDESIGN, survival example: events 89.07847, times 11.2631 16.2875 20.4926 25.13323")
        );
        // One-sided at 0.025 for two-sided at 0.05: the other tail is below 1e-9.
        var design = Planned(
            threeLooks
                .Replace("at: [50%, 75%, 100%]", "at: [25%, 50%, 75%, 100%]")
                .Replace("power: 82%", "power: 90%")
                .Replace("hazard ratio: 0.75", "hazard ratio: 0.5")
                .Replace("control median: 6 months", "control hazard: [ { from: 0 months, hazard: 0.03466 } ]")
                .Replace("participants: 518, over: 18 months", "participants: 270, over: 18 months")
                .Replace("dropout: 5% yearly", "dropout: none")
                .Replace("cutoff: at 400 events", "cutoff: at planned events")
        );
        // SAS solves its bounds to four digits: exactly, 89.07840 events are needed (see the bounds beside other software).
        agreement.Within(1e-6, "events", design.ExactEvents, 89.07847);
        agreement.ShouldBeComplete(atLeast: 1);
        var course = ExpectedCourse.Of(TrialPlanning.Assumed(design.Assumptions, Protocol(threeLooks)) with
        {
            Accrual = AccrualPlan.Uniform(270, 18),
        });
        double[] printed = [11.2631, 16.2875, 20.4926, 25.13323];
        for (var k = 0; k < 4; k++)
            course.MonthOfEvents(design.ExactEvents!.Value * (k + 1) / 4).ShouldBe(printed[k], 6e-5, $"look {k + 1}");
    }

    static TrialDesign Planned(string protocol) =>
        TrialPlanning.Plan(Protocol(protocol)).ShouldBeOfType<DesignOutcome.Planned>().Design;

    static TrialProtocol Protocol(string text) =>
        ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml").ShouldBeOfType<ProtocolReading.Accepted>().Protocol;
}
