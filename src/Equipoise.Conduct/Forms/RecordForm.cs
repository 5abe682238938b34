using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>Records values of a form: all of its items or some of them. Each item is a record of its own.</summary>
/// <remarks>
/// A value that cannot be is refused, with every other problem of the same save. A value outside what is usual is taken, and a
/// query is opened by the program; when a later value is usual again, that query is closed. A change of a verified item ends its
/// verification, a change of a signed form its signature; both are records of their own.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Items">The values, each by its item; no item twice.</param>
/// <param name="On">The day of what is told: of the visit, the measurement or the answers.</param>
public sealed record RecordForm(string Participant, FormPlace Place, IReadOnlyList<ItemEntry> Items, DateOnly On)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    /// <summary>
    /// The <see cref="FormState.Version"/> that the person saw who fills the form in; 0 for one in which nothing was recorded.
    /// What others recorded since is then not overwritten unseen. Null for a save that rests on no look at the form, as of an
    /// import: it is held to nothing but the rule that a recorded value changes with a reason.
    /// </summary>
    /// <remarks>
    /// Part of what is asked: the same values on what was seen later are another request, and need another key.
    /// </remarks>
    public long? BasedOn { get; init; }

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (BindingForms.Find(now, Place.Form) is not { } form)
            return [new("unknown-form", $"The protocol has no form '{Place.Form}'.")];
        var state = now.Participant.Forms.Find(Place);
        return
        [
            .. Standing(form, state),
            .. FormEntries.Objections(form, state, Items, now.Stamp),
            .. BasedOn is { } seen ? ChangedMeanwhile.Objections(form, state, Items, seen) : [],
        ];
    }

    IEnumerable<Refusal> Standing(FormDefinition form, FormState? state)
    {
        if (!form.IsFilledInAt(Place.Visit, Place.Occurrence))
            yield return new("not-at-this-visit", $"Form '{form.Id}' is not filled in at {Place.Visit} {Place.Occurrence}.");
        if (state is { IsLocked: true })
            yield return new("form-locked", $"{Place} of {Participant} is locked.");
        else if (state is { IsFrozen: true })
            yield return new("form-frozen", $"{Place} of {Participant} is frozen.");
        if (form.IsParticipantsOwn && Items.Any(item => item.Value.Length > 0))
            yield return new(
                "participants-own",
                $"{Participant} answers '{form.Label}' themselves: give them a code. Nobody types an answer for them; one that "
                    + "is not theirs is cleared, with a reason."
            );
        if (Items.Count == 0)
            yield return new("nothing-recorded", "No value was given.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var form = BindingForms.Find(now, Place.Form)!;
        var state = now.Participant.Forms.Find(Place);
        foreach (var entry in Items)
        {
            var value = entry.Value.Length == 0 ? null : form.Find(entry.Item)!.Type.Read(entry.Value);
            var before = state?.Find(entry.Place)?.Recorded;
            if (before?.Value == value && (before is null || value is null || before.On == On))
                continue;
            yield return new FormItemRecorded(
                Participant,
                Place.Visit,
                Place.Occurrence,
                Place.Form,
                entry.Item,
                entry.Repeat,
                value,
                BindingForms.ProtocolOf(now).Trial.Version,
                On
            )
            {
                ReasonForChange = before?.Value is null ? null : entry.ReasonForChange ?? ReasonForChange,
            };
        }
    }

    private protected override IEnumerable<TrialEvent> Consequences(Situation now, IReadOnlyList<TrialEvent> recorded) =>
        FormConsequences.Of(
            BindingForms.Find(now, Place.Form)!,
            now.Participant.Forms,
            [.. recorded.OfType<FormItemRecorded>()]
        );
}

/// <summary>A value of an item, as typed.</summary>
/// <param name="Item">The id of the item.</param>
/// <param name="Value">The value; the empty text clears it.</param>
/// <param name="Repeat">Which repetition of its group, counted from 1.</param>
public sealed record ItemEntry(string Item, [property: SeveralLines] string Value, int Repeat = 1)
{
    /// <summary>Why a recorded value changes; when it is null the command's reason counts.</summary>
    [SeveralLines]
    public string? ReasonForChange { get; init; }

    internal ItemPlace Place => new(Item, Repeat);
}

/// <summary>A value of a form was recorded.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="ItemId">The id of the item.</param>
/// <param name="Repeat">Which repetition of its group.</param>
/// <param name="Value">The value in the one writing of its type; null when it was cleared.</param>
/// <param name="ProtocolVersion">The version of the protocol whose form this is.</param>
/// <param name="On">The day of what is told.</param>
/// <param name="Code">
/// The number of the code with which the participant said it themselves; null for what the site recorded.
/// </param>
public sealed record FormItemRecorded(
    string Participant,
    string Visit,
    int Occurrence,
    string Form,
    string ItemId,
    int Repeat,
    [FreeText] string? Value,
    string ProtocolVersion,
    DateOnly On,
    [property: SinceFormat(2)] int? Code = null
) : ParticipantEvent
{
    internal FormPlace Place => new(Visit, Occurrence, Form);

    internal ItemPlace ItemPlace => new(ItemId, Repeat);

    internal override FactItem Item => new($"{Visit} {Occurrence} {Form} {ItemId}", Number: Repeat);

    internal override string What => $"'{ItemPlace}' of {Place}";

    internal override string About => $"{ItemPlace}";

    internal override string Says(TrialProtocol protocol)
    {
        var form = protocol.Forms.FirstOrDefault(one => one.Id == Form);
        var item = form?.Find(ItemId);
        var value = Value is not null && item?.Type is ItemType.Choice choice ? choice.List.TextOf(Value) ?? Value : Value;
        return $"{form?.Label ?? Form}, {Visit} {Occurrence}: {(item?.Ask ?? ItemId).TrimEnd('?', ':')}"
            + $"{(Repeat == 1 ? "" : $" ({Repeat})")}: {value ?? "cleared"}"
            + (Value is not null && item?.Unit is { } unit ? $" {unit}" : "")
            + (Code is { } code ? $", said by the participant with code {code}" : "");
    }

    internal override string? InsteadOfTakingBack =>
        "A value of a form is not taken back: clear it in the form, with a reason.";

    internal override bool IsTyped(string member, TrialState trial, TrialRules rules) =>
        member != "value" || TypedValues.Is(Form, ItemId, ProtocolVersion, trial, rules);

    /// <summary>A save records its items one after the other; what was cleared before has the reason of the whole save.</summary>
    internal override TrialCommand AsAsked(Trace trace)
    {
        List<FormItemRecorded> save = [this];
        foreach (var next in trace.Next)
            if (next is FormItemRecorded item && IsOfOneSaveWith(item) && save.All(one => one.ItemPlace != item.ItemPlace))
                save.Add(item);
            else
                break;
        if (Code is { } code)
            return new AnswerForm(Participant, Place, [.. save.Select(one => one.Entered)], code, On);
        var before = trace.Before.Find(Participant)?.Forms.Find(Place);
        return new RecordForm(Participant, Place, [.. save.Select(one => one.Entered)], On)
        {
            ReasonForChange = save.Where(one => before?.ValueOf(one.ItemPlace) is null)
                .Select(one => one.ReasonForChange)
                .FirstOrDefault(reason => reason is not null),
        };
    }

    ItemEntry Entered => new(ItemId, Value ?? "", Repeat) { ReasonForChange = ReasonForChange };

    bool IsOfOneSaveWith(FormItemRecorded other) =>
        (Participant, Place, On, Code) == (other.Participant, other.Place, other.On, other.Code);

    internal override void Apply(TrialState trial, Entry entry)
    {
        base.Apply(trial, entry);
        var forms = trial.Change(entry, Participant).Own<ParticipantForms>();
        if (Code is { } code)
            forms.UseCode(code);
        forms.Change(
            Place,
            form =>
                form.With(ItemPlace, item => item is null ? new(entry, null, null) : item with { Entry = entry }) with
                {
                    Version = entry.Sequence,
                }
        );
    }

    internal override bool Completes(ParticipantEvent earlier) => earlier is FormItemRecorded { Value: null };
}
