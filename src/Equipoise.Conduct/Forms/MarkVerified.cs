using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Forms;

/// <summary>Records that values were compared with the source documents and agree (source data verification).</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Items">The items; empty for every item of the form that has a value.</param>
public sealed record MarkVerified(string Participant, FormPlace Place, IReadOnlyList<ItemPlace> Items) : FormCommand(Participant)
{
    internal override Act Act => Act.Verify;

    /// <summary>
    /// The <see cref="FormState.Version"/> that was compared with the source: a value that was recorded since was not. Null for a
    /// mark that rests on no look at the form, as of an import.
    /// </summary>
    public long? BasedOn { get; init; }

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (
            var refusal in NoSuchForm(now, Place).Concat(NothingRecorded(now, Place)).Concat(Locked(now, Place))
        )
            yield return refusal;
        if (now.Participant.Forms.Find(Place) is not { } form)
            yield break;
        foreach (var item in Items)
            if (form.ValueOf(item) is null)
                yield return new("no-value", $"'{item}' of {Place} has no value that could be verified.") { About = $"{item}" };
        if (BasedOn is { } seen)
            foreach (
                var refusal in ChangedMeanwhile.SinceSeen(
                    BindingForms.Find(now, Place.Form),
                    form,
                    seen,
                    place => Items.Count == 0 || Items.Contains(place)
                )
            )
                yield return refusal;
    }

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        from item in now.Participant.Forms.Find(Place)!.Items
        where item.Value is { Value: not null, Verified: null }
        where Items.Count == 0 || Items.Contains(item.Key)
        select new ItemVerified(
            Participant,
            Place.Visit,
            Place.Occurrence,
            Place.Form,
            item.Key.Item,
            item.Key.Repeat,
            item.Value.Value!
        );
}

/// <summary>A value was verified against its source.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="ItemId">The id of the item.</param>
/// <param name="Repeat">Which repetition of its group.</param>
/// <param name="Value">The value that was verified.</param>
public sealed record ItemVerified(
    string Participant,
    string Visit,
    int Occurrence,
    string Form,
    string ItemId,
    int Repeat,
    [FreeText] string Value
) : FormAct
{
    internal ItemPlace ItemPlace => new(ItemId, Repeat);

    internal override bool IsTyped(string member, TrialState trial, TrialRules rules) =>
        trial.Find(Participant)?.Forms.Find(new(Visit, Occurrence, Form))?.Find(ItemPlace) is not { Recorded: var verified }
        || TypedValues.Is(Form, ItemId, verified.ProtocolVersion, trial, rules);

    internal override string Says(TrialProtocol protocol) => $"{ItemPlace} of {Place} was compared with its source";

    internal override TrialCommand AsAsked(Trace trace) => new MarkVerified(Participant, Place, [ItemPlace]);

    private protected override FormState Apply(FormState form, Entry entry) =>
        form.With(ItemPlace, item => item is null ? null : item with { Verified = this, VerificationLapsed = null });
}

/// <summary>
/// A verified value was changed, so that its verification no longer holds. It comes with the change, by who changed it.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="ItemId">The id of the item.</param>
/// <param name="Repeat">Which repetition of its group.</param>
public sealed record ItemVerificationLapsed(
    string Participant,
    string Visit,
    int Occurrence,
    string Form,
    string ItemId,
    int Repeat
) : FormAct
{
    internal ItemPlace ItemPlace => new(ItemId, Repeat);

    internal override string Says(TrialProtocol protocol) =>
        $"The comparison of {ItemPlace} of {Place} with its source ended with a change";

    internal override TrialCommand? AsAsked(Trace trace) => null;

    internal override string WhyNotAsked => "A verification ends when its value is changed.";

    private protected override FormState Apply(FormState form, Entry entry) =>
        form.With(ItemPlace, item => item is null ? null : item with { Verified = null, VerificationLapsed = this });
}
