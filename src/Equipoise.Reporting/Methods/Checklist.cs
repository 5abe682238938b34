using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>A guideline for reports, item by item, with the place in this report where each is met.</summary>
/// <param name="Id">The anchor of its table.</param>
/// <param name="Guideline">Its name with its year.</param>
/// <param name="Parts">Its items under their headings.</param>
sealed record Checklist(string Id, Name Guideline, IReadOnlyList<ChecklistPart> Parts)
{
    /// <summary>The checklist as a table.</summary>
    /// <param name="m">The document.</param>
    /// <param name="places">The places of the report to which a reader can be sent.</param>
    /// <param name="notes">What stands under it.</param>
    public Table Table(Manuscript m, IReadOnlyDictionary<string, BoundText> places, BoundText notes) =>
        new(
            Id,
            m.Say($"{Guideline}"),
            [new([Cell.Head(m.Say("Item")), Cell.Head(m.Say("What it asks for")), Cell.Head(m.Say("Where"))])],
            [
                .. Parts.SelectMany(part =>
                    part.Items.Select(item => Row(m, item, places)).Prepend(Documents.Row.Heading(m.Say(part.Title), 2))
                ),
            ],
            notes
        );

    static Row Row(Manuscript m, ChecklistItem item, IReadOnlyDictionary<string, BoundText> places)
    {
        BoundText[] links =
        [
            .. item.Places.Where(places.ContainsKey)
                .Select(place => new BoundText([new TextRun.Link(place, places[place].Runs)])),
        ];
        return new([
            // The number of an item is part of the guideline, no number of the trial.
            Cell.RowHead(new([new TextRun.Words(item.Number)])),
            Cell.Words(m.Say(item.What)),
            Cell.Words(links.Length > 0 ? BoundText.Join("; ", links) : m.Say(item.Otherwise)),
        ]);
    }
}

/// <summary>Items of a guideline under a heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Items">The items.</param>
sealed record ChecklistPart(string Title, IReadOnlyList<ChecklistItem> Items);

/// <summary>An item of a guideline.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="What">What it asks for, in short.</param>
/// <param name="Places">
/// The anchors at which this report may meet it; those that a report does not have are left out.
/// </param>
sealed record ChecklistItem(string Number, string What, params IReadOnlyList<string> Places)
{
    /// <summary>What is said where no place meets it.</summary>
    public string Otherwise { get; init; } = "Not in protocol";

    /// <summary>An item that asks for a result, which no protocol could say.</summary>
    public static ChecklistItem Result(string number, string what, params string[] places) =>
        new(number, what, places) { Otherwise = NotHere };

    /// <summary>What is said of what this report never has.</summary>
    public const string NotHere = "Not in this report";

    /// <summary>The place, where the protocol says anything of it.</summary>
    public static string[] If(bool isSaid, string place) => isSaid ? [place] : [];
}
