using Equipoise.Analysis.Results;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Checking;

/// <summary>Whether the numbers of a document still hold, which somebody may have edited since it was written.</summary>
public static class DocumentCheck
{
    /// <summary>The endings of the files that can be checked.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".md", ".html", ".docx"];

    /// <summary>Holds a file against results.</summary>
    /// <param name="name">Its name, whose ending says what it is.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="results">The results as they are now.</param>
    /// <exception cref="FormatException">The file is not one that this program wrote; the message says why.</exception>
    public static CheckedDocument Of(string name, byte[] bytes, ReportingEvent results)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(results);
        var written = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".md" => MarkdownNumbers.Read(bytes),
            ".html" => HtmlNumbers.Read(bytes),
            ".docx" => WordNumbers.Read(bytes),
            _ => throw new FormatException($"{name}: a document to check ends in {string.Join(", ", Endings)}."),
        };
        if (written.Numbers.Count == 0)
            throw new FormatException($"{name}: no number in it is bound to a result, so there is nothing to check.");
        var byPrint = results
            .Analyses.SelectMany(analysis =>
                analysis.Results.Select(result => (Address: analysis.AddressOf(result), Print: Bare(result.Formatted)))
            )
            .ToLookup(one => one.Print, one => one.Address, StringComparer.Ordinal);
        return new(
            [.. written.Numbers.Select(number => Checked(number, results))],
            [
                .. written.Strays.Select(stray =>
                    new UnboundNumber(stray.Text, stray.Place, byPrint[Bare(stray.Text)].ToArray() is [var one] ? one : null)
                ),
            ]
        );
    }

    static CheckedNumber Checked(WrittenNumber number, ReportingEvent results)
    {
        var now = results.At(number.Address);
        var state =
            number.Text is not { } text ? NumberState.Removed
            : now is null ? NumberState.Gone
            : Bare(text) == Bare(now.Formatted) || PValues.Says(text, now) ? NumberState.Holds
            : number.Printed is { } printed ? Bare(text) == Bare(printed) ? NumberState.Moved : NumberState.Edited
            // The file has the full value alone: the result is still that value, so that somebody changed the text.
            : number.Raw == now.Raw ? NumberState.Edited
            : NumberState.Moved;
        return new(number.Address, number.Text ?? number.Printed ?? "", now?.Formatted, state, number.Place);
    }

    /// <summary>A limit may stand without the percent sign of its estimate.</summary>
    static string Bare(string text) => text.Replace('\u00A0', ' ').Trim().TrimEnd('%');
}
