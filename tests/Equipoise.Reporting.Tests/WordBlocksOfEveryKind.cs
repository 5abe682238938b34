using System.Diagnostics;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Rendering.Word;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Tests;

/// <summary>Word files of documents made by hand: every kind of block, texts that are hard to set, and many rows.</summary>
public sealed class WordBlocksOfEveryKind
{
    const string Awkward = "A < B & C > \"D\" 'e'";
    const string Controls = "bell\u0007 lone\uD800 none\uFFFF tab\tline\nend";
    const string Hebrew = "שלום עולם (בדיקה)";
    const string Emoji = "pill 💊 and 👩‍🔬";

    static readonly string longLabel = string.Concat(Enumerable.Repeat("Experimental treatment ", 7))[..160];

    [Fact]
    public void Office_finds_no_fault_in_a_document_of_every_kind_of_block() =>
        WordFiles.Faults(WordPage.Of(EveryKind())).ShouldBeEmpty();

    [Fact]
    public void Office_finds_no_fault_in_a_document_without_sections() =>
        WordFiles.Faults(WordPage.Of(new("Nothing", "report", "Equipoise", null, []))).ShouldBeEmpty();

    [Fact]
    public void Texts_stand_as_they_are_and_what_XML_forbids_is_replaced()
    {
        var text = Text(EveryKind());

        text.ShouldContain(Awkward);
        text.ShouldContain(Hebrew);
        text.ShouldContain(Emoji);
        text.ShouldContain(longLabel);
        text.ShouldContain("bell\uFFFD lone\uFFFD none\uFFFD tab line end");
    }

    [Fact]
    public void Words_from_right_to_left_are_marked_and_others_are_not()
    {
        using var file = WordFiles.Open(WordPage.Of(EveryKind()));
        var marked = file.MainDocumentPart!.Document!.Descendants<W.Run>().Where(run => run.RunProperties?.RightToLeftText is not null);

        marked.Select(run => run.InnerText).Distinct().ShouldBe([Hebrew]);
    }

    [Fact]
    public void A_table_of_many_columns_stands_sideways_and_what_follows_upright_again()
    {
        Cell[] heads = [.. Enumerable.Range(0, 12).Select(i => Cell.NumberHead(Given($"Column {i}")))];
        var row = Row.OfNumbers(Given("Row"), Enumerable.Range(0, 11).Select(i => Given($"{i}23.4 (100.0)")));
        Block[] blocks =
        [
            new Paragraph(Given("Before")),
            new Heading(Given("Heading of the wide table")),
            new Table("wide", Given("Wide"), [new(heads)], [.. Enumerable.Repeat(row, 12)], Given("Notes of it")),
            new Paragraph(Given("After")),
        ];
        using var file = WordFiles.Open(WordPage.Of(Of(blocks)));
        var body = file.MainDocumentPart!.Document!.Body!;

        var sheets = body.Descendants<W.SectionProperties>().Select(section => section.GetFirstChild<W.PageSize>()!.Width!.Value);
        sheets.ShouldBe([11906u, 16838u, 11906u]);
        // Each stretch of sheets ends with the paragraph that carries its properties; a heading goes with its table.
        body.Elements<W.Paragraph>()
            .Where(paragraph => paragraph.ParagraphProperties?.SectionProperties is not null)
            .Select(paragraph => paragraph.InnerText)
            .ShouldBe(["Before", "Notes of it"]);
    }

    [Fact]
    public void A_cell_over_several_rows_and_columns_is_one_cell_in_Word()
    {
        Row[] head =
        [
            new([Cell.Head(Given("Term")) with { Rows = 2 }, Cell.HeadOver(Given("Arm"), 2)]),
            new([Cell.NumberHead(Given("Any")), Cell.NumberHead(Given("Severe"))]),
        ];
        var table = new Table("t", Given("Spans"), head, [Row.OfNumbers(Given("Nausea"), [Given("5"), Given("3")])], BoundText.Empty);
        using var file = WordFiles.Open(WordPage.Of(Of([table])));

        var rows = file
            .MainDocumentPart!.Document!.Body!.Elements<W.Table>()
            .Single()
            .Elements<W.TableRow>()
            .Select(row =>
                string.Join(
                    '|',
                    row.Elements<W.TableCell>()
                        .Select(cell =>
                            $"{cell.InnerText}/{cell.TableCellProperties!.GridSpan?.Val?.Value ?? 1}"
                            + $"/{cell.TableCellProperties.VerticalMerge?.Val?.InnerText}"
                        )
                )
            );
        rows.ShouldBe(["Term/1/restart|Arm/2/", "/1/continue|Any/1/|Severe/1/", "Nausea/1/|5/1/|3/1/"]);
    }

    [Fact]
    public void A_list_that_is_referred_to_begins_at_one_however_many_there_were_before()
    {
        Items list = new([Given("First"), Given("Second")], "item-");
        using var file = WordFiles.Open(WordPage.Of(Of([list, list with { AnchorPrefix = "other-" }])));
        var main = file.MainDocumentPart!;

        int[] used = [.. main.Document!.Descendants<W.NumberingId>().Select(id => id.Val!.Value)];
        used.Distinct().Count().ShouldBe(2);
        foreach (var id in used)
            main.NumberingDefinitionsPart!.Numbering!.Elements<W.NumberingInstance>()
                .Single(instance => instance.NumberID!.Value == id)
                .Descendants<W.StartOverrideNumberingValue>()
                .Single()
                .Val!.Value.ShouldBe(1);
    }

    [Fact]
    [Trait("Takes", "time")]
    public void A_listing_of_a_hundred_thousand_rows_is_written_without_being_held()
    {
        const int rows = 100_000;
        var most = 0L;
        Listing listing = new(
            "all",
            Given("All events"),
            [.. Enumerable.Range(0, 10).Select(i => $"COLUMN{i}")],
            Enumerable.Range(0, rows).Select(Row),
            BoundText.Empty
        );
        using var target = new Counted();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();

        WordPage.Write(Of([listing]), target);

        clock.Elapsed.TotalSeconds.ShouldBeLessThan(60, "20 seconds where nothing else runs");
        (most - before).ShouldBeLessThan(300_000_000);
        target.Written.ShouldBeGreaterThan(1_000_000);

        IReadOnlyList<string> Row(int row)
        {
            if (row % 1000 == 0)
                most = long.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            return [.. Enumerable.Range(0, 10).Select(column => $"value {row * 7919 % 1000} of {column}")];
        }
    }

    static Document EveryKind()
    {
        Row[] head =
        [
            new([
                Cell.Head(Given("Term")) with { Rows = 2 },
                Cell.HeadOver(Given(longLabel), 2),
                Cell.HeadOver(Given(Hebrew), 2),
            ]),
            new([.. Enumerable.Range(0, 4).Select(_ => Cell.NumberHead(Given("Any")))]),
        ];
        Row[] body =
        [
            Row.Heading(Given("Group"), 4),
            Row.OfNumbers(Given(Awkward), [Given("1"), BoundText.Empty, Given(Emoji), Given(Controls)], isPart: true),
            new([new(Given("5"), CellKind.NumberRowHead), Cell.Number(Given("over all")) with { Columns = 4 }]),
            new([
                new(Given("1:1"), CellKind.Setting) { Rows = 2 },
                Cell.Words(BoundText.Code(new('a', 64))),
                Cell.Words(Given("two columns")) with { Columns = 3 },
            ]),
            new([Cell.Number(Given("7")) with { Columns = 4 }]),
        ];
        const string svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><title>A &lt; B</title><desc>Says it.</desc>
            <path d="M0,0L100,50" fill="none" stroke="#000" stroke-dasharray="7 3 1"/><text x="50" y="25" text-anchor="middle">A &lt; B</text></svg>
            """;
        var table = new Table("table", Given(Awkward), head, body, Given(Controls));
        return new(
            "Every kind " + Awkward + Controls,
            "report",
            "Equipoise",
            new(Given("Kicker"), Given("A title of HER2-positive " + Emoji), new([new("Trial", Given(Awkward))])),
            [
                new(
                    "first",
                    Given(Hebrew),
                    [
                        new Paragraph(Linked("second"), IsLead: true),
                        new Heading(Given("Heading"), "a heading with spaces, and a name of more than forty letters"),
                        new Paragraph(Linked("a heading with spaces, and a name of more than forty letters")),
                        new Story([new Heading(Given("Told")), new Paragraph(Given(Emoji)), new Items([Given("In the story")])]),
                        new Items([Given("one"), Given("two")]),
                        new Items([Given("one"), Given("two")], "convention-"),
                        new Facts([new("Name", Given(Awkward)), new("Hash", BoundText.Code(new('f', 64)))], IsStacked: true),
                        new KeyNumbers(
                            [new(Given(longLabel), Given("41.5").As(AsideKind.Strong), Given("95% CI"), Arm: 0)],
                            [new(Given("Ratio"), Given("0.74"), Given("P"), Column: 3)],
                            3
                        ),
                    ]
                ),
                new("empty", Given("Empty"), []),
                new(
                    "second",
                    Given("Second"),
                    [
                        table,
                        table with { Id = "folded", IsFolded = true, Notes = BoundText.Empty },
                        new Figure("figure", Given("Figure"), [new(svg, Title: "Left"), new(svg, Title: "Right")], BoundText.Empty)
                        {
                            Values = table with { Id = "values" },
                            Key = [new("""<svg viewBox="0 0 40 14"><path d="M0,7H40" stroke="#000"/></svg>""", Awkward)],
                        },
                        new Listing("listing", Given("Listing"), ["A", "B"], [[Awkward, Controls], ["", Hebrew]], Given("Note")),
                    ]
                ),
            ]
        )
        {
            Notice = Given("Notice & more"),
            Origin = new(Awkward, new('e', 64), "June 30, 2026"),
        };
    }

    static Document Of(IReadOnlyList<Block> blocks) =>
        new("Made by hand", "report", "Equipoise", null, [new("section", Given("Section"), blocks)]);

    static BoundText Given(string text) => BoundText.AsGiven(text);

    static BoundText Linked(string anchor) =>
        new([
            new TextRun.Words("See "),
            new TextRun.Link(anchor, [new TextRun.Words("there, "), new TextRun.Number("0.74", "PFS.Cox/hazardRatio[arm=<a>]", 0.7412)]),
            new TextRun.Number("NE", "OS.Cox/hazardRatio", null),
            new TextRun.Aside(AsideKind.See, [new TextRun.Words(" and more.")]),
        ]);

    static string Text(Document document)
    {
        using var file = WordFiles.Open(WordPage.Of(document));
        return file.MainDocumentPart!.Document!.InnerText;
    }

    /// <summary>Where bytes go that are counted alone.</summary>
    sealed class Counted : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written += count;
    }
}
