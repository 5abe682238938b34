using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Forms;

/// <summary>
/// Ends all work on a form: no value, query, verification or signature any more. Every query must be closed before.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
public sealed record LockForm(string Participant, FormPlace Place) : FormCommand(Participant)
{
    internal override Act Act => Act.FreezeForms;

    private protected override IEnumerable<Refusal> Objections(Situation now) =>
        NoSuchForm(now, Place).Concat(NothingRecorded(now, Place)).Concat(Unclosed(now, Place));

    /// <summary>What is still asked about a form.</summary>
    internal static IEnumerable<Refusal> Unclosed(Situation now, FormPlace place)
    {
        var open = now.Participant.Forms.Unclosed(place).Select(query => query.Opened.Query).ToList();
        if (open.Count > 0)
            yield return new(
                "queries-open",
                $"{place} of {now.Participant.Id} has queries that are not closed: {string.Join(", ", open)}."
            );
    }

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        now.Participant.Forms.Find(Place)!.IsLocked
            ? []
            : [new FormLocked(Participant, Place.Visit, Place.Occurrence, Place.Form)];
}

/// <summary>Lets work on a locked form go on.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Reason">Why.</param>
public sealed record UnlockForm(string Participant, FormPlace Place, [property: SeveralLines] string Reason)
    : FormCommand(Participant)
{
    internal override Act Act => Act.FreezeForms;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in Wordless(Reason, "no-reason", "To unlock a form, say why."))
            yield return refusal;
        if (now.Participant.Forms.Find(Place) is not { IsLocked: true })
            yield return new("not-locked", $"{Place} of {Participant} is not locked.");
    }

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        [new FormUnlocked(Participant, Place.Visit, Place.Occurrence, Place.Form, Reason)];
}

/// <summary>A form was locked.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
public sealed record FormLocked(string Participant, string Visit, int Occurrence, string Form) : FormAct
{
    internal override string Says(TrialProtocol protocol) => $"{Place} was locked";

    internal override TrialCommand AsAsked(Trace trace) => new LockForm(Participant, Place);

    private protected override FormState Apply(FormState form, Entry entry) => form with { IsLocked = true };
}

/// <summary>A form was unlocked.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="Reason">Why.</param>
public sealed record FormUnlocked(
    string Participant,
    string Visit,
    int Occurrence,
    string Form,
    [FreeText] string Reason
) : FormAct
{
    internal override string Says(TrialProtocol protocol) => $"{Place} was unlocked: {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new UnlockForm(Participant, Place, Reason);

    private protected override FormState Apply(FormState form, Entry entry) => form with { IsLocked = false };
}
