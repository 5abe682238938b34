using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Checking;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Reporting.Tests;

/// <summary>Whether the numbers of an edited document still are those of the results.</summary>
public sealed partial class DocumentChecks
{
    const int Participants = 60;

    // Of the standard arm, with an event before the median, which is moved behind it.
    const int Changed = 43;

    static readonly TrialProtocol protocol = HandMadeAdam.Protocol("AGE") with { PlainWords = PatinaLike.Protocol.PlainWords };

    static readonly (AnalysisOutput Output, Dictionary<string, ReportOutcome.Written> Texts) old = Told(Months);

    public static TheoryData<string> Files => ["report.html", .. TrialTexts.All.Select(text => text.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void As_it_was_written_every_number_holds_and_none_is_unbound(string file)
    {
        var found = Check(file, old.Texts[file].Text, old.Output);

        found.Bound.Count.ShouldBeGreaterThan(5);
        found.Failing.ShouldBeEmpty();
        found.Unbound.Select(number => $"{number.Text}: {number.Place.Around}").ShouldBeEmpty();
    }

    /// <summary>What is stale is worked out from the two sets of results alone.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void One_value_of_ADaM_changed_makes_stale_whatever_rests_on_it_and_nothing_else(string file)
    {
        var now = Told(row => row == Changed ? 20.05 : Months(row)).Output;
        var (before, after) = (Tested(old.Output), Tested(now));
        var quoted = old.Texts[file].Quoted;
        string[] moved = [.. quoted.Where(address => before.At(address)!.Formatted != after.At(address)?.Formatted)];

        var found = Check(file, old.Texts[file].Text, now);

        moved.ShouldNotBeEmpty();
        found.Failing.Select(number => number.Address).Distinct().ShouldBe(moved, ignoreOrder: true);
        found.Failing.ShouldAllBe(number => number.State == NumberState.Moved);
        foreach (var number in found.Failing)
            number.Now.ShouldBe(after.At(number.Address)!.Formatted);
    }

    [Fact]
    public void Every_cell_and_every_mark_of_a_figure_that_moved_is_listed_where_it_stands()
    {
        var now = Told(row => row == Changed ? 20.05 : Months(row)).Output;
        var html = old.Texts["report.html"].Text;

        var found = Check("report.html", html, now);

        // The drawing for a narrow page is the same once more.
        var wide = Narrow().Replace(html, "");
        foreach (var address in found.Failing.Select(number => number.Address).Distinct())
            found.Failing.Count(number => number.Address == address)
                .ShouldBe(wide.Split($"data-result=\"{System.Net.WebUtility.HtmlEncode(address)}\"").Length - 1, address);
        found.Failing.Select(number => number.Place.Heading).Distinct().Count().ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData("brief.md")]
    [InlineData("report.html")]
    public void A_number_that_somebody_changed_is_told_apart_from_one_that_moved(string file)
    {
        var median = Tested(old.Output).At("PFS.KaplanMeier/median[arm=drug]")!.Formatted;
        var text = old.Texts[file].Text;
        var cut = file == "brief.md" ? text.IndexOf("\n---\n", StringComparison.Ordinal) : text.Length;
        var edited = (
            file == "brief.md"
                ? text[..cut].Replace($" {median}\u00A0", " 99.9\u00A0")
                : text[..cut].Replace($"data-result=\"PFS.KaplanMeier/median[arm=drug]\">{median}<", "data-result=\"PFS.KaplanMeier/median[arm=drug]\">99.9<")
        ) + text[cut..];
        edited.ShouldNotBe(text);

        var failing = Check(file, edited, old.Output).Failing.ToArray();

        failing.Select(number => (number.Address, number.Text, number.Now, number.State))
            .Distinct()
            .ShouldBe([("PFS.KaplanMeier/median[arm=drug]", "99.9", median, NumberState.Edited)]);
        failing[0].Place.Around.ShouldContain("99.9");
    }

    [Fact]
    public void A_number_written_in_is_unbound_and_the_one_result_that_prints_so_is_named()
    {
        var brief = old.Texts["brief.md"].Text.Replace("Funding:", "Of all, 77.77 were glad.\n\nFunding:", StringComparison.Ordinal);
        var added = brief.Contains("77.77", StringComparison.Ordinal) ? brief : brief.Replace("Who paid", "Of all, 77.77 were glad. Who paid");

        var stray = Check("brief.md", added, old.Output).Unbound.ShouldHaveSingleItem();

        (stray.Text, stray.Address).ShouldBe(("77.77", null));
        stray.Place.Line.ShouldNotBeNull();
        stray.Place.Around.ShouldContain("77.77 were glad");
        var known = Tested(old.Output);
        var only = known
            .Analyses.SelectMany(analysis => analysis.Results.Select(result => (Address: analysis.AddressOf(result), result.Formatted)))
            .GroupBy(one => one.Formatted.TrimEnd('%'))
            .First(same => same.Count() == 1 && same.Key.Contains('.') && !added.Contains(same.Key))
            .Single();
        Check("brief.md", added.Replace("77.77", only.Formatted), old.Output)
            .Unbound.ShouldHaveSingleItem()
            .Address.ShouldBe(only.Address);
    }

    [Fact]
    public void The_Word_report_holds_and_nothing_is_said_of_other_numbers_until_somebody_writes_one()
    {
        using var stream = new MemoryStream();
        ((ReportOutcome.Written)TrialReport.Render(protocol, old.Output)).Word!(stream);

        var found = Check("report.docx", stream.ToArray(), old.Output);

        found.Bound.Count.ShouldBeGreaterThan(50);
        found.Failing.ShouldBeEmpty();
        found.Unbound.Select(one => $"{one.Text}: {one.Place.Around}").ShouldBeEmpty();
        var edited = Edited(stream.ToArray(), ">Methods</w:t>", ">Methods of 77.77</w:t>");
        Check("report.docx", edited, old.Output).Unbound.Select(one => one.Text).Distinct().ShouldBe(["77.77"]);
    }

    static byte[] Edited(byte[] document, string text, string by)
    {
        using var stream = new MemoryStream();
        stream.Write(document);
        using (var file = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = file.GetEntry("word/document.xml")!;
            string xml;
            using (var reader = new StreamReader(entry.Open()))
                xml = reader.ReadToEnd();
            xml.ShouldContain(text);
            entry.Delete();
            using var writer = new StreamWriter(file.CreateEntry("word/document.xml").Open());
            writer.Write(xml.Replace(text, by, StringComparison.Ordinal));
        }
        return stream.ToArray();
    }

    [Fact]
    public void A_Word_document_is_read_by_its_bookmarks_with_changes_accepted()
    {
        const string Address = "PFS.KaplanMeier/median[arm=drug]";
        var now = Tested(old.Output).At(Address)!;

        var holds = Check("paper.docx", Word(now.Formatted, now.Formatted, Address), old.Output);
        var edited = Check("paper.docx", Word("99.9", now.Formatted, Address), old.Output);
        var moved = Check("paper.docx", Word("1.5", "1.5", Address), old.Output);
        var gone = Check("paper.docx", Word("1.5", "1.5", "PFS.KaplanMeier/mode"), old.Output);

        holds.Bound.ShouldHaveSingleItem().State.ShouldBe(NumberState.Holds);
        edited.Bound.ShouldHaveSingleItem().State.ShouldBe(NumberState.Edited);
        moved.Bound.ShouldHaveSingleItem().State.ShouldBe(NumberState.Moved);
        gone.Bound.ShouldHaveSingleItem().State.ShouldBe(NumberState.Gone);
        moved.Bound[0].Place.ShouldBe(new(null, "Results", "The median was 1.5 months, not 7."));
        moved.Unbound.ShouldHaveSingleItem().Text.ShouldBe("7");
    }

    [Theory]
    [InlineData("notes.md", "# Notes\n\nTen 10.\n")]
    [InlineData("notes.txt", "10")]
    [InlineData("notes.docx", "not a zip file")]
    public void What_the_program_did_not_write_is_refused_in_a_sentence(string name, string text) =>
        Should.Throw<FormatException>(() => Check(name, text, old.Output)).Message.ShouldNotBeEmpty();

    /// <summary>Each of the participants at a time of their own.</summary>
    static double Months(int row) => 4 + (0.3 * (row * 7 % Participants));

    static CheckedDocument Check(string file, string text, AnalysisOutput output) =>
        Check(file, Encoding.UTF8.GetBytes(text), output);

    static CheckedDocument Check(string file, byte[] bytes, AnalysisOutput output) =>
        // As the program does: through the file of results.
        DocumentCheck.Of(file, bytes, ResultsJson.Read(ResultsJson.Write(Tested(output))));

    static ReportingEvent Tested(AnalysisOutput output) => TestedOutput.Of(protocol, output).Output.Results;

    static (AnalysisOutput Output, Dictionary<string, ReportOutcome.Written> Texts) Told(Func<int, double> months)
    {
        string[] Column(Func<int, string> value) => [.. Enumerable.Range(0, Participants).Select(value)];
        var data = HandMadeAdam
            .Of(Participants)
            .With("ADTTE", "AVAL", Column(row => months(row).ToString(CultureInfo.InvariantCulture)))
            .With("ADTTE", "CNSR", Column(row => row % 5 == 0 ? "1" : "0"))
            .With("ADSL", "AGE", Column(row => (40 + (row * 7 % 31)).ToString(CultureInfo.InvariantCulture)));
        var output = Outputs.Analyzed(protocol, data);
        var texts = TrialTexts.All.ToDictionary(text => text.File, text => (ReportOutcome.Written)text.Render(protocol, output, ReportStyle.Journal));
        texts["report.html"] = (ReportOutcome.Written)TrialReport.Render(protocol, output);
        return (output, texts);
    }

    static byte[] Word(string text, string printed, string address)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Write("word/document.xml", $"""
                <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
                <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Results</w:t></w:r></w:p>
                <w:p><w:r><w:t xml:space="preserve">The median was </w:t></w:r><w:bookmarkStart w:id="1" w:name="r_1"/><w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:r><w:t>{text}</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t xml:space="preserve"> months, not 7.</w:t></w:r></w:p>
                </w:body></w:document>
                """);
            Write("customXml/item1.xml", $"""
                <numbers xmlns="urn:equipoise:numbers"><number id="r_1" address="{address}" printed="{printed}" raw="1.5"/></numbers>
                """);
            void Write(string name, string xml)
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(xml);
            }
        }
        return stream.ToArray();
    }

    [GeneratedRegex("<div class=\"narrow\">.*?</div>", RegexOptions.Singleline, 5000)]
    private static partial Regex Narrow();
}
