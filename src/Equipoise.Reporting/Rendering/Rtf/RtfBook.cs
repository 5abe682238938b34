using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Rendering.Text;

namespace Equipoise.Reporting.Rendering.Rtf;

/// <summary>
/// Every output as RTF, each a section of its own: the trial and the titles in the head of each page, the notes and sources in
/// its foot, and a list of all with the pages on which they begin.
/// </summary>
static class RtfBook
{
    /// <summary>The letters on a line of that type and paper.</summary>
    static readonly PageSize size = PageSize.LandscapeLetter;

    // Letter paper on its side, in twentieths of a point; the margins leave a line of text its width.
    const int Width = 15840;
    const int Height = 12240;
    const int TopMargin = 1080;
    static readonly int Line = size.Columns * RtfTable.Letter;
    static readonly int Margin = (Width - Line) / 2;

    const string Plain = "\\pard\\plain\\f0\\fs16";

    public static void Write(OutputBook book, TextWriter to)
    {
        to.Write("{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\fmodern\\fprq1 Courier New;}}\n");
        to.Write($"\\paperw{Width}\\paperh{Height}\\landscape");
        to.Write($"\\margl{Margin}\\margr{Margin}\\margt{TopMargin}\\margb{TopMargin}\n");
        Output[] outputs = [.. book.Outputs, .. book.Conventions is { } last ? [last] : Array.Empty<Output>()];
        WriteList(book, outputs, to);
        foreach (var output in outputs)
        {
            to.Write("\\sect\n");
            WriteSection(book, output, to);
            WriteTable(output, to);
        }
        to.Write("}\n");
    }

    static void WriteTable(Output output, TextWriter to)
    {
        var layout = new TableLayout(output, size);
        for (var i = 0; i < layout.Panels.Count; i++)
        {
            if (i > 0)
                to.Write($"{Plain}\\page\\par\n");
            RtfTable.WriteHead(layout, layout.Panels[i], to);
            RtfTable.WriteBody(layout, layout.Panels[i], to);
        }
        to.Write($"{Plain}\\fs2\\par\n");
    }

    /// <summary>The outputs with their pages, which the word processor counts.</summary>
    static void WriteList(OutputBook book, IEnumerable<Output> outputs, TextWriter to)
    {
        WriteSection(book, OutputList.Of([]), to);
        foreach (var output in outputs)
            to.Write(
                $"{Plain}\\tx2400\\tqr\\tldot\\tx{Line}\\fi-2400\\li2400 {RtfText.Of(output.Name)}\\tab "
                    + $"{RtfText.Of(CellText.Of(output.Title))}\\tab "
                    + $"{Field($"PAGEREF {RtfText.Bookmark(output.Id)}")}\\par\n"
            );
    }

    /// <summary>The head and the foot of every page of an output.</summary>
    static void WriteSection(OutputBook book, Output output, TextWriter to)
    {
        to.Write($"\\sectd\\sbkpage\\lndscpsxn\\pgwsxn{Width}\\pghsxn{Height}\\headery540\\footery540\n");
        to.Write("{\\header\n");
        WriteApart(RtfText.Of(book.Trial), $"Page {Field("PAGE")} of {Field("NUMPAGES")}", to);
        if (book.Cutoff.Length > 0 || !book.Notice.IsEmpty)
            WriteApart(RtfText.Of(book.Cutoff), RtfText.Of(book.Notice.Text), to);
        to.Write($"{Plain}\\par\n");
        foreach (var title in new[] { output.Name, CellText.Of(output.Title), CellText.Of(output.Population) })
            if (title.Length > 0)
                to.Write($"{Plain}\\qc {RtfText.Of(title)}\\par\n");
        to.Write($"{Plain}\\par}}\n{{\\footer\n");
        if (!output.Notes.IsEmpty)
            to.Write($"{Plain}\\brdrt\\brdrs\\brdrw10\\brsp40 {RtfText.Of(CellText.Of(output.Notes))}\\par\n");
        var sources = output.Sources.Count == 0 ? "" : $"Source: {string.Join(", ", output.Sources)}";
        WriteApart(RtfText.Of(sources), RtfText.Of(book.Program), to);
        to.Write("}\n");
        var mark = RtfText.Bookmark(output.Id);
        to.Write($"{Plain}\\fs2 {{\\*\\bkmkstart {mark}}}{{\\*\\bkmkend {mark}}}\\par\n");
    }

    static void WriteApart(string left, string right, TextWriter to) =>
        to.Write($"{Plain}\\tqr\\tx{Line} {left}\\tab {right}\\par\n");

    static string Field(string instruction) => $"{{\\field\\flddirty{{\\*\\fldinst {instruction}}}{{\\fldrslt 0}}}}";
}
