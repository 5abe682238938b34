using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>
/// A participant answers a form of their own, with a code that the site gave them: once, whole, and in their own name.
/// </summary>
/// <remarks>
/// It is recorded as said by the participant (<see cref="OwnName"/>), and each answer names the code. No role may give this
/// command; whoever runs it has compared the letters of the code with what was given out.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Items">The answers, each by its item; an item that is not answered is left out.</param>
/// <param name="Code">The number of the code.</param>
/// <param name="On">The day, which must be today at the site.</param>
public sealed record AnswerForm(string Participant, FormPlace Place, IReadOnlyList<ItemEntry> Items, int Code, DateOnly On)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.AnswerOwnForm;

    internal override bool IsOfParticipant => true;

    internal override bool IsActOfToday => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (BindingForms.Find(now, Place.Form) is not { } form || !form.IsFilledInAt(Place.Visit, Place.Occurrence))
            return [new("unknown-form", $"The protocol has no form '{Place.Form}' at {Place.Visit} {Place.Occurrence}.")];
        var state = now.Participant.Forms.Find(Place);
        return
        [
            .. Standing(form, state, now),
            .. FormEntries.Objections(form, state, Items, now.Stamp),
            .. NotAnswered(form),
        ];
    }

    IEnumerable<Refusal> Standing(FormDefinition form, FormState? state, Situation now)
    {
        if (!form.IsParticipantsOwn)
            yield return new("not-participants-own", $"The site fills in {form.Label}.");
        if (now.Participant.Forms.CodeFor(Place) is not { } code || code.Given.Code != Code)
            yield return new("no-such-code", $"This code was not given for {Place}, or another one took its place.");
        else if (code.IsUsed)
            yield return new("code-used", "This code was used already: each counts once.");
        else if (now.Stamp.RecordedAt >= code.Ends)
            yield return new("code-ended", "This code counts no more: its time is over.");
        if (On < now.Stamp.EarliestToday)
            yield return new("backdated", $"Answers are dated the day on which they are given, not {On:yyyy-MM-dd}.");
        if (state is { IsLocked: true })
            yield return new("form-locked", $"{Place} of {Participant} is locked.");
        else if (state is { IsFrozen: true })
            yield return new("form-frozen", $"{Place} of {Participant} is frozen.");
    }

    /// <summary>The questions that need an answer and have none: there is no second time.</summary>
    IEnumerable<Refusal> NotAnswered(FormDefinition form)
    {
        var given = Items.DistinctBy(item => item.Place).ToDictionary(item => item.Place, item => item.Value);
        string? Value(ItemPlace place) =>
            given.GetValueOrDefault(place) is { Length: > 0 } text ? form.Find(place.Item)?.Type.Read(text) : null;
        foreach (var item in form.Items.Where(item => item.Required))
        {
            ItemPlace place = new(item.Id, 1);
            if (given.GetValueOrDefault(place) is not { Length: > 0 } && ItemChecks.IsAsked(form, place, Value))
                yield return new("not-answered", $"{item.Ask} ({place}): please answer.") { About = $"{place}" };
        }
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var form = BindingForms.Find(now, Place.Form)!;
        foreach (var entry in Items.Where(entry => entry.Value.Length > 0))
            yield return new FormItemRecorded(
                Participant,
                Place.Visit,
                Place.Occurrence,
                Place.Form,
                entry.Item,
                entry.Repeat,
                form.Find(entry.Item)!.Type.Read(entry.Value),
                BindingForms.ProtocolOf(now).Trial.Version,
                On,
                Code
            );
    }

    private protected override IEnumerable<TrialEvent> Consequences(Situation now, IReadOnlyList<TrialEvent> recorded) =>
        FormConsequences.Of(
            BindingForms.Find(now, Place.Form)!,
            now.Participant.Forms,
            [.. recorded.OfType<FormItemRecorded>()]
        );
}
