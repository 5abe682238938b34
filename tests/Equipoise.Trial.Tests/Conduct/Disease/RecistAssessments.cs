using Equipoise.Conduct.Disease;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Trial.Tests.Protocol;
using static Equipoise.Conduct.Disease.LesionState;

namespace Equipoise.Trial.Tests.Conduct.Disease;

/// <summary>
/// What RECIST 1.1 says of disease that comes back, of organs, of lesions that merge or split (Eisenhauer 2009, appendices II and III; the questions and
/// clarifications of the EORTC, recist.eortc.org), and of an assessment that takes several days.
/// </summary>
public sealed class RecistAssessments : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly baseline = PatinaTrial.Consent;
    static readonly DateOnly first = PatinaTrial.Randomization.AddDays(84);
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    // "CR (overall) was definitively assigned at the previous assessment. In this scenario, the reappearance of any malignant lesion results in PD."
    [Fact]
    public void A_target_that_is_back_after_a_complete_response_is_progression()
    {
        new Lesions().Target(50, 0, 4).Responses().ShouldBe(["CR/-/CR", "PD/-/PD"]);
        new Lesions().Target(50, 0, null, 4, 4).Responses().ShouldBe(["CR/-/CR", "NE/-/NE", "PD/-/PD", "PD/-/PD"]);
        new Lesions().Target(30, 0, 0).Target(20, 0, 5).Responses().ShouldBe(["CR/-/CR", "PD/-/PD"], "a nominal 5 mm is seen");
        new Lesions().Target(30, 0, null).Target(20, 0, 4).Responses().ShouldBe(["CR/-/CR", "PD/-/PD"]);
    }

    [Fact]
    public void So_is_a_non_target_lesion_that_is_present_again()
    {
        new Lesions().Target(50, 0, 0).NonTarget(Absent, Present).Responses().ShouldBe(["CR/CR/CR", "CR/PD/PD"]);
        new Lesions().NonTarget(Absent, Present).Responses().ShouldBe(["-/CR/CR", "-/PD/PD"]);
    }

    // "Lesions that disappear and reappear do not automatically result in PD": one of several that respond adds its diameter to the sum.
    [Fact]
    public void Without_a_complete_response_of_all_it_is_not()
    {
        new Lesions().Target(30, 0, 4).Target(20, 10, 10).Responses().ShouldBe(["PR/-/PR", "PR/-/PR"]);
        new Lesions().Target(50, 0, 4).NonTarget(Present, Present).Responses().ShouldBe(["CR/NonCRNonPD/PR", "PR/NonCRNonPD/PR"]);
        new Lesions().Target(50, 10, 10).NonTarget(Absent, Present).Responses().ShouldBe(["PR/CR/PR", "PR/NonCRNonPD/PR"]);
    }

    // "Nodes < 10 mm are considered benign. Thus, a node is only considered to have 'reappeared' if it is >= 10 mm (Target lesion) or has unequivocally
    // progressed (Non Target lesion)."
    [Theory]
    [InlineData(9.9, "CR/-/CR")]
    [InlineData(10, "PD/-/PD")]
    public void A_target_node_is_back_from_10_mm_on(double shortAxis, string response) =>
        new Lesions().Node(20, 8, shortAxis).Responses()[1].ShouldBe(response);

    [Fact]
    public void A_non_target_node_is_back_once_it_has_unequivocally_progressed()
    {
        DateOnly Day(int visit) => Lesions.Visit(visit);
        LesionIdentified node = new("p", "NT01", LesionKind.NonTarget, "AXILLA", true, "CT SCAN", Lesions.Baseline, null);
        string Second(LesionState state) =>
            $"{RecistCourse.Of([node], [new("p", "NT01", Day(1), null, Absent, null), new("p", "NT01", Day(2), null, state, null)]).Assessments[1].Overall}";
        Second(Present).ShouldBe("NonCRNonPD");
        Second(UnequivocalProgression).ShouldBe("PD");
    }

    // "In our analyses, 'lung', 'kidney', 'ovaries' are considered as single organs": maximum 2 target lesions ("Paired" organs). "Nodes are considered to
    // be one organ" (Two target lesions).
    [Theory]
    [InlineData("LEFT LUNG", "RIGHT LUNG", "LUNG, RIGHT", false)]
    [InlineData("Lung, left lower lobe", "right upper lobe", "lungs", false)]
    [InlineData("RUL", "pulmonary, left", "Lung", false)]
    [InlineData("left kidney", "Kidney (R)", "renal", false)]
    [InlineData("L adrenal", "RIGHT ADRENAL GLAND", "suprarenal, both", false)]
    [InlineData("ovary left", "ovarian, right", "OVARIES", false)]
    [InlineData("breast", "left breast", "right breast", false)]
    [InlineData("LIVER", "liver, segment 4", "hepatic, right lobe", false)]
    [InlineData("left axilla", "mediastinal", "para-aortic lymph node", true)]
    public void Of_a_paired_organ_two_lesions_are_targets(string one, string other, string third, bool isNode)
    {
        trial.With(Target("T01", one, 20, isNode), Target("T02", other, 20, isNode));
        trial.RefusalsOf(Target("T03", third, 20, isNode)).ShouldBe(["too-many-in-organ"]);
        trial.With(Target("T03", "spleen", 20));
        trial.Participant().All<LesionIdentified>().First().Organ.ShouldBe(one.ToUpperInvariant(), "the words are kept");
    }

    [Theory]
    [InlineData("LEFT LUNG", "LUNG", "LEFT")]
    [InlineData("Lung, rt upper lobe", "LUNG", "RIGHT")]
    [InlineData("Adrenals, bilateral", "ADRENAL GLAND", "BILATERAL")]
    [InlineData("left gluteus", "GLUTEUS", null)]
    [InlineData("GLUTEUS, LEFT", "GLUTEUS", "LEFT")]
    [InlineData("chest wall", "CHEST WALL", null)]
    public void Words_name_an_organ_and_a_side(string words, string organ, string? side)
    {
        Organ.Of(words, isNode: false).Name.ShouldBe(organ);
        if (side is not null)
            Organ.Of(words, isNode: false).Side.ShouldBe(side);
    }

    /// <summary>CT of the liver on day 56, MRI of the brain on day 58: one assessment, one response.</summary>
    [Fact]
    public void Images_of_several_days_are_one_assessment()
    {
        var day56 = baseline.AddDays(56);
        LesionIdentified[] lesions = [Lesion("T01", "LIVER", 50), Lesion("T02", "BRAIN", 30)];
        LesionMeasured[] seen = [Seen("T01", day56, 20), Seen("T02", day56.AddDays(2), 10)];
        RecistCourse.Of(lesions, seen).Assessments.Select(one => one.Overall).ShouldBe([OverallResponse.NE, OverallResponse.NE]);
        var one = RecistCourse.Of(lesions, seen, daysOfOne: 14).Assessments.ShouldHaveSingleItem();
        (one.Overall, one.Sum, one.First, one.Last, one.On).ShouldBe((OverallResponse.PR, 30, day56, day56.AddDays(2), day56.AddDays(2)));
    }

    // FDA, Clinical Trial Endpoints for the Approval of Cancer Drugs (2018), appendix on progression: the date of progression is that of the earliest image.
    [Theory]
    [InlineData(ResponseDating.ProgressionFirst, 20, 2)]
    [InlineData(ResponseDating.ProgressionFirst, 80, 0)]
    [InlineData(ResponseDating.FirstImage, 20, 0)]
    [InlineData(ResponseDating.LastImage, 80, 2)]
    public void A_response_has_its_day_by_a_named_rule(ResponseDating dating, double liver, int day)
    {
        var day56 = baseline.AddDays(56);
        LesionIdentified[] lesions = [Lesion("T01", "LIVER", 50), Lesion("T02", "BRAIN", 30)];
        LesionMeasured[] seen = [Seen("T01", day56, liver), Seen("T02", day56.AddDays(2), 30)];
        RecistCourse.Of(lesions, seen, 14, dating).Assessments.Single().On.ShouldBe(day56.AddDays(day));
    }

    /// <summary>A lesion that is seen again is a new look, however soon; so is what lies further apart than the protocol allows.</summary>
    [Fact]
    public void An_assessment_ends_where_the_next_begins()
    {
        LesionIdentified[] lesions = [Lesion("T01", "LIVER", 50), Lesion("T02", "BRAIN", 30)];
        DateOnly Day(int day) => baseline.AddDays(day);
        LesionMeasured[] again = [Seen("T01", Day(56), 50), Seen("T02", Day(58), 30), Seen("T01", Day(60), 50)];
        RecistCourse.Of(lesions, again, 14).Assessments.Select(one => (one.First, one.Last)).ShouldBe([(Day(56), Day(58)), (Day(60), Day(60))]);
        LesionMeasured[] apart = [Seen("T01", Day(56), 50), Seen("T02", Day(71), 30)];
        RecistCourse.Of(lesions, apart, 14).Assessments.Count.ShouldBe(2);
        RecistCourse.Of(lesions, apart, 15).Assessments.Count.ShouldBe(1);
    }

    [Fact]
    public void The_response_of_an_assessment_of_two_days_is_recorded_once()
    {
        trial.With(Target("T01", "liver", 50), Target("T02", "brain", 30));
        trial.With(new MeasureLesion(Id, "T01", first, 20), new MeasureLesion(Id, "T02", first.AddDays(2), 10));
        trial.RefusalsOf(new RecordTumorAssessment(Id, OverallResponse.SD, first)).ShouldBe(["differs-from-lesions"]);
        trial.With(new RecordTumorAssessment(Id, OverallResponse.PR, first.AddDays(2)));
        trial.RefusalsOf(new RecordTumorAssessment(Id, OverallResponse.PR, first)).ShouldBe(["assessment-judged-already"]);
    }

    [Fact]
    public void How_far_apart_images_may_lie_is_the_protocols()
    {
        Slip.In(
            "window: 7 days                       # either side; [assumed]",
            "window: 7 days\n    images within: ‸12 weeks",
            "follow up.tumor assessment.images within",
            "12 weeks reach from one assessment to the next, after 12 weeks"
        );
        Slip.In("criteria: RECIST 1.1", "criteria: RECIST 1.1\n    dated by: ‸chance", "follow up.tumor assessment.dated by", "is 'chance'");
        Examples.PatinaProtocol.FollowUp!.TumorAssessment!.DaysOfOne.ShouldBe(14, "a week either side");
    }

    // Appendix II: "If the lesions have truly coalesced such that they are no longer separable, the vector of the longest diameter in this instance should
    // be the maximal longest diameter for the 'coalesced lesion'."
    [Fact]
    public void Lesions_that_merged_are_measured_as_one()
    {
        trial.With(Target("T01", "liver", 30), Target("T02", "liver", 20), Target("T03", "lung", 10));
        trial.With(
            new MeasureLesion(Id, "T01", first, 38),
            new MeasureLesion(Id, "T02", first, MergedWith: "T01"),
            new MeasureLesion(Id, "T03", first, 10)
        );
        var next = first.AddDays(84);
        trial.With(new MeasureLesion(Id, "T01", next, 20), new MeasureLesion(Id, "T03", next, 10));
        var course = RecistCourse.Of(trial.Participant(), Examples.PatinaProtocol.FollowUp!.TumorAssessment);
        course.Assessments.Select(one => (one.Sum, one.Overall)).ShouldBe([(48, OverallResponse.SD), (30, OverallResponse.PR)]);

        var row = trial.Rows.Last(one => one.Payload.Contains("mergedWith", StringComparison.Ordinal));
        Entry.Of(row).Event.ShouldBe(new LesionMeasured(Id, "T02", first, null, null, null, "T01"));
    }

    [Fact]
    public void Merging_names_another_target_that_is_measured_for_both()
    {
        trial.With(Target("T01", "liver", 30), Target("T02", "liver", 20), Target("T03", "lung", 10));
        trial.RefusalsOf(new MeasureLesion(Id, "T02", first, MergedWith: "T02")).ShouldBe(["bad-merging"]);
        trial.RefusalsOf(new MeasureLesion(Id, "T02", first, MergedWith: "T09")).ShouldBe(["bad-merging"]);
        trial.RefusalsOf(new MeasureLesion(Id, "T02", first, 20, MergedWith: "T01")).ShouldBe(["merged-and-measured"]);
        trial.With(new MeasureLesion(Id, "T02", first, MergedWith: "T01"));
        trial.RefusalsOf(new MeasureLesion(Id, "T01", first, MergedWith: "T02")).ShouldBe(["bad-merging"]);
        trial.RefusalsOf(new MeasureLesion(Id, "T03", first, MergedWith: "T02")).ShouldBe(["bad-merging"]);
    }

    static IdentifyLesion Target(string lesion, string organ, double diameter, bool isNode = false) =>
        new(Id, lesion, LesionKind.Target, organ, isNode, "CT scan", baseline, diameter);

    static LesionIdentified Lesion(string id, string organ, double diameter) =>
        new("p", id, LesionKind.Target, organ, false, "CT SCAN", baseline, diameter);

    static LesionMeasured Seen(string id, DateOnly on, double diameter) => new("p", id, on, diameter, null, null);
}
