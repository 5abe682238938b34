using System.Diagnostics;
using System.Text.RegularExpressions;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Rendering.Rtf;

namespace Equipoise.Reporting.Tests;

public sealed partial class PagesOfRtf
{
    // By the specification: braces and backslashes escaped, other letters as signed numbers of sixteen bits.
    [Theory]
    [InlineData("a{b}c\\d", @"a\{b\}c\\d")]
    [InlineData("é", @"\u233?")]
    [InlineData("治疗", @"\u27835?\u30103?")]
    [InlineData("😀", @"\u-10179?\u-8704?")]
    [InlineData("N\u00A0=\u00A02", @"N\~=\~2")]
    [InlineData("two\nlines\u0007", @"two\line lines ")]
    public void Awkward_letters_are_text_and_no_commands(string text, string rtf) => RtfText.Of(text).ShouldBe(rtf);

    [Fact]
    public void A_file_is_ASCII_with_braces_in_pairs_and_as_many_cells_as_ends_of_cells_in_each_row()
    {
        foreach (var rtf in new[] { Rtf(SmallBook.Of(SmallBook.Table, SmallBook.Empty, SmallBook.Listing)), Rtf(PagesOfText.Trial()) })
        {
            rtf.All(char.IsAscii).ShouldBeTrue();
            var (depth, end) = (0, rtf.LastIndexOf('}'));
            for (var at = 0; at <= end; at++)
            {
                if (rtf[at] == '\\')
                    at++;
                else if (rtf[at] is '{' or '}')
                    depth += rtf[at] == '{' ? 1 : -1;
                // The file is one group: after its end there is nothing.
                (depth > 0).ShouldBe(at < end);
            }
            rtf[(end + 1)..].ShouldBe("\n");
            var rows = TableRow().Matches(rtf);
            rows.Count.ShouldBe(Regex.Count(rtf, @"\\trowd"));
            rows.Count.ShouldBeGreaterThan(5);
            foreach (Match row in rows)
                Regex.Count(row.Value, @"\\cell\b").ShouldBe(Regex.Count(row.Value, @"\\cellx\d"));
        }
    }

    [Fact]
    public void Every_output_is_a_section_with_its_titles_over_and_its_notes_under_each_page_and_heads_repeat()
    {
        var sections = Rtf(SmallBook.Of(SmallBook.Table, SmallBook.Empty, SmallBook.Listing)).Split("\\sect\n");

        sections.Length.ShouldBe(4);
        sections[0].ShouldContain("PAGEREF o_ages");
        sections[1].ShouldContain("{\\*\\bkmkstart o_ages}");
        Group(sections[1], "{\\header").ShouldSatisfyAllConditions(
            header => header.ShouldContain("Table 14.1.1"),
            header => header.ShouldContain("fldinst PAGE}"),
            header => header.ShouldContain("fldinst NUMPAGES}"),
            header => header.ShouldContain(@"Full set: A N\~=\~2")
        );
        Group(sections[1], "{\\footer").ShouldSatisfyAllConditions(
            footer => footer.ShouldContain("A note."),
            footer => footer.ShouldContain("Source: ADSL abc"),
            footer => footer.ShouldContain("Equipoise 1")
        );
        Regex.Count(sections[1], @"\\trhdr").ShouldBe(1);
        sections[2].ShouldContain(Output.WithoutRows);
        sections[3].ShouldContain(@"\u27835?\u30103? \{x\}\\");
    }

    [Fact]
    public void A_head_over_two_rows_is_in_the_last_of_them_where_word_processors_print_it()
    {
        Row[] head =
        [
            new([Cell.Head(SmallBook.Words("Term")) with { Rows = 2 }, Cell.HeadOver(SmallBook.Words("Arm"), 2)]),
            new([Cell.NumberHead(SmallBook.Words("First")), Cell.NumberHead(SmallBook.Words("All"))]),
        ];
        Row row = Row.OfNumbers(SmallBook.Words("Any"), [SmallBook.Number("1"), SmallBook.Number("2")]);
        var rows = TableRow()
            .Matches(Rtf(SmallBook.Of(new Output("span", OutputKind.Table, "14.3.1", SmallBook.Words("Spans"), head, [row]))))
            .Select(match => match.Value)
            .ToArray();

        rows.Length.ShouldBe(3);
        rows[0].ShouldNotContain("Term");
        rows[0].ShouldContain("Arm");
        rows[1].ShouldContain("Term");
        rows[1].ShouldContain("First");
        rows.ShouldAllBe(one => !one.Contains("\\clvm", StringComparison.Ordinal));
    }

    [OfficeFact]
    public void LibreOffice_reads_every_number_of_the_trial()
    {
        using var folder = new TemporaryFolder();
        var book = PagesOfText.Trial();
        File.WriteAllText(folder.File("tables.rtf"), Rtf(book));
        var start = new ProcessStartInfo(OfficeFactAttribute.Program) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (
            var argument in new[]
            {
                $"-env:UserInstallation=file://{folder.Path}/profile",
                "--headless",
                "--convert-to",
                "txt:Text (encoded):UTF8",
                "--outdir",
                folder.Path,
                folder.File("tables.rtf"),
            }
        )
            start.ArgumentList.Add(argument);
        using (var office = Process.Start(start)!)
        {
            office.StandardOutput.ReadToEnd();
            office.WaitForExit();
        }

        var text = File.ReadAllText(folder.File("tables.txt"));
        var numbers = book.Outputs.SelectMany(output => output.Rows).SelectMany(row => row.Cells).SelectMany(cell => cell.Text.Numbers).ToArray();
        numbers.Length.ShouldBeGreaterThan(200);
        foreach (var number in numbers)
            text.ShouldContain(number.Text);
    }

    static string Group(string rtf, string start)
    {
        var at = rtf.IndexOf(start, StringComparison.Ordinal);
        var (depth, end) = (1, at + 1);
        for (; depth > 0; end++)
            depth +=
                rtf[end] == '{' ? 1
                : rtf[end] == '}' ? -1
                : 0;
        return rtf[at..end];
    }

    static string Rtf(OutputBook book)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        RtfBook.Write(book, writer);
        return $"{writer}";
    }

    [GeneratedRegex(@"\\trowd.*?\\row\b", RegexOptions.Singleline, 1000)]
    private static partial Regex TableRow();
}

/// <summary>A fact about a file in LibreOffice; skipped, and said to be, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class OfficeFactAttribute : FactAttribute
{
    internal const string Program = "/usr/bin/soffice";

    public OfficeFactAttribute() => Skip = File.Exists(Program) ? null : "There is no LibreOffice.";
}
