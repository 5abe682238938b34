using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Records the overall response at a tumor assessment, as the protocol's reader judged it.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Response">The overall response by RECIST 1.1.</param>
/// <param name="On">The day of the imaging, not of the reading.</param>
public sealed record RecordTumorAssessment(string Participant, OverallResponse Response, DateOnly On)
    : ParticipantCommand(Participant, On)
{
    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Rules.Protocol.FollowUp?.TumorAssessment is null)
            yield return new("no-tumor-assessment", "The protocol plans no tumor assessments.");
        if (!Enum.IsDefined(Response))
            yield return new("bad-response", "The overall response must be CR, PR, SD, NON-CR/NON-PD, PD or NE.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new TumorAssessed(Participant, Response, On)];
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

    /// <summary>Neither complete response nor progression, where there is non-target disease only; exported as NON-CR/NON-PD.</summary>
    NonCRNonPD,

    /// <summary>Progressive disease.</summary>
    PD,

    /// <summary>Not evaluable.</summary>
    NE,
}

/// <summary>A tumor assessment was judged.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Response">The overall response by RECIST 1.1.</param>
/// <param name="On">The day of the imaging.</param>
public sealed record TumorAssessed(string Participant, OverallResponse Response, DateOnly On) : ParticipantEvent
{
    internal override FactItem Item => new(On: On);

    internal override string What => $"the tumor assessment of {On:yyyy-MM-dd}";
}
