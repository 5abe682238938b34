using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>The examples are accepted, and mean what their trials' reports say.</summary>
public sealed class ExampleProtocolTests
{
    // Expected values: the published reports of PATINA (NCT02947685) that the example's comments name.
    [Fact]
    public void Patina_is_read_as_its_reports_describe_it()
    {
        var patina = Examples.PatinaProtocol;

        patina.Trial.Id.ShouldBe("PATINA");
        patina.Trial.Registry.ShouldBe("NCT02947685");
        patina.Control.Id.ShouldBe("standard");
        patina.Experimental.Single().Gives.ShouldBe(["palbociclib", "anti-HER2", "endocrine"]);
        patina.Treatments[0].Doses.ShouldBe([new Dose(125, "mg"), new Dose(100, "mg"), new Dose(75, "mg")]);
        patina.Treatments[0].Days.ShouldBe(new CycleDays(1, 21));
        patina.Eligibility.Single(c => c.Id == "induction").Rule.ShouldBe(new EligibilityRule.Between(4, 8));
        patina.Eligibility.Single(c => c.Id == "prior-CDK46").Kind.ShouldBe(CriterionKind.Exclude);
        patina.Randomization!.Factors.Aggregate(1, (strata, factor) => strata * factor.Levels.Count).ShouldBe(16);
        patina.Endpoint("PFS").Events.ShouldBe([new EndpointEvent.Progression(), new EndpointEvent.Death()]);
        patina.Design!.HazardRatio.ToString().ShouldBe("0.667");
        patina.Design.OneSidedAlpha.ShouldBe(0.025);
        patina.Design.Power.ShouldBe(0.9);
        patina.Design.Accrual.Months.ShouldBe(49, 1e-12);
        patina.Analysis.TimeToEvent[0].EndpointId.ShouldBe("PFS");
        patina.Analysis.TimeToEvent[0].Ties.ShouldBe(TieMethod.Efron);
        patina.Analysis.TimeToEvent[0].Curves.ShouldBe(IntervalTransformation.LogLog);
        patina.Analysis.Safety.ShouldBe(new SafetyPlan(Graded: true, TermThreshold: 0.05));
        patina.Sha256.Length.ShouldBe(64);
    }

    [Fact]
    public void Words_that_yaml_would_take_for_booleans_stay_words_as_levels() =>
        Examples.PatinaProtocol.Randomization!.Factors[0].Levels.Select(level => level.Name).ShouldBe(["yes", "no"]);

    [Fact]
    public void A_factor_knows_whether_it_is_asked_or_taken_from_an_answer_or_a_choice() =>
        Examples
            .PatinaProtocol.Randomization!.Factors.Select(factor => factor.Source)
            .ShouldBe([
                new FactorSource.Asked("Was pertuzumab part of the induction therapy?"),
                new FactorSource.Asked("Any HER2-targeted therapy before or after surgery, before metastasis?"),
                new FactorSource.FromCriterion("no-progression"),
                new FactorSource.FromTreatmentChoice("endocrine"),
            ]);

    [Fact]
    public void Laboratory_days_are_read_by_cycle() =>
        Examples
            .PatinaProtocol.FollowUp!.Laboratory[0]
            .When.ShouldBe([new LaboratoryTiming(1, 1, null), new LaboratoryTiming(15, 1, 2)]);

    // Labels: TRT01P of the CDISC pilot's adsl.xpt.
    [Fact]
    public void The_cdisc_pilot_names_its_arms_as_its_data_do()
    {
        var pilot = Examples.CdiscPilotProtocol;

        pilot.Arms.Select(arm => arm.Label).ShouldBe(["Placebo", "Xanomeline Low Dose", "Xanomeline High Dose"]);
        pilot.Control.Label.ShouldBe("Placebo");
        pilot
            .Endpoint("TTDE")
            .ShouldSatisfyAllConditions(
                endpoint => endpoint.From.ShouldBe(TimeOrigin.FirstDose),
                endpoint => endpoint.Events.ShouldBe([new EndpointEvent.Named("dermatologic event")]),
                endpoint => endpoint.Unit.ShouldBe(TimeUnit.Day)
            );
        pilot.Analysis.TimeToEvent[0].Stratified.ShouldBeFalse();
        pilot.Analysis.TimeToEvent[0].Curves.ShouldBe(IntervalTransformation.Plain);
        pilot.Randomization.ShouldBeNull();
        pilot.Design.ShouldBeNull();
    }
}
