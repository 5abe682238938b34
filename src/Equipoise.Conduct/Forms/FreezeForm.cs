using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Forms;

/// <summary>
/// Stops changes of the values of a form for a time, such as while its data are reviewed. Queries and verification go on.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
public sealed record FreezeForm(string Participant, FormPlace Place) : FormCommand(Participant)
{
    internal override Act Act => Act.FreezeForms;

    private protected override IEnumerable<Refusal> Objections(Situation now) =>
        NoSuchForm(now, Place).Concat(NothingRecorded(now, Place)).Concat(Locked(now, Place));

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        now.Participant.Forms.Find(Place)!.IsFrozen
            ? []
            : [new FormFrozen(Participant, Place.Visit, Place.Occurrence, Place.Form)];
}

/// <summary>Lets the values of a frozen form be changed again.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Reason">Why.</param>
public sealed record UnfreezeForm(string Participant, FormPlace Place, [property: SeveralLines] string Reason)
    : FormCommand(Participant)
{
    internal override Act Act => Act.FreezeForms;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in Wordless(Reason, "no-reason", "To unfreeze a form, say why.").Concat(Locked(now, Place)))
            yield return refusal;
        if (now.Participant.Forms.Find(Place) is not { IsFrozen: true })
            yield return new("not-frozen", $"{Place} of {Participant} is not frozen.");
    }

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        [new FormUnfrozen(Participant, Place.Visit, Place.Occurrence, Place.Form, Reason)];
}

/// <summary>A form was frozen.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
public sealed record FormFrozen(string Participant, string Visit, int Occurrence, string Form) : FormAct
{
    internal override string Says(TrialProtocol protocol) => $"{Place} was frozen";

    internal override TrialCommand AsAsked(Trace trace) => new FreezeForm(Participant, Place);

    private protected override FormState Apply(FormState form, Entry entry) => form with { IsFrozen = true };
}

/// <summary>A form was unfrozen.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="Reason">Why.</param>
public sealed record FormUnfrozen(
    string Participant,
    string Visit,
    int Occurrence,
    string Form,
    [FreeText] string Reason
) : FormAct
{
    internal override string Says(TrialProtocol protocol) => $"{Place} may be changed again: {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new UnfreezeForm(Participant, Place, Reason);

    private protected override FormState Apply(FormState form, Entry entry) => form with { IsFrozen = false };
}
