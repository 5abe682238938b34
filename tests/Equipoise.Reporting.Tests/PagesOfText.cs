using System.Globalization;
using System.Text.RegularExpressions;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Rendering.Text;

namespace Equipoise.Reporting.Tests;

public sealed partial class PagesOfText
{
    [Fact]
    public void A_list_comes_first_rows_stay_under_their_heading_and_an_output_without_rows_says_so()
    {
        // By hand: fifteen lines less seven of titles, three of heads and three of the foot leave two rows a page.
        const string Expected = """
            TRIAL-1                 Page 1 of 1 (1 of 6)
            Data cutoff June 1, 2026

                    Tables, figures and listings
            --------------------------------------------
            Output          Title               Page
            --------------------------------------------
            Table 14.1.1    Ages                 2
            Table 14.3.1    Deaths               5
            Listing 16.2.1  Serious events       6
            --------------------------------------------
            Equipoise 1
            ^TRIAL-1                 Page 1 of 3 (2 of 6)
            Data cutoff June 1, 2026

                            Table 14.1.1
                                Ages
                         Full set: A N = 2
            --------------------------------------------
                             A                 B
                          (N = 2)           (N = 12)
            --------------------------------------------
            Sex
              Female     10 (83.3%)         2 (9.1%)
            --------------------------------------------
            A note.
            Source: ADSL abc; Equipoise 1
            ^TRIAL-1                 Page 2 of 3 (3 of 6)
            Data cutoff June 1, 2026

                            Table 14.1.1
                                Ages
                         Full set: A N = 2
            --------------------------------------------
                             A                 B
                          (N = 2)           (N = 12)
            --------------------------------------------
            Sex (continued)
              Male        0                20 (90.9%)
            --------------------------------------------
            A note.
            Source: ADSL abc; Equipoise 1
            ^TRIAL-1                 Page 3 of 3 (4 of 6)
            Data cutoff June 1, 2026

                            Table 14.1.1
                                Ages
                         Full set: A N = 2
            --------------------------------------------
                             A                 B
                          (N = 2)           (N = 12)
            --------------------------------------------
            Mean          1.25             10.5
            --------------------------------------------
            A note.
            Source: ADSL abc; Equipoise 1
            ^TRIAL-1                 Page 1 of 1 (5 of 6)
            Data cutoff June 1, 2026

                            Table 14.3.1
                               Deaths
            --------------------------------------------

             No observations met the reporting criteria
                   for inclusion in this output.

            --------------------------------------------
            Equipoise 1
            ^TRIAL-1                 Page 1 of 1 (6 of 6)
            Data cutoff June 1, 2026

                           Listing 16.2.1
                           Serious events
            --------------------------------------------
            Participant  Term
            --------------------------------------------
            P-1          Nausea
            P-2          治疗 {x}\
            --------------------------------------------
            Equipoise 1

            """;

        Text(SmallBook.Of(SmallBook.Table, SmallBook.Empty, SmallBook.Listing), new(44, 15)).Replace('\f', '^').ShouldBe(Expected);
    }

    [Theory]
    [InlineData(132, 60)]
    [InlineData(80, 24)]
    [InlineData(60, 40)]
    public void No_page_of_a_trial_is_longer_or_wider_than_it_may_be_and_pages_are_counted(int columns, int lines)
    {
        var book = Trial();
        var pages = Text(book, new(columns, lines)).Split('\f');

        for (var at = 0; at < pages.Length; at++)
        {
            var page = pages[at].TrimEnd('\n').Split('\n');
            page.Length.ShouldBeLessThanOrEqualTo(lines, pages[at]);
            page.Max(line => Monospace.Width(line)).ShouldBeLessThanOrEqualTo(columns);
            var count = PageNumber().Match(page[0]);
            int.Parse(count.Groups["at"].Value, CultureInfo.InvariantCulture).ShouldBe(at + 1);
            int.Parse(count.Groups["all"].Value, CultureInfo.InvariantCulture).ShouldBe(pages.Length);
        }
        // Within an output from one to the last, and then the next begins.
        var counts = pages.Select(page => PageNumber().Match(page)).Select(match => (One(match, "page"), One(match, "of"))).ToArray();
        counts[0].Item1.ShouldBe(1);
        for (var at = 1; at < counts.Length; at++)
            counts[at].Item1.ShouldBe(counts[at - 1].Item1 == counts[at - 1].Item2 ? 1 : counts[at - 1].Item1 + 1);
    }

    [Fact]
    public void The_list_names_the_page_on_which_each_output_begins()
    {
        var book = Trial();
        var pages = Text(book, PageSize.LandscapeLetter).Split('\f');

        foreach (var output in book.Outputs)
        {
            var listed = pages[0].Split('\n').Single(line => line.StartsWith($"{output.Name} ", StringComparison.Ordinal));
            var page = pages[int.Parse(listed.Split(' ')[^1], CultureInfo.InvariantCulture) - 1];
            page.ShouldContain(" Page 1 of ");
            page.Split('\n').ShouldContain(line => line.Trim() == output.Name);
        }
    }

    [Fact]
    public void Every_number_that_an_output_quotes_is_on_its_pages_as_it_is_printed_in_the_report()
    {
        var book = Trial();
        var html = ((ReportOutcome.Written)TrialReport.Render(PatinaLike.Protocol, PatinaLike.Output())).Text;
        var numbers = 0;
        foreach (var output in book.Outputs)
        {
            var pages = string.Concat(new TextPages(output, book, PageSize.LandscapeLetter).Pages(0, 1).SelectMany(page => page));
            foreach (var number in output.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Text.Numbers))
            {
                pages.ShouldContain(number.Text);
                html.ShouldContain($"data-result=\"{System.Net.WebUtility.HtmlEncode(number.Address)}\">{Encoded(number.Text)}<");
                numbers++;
            }
        }
        numbers.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData(3, 21)]
    [InlineData(9, 30)]
    [InlineData(40, 60)]
    public void No_row_is_lost_and_none_is_printed_twice_however_wide_the_table(int columns, int lines)
    {
        Row[] rows =
        [
            .. Enumerable
                .Range(0, 157)
                .Select(i =>
                    i % 11 == 0
                        ? Row.Heading(SmallBook.Words($"group{i}."), columns)
                        : Row.OfNumbers(
                            SmallBook.Words($"row{i}."),
                            Enumerable.Range(0, columns).Select(column => SmallBook.Number($"{(i + 10) * 1000 + column}")),
                            isPart: i % 3 != 0
                        )
                ),
        ];
        Row head = new([Cell.Head(BoundText.Empty), .. Enumerable.Range(0, columns).Select(i => Cell.NumberHead(SmallBook.Words($"h{i}")))]);
        Output output = new("wide", OutputKind.Table, "14.2.1", SmallBook.Words("Wide"), [head], rows);
        var size = new PageSize(72, lines);
        var pages = new TextPages(output, SmallBook.Of(output), size).Pages(0, 1).ToArray();
        string[] words = [.. pages.SelectMany(page => page).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        var panels = new TableLayout(output, size).Panels.Count;

        (panels > 1).ShouldBe(columns > 3);
        for (var i = 0; i < rows.Length; i++)
            if (i % 11 != 0)
            {
                words.Count(word => word == $"row{i}.").ShouldBe(panels);
                for (var column = 0; column < columns; column++)
                    words.Count(word => word == $"{(i + 10) * 1000 + column}").ShouldBe(1, $"row {i}, column {column}");
            }
            else
                pages.SelectMany(page => page).Count(line => line.Trim() == $"group{i}.").ShouldBe(panels);
        foreach (var page in pages)
        {
            page.Count.ShouldBeLessThanOrEqualTo(lines);
            // A heading is never the last row of a page: the rule, and the program, follow the rows.
            page[^3].ShouldNotStartWith("group");
        }
    }

    [Fact]
    public void Spanning_heads_have_a_rule_over_their_columns_and_brackets_stay_whole()
    {
        Row[] head =
        [
            new(
                [
                    Cell.Head(SmallBook.Words("Term")) with { Rows = 2 },
                    Cell.HeadOver(SmallBook.Words("A"), 2),
                    Cell.NumberHead(SmallBook.Words("P")) with { Rows = 2 },
                ]
            ),
            new([Cell.NumberHead(SmallBook.Words("First")), Cell.NumberHead(SmallBook.Words("All"))]),
        ];
        Row row = Row.OfNumbers(
            SmallBook.Words("Any"),
            [SmallBook.Words("1.5 (0.5 to 2.5) [3 in 7]"), SmallBook.Words("12"), SmallBook.Words("NE")]
        );
        Output output = new("span", OutputKind.Table, "14.3.1", SmallBook.Words("Spans"), head, [row]);
        var page = new TextPages(output, SmallBook.Of(output), new(34, 20)).Pages(0, 1).Single();

        string.Join('\n', page.Skip(5).SkipLast(2)).ShouldBe(
            """
            ----------------------------------
                             A
                  ------------------------
            Term         First         All  P
            ----------------------------------
            Any   1.5 (0.5 to 2.5)     12   NE
                  [3 in 7]
            """
        );
    }

    [Fact]
    public void A_listing_longer_than_memory_would_like_is_written_as_it_is_asked_for()
    {
        const int Rows = 100_000;
        var (asked, most) = (0, 0);
        List<WeakReference> given = [];
        IEnumerable<Row> Many()
        {
            for (var i = 0; i < Rows; i++)
            {
                asked++;
                if (i % 20_000 == 0)
                {
                    GC.Collect();
                    most = Math.Max(most, given.Count(row => row.IsAlive));
                    given.Clear();
                }
                var row = new Row([.. Enumerable.Range(0, 8).Select(column => Cell.Words(SmallBook.Words($"value {i} {column}")))]);
                if (i % 100 == 0)
                    given.Add(new(row));
                yield return row;
            }
        }
        Row head = new([.. Enumerable.Range(0, 8).Select(i => Cell.Head(SmallBook.Words($"h{i}")))]);
        Output listing = new("long", OutputKind.Listing, "16.2.1", SmallBook.Words("Long"), [head], Many());
        var lines = new LineCounter();

        TextBook.Write(SmallBook.Of(listing), PageSize.LandscapeLetter, lines);

        lines.Count.ShouldBeGreaterThan(Rows);
        // Of the two hundred that were noted of each twenty thousand.
        most.ShouldBeLessThan(20);
        // For the widths, for the number of pages, and to be written.
        asked.ShouldBeLessThanOrEqualTo(6 * Rows);
    }

    [Fact]
    public void A_planned_output_without_rows_has_a_page_of_its_own_and_keeps_the_numbers_of_the_others()
    {
        var book = Trial();
        var deaths = book.Outputs.Single(output => output.Id == "deaths");

        deaths.Rows.ShouldBeEmpty();
        Text(book, PageSize.LandscapeLetter).ShouldContain(Output.WithoutRows);
        book.Outputs.Count(output => !output.Rows.Any()).ShouldBe(1);
        book.Outputs.Select(output => output.Number[..4]).ShouldBeInOrder();
        book.Outputs.Select(output => output.Name).ShouldBeUnique();
        book.Outputs.Single(output => output.Id == "baseline").Number.ShouldStartWith("14.1.");
        book.Outputs.Single(output => output.Id == "PFS-table").Number.ShouldStartWith("14.2.");
        book.Outputs.Single(output => output.Id == "adverse-events").Number.ShouldStartWith("14.3.");
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("治疗", 4)]
    [InlineData("😀", 2)]
    [InlineData("a–b", 3)]
    public void A_letter_of_East_Asia_takes_two_columns_and_an_accent_none(string text, int columns) =>
        Monospace.Width(text).ShouldBe(columns);

    [Theory]
    [InlineData("121 (46.4%)", 3)]
    [InlineData("41.5 (33.1–60.5)", 2)]
    [InlineData("<0.001", 2)]
    [InlineData("-3.27", 2)]
    [InlineData("12/34", 2)]
    [InlineData("NR (68.0–NR)", 2)]
    [InlineData("Reference", null)]
    [InlineData("", null)]
    public void Numbers_stand_by_the_point_of_the_first(string text, int? before) => CellText.BeforePoint(text).ShouldBe(before);

    internal static OutputBook Trial(ReportStyle style = ReportStyle.Journal)
    {
        var m = new Manuscript(PatinaLike.Protocol, PatinaLike.Output(), style);
        return OutputShells.Of(m, TrialReport.Document(m), []);
    }

    static int One(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    static string Encoded(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    static string Text(OutputBook book, PageSize size)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        TextBook.Write(book, size, writer);
        return $"{writer}";
    }

    sealed class LineCounter : TextWriter
    {
        public int Count { get; private set; }

        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => Count += value == '\n' ? 1 : 0;
    }

    [GeneratedRegex(@"Page (?<page>\d+) of (?<of>\d+) \((?<at>\d+) of (?<all>\d+)\)", RegexOptions.None, 1000)]
    private static partial Regex PageNumber();
}
