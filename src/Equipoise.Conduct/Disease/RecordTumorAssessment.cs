using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Disease;

/// <summary>Records the overall response at a tumor assessment, as the protocol's reader judged it.</summary>
/// <remarks>
/// Where the lesions of that assessment are recorded, what follows from them is stored beside it; a judgement that differs
/// needs its reason.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Response">The overall response by RECIST 1.1.</param>
/// <param name="On">The day of the imaging, not of the reading.</param>
/// <param name="Reason">Why it differs from what the recorded lesions say; null where it does not.</param>
public sealed record RecordTumorAssessment(string Participant, OverallResponse Response, DateOnly On, string? Reason = null)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Rules.Protocol.FollowUp?.TumorAssessment is null)
            yield return new("no-tumor-assessment", "The protocol plans no tumor assessments.");
        foreach (var refusal in now.Participant.AgainstDoing(PlannedItem.TumorAssessment(On)))
            yield return refusal;
        if (!Enum.IsDefined(Response))
            yield return new("bad-response", "The overall response must be CR, PR, SD, NON-CR/NON-PD, PD or NE.");
        else if (Judged(now) is { } other)
            yield return new(
                "assessment-judged-already",
                $"The images of {other:yyyy-MM-dd} and of {On:yyyy-MM-dd} are of one assessment, and its response is recorded "
                    + $"under {other:yyyy-MM-dd}: correct that one, or take it back."
            );
        else if (Derived(now) is { } derived && derived != Response && string.IsNullOrWhiteSpace(Reason))
            yield return new(
                "differs-from-lesions",
                $"By the lesions recorded for {On:yyyy-MM-dd} the response is {derived.Word}: "
                    + $"to judge it {Response.Word}, give a reason."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var derived = Derived(now);
        var isExplained = derived != Response && !string.IsNullOrWhiteSpace(Reason);
        return [new TumorAssessed(Participant, Response, On, derived, isExplained ? Reason!.Trim() : null)];
    }

    OverallResponse? Derived(Situation now) => At(now)?.Overall;

    TimePointResponse? At(Situation now) =>
        RecistCourse.Of(now.Participant, now.Rules.Protocol.FollowUp?.TumorAssessment).At(On);

    /// <summary>Another day under which the response of the same assessment is recorded; null for none.</summary>
    DateOnly? Judged(Situation now) =>
        At(now) is { } assessment
            ? now
                .Participant.All<TumorAssessed>()
                .Where(judged => judged.On != On && assessment.First <= judged.On && judged.On <= assessment.Last)
                .Min(judged => (DateOnly?)judged.On)
            : null;
}

/// <summary>The overall response at one time point by RECIST 1.1 (Eisenhauer 2009, table 1 and 2).</summary>
public enum OverallResponse
{
    /// <summary>Complete response.</summary>
    CR,

    /// <summary>Partial response.</summary>
    PR,

    /// <summary>Stable disease.</summary>
    SD,

    /// <summary>
    /// Neither complete response nor progression, where there is non-target disease only; exported as NON-CR/NON-PD.
    /// </summary>
    NonCRNonPD,

    /// <summary>Progressive disease.</summary>
    PD,

    /// <summary>Not evaluable.</summary>
    NE,
}

/// <summary>Responses as RECIST and CDISC write them.</summary>
public static class OverallResponseWords
{
    extension(OverallResponse response)
    {
        /// <summary>The word of CDISC's controlled terminology: CR, PR, SD, NON-CR/NON-PD, PD, NE.</summary>
        public string Word => response == OverallResponse.NonCRNonPD ? "NON-CR/NON-PD" : $"{response}";
    }
}

/// <summary>A tumor assessment was judged.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Response">The overall response by RECIST 1.1.</param>
/// <param name="On">The day of the imaging.</param>
/// <param name="Derived">The response that followed from the recorded lesions; null where none were recorded.</param>
/// <param name="Reason">Why the reader judged otherwise; null where they did not.</param>
public sealed record TumorAssessed(
    string Participant,
    OverallResponse Response,
    DateOnly On,
    OverallResponse? Derived = null,
    [FreeText] string? Reason = null
) : ParticipantEvent
{
    internal override FactItem Item => new(On: On);

    internal override string What => $"the tumor assessment of {On:yyyy-MM-dd}";

    internal override string Says(TrialProtocol protocol) =>
        $"Tumor assessment: {Response.Word}"
            + (Derived is { } derived && derived != Response ? $", from the lesions: {derived.Word}, because: {Reason}" : "");

    internal override PlannedItem? Fulfils => PlannedItem.TumorAssessment(On);

    /// <summary>Lesions recorded after the judgement change nothing of it.</summary>
    internal override bool Completes(ParticipantEvent earlier) =>
        earlier is TumorAssessed { Derived: null } before && SaysTheSameAs(before with { Derived = Derived, Reason = Reason });

    internal override TrialCommand AsAsked(Trace trace) =>
        new RecordTumorAssessment(Participant, Response, On, Reason) { ReasonForChange = ReasonForChange };
}
