using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>When treatment ended, and why: an arm of two treatments, a tablet and an infusion.</summary>
public sealed class EndOfTreatment
{
    static readonly TrialProtocol Protocol = SmallTrial.Protocol with
    {
        Arms = [SmallTrial.Drug with { Gives = ["tablet", "infusion"] }, SmallTrial.Control],
        Treatments = [.. SmallTrial.Protocol.Treatments, new("infusion", "Infusion", new(21, TimeUnit.Day), new(1, 1), [], null, [])],
    };

    [Fact]
    public void Who_stops_one_treatment_of_two_is_still_treated() =>
        EndOf(who => who.StoppedTreatment("2020-02-01", "ADVERSE EVENT", "TABLET")).ShouldBe("ONGOING");

    [Fact]
    public void The_last_treatment_to_be_stopped_gives_the_reason() =>
        EndOf(who => who.StoppedTreatment("2020-06-01", "PROGRESSIVE DISEASE", "Infusion").StoppedTreatment("2020-02-01", "ADVERSE EVENT", "TABLET"))
            .ShouldBe("DISCONTINUED: PROGRESSIVE DISEASE");

    [Fact]
    public void Of_two_treatments_stopped_on_one_day_the_first_of_the_arm_gives_the_reason() =>
        EndOf(who => who.StoppedTreatment("2020-02-01", "PHYSICIAN DECISION", "INFUSION").StoppedTreatment("2020-02-01", "ADVERSE EVENT", "TABLET"))
            .ShouldBe("DISCONTINUED: ADVERSE EVENT");

    [Fact]
    public void A_row_that_names_no_treatment_ends_all_of_them() =>
        EndOf(who => who.StoppedTreatment("2020-02-01", "ADVERSE EVENT")).ShouldBe("DISCONTINUED: ADVERSE EVENT");

    [Fact]
    public void A_stop_after_the_cutoff_has_not_happened() =>
        EndOf(who => who.StoppedTreatment("2020-02-01", "ADVERSE EVENT", "TABLET").StoppedTreatment("2023-01-01", "PROGRESSIVE DISEASE", "INFUSION"))
            .ShouldBe("ONGOING");

    [Fact]
    public void Nobody_is_treated_after_leaving_the_study() =>
        EndOf(who => who.StoppedTreatment("2020-02-01", "ADVERSE EVENT", "TABLET").LeftStudy("2020-05-01", "DEATH")).ShouldBe("DISCONTINUED: DEATH");

    [Fact]
    public void Treatment_that_was_completed_was_not_discontinued() =>
        EndOf(who => who.StoppedTreatment("2020-08-01", "COMPLETED")).ShouldBe("COMPLETED");

    static string EndOf(Func<HandMadeParticipant, HandMadeParticipant> story)
    {
        var sdtm = new HandMadeSdtm();
        story(sdtm.Randomized("1").Dosed(125, "2020-01-01", "2020-01-21"));
        sdtm.Randomized("control", "standard");
        var adsl = Outputs.Analyzed(Protocol, sdtm.Tables()).Dataset("ADSL");
        var (status, reason) = (adsl.Text("EOTSTT")[0], adsl.Text("DCTREAS")[0]);
        return reason.Length == 0 ? status : $"{status}: {reason}";
    }
}
