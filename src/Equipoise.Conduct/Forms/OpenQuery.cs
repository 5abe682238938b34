using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Forms;

/// <summary>Asks the site about an item, or about a form as a whole.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Item">The item; null for the form as a whole. It need not have a value: that may be the question.</param>
/// <param name="Text">What is asked.</param>
public sealed record OpenQuery(string Participant, FormPlace Place, ItemPlace? Item, [property: SeveralLines] string Text)
    : FormCommand(Participant)
{
    internal override Act Act => Act.Query;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in NoSuchForm(now, Place).Concat(Locked(now, Place)))
            yield return refusal;
        foreach (var refusal in Wordless(Text, "no-text", "A query needs words."))
            yield return refusal;
        if (Item is { } item && BindingForms.Find(now, Place.Form) is { } form)
            foreach (var refusal in ItemChecks.NoSuchItem(form, item))
                yield return refusal;
    }

    /// <summary>The same question about the same item, while it is not closed, is asked once.</summary>
    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        now.Participant.Forms.Unclosed(Place).Any(query => query.Opened.Text == Text && query.Opened.ItemPlace == Item)
            ? []
            :
            [
                new QueryOpened(
                    Participant,
                    now.Participant.Forms.Queries.Count + 1,
                    Place.Visit,
                    Place.Occurrence,
                    Place.Form,
                    Item?.Item,
                    Item?.Repeat,
                    Text,
                    Automatic: false
                ),
            ];
}

/// <summary>A query was opened.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Query">Its number, counted from 1 for each participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="ItemId">The id of the item; null for the form as a whole.</param>
/// <param name="Repeat">Which repetition of the item's group; null for the form as a whole.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Automatic">Whether a check of the program asks, not the user by whom the value was recorded.</param>
public sealed record QueryOpened(
    string Participant,
    int Query,
    string Visit,
    int Occurrence,
    string Form,
    string? ItemId,
    int? Repeat,
    [FreeText] string Text,
    bool Automatic
) : FormEvent
{
    internal FormPlace Place => new(Visit, Occurrence, Form);

    internal override string Says(TrialProtocol protocol) =>
        $"Query {Query} about {(ItemPlace is { } item ? $"{item} of " : "")}{Place}: {Text}";

    internal override TrialCommand? AsAsked(Trace trace) =>
        Automatic ? null : new OpenQuery(Participant, Place, ItemPlace, Text);

    internal override string? WhyNotAsked => Automatic ? "The program asks when an unusual value is recorded." : null;

    private protected override int? OfQuery => Query;

    private protected override void Apply(ParticipantForms forms, Entry entry) => forms.Ask(new(entry, null, null));

    internal ItemPlace? ItemPlace => ItemId is null ? null : new(ItemId, Repeat ?? 1);
}
