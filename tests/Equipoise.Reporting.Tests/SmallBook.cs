using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tests;

/// <summary>Three outputs that fit on a hand: a table with groups, one without rows, and a listing with awkward texts.</summary>
static class SmallBook
{
    const string NoBreak = "\u00A0";

    public static Output Table { get; } =
        new(
            "ages",
            OutputKind.Table,
            "14.1.1",
            Words("Ages"),
            [new([Cell.Head(BoundText.Empty), Arm("A", "2"), Arm("B", "12")])],
            [
                Row.Heading(Words("Sex"), 2),
                Row.OfNumbers(Words("Female"), [Share("10", "83.3%"), Share("2", "9.1%")], isPart: true),
                Row.OfNumbers(Words("Male"), [Number("0"), Share("20", "90.9%")], isPart: true),
                Row.OfNumbers(Words("Mean"), [Number("1.25"), Number("10.5")]),
            ]
        )
        {
            Population = Words($"Full set: A N{NoBreak}={NoBreak}2"),
            Sources = ["ADSL abc"],
            Notes = Words("A note."),
        };

    public static Output Empty { get; } = new("deaths", OutputKind.Table, "14.3.1", Words("Deaths"), [], []);

    public static Output Listing { get; } =
        new(
            "events",
            OutputKind.Listing,
            "16.2.1",
            Words("Serious events"),
            [new([Cell.Head(Words("Participant")), Cell.Head(Words("Term"))])],
            [new([Cell.Words(Words("P-1")), Cell.Words(Words("Nausea"))]), new([Cell.Words(Words("P-2")), Cell.Words(Words("治疗 {x}\\"))])]
        );

    public static OutputBook Of(params IReadOnlyList<Output> outputs) =>
        new("TRIAL-1", "Data cutoff June 1, 2026", BoundText.Empty, "Equipoise 1", outputs, null);

    public static BoundText Words(string text) => BoundText.AsGiven(text);

    static Cell Arm(string name, string size) =>
        Cell.NumberHead(BoundText.Join("", [Words(name), Words($"(N{NoBreak}={NoBreak}{size})").As(AsideKind.Size)]));

    public static BoundText Number(string text) => new([Quoted(text)]);

    static BoundText Share(string count, string percent) =>
        new(
            [
                Quoted(count),
                new TextRun.Words(" "),
                new TextRun.Aside(AsideKind.Share, [new TextRun.Words("("), Quoted(percent), new TextRun.Words(")")]),
            ]
        );

    static TextRun.Number Quoted(string text) =>
        new(text, $"A/{text}", double.Parse(text.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture));
}
