using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Views;

/// <summary>
/// A form of a participant, drawn from the protocol that binds them: its questions in groups, each with its value, and what
/// people did with it.
/// </summary>
/// <remarks>No form of a protocol belongs to an arm, so that whoever is blinded may see them all.</remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site that looks after them.</param>
/// <param name="VisitLabel">The printed name of the visit, with its number where it repeats.</param>
/// <param name="ProtocolVersion">The version of the protocol whose form this is.</param>
/// <param name="Version">The version of what is recorded, on which a save is based; 0 while nothing is.</param>
/// <param name="On">The day of what was recorded last; null while nothing is.</param>
/// <param name="Groups">The questions.</param>
/// <param name="Standing">What people did with the form as a whole.</param>
/// <param name="Queries">Every query about it, also the closed ones, by their numbers.</param>
/// <param name="Changes">What is recorded otherwise now than it was signed last; empty for what was never signed.</param>
/// <param name="Former">What is recorded of questions that the form no longer has.</param>
public sealed record FormView(
    string Participant,
    string Site,
    string VisitLabel,
    string ProtocolVersion,
    long Version,
    DateOnly? On,
    IReadOnlyList<FormGroupView> Groups,
    FormSummaryView Standing,
    IReadOnlyList<QueryView> Queries,
    IReadOnlyList<ValueChangeView> Changes,
    IReadOnlyList<FormerValueView> Former
)
{
    /// <summary>Which form this is.</summary>
    public FormPlace Place => Standing.Place;

    /// <summary>Whether the participant answers it, and nobody for them.</summary>
    public bool IsParticipantsOwn => Definition.IsParticipantsOwn;

    /// <summary>The code that was given last to answer it; null when none was.</summary>
    public AnswerCodeView? Code { get; private init; }

    /// <summary>Every question, group after group.</summary>
    public IEnumerable<FormItemView> Items => Groups.SelectMany(group => group.Repetitions).SelectMany(one => one.Items);

    internal FormDefinition Definition { get; private init; } = null!;

    internal FormState? State { get; private init; }

    /// <summary>
    /// What is recorded and would no longer be asked after a save of these values, which do not name it: it has to be cleared in
    /// the same save.
    /// </summary>
    /// <param name="entries">The values of the save.</param>
    public IReadOnlyList<FormItemView> NoLongerAsked(IReadOnlyList<ItemEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var given = entries.DistinctBy(entry => entry.Place).ToDictionary(entry => entry.Place, entry => entry.Value);
        string? After(ItemPlace place) =>
            !given.TryGetValue(place, out var text) ? State?.ValueOf(place)
            : text.Length == 0 ? null
            : Definition.Find(place.Item)?.Type.Read(text);
        return
        [
            .. Items.Where(item =>
                item.Value is not null && !given.ContainsKey(item.Place) && !ItemChecks.IsAsked(Definition, item.Place, After)
            ),
        ];
    }

    /// <summary>The question that a refusal of a save is about; null for the form as a whole.</summary>
    /// <param name="refusal">The refusal.</param>
    public FormItemView? About(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.About is { } about ? Items.FirstOrDefault(item => $"{item.Place}" == about) : null;
    }

    internal static FormView? Of(Viewer viewer, ParticipantState who, FormPlace place)
    {
        var protocol = viewer.RulesOf(who).Protocol;
        if (protocol.Forms.FirstOrDefault(one => one.Id == place.Form) is not { } form)
            return null;
        if (place.Occurrence < 1 || !form.IsFilledInAt(place.Visit, place.Occurrence))
            return null;
        var state = who.Forms.Find(place);
        List<QueryView> queries =
        [
            .. who.Forms.Queries.Where(query => query.Opened.Place == place).Select(query => QueryView.Of(query, viewer, who)),
        ];
        return new(
            who.Id,
            who.Site,
            VisitsView.Name(protocol, place.Visit, place.Occurrence),
            protocol.Trial.Version,
            state?.Version ?? 0,
            state?.Items.Select(item => item.Value).MaxBy(item => item.Entry.Sequence)?.Recorded.On,
            [.. form.Groups.Select(group => FormGroupView.Of(group, form, state, queries, viewer, who, place))],
            FormSummaryView.Of(who, form, place),
            queries,
            state is null ? [] : ValueChangeView.SinceSigned(who, form, state),
            [
                .. (state?.Items ?? [])
                    .Where(item => item.Value.Value is not null && form.Find(item.Key.Item) is null)
                    .Select(item => new FormerValueView(item.Key, ItemValueView.Of(item.Value.Entry, viewer))),
            ]
        )
        {
            Definition = form,
            State = state,
            Code = who.Forms.CodeFor(place) is { } code ? AnswerCodeView.Of(code, viewer) : null,
        };
    }
}

/// <summary>A value of a question that the form had under an earlier version of the protocol.</summary>
/// <param name="Place">The question.</param>
/// <param name="Recorded">Its value.</param>
public sealed record FormerValueView(ItemPlace Place, ItemValueView Recorded);

/// <summary>Questions that belong together.</summary>
/// <param name="Id">The group in the protocol; the form for questions that stand in no named group.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Repeats">Whether there may be a second one.</param>
/// <param name="Repetitions">
/// Each repetition that has a value, and the next one, which is empty; one for what does not repeat.
/// </param>
public sealed record FormGroupView(string Id, string Label, bool Repeats, IReadOnlyList<RepetitionView> Repetitions)
{
    internal static FormGroupView Of(
        ItemGroup group,
        FormDefinition form,
        FormState? state,
        IReadOnlyList<QueryView> queries,
        Viewer viewer,
        ParticipantState who,
        FormPlace place
    )
    {
        var last = 1;
        if (group.Repeats)
            last +=
                state
                    ?.Items.Where(item => group.Items.Any(one => one.Id == item.Key.Item))
                    .Select(item => item.Key.Repeat)
                    .DefaultIfEmpty(0)
                    .Max() ?? 0;
        return new(
            group.Id,
            group.Label,
            group.Repeats,
            [
                .. Enumerable
                    .Range(1, last)
                    .Select(repeat => new RepetitionView(
                        repeat,
                        [
                            .. group.Items.Select(item =>
                                FormItemView.Of(item, new(item.Id, repeat), form, state, queries, viewer, who, place)
                            ),
                        ]
                    )),
            ]
        );
    }
}

/// <summary>The questions of one repetition of a group.</summary>
/// <param name="Number">Which repetition, counted from 1.</param>
/// <param name="Items">The questions.</param>
public sealed record RepetitionView(int Number, IReadOnlyList<FormItemView> Items);
