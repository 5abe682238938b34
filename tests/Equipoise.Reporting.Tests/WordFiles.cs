using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Equipoise.Analysis;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Tests;

/// <summary>The report as a Word file, held against the report as a web page and against the schema of Office.</summary>
public sealed partial class WordFiles
{
    static readonly XNamespace numbers = "urn:equipoise:numbers";

    static readonly Lazy<(string Html, byte[] Word)> patina = new(() => Written(PatinaLike.Output(), PatinaLike.Protocol));

    [Fact]
    public void Office_finds_no_fault_in_the_report() => Faults(patina.Value.Word).ShouldBeEmpty();

    [Fact]
    public void Office_finds_no_fault_in_a_report_of_three_arms_of_which_one_has_no_results_yet()
    {
        var three = PatinaLike.Protocol with
        {
            Arms = [.. PatinaLike.Protocol.Arms, new("other", "Another dose", ArmRole.Experimental, 1, [])],
        };
        var (html, word) = Written(PatinaLike.Output(), three);

        Faults(word).ShouldBeEmpty();
        NumbersOf(word).Length.ShouldBe(DataElement().Count(html));
    }

    [ReferenceFact]
    public void Office_finds_no_fault_in_the_report_of_a_real_trial_of_three_arms()
    {
        var protocol = Examples.CdiscPilotProtocol;
        var data = Equipoise.Datasets.Files.DatasetFile.ReadFolder(ReferenceData.PathOf("cdisc-pilot", "adam"));
        var (html, word) = Written(Outputs.Analyzed(protocol, data), protocol);

        Faults(word).ShouldBeEmpty();
        NumbersOf(word).Length.ShouldBe(DataElement().Count(html));
    }

    [Fact]
    public void Every_number_of_the_web_page_is_in_the_file_with_its_address_and_as_it_is_printed_there()
    {
        var onPage = DataElement()
            .Matches(patina.Value.Html)
            .Select(match => (Decoded(match, "address"), Decoded(match, "text"), Decoded(match, "value")))
            .Order()
            .ToArray();

        onPage.Length.ShouldBeGreaterThan(200);
        NumbersOf(patina.Value.Word)
            .Select(number => (Of(number, "address"), Of(number, "printed"), Of(number, "raw")))
            .Order()
            .ShouldBe(onPage);

        static string Decoded(Match match, string group) => WebUtility.HtmlDecode(match.Groups[group].Value);
    }

    [Fact]
    public void Each_number_is_the_text_of_the_bookmark_that_the_list_names()
    {
        using var file = Open(patina.Value.Word);
        var printed = file
            .MainDocumentPart!.Document!.Descendants<W.BookmarkStart>()
            .Where(bookmark => NumberName().IsMatch(bookmark.Name!))
            .ToDictionary(bookmark => bookmark.Name!.Value!, bookmark => bookmark.NextSibling<W.Run>()!.InnerText);

        printed.ShouldBe(NumbersOf(patina.Value.Word).ToDictionary(number => Of(number, "id"), number => Of(number, "printed")));
    }

    [Fact]
    public void A_number_that_a_figure_shows_stands_in_a_table_too()
    {
        var listed = NumbersOf(patina.Value.Word).Select(number => Of(number, "address")).ToHashSet();

        var drawn = DrawnNumber().Matches(patina.Value.Html).Select(match => WebUtility.HtmlDecode(match.Groups["address"].Value));

        drawn.Distinct().Where(address => !listed.Contains(address)).ShouldBeEmpty();
    }

    [Fact]
    public void Its_outline_is_the_sections_and_headings_of_the_web_page()
    {
        using var file = Open(patina.Value.Word);
        var outline = file
            .MainDocumentPart!.Document!.Body!.Elements<W.Paragraph>()
            .Select(paragraph => (Style: paragraph.ParagraphProperties!.ParagraphStyleId!.Val!.Value!, Text: paragraph.InnerText))
            .Where(paragraph => paragraph.Style is "Heading1" or "Heading2" or "StoryHeading")
            .Select(paragraph => $"{(paragraph.Style == "Heading1" ? 2 : 3)} {paragraph.Text}");

        outline.ShouldBe(
            HtmlHeading()
                .Matches(patina.Value.Html)
                .Select(match =>
                    $"{match.Groups["level"].Value} {WebUtility.HtmlDecode(Tag().Replace(match.Groups["text"].Value, ""))}"
                )
        );
    }

    [Fact]
    public void The_headings_have_the_levels_by_which_Word_navigates()
    {
        using var file = Open(patina.Value.Word);
        var styles = file.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<W.Style>().ToDictionary(style => style.StyleId!.Value!);

        foreach (var (style, level) in new[] { ("Heading1", 0), ("Heading2", 1), ("Heading3", 2) })
            styles[style].StyleParagraphProperties!.OutlineLevel!.Val!.Value.ShouldBe(level);
        styles["StoryHeading"].BasedOn!.Val!.Value.ShouldBe("Heading2");
    }

    [Fact]
    public void Every_style_that_is_used_is_there()
    {
        using var file = Open(patina.Value.Word);
        var main = file.MainDocumentPart!;
        var known = main.StyleDefinitionsPart!.Styles!.Elements<W.Style>().Select(style => style.StyleId!.Value!).ToHashSet();
        OpenXmlElement[] parts =
        [
            main.Document!,
            .. main.HeaderParts.Select(part => part.Header!),
            .. main.FooterParts.Select(part => part.Footer!),
        ];

        parts
            .SelectMany(part => part.Descendants())
            .Select(element =>
                element switch
                {
                    W.ParagraphStyleId style => style.Val?.Value,
                    W.RunStyle style => style.Val?.Value,
                    W.TableStyle style => style.Val?.Value,
                    _ => null,
                }
            )
            .OfType<string>()
            .Distinct()
            .Where(style => !known.Contains(style))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Tables_and_figures_are_counted_by_fields_that_already_say_their_number()
    {
        using var file = Open(patina.Value.Word);
        var counted = file.MainDocumentPart!.Document!.Descendants<W.SimpleField>().ToLookup(field => field.Instruction!.Value!.Trim());

        foreach (var (field, count) in new[] { ("Table", HtmlCaption().Count(patina.Value.Html)), ("Figure", HtmlFigure().Count(patina.Value.Html)) })
            counted[$@"SEQ {field} \* ARABIC"].Select(one => one.InnerText).ShouldBe(Enumerable.Range(1, count).Select(i => $"{i}"));
    }

    [Fact]
    public void The_heads_of_a_table_are_repeated_on_every_page_and_no_row_is_broken_over_two()
    {
        using var file = Open(patina.Value.Word);
        var tables = file
            .MainDocumentPart!.Document!.Body!.Elements<W.Table>()
            .Where(table => table.GetFirstChild<W.TableProperties>()!.TableStyle!.Val!.Value == "ThreeLines")
            .ToArray();

        tables.Length.ShouldBeGreaterThan(10);
        foreach (var rows in tables.Select(table => table.Elements<W.TableRow>().Select(row => row.TableRowProperties!).ToArray()))
        {
            rows.ShouldAllBe(row => row.GetFirstChild<W.CantSplit>() != null);
            // Word repeats the first rows alone, and leaves out all of them when it comes to one that is no head.
            rows.SkipWhile(row => row.GetFirstChild<W.TableHeader>() is not null)
                .ShouldAllBe(row => row.GetFirstChild<W.TableHeader>() == null);
            rows[0].GetFirstChild<W.TableHeader>().ShouldNotBeNull();
        }
    }

    [Fact]
    public void Every_row_is_as_wide_as_its_table_and_every_table_as_its_page()
    {
        using var file = Open(patina.Value.Word);
        foreach (var table in file.MainDocumentPart!.Document!.Body!.Elements<W.Table>())
        {
            int[] widths = [.. table.GetFirstChild<W.TableGrid>()!.Elements<W.GridColumn>().Select(column => int.Parse(column.Width!))];
            // A4 less two margins of two centimeters, upright or sideways, to a twentieth of a point for each column.
            new[] { 9638, 14570 }.ShouldContain(room => room - widths.Sum() >= 0 && room - widths.Sum() < widths.Length);
            foreach (var row in table.Elements<W.TableRow>())
                row.Elements<W.TableCell>()
                    .Sum(cell => cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1)
                    .ShouldBe(widths.Length, row.InnerText);
        }
    }

    [Fact]
    public void Every_link_leads_to_a_place_of_the_file()
    {
        using var file = Open(patina.Value.Word);
        var body = file.MainDocumentPart!.Document!.Body!;
        var places = body.Descendants<W.BookmarkStart>().Select(bookmark => bookmark.Name!.Value!).ToArray();
        var links = body.Descendants<W.Hyperlink>().Select(link => link.Anchor!.Value!).ToArray();

        places.ShouldBeUnique();
        links.Length.ShouldBeGreaterThan(30);
        links.Except(places).ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_says_the_trial_the_data_the_program_and_that_they_are_synthetic()
    {
        var output = PatinaLike.Output(synthetic: true);
        var (_, word) = Written(output, PatinaLike.Protocol);
        using var file = Open(word);
        var main = file.MainDocumentPart!;

        foreach (var section in main.Document!.Descendants<W.SectionProperties>())
        {
            var head = ((HeaderPart)main.GetPartById(section.GetFirstChild<W.HeaderReference>()!.Id!)).Header!.InnerText;
            head.ShouldContain("Synthetic data: virtual participants, no real person");
            head.ShouldContain("PATINA · Report");
            var foot = ((FooterPart)main.GetPartById(section.GetFirstChild<W.FooterReference>()!.Id!)).Footer!;
            foot.InnerText.ShouldContain(output.Results.Provenance.Program);
            foot.Descendants<W.SimpleField>().Select(field => field.Instruction!.Value!.Trim()).ShouldBe(["PAGE", "NUMPAGES"]);
        }
    }

    [Fact]
    public void A_figure_is_shapes_and_is_told_to_those_who_do_not_see_it()
    {
        using var file = Open(patina.Value.Word);
        var drawings = file.MainDocumentPart!.Document!.Descendants<W.Drawing>().ToArray();

        drawings.Length.ShouldBe(HtmlFigure().Count(patina.Value.Html));
        file.MainDocumentPart.ImageParts.ShouldBeEmpty();
        foreach (var drawing in drawings)
        {
            var about = drawing.Inline!.DocProperties!;
            WebUtility.HtmlDecode(patina.Value.Html).ShouldContain($">{about.Title!.Value}</title>");
            WebUtility.HtmlDecode(patina.Value.Html).ShouldContain($">{about.Description!.Value}</desc>");
            about.Description.Value.ShouldNotBeEmpty();
            drawing.Descendants<W.TextBoxContent>().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void The_same_report_is_the_same_bytes() =>
        Written(PatinaLike.Output(), PatinaLike.Protocol).Word.AsSpan().SequenceEqual(patina.Value.Word).ShouldBeTrue();

    [Fact]
    public void Nothing_in_the_file_says_when_it_was_written()
    {
        using var zip = new ZipArchive(new MemoryStream(patina.Value.Word));

        zip.Entries[0].FullName.ShouldBe("[Content_Types].xml");
        zip.Entries.ShouldAllBe(entry => entry.LastWriteTime.Year == 1980);
        using var file = Open(patina.Value.Word);
        file.PackageProperties.Created.ShouldBeNull();
        file.PackageProperties.Title.ShouldNotBeNull().ShouldContain("PATINA: Palbociclib");
    }

    static (string Html, byte[] Word) Written(AnalysisOutput output, TrialProtocol protocol)
    {
        var written = TrialReport.Render(protocol, output).ShouldBeOfType<ReportOutcome.Written>();
        using var word = new MemoryStream();
        written.Word.ShouldNotBeNull()(word);
        return (written.Text, word.ToArray());
    }

    internal static WordprocessingDocument Open(byte[] file) => WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);

    internal static IEnumerable<string> Faults(byte[] file)
    {
        using var document = Open(file);
        return
        [
            .. new OpenXmlValidator(FileFormatVersions.Microsoft365)
                .Validate(document)
                .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"),
        ];
    }

    internal static XElement[] NumbersOf(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var part = zip.GetEntry("customXml/item1.xml")!.Open();
        return [.. XDocument.Load(part).Root!.Elements(numbers + "number")];
    }

    internal static string Of(XElement number, string name) => number.Attribute(name)!.Value;

    [GeneratedRegex("""<data value="(?<value>[^"]*)" data-result="(?<address>[^"]*)">(?<text>[^<]*)</data>""", RegexOptions.None, 5000)]
    private static partial Regex DataElement();

    [GeneratedRegex("""<tspan data-result="(?<address>[^"]*)">""", RegexOptions.None, 5000)]
    private static partial Regex DrawnNumber();

    [GeneratedRegex("""<h(?<level>[23])[^>]*>(?<text>.*?)</h[23]>""", RegexOptions.None, 5000)]
    private static partial Regex HtmlHeading();

    [GeneratedRegex("<caption ", RegexOptions.None, 5000)]
    private static partial Regex HtmlCaption();

    [GeneratedRegex("<figcaption ", RegexOptions.None, 5000)]
    private static partial Regex HtmlFigure();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 5000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^r_\d+$", RegexOptions.None, 5000)]
    private static partial Regex NumberName();
}
