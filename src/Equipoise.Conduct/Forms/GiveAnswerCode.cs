using System.Globalization;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Forms;

/// <summary>
/// Gives a participant a code with which they answer a form of their own once, without an account and without anybody's help.
/// </summary>
/// <remarks>
/// The log knows the code by a number; its letters are with whoever handed it out on paper. A code that is given later for the
/// same form takes the place of the earlier one.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
public sealed record GiveAnswerCode(string Participant, FormPlace Place) : FormCommand(Participant)
{
    /// <summary>For how many days a code counts, from the moment at which it is given.</summary>
    public const int Days = 14;

    internal override Act Act => Act.Record;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        var who = now.Participant;
        foreach (var refusal in NoSuchForm(now, Place).Concat(Locked(now, Place)))
            yield return refusal;
        if (BindingForms.Find(now, Place.Form) is not { } form)
            yield break;
        if (!form.IsParticipantsOwn)
            yield return new("not-participants-own", $"The site fills in {form.Label}: no code is given out for it.");
        if (who.At(Milestone.Consent) is null)
            yield return new("no-consent", $"{who.Id} has not consented: nothing may be recorded before consent.");
        if (who.At(Milestone.Withdrawal) is not null || who.At(Milestone.Death) is not null)
            yield return new("left-the-study", $"{who.Id} has left the study.");
        if (who.Forms.Find(Place) is { IsFrozen: true })
            yield return new("form-frozen", $"{Place} of {who.Id} is frozen.");
        if (who.Forms.Find(Place) is { } state && state.Items.Any(item => item.Value.Value is not null))
            yield return new(
                "already-answered",
                $"{who.Id} has answered {Place}. If it was somebody else, clear the answers with a reason first."
            );
    }

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        [
            new AnswerCodeGiven(
                Participant,
                Place.Visit,
                Place.Occurrence,
                Place.Form,
                now.Participant.Forms.Codes.Count + 1,
                Days
            ),
        ];
}

/// <summary>A participant was given a code for a form of their own.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="Code">Which code of the participant this is, counted from 1. Its letters are not in the log.</param>
/// <param name="Days">For how many days it counts.</param>
[SinceFormat(2)]
public sealed record AnswerCodeGiven(string Participant, string Visit, int Occurrence, string Form, int Code, int Days)
    : FormEvent
{
    internal FormPlace Place => new(Visit, Occurrence, Form);

    internal override string Says(TrialProtocol protocol) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The participant was given code {Code} to answer {Place}, good for {Days} days"
        );

    internal override TrialCommand AsAsked(Trace trace) => new GiveAnswerCode(Participant, Place);

    private protected override void Apply(ParticipantForms forms, Entry entry) => forms.Give(new(this, entry, IsUsed: false));
}

/// <summary>How a code stands.</summary>
/// <param name="Given">What it is for.</param>
/// <param name="Entry">Who gave it, and when.</param>
/// <param name="IsUsed">Whether the participant has answered with it.</param>
public sealed record AnswerCodeState(AnswerCodeGiven Given, Entry Entry, bool IsUsed)
{
    /// <summary>The moment from which it counts no more, UTC.</summary>
    public DateTimeOffset Ends => Entry.Stamp.RecordedAt.AddDays(Given.Days);
}
