using DocumentFormat.OpenXml;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Pictures;
using Equipoise.Reporting.Quoting;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>The blocks of a document as paragraphs, tables and drawings.</summary>
sealed class WordBlocks(WordFlow flow, Bookmarks places, WordLists lists)
{
    // What is said of the whole report leads to its head.
    const string Whole = "content";

    const int NameOfFact = 2800;
    const int HighestFigure = 12300;
    const int KeySample = 600;

    // Rows by which the columns of a listing are measured before the others are asked for.
    const int Measured = 200;

    readonly WordText text = new(places);
    int tables;
    int figures;
    uint drawings;

    public void Write(Masthead masthead)
    {
        flow.Add(Styled.Paragraph("Kicker", text.Of(masthead.Kicker)));
        flow.Add(Styled.Paragraph("Title", places.At(Whole, WordText.WithWholeNames(masthead.Title.Text))));
        Write(masthead.Facts);
    }

    /// <summary>The headings of the sections, each leading to it; a field that Word makes anew when it is asked to.</summary>
    public void Contents(IReadOnlyList<Section> sections)
    {
        flow.Add(Styled.Paragraph("ContentsHeading", [WordText.Run("Contents")]));
        for (var i = 0; i < sections.Count; i++)
            flow.Add(
                Styled.Paragraph(
                    "TOC1",
                    [
                        .. i > 0
                            ? []
                            : new[]
                            {
                                Mark(W.FieldCharValues.Begin),
                                new W.Run(
                                    new W.FieldCode(" TOC \\o \"1-1\" \\n \\h ") { Space = SpaceProcessingModeValues.Preserve }
                                ),
                                Mark(W.FieldCharValues.Separate),
                            },
                        new W.Hyperlink(WordText.Run(sections[i].Title.Text))
                        {
                            Anchor = places.NameOf(sections[i].Id),
                            History = true,
                        },
                        .. i < sections.Count - 1 ? [] : new[] { Mark(W.FieldCharValues.End) },
                    ]
                )
            );

        static W.Run Mark(W.FieldCharValues kind) => new(new W.FieldChar { FieldCharType = kind });
    }

    /// <param name="section">The section.</param>
    /// <param name="beginsPage">Whether it begins on a page of its own.</param>
    public void Write(Section section, bool beginsPage)
    {
        flow.Heading(
            Styled.Paragraph(
                "Heading1",
                places.At(section.Id, text.Of(section.Title)),
                look => look.PageBreakBefore = beginsPage ? new() : null
            )
        );
        foreach (var block in section.Blocks)
            Write(block);
    }

    void Write(Block block)
    {
        switch (block)
        {
            case Heading heading:
                flow.Heading(Styled.Paragraph("Heading2", places.At(heading.Id, text.Of(heading.Text))));
                break;
            case Paragraph paragraph:
                flow.Add(Styled.Paragraph(paragraph.IsLead ? "Lead" : "Normal", text.Of(paragraph.Text)));
                break;
            case Story story:
                foreach (var part in story.Blocks)
                    Tell(part);
                break;
            case Items items:
                Write(items);
                break;
            case Facts facts:
                Write(facts);
                break;
            case KeyNumbers numbers:
                flow.Add(Sheet.Upright, new WordKeyNumbers(text).Of(numbers));
                AfterTable();
                break;
            case Table table:
                Write(table);
                break;
            case Listing listing:
                Write(listing);
                break;
            case Figure figure:
                Write(figure);
                break;
            default:
                throw new InvalidOperationException($"No Word for {block.GetType().Name}.");
        }
    }

    void Tell(Block part)
    {
        if (part is Heading heading)
            flow.Heading(Styled.Paragraph("StoryHeading", places.At(heading.Id, text.Of(heading.Text))));
        else if (part is Paragraph paragraph)
            flow.Add(Styled.Paragraph("Story", text.Of(paragraph.Text)));
        else
            Write(part);
    }

    void Write(Items items)
    {
        var list = items.AnchorPrefix is null ? 0 : lists.Begin();
        for (var i = 0; i < items.Entries.Count; i++)
        {
            var entry = text.Of(items.Entries[i]);
            flow.Add(
                items.AnchorPrefix is { } prefix
                    ? Styled.Paragraph(
                        "ListNumber",
                        places.At($"{prefix}{i + 1}", entry),
                        look => look.NumberingProperties = WordLists.Entry(list)
                    )
                    : Styled.Paragraph("ListBullet", entry, look => look.NumberingProperties = WordLists.Bullet)
            );
        }
    }

    void Write(Facts facts)
    {
        int[] widths = [NameOfFact, Sheet.Upright.TextWidth - NameOfFact];
        flow.Add(
            Sheet.Upright,
            new W.Table([
                new W.TableProperties
                {
                    TableStyle = new() { Val = "Unruled" },
                    TableWidth = new() { Width = $"{widths.Sum()}", Type = W.TableWidthUnitValues.Dxa },
                    TableLayout = new() { Type = W.TableLayoutValues.Fixed },
                },
                new W.TableGrid(widths.Select(width => new W.GridColumn { Width = $"{width}" })),
                .. facts.Entries.Select(fact => new W.TableRow(
                    new W.TableCell(WordTable.Measured(widths[0]), Styled.Paragraph("FactName", [WordText.Run(fact.Name)])),
                    new W.TableCell(WordTable.Measured(widths[1]), Styled.Paragraph("FactValue", text.Of(fact.Value)))
                )),
            ])
        );
        AfterTable();
    }

    void Write(Table table)
    {
        var fit = TableFit.Of(table);
        Caption(fit.Sheet, table.Id, table.Caption, table.IsFolded ? null : ++tables);
        Bare(table, fit);
        Notes(fit.Sheet, table.Notes);
    }

    void Bare(Table table, TableFit fit) => flow.Add(fit.Sheet, new WordTable(text).Of(table, fit));

    void Write(Listing listing)
    {
        using var rows = listing.Rows.GetEnumerator();
        var first = new List<IReadOnlyList<string>>();
        while (first.Count < Measured && rows.MoveNext())
            first.Add(rows.Current);
        var fit = TableFit.Of([
            Placed(listing.Heads, TableFit.Part.Head),
            .. first.Select(row => Placed(row, TableFit.Part.Words)),
        ]);
        Caption(fit.Sheet, listing.Id, listing.Caption, ++tables);
        flow.Add(fit.Sheet, Parts());
        Notes(fit.Sheet, listing.Notes);

        IEnumerable<OpenXmlElement> Parts()
        {
            yield return WordTable.Properties(fit);
            yield return WordTable.Columns(fit);
            yield return WordTable.Heads(listing.Heads, fit);
            foreach (var row in first)
                yield return WordTable.Plain(row, fit);
            while (rows.MoveNext())
                yield return WordTable.Plain(rows.Current, fit);
        }

        static TableFit.Placed[] Placed(IEnumerable<string> cells, TableFit.Part part) =>
            [.. cells.Select(cell => new TableFit.Placed([cell], 1, part))];
    }

    void Write(Figure figure)
    {
        Caption(Sheet.Upright, figure.Id, figure.Caption, ++figures, "Figure");
        if (figure.Key.Count > 0)
            flow.Add(Styled.Paragraph("FigureKey", figure.Key.SelectMany(Sample)));
        foreach (var panel in figure.Panels)
        {
            if (panel.Title.Length > 0)
                flow.Add(Styled.Paragraph("FigureKey", [WordText.Run(panel.Title, "Strong")]));
            flow.Add(Styled.Paragraph("Figure", [Drawn(panel.Wide, Sheet.Upright.TextWidth)]));
        }
        Notes(Sheet.Upright, figure.Notes, after: figure.Values is null);
        if (figure.Values is { } values)
        {
            var fit = TableFit.Of(values with { IsFolded = true });
            Caption(fit.Sheet, null, values.Caption, null);
            Bare(values, fit);
            AfterTable(fit.Sheet);
        }
    }

    IEnumerable<OpenXmlElement> Sample(KeyEntry entry) =>
        [Drawn(entry.Sample, KeySample), WordText.Run($" {entry.Label}     ")];

    W.Run Drawn(string svg, int width) => new WordDrawing(Picture.Of(svg), width, HighestFigure).Run(++drawings);

    /// <summary>The number stands as it will be counted, so that it reads right before fields are made anew.</summary>
    void Caption(Sheet sheet, string? id, BoundText caption, int? number, string what = "Table")
    {
        IEnumerable<OpenXmlElement> words = text.Of(caption);
        flow.Add(
            sheet,
            number is null
                ? Styled.Paragraph("CaptionOfValues", places.At(id, words))
                : Styled.Paragraph(
                    "Caption",
                    places.At(
                        id,
                        [
                            WordText.Run($"{what} "),
                            new W.SimpleField(WordText.Run($"{number}")) { Instruction = $" SEQ {what} \\* ARABIC " },
                            WordText.Run(". "),
                            .. words,
                        ]
                    )
                )
        );
    }

    void Notes(Sheet sheet, BoundText notes, bool after = true)
    {
        if (!notes.IsEmpty)
            flow.Add(sheet, Styled.Paragraph("TableNote", text.Of(notes)));
        else if (after)
            AfterTable(sheet);
    }

    void AfterTable(Sheet? sheet = null) => flow.Add(sheet ?? Sheet.Upright, Styled.Paragraph("AfterTable", []));
}
