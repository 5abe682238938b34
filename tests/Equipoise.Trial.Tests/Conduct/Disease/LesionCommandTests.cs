using Equipoise.Conduct.Disease;
using Equipoise.Conduct.Record;

namespace Equipoise.Trial.Tests.Conduct.Disease;

/// <summary>Lesions are recorded by the rules of RECIST 1.1, sections 3.1 and 4.1; the reader's judgement stands beside what they say.</summary>
public sealed class LesionCommandTests : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly baseline = PatinaTrial.Consent;
    static readonly DateOnly first = PatinaTrial.Randomization.AddDays(84);
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    [Theory]
    [InlineData(false, 9.9, "too-small")]
    [InlineData(false, 10.0, null)]
    [InlineData(true, 14.9, "too-small")]
    [InlineData(true, 15.0, null)]
    [InlineData(false, null, "no-diameter")]
    [InlineData(false, double.NaN, "no-diameter")]
    public void A_target_is_large_enough(bool isNode, double? diameter, string? refusal) =>
        trial.RefusalsOf(Target("T01", "liver", diameter, isNode)).ShouldBe(refusal is null ? [] : [refusal]);

    [Fact]
    public void There_are_five_targets_at_most_and_two_in_an_organ()
    {
        trial.With(Target("T01", "Liver", 20), Target("T02", "LIVER", 20));
        trial.RefusalsOf(Target("T03", "liver ", 20)).ShouldBe(["too-many-in-organ"]);
        trial.With(Target("T01", "liver", 21) with { ReasonForChange = "Measured again" });
        trial.With(Target("T03", "lung", 20), Target("T04", "lung", 20), Target("T05", "bone", 20));
        trial.RefusalsOf(Target("T06", "brain", 20)).ShouldBe(["too-many-targets"]);
        trial.With(Other("NT01", LesionKind.NonTarget, baseline));
    }

    [Fact]
    public void A_lesion_says_what_and_where_it_is()
    {
        trial.RefusalsOf(Target(" ", "liver", 20)).ShouldBe(["no-lesion"]);
        trial.RefusalsOf(Target("T01", "", 20)).ShouldBe(["no-organ"]);
        trial.RefusalsOf(Target("T01", "liver", 20) with { Method = "" }).ShouldBe(["no-method"]);
        trial.RefusalsOf(Target("T01", "liver", 20) with { Kind = (LesionKind)9, Diameter = null }).ShouldBe(["bad-lesion-kind"]);
        trial.RefusalsOf(Target("NT01", "liver", 20) with { Kind = LesionKind.NonTarget }).ShouldBe(["diameter-of-no-target"]);
    }

    [Fact]
    public void Baseline_comes_first_and_what_is_found_later_is_new()
    {
        trial.With(Target("T01", "liver", 20));
        trial.RefusalsOf(Other("NEW01", LesionKind.New, baseline)).ShouldBe(["new-at-baseline"]);
        trial.RefusalsOf(new MeasureLesion(Id, "T01", baseline, 20)).ShouldBe(["not-after-baseline"]);
        trial.With(new MeasureLesion(Id, "T01", first, 20));
        trial.RefusalsOf(Target("T02", "lung", 20) with { On = first }).ShouldBe(["after-baseline"]);
        trial.With(Target("T02", "lung", 20), Other("NEW01", LesionKind.New, first));
        trial.RefusalsOf(new MeasureLesion(Id, "NEW01", first.AddDays(-1), State: LesionState.Present)).ShouldBe(["before-the-lesion"]);
    }

    [Fact]
    public void A_measurement_fits_its_lesion()
    {
        trial.With(Target("T01", "liver", 20), Other("NT01", LesionKind.NonTarget, baseline));
        trial.RefusalsOf(new MeasureLesion(Id, "T09", first, 20)).ShouldBe(["unknown-lesion"]);
        trial.RefusalsOf(new MeasureLesion(Id, "T01", first)).ShouldBe(["no-diameter"]);
        trial.RefusalsOf(new MeasureLesion(Id, "T01", first, -1)).ShouldBe(["bad-diameter"]);
        trial.RefusalsOf(new MeasureLesion(Id, "T01", first, 20, LesionState.Present)).ShouldBe(["bad-state"]);
        trial.RefusalsOf(new MeasureLesion(Id, "T01", first, 20, NotEvaluated: "motion")).ShouldBe(["evaluated-and-not"]);
        trial.RefusalsOf(new MeasureLesion(Id, "NT01", first)).ShouldBe(["no-state"]);
        trial.RefusalsOf(new MeasureLesion(Id, "NT01", first, 12, LesionState.Present)).ShouldBe(["bad-diameter"]);
        trial.With(new MeasureLesion(Id, "NT01", first, NotEvaluated: "not in the field of view"));
    }

    [Fact]
    public void A_judgement_that_differs_from_the_lesions_needs_a_reason_and_both_are_kept()
    {
        trial.With(Target("T01", "liver", 20), new MeasureLesion(Id, "T01", first, 15));
        trial
            .Do(new RecordTumorAssessment(Id, OverallResponse.PR, first))
            .ShouldBeOfType<Decision.Refused>()
            .Reasons.Single()
            .Words.ShouldBe($"By the lesions recorded for {first:yyyy-MM-dd} the response is SD: to judge it PR, give a reason.");
        trial.With(new RecordTumorAssessment(Id, OverallResponse.PR, first, "Cavitation: the wall alone has shrunk by half"));
        var judged = trial.Participant().All<TumorAssessed>().Single();
        (judged.Response, judged.Derived, judged.Reason).ShouldBe(
            (OverallResponse.PR, OverallResponse.SD, "Cavitation: the wall alone has shrunk by half")
        );
    }

    [Fact]
    public void A_judgement_made_before_the_lesions_were_entered_is_completed_by_them()
    {
        trial.With(new RecordTumorAssessment(Id, OverallResponse.SD, first));
        trial.With(Target("T01", "liver", 20), new MeasureLesion(Id, "T01", first, 19));
        trial.With(new RecordTumorAssessment(Id, OverallResponse.SD, first));
        trial.Participant().All<TumorAssessed>().Single().Derived.ShouldBe(OverallResponse.SD);
    }

    static IdentifyLesion Target(string lesion, string organ, double? diameter, bool isNode = false) =>
        new(Id, lesion, LesionKind.Target, organ, isNode, "CT scan", baseline, diameter);

    static IdentifyLesion Other(string lesion, LesionKind kind, DateOnly on) => new(Id, lesion, kind, "bone", false, "CT scan", on);
}
