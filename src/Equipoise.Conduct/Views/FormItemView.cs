using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Views;

/// <summary>A question of a form, with its value.</summary>
/// <param name="Place">Which question.</param>
/// <param name="IsRepeated">Whether its group repeats.</param>
/// <param name="Ask">The question as the site reads it.</param>
/// <param name="Kind">What an answer is.</param>
/// <param name="Unit">The unit; null for none.</param>
/// <param name="Usual">What is usual, in words: "90 to 180"; null for no bounds.</param>
/// <param name="Possible">What is possible, in words; null for no bounds.</param>
/// <param name="IsRequired">Whether the form is incomplete without it, as long as it is asked.</param>
/// <param name="Longest">The most characters of a text; 0 for another kind.</param>
/// <param name="Choices">The answers of a choice; empty for another kind.</param>
/// <param name="AskedIf">All of which must hold for it to be asked; empty for always.</param>
/// <param name="Recorded">Its latest record; null when there never was one.</param>
/// <param name="Before">Its value at the visit before; null without.</param>
/// <param name="IsVerified">Whether its value was compared with the source, and agrees.</param>
/// <param name="VerificationEnded">Whether a change ended its verification.</param>
/// <param name="Queries">The queries about it, by their numbers.</param>
public sealed record FormItemView(
    ItemPlace Place,
    bool IsRepeated,
    string Ask,
    ItemKind Kind,
    string? Unit,
    string? Usual,
    string? Possible,
    bool IsRequired,
    int Longest,
    IReadOnlyList<CodedAnswer> Choices,
    IReadOnlyList<ConditionView> AskedIf,
    ItemValueView? Recorded,
    ValueBeforeView? Before,
    bool IsVerified,
    bool VerificationEnded,
    IReadOnlyList<QueryView> Queries
)
{
    internal FormItem Item { get; private init; } = null!;

    internal Entry? Latest { get; private init; }

    /// <summary>Its value; null when it has none.</summary>
    public string? Value => Recorded?.Value;

    /// <summary>The value that it had at that version of the form; null when it had none.</summary>
    /// <param name="version">The version.</param>
    public string? ValueAt(long version) =>
        ((FormItemRecorded?)Latest?.History().FirstOrDefault(entry => entry.Sequence <= version)?.Event)?.Value;

    /// <summary>A text as it would be recorded; as it is where it is no answer to this, and null where it is empty.</summary>
    /// <param name="text">The text.</param>
    public string? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? null : Item.Type.Read(text) ?? text;
    }

    /// <summary>Whether a value would be taken, and a query would be opened about it.</summary>
    /// <param name="value">The value; null for none.</param>
    public bool IsUnusual(string? value) =>
        value is not null
        && Item.Type.Read(value) is { } read
        && Item.Possible?.Holds(read) != false
        && Item.Usual?.Holds(read) == false;

    internal static FormItemView Of(
        FormItem item,
        ItemPlace place,
        FormDefinition form,
        FormState? state,
        IReadOnlyList<QueryView> queries,
        Viewer viewer,
        ParticipantState who,
        FormPlace at
    )
    {
        var recorded = state?.Find(place);
        return Blank(item, form, place.Repeat) with
        {
            Recorded = recorded is null ? null : ItemValueView.Of(recorded.Entry, viewer),
            Before = ValueBeforeView.Of(place, at, who, viewer.RulesOf(who).Protocol),
            IsVerified = recorded?.Verified is not null,
            VerificationEnded = recorded?.VerificationLapsed is not null,
            Queries = [.. queries.Where(query => query.Item == place)],
            Latest = recorded?.Entry,
        };
    }

    /// <summary>The question of which nothing is recorded.</summary>
    internal static FormItemView Blank(FormItem item, FormDefinition form, int repeat = 1)
    {
        ItemPlace place = new(item.Id, repeat);
        return new(
            place,
            form.GroupOf(item.Id)!.Repeats,
            item.Ask,
            item.Type switch
            {
                ItemType.WholeNumber or ItemType.DecimalNumber => ItemKind.Number,
                ItemType.YesNo => ItemKind.YesNo,
                ItemType.Choice => ItemKind.Choice,
                ItemType.Date => ItemKind.Date,
                ItemType.PartOfDate => ItemKind.PartialDate,
                _ => ItemKind.Text,
            },
            item.Unit,
            item.Usual?.ToString(),
            item.Possible?.ToString(),
            item.Required,
            item.Type is ItemType.Text text ? text.Longest : 0,
            item.Type is ItemType.Choice choice ? choice.List.Answers : [],
            [.. Conditions(form, place)],
            Recorded: null,
            Before: null,
            IsVerified: false,
            VerificationEnded: false,
            Queries: []
        )
        {
            Item = item,
        };
    }

    /// <summary>What an item depends on, and what that depends on.</summary>
    static IEnumerable<ConditionView> Conditions(FormDefinition form, ItemPlace place)
    {
        while (form.Find(place.Item)?.OnlyIf is { } rule)
        {
            var isRepeated = form.GroupOf(rule.Item)!.Repeats;
            place = new(rule.Item, isRepeated ? place.Repeat : 1);
            yield return new(place, isRepeated, form.Find(rule.Item)!.Type.Read(rule.Value) ?? rule.Value);
        }
    }
}

/// <summary>What an answer to a question of a form is.</summary>
public enum ItemKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of a list.</summary>
    Choice,

    /// <summary>Words.</summary>
    Text,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day as far as it is known.</summary>
    PartialDate,
}

/// <summary>That another question has a certain answer.</summary>
/// <param name="Place">The other question.</param>
/// <param name="IsRepeated">Whether its group repeats.</param>
/// <param name="Value">The answer, as it would be recorded.</param>
public sealed record ConditionView(ItemPlace Place, bool IsRepeated, string Value);

/// <summary>A value of a question, and who recorded it.</summary>
/// <param name="Value">The value; null when it was cleared.</param>
/// <param name="On">The day of what is told.</param>
/// <param name="Sequence">Its row, by which its history is found.</param>
/// <param name="By">The printed name of who recorded it; the identifier in a log without people.</param>
/// <param name="At">When, UTC.</param>
/// <param name="IsCorrected">Whether it replaced another.</param>
public sealed record ItemValueView(string? Value, DateOnly On, long Sequence, string By, DateTimeOffset At, bool IsCorrected)
{
    internal static ItemValueView Of(Entry entry, Viewer viewer)
    {
        var recorded = (FormItemRecorded)entry.Event;
        return new(
            recorded.Value,
            recorded.On,
            viewer.Trial.Find(recorded.Participant) is { } who ? viewer.NumberOf(who, entry.Sequence) : entry.Sequence,
            viewer.NameOf(entry.Stamp.By) ?? entry.Stamp.By,
            entry.Stamp.RecordedAt,
            entry.Earlier is not null
        );
    }
}

/// <summary>
/// The value of the same question at the visit before: of the latest day that is not after this one's, where this has one.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Visit">The visit.</param>
/// <param name="On">The day.</param>
public sealed record ValueBeforeView(string Value, string Visit, DateOnly On)
{
    internal static ValueBeforeView? Of(ItemPlace item, FormPlace at, ParticipantState who, Protocol.TrialProtocol protocol)
    {
        // A second condition of the history at another visit is another condition.
        if (item.Repeat > 1)
            return null;
        var on = who.Forms.Find(at)?.Find(item)?.Recorded.On;
        var before = who
            .Forms.All.Where(form => form.Place.Form == at.Form && form.Place != at)
            .Where(form => form.Place.Visit != at.Visit || form.Place.Occurrence < at.Occurrence)
            .Select(form => (form.Place, State: form.Find(item)))
            .Where(one => one.State is { Value: not null } && !(one.State.Recorded.On > on))
            .OrderBy(one => one.State!.Recorded.On)
            .ThenBy(one => one.State!.Entry.Sequence)
            .LastOrDefault();
        return before.State is { } state
            ? new(
                state.Value!,
                VisitsView.Name(protocol, before.Place.Visit, before.Place.Occurrence, isShort: true),
                state.Recorded.On
            )
            : null;
    }
}

/// <summary>A value that is another one now than when its form was signed last.</summary>
/// <param name="Place">The question.</param>
/// <param name="Ask">The question in words.</param>
/// <param name="Then">What was signed; null for nothing.</param>
/// <param name="Now">What is recorded now; null for nothing.</param>
public sealed record ValueChangeView(ItemPlace Place, string Ask, string? Then, string? Now)
{
    /// <summary>What changed since the latest signature of a form, whether it holds or not.</summary>
    internal static IReadOnlyList<ValueChangeView> SinceSigned(ParticipantState who, FormDefinition form, FormState state) =>
        SignedLast(who, state) is { } signed
            ?
            [
                .. state
                    .Items.Where(item => item.Value.Entry.Sequence > signed.Sequence)
                    .Select(item => new ValueChangeView(
                        item.Key,
                        form.Find(item.Key.Item)?.Ask ?? item.Key.Item,
                        (
                            (FormItemRecorded?)
                                item.Value.Entry.History().FirstOrDefault(entry => entry.Sequence < signed.Sequence)?.Event
                        )?.Value,
                        item.Value.Value
                    )),
            ]
            : [];

    /// <summary>The latest signature of a form; null when it was never signed.</summary>
    internal static Entry? SignedLast(ParticipantState who, FormState state) =>
        state.SignatureEntry
        ?? (
            state.SignatureLapsed is null
                ? null
                : Trail
                    .LatestFirst(who.Trail)
                    .FirstOrDefault(entry => entry.Event is FormSigned signed && signed.Place == state.Place)
        );
}
