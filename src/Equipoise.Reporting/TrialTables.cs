using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Rendering.Rtf;
using Equipoise.Reporting.Rendering.Text;

namespace Equipoise.Reporting;

/// <summary>The tables, figures and listings of a trial, one by one, as statisticians and regulators pass them on.</summary>
/// <remarks>
/// They are those of the report, number by number. Each has a number in the order of ICH E3, and every page says which trial,
/// whom and which data it is of.
/// </remarks>
public sealed class TrialTables
{
    readonly OutputBook book;

    TrialTables(OutputBook book) => this.book = book;

    /// <summary>The name of the file of text.</summary>
    public const string TextFile = "tables.txt";

    /// <summary>The name of the file for a word processor.</summary>
    public const string RtfFile = "tables.rtf";

    /// <summary>The name of the folder of data sets.</summary>
    public const string Folder = "tables";

    /// <summary>Whether a file in <see cref="Folder"/>, by its name, is the data of an output, of whichever analysis.</summary>
    public static bool IsData(string file) => OutputData.IsFile(file);

    /// <summary>The outputs of a trial.</summary>
    /// <param name="protocol">What was promised.</param>
    /// <param name="output">What the analysis found, of which a report could be written.</param>
    /// <param name="style">For which readers.</param>
    public static TrialTables Of(TrialProtocol protocol, AnalysisOutput output, ReportStyle style = ReportStyle.Journal)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(output);
        var m = new Manuscript(protocol, output, style);
        var document = TrialReport.Document(m);
        return new(OutputShells.Of(m, document, ParticipantListings.Of(m, output.Datasets)));
    }

    /// <summary>Writes them as text: pages of sixty lines of at most 132 letters, a form feed between two.</summary>
    public void WriteText(TextWriter to) => TextBook.Write(book, PageSize.LandscapeLetter, to);

    /// <summary>Writes them as RTF for a word processor: real tables, which repeat their heads on each page.</summary>
    public void WriteRtf(TextWriter to) => RtfBook.Write(book, to);

    /// <summary>Each as a data set, by the name of its file without ending: a row for each number, with its address.</summary>
    public IEnumerable<(string Name, Dataset Data)> Datasets =>
        book.Outputs.Select(output => (OutputData.FileOf(output), OutputData.Of(output)));
}
