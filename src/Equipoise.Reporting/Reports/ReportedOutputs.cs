using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;

namespace Equipoise.Reporting.Reports;

/// <summary>The tables and figures of a document, with the analyses of which each quotes a result.</summary>
static class ReportedOutputs
{
    /// <param name="document">The document.</param>
    /// <param name="file">The file in which it stands.</param>
    public static IReadOnlyList<ReportOutput> Of(Document document, string file) =>
        [.. document.Sections.SelectMany(section => section.Blocks).Select(block => Of(block, file)).OfType<ReportOutput>()];

    static ReportOutput? Of(Block block, string file) =>
        block switch
        {
            Table table => new(table.Id, table.Caption.Text, false, file, AnalysesOf(table), table.Notes.Text),
            // What a drawing shows stands beside it as a table.
            Figure figure => new(
                figure.Id,
                figure.Caption.Text,
                true,
                file,
                figure.Values is { } values ? AnalysesOf(values) : [],
                figure.Notes.Text
            ),
            _ => null,
        };

    static string[] AnalysesOf(Table table) =>
        [
            .. table
                .Head.Concat(table.Body)
                .SelectMany(row => row.Cells)
                .SelectMany(cell => cell.Text.Numbers)
                .Select(number => number.Address[..number.Address.IndexOf('/')])
                .Distinct(StringComparer.Ordinal),
        ];
}
