using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Who is counted where: one of two allocated to standard took the new drug instead.</summary>
public sealed class SetsAndArms
{
    static readonly TrialProtocol FromFirstDose = SmallTrial.Protocol with
    {
        Endpoints =
        [
            new("TTP", "Time to progression", TimeOrigin.FirstDose, [new EndpointEvent.Progression()], [SmallTrial.NoEvent], TimeUnit.Month),
        ],
        Analysis = SmallTrial.Protocol.Analysis with { TimeToEvent = [SmallTrial.Plan("TTP", stratified: false)] },
    };

    [Fact]
    public void A_time_from_the_first_dose_is_counted_in_the_arm_allocated_among_the_treated()
    {
        var output = Outputs.Analyzed(FromFirstDose, Crossing().Tables());
        output.Printed("TTP.Events/participants[arm=drug]").ShouldBe("1");
        output.Printed("TTP.Events/participants[arm=standard]").ShouldBe("2");
        output.Printed("Disposition/analyzedSAF[arm=drug]").ShouldBe("2");
        output.Printed("AE.Overview/participants[arm=drug;category=any]").ShouldBe("1");
        output.Results.Find("TTP.Events")!.SetId.ShouldBe("SAF");
        output
            .Results.Sets.Single(set => set.Id == "SAF")
            .Definition.ShouldBe(
                "All participants who received at least one dose; harms and exposure are counted in the arm as treated, "
                    + "times from the first dose in the arm as randomized"
            );
    }

    [Fact]
    public void Where_no_time_counts_from_the_first_dose_the_safety_set_speaks_of_harms_and_exposure_only() =>
        Outputs
            .Analyzed(SmallTrial.Protocol, Crossing().Tables())
            .Results.Sets.Single(set => set.Id == "SAF")
            .Definition.ShouldBe("All participants who received at least one dose; harms and exposure are counted in the arm as treated");

    static HandMadeSdtm Crossing()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-01-22");
        sdtm.Randomized("2", "standard", took: "drug").Dosed(125, "2020-01-02", "2020-01-22").AdverseEvent("Cough", 1, "2020-01-10");
        sdtm.Randomized("3", "standard").Dosed(125, "2020-01-02", "2020-01-22");
        sdtm.Randomized("4", "standard");
        return sdtm;
    }
}
