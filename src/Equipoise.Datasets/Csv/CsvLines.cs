using System.Text;
using CsvHelper;

namespace Equipoise.Datasets.Csv;

/// <summary>
/// The lines of a CSV file: how its cells are told apart, what its first line names, and what is wrong with others.
/// </summary>
static class CsvLines
{
    // A cell that is longer is an unclosed quote.
    const int LongestLine = 1 << 26;

    const string Separators = ",;\t|";

    /// <summary>How to read a file that begins with those bytes.</summary>
    /// <param name="start">At least the first line, where it is not longer than any real one.</param>
    /// <param name="options">What the caller says.</param>
    /// <param name="problems">Receives what is wrong, with its line.</param>
    public static CsvReaderOptions Options(ReadOnlySpan<byte> start, CsvOptions options, FileProblems problems)
    {
        var first = FirstLine(start);
        var separator = options.Separator ?? Separator(first);
        return new()
        {
            // Null where Excel names it in a line of its own.
            Separator = separator,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = LongestLine,
            // Of one column a blank line is a missing value, not the space between two lines.
            SkipEmptyLines = separator is null || first.Length == 0 || Count(first, separator.Value) > 0,
            OnMalformedRecord = record => problems.Add($"line {record.LineNumber}: {Words(record.Reason)}"),
        };
    }

    /// <summary>The names of the columns, from the first line.</summary>
    /// <exception cref="DataException">They cannot be used.</exception>
    public static string[] ReadHeader(CsvReader reader, CsvOptions options, FileProblems problems)
    {
        reader.ReadHeader();
        // A byte order mark within the line is left of files that were put together.
        var names = reader.Headers.Select(name => name.Trim().TrimStart('\uFEFF').Trim()).ToArray();
        if (names.Length == 0)
            problems.Add("is empty; the first line must name the columns.");
        if (names.Any(name => name.Contains('\0', StringComparison.Ordinal)))
            problems.Add("line 1: holds NUL bytes; this is not a text file.");
        else if (names.Any(name => name.Contains('\uFFFD', StringComparison.Ordinal)))
            problems.Add("line 1: is not UTF-8. Save the file as UTF-8 and try again.");
        // R writes its row names under a first column without name.
        for (var i = 1; i < names.Length; i++)
            if (names[i].Length == 0)
                problems.Add($"line 1: column {i + 1} has no name.", "columns have no name");
        // A name that nobody asks for may stand for two columns.
        foreach (var group in names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase))
            if (group.Count() > 1 && options.Columns?.Contains(group.Key, StringComparer.OrdinalIgnoreCase) != false)
                problems.Add($"line 1: {group.Count()} columns are named {group.Key} (case does not tell names apart).");
        problems.ThrowIfAny();
        return names;
    }

    /// <summary>Whether a line has as many cells as the first; else it is told.</summary>
    public static bool IsWhole(CsvReader reader, int width, FileProblems problems)
    {
        if (reader.FieldCount == width)
            return true;
        problems.Add(
            $"line {reader.LineNumber}: has {reader.FieldCount} cells where the first line names {width} columns.",
            "lines have another number of cells"
        );
        return false;
    }

    // The first line that is not blank, without the quoted parts; of UTF-16 it has a NUL beside each letter, which does no harm.
    static string FirstLine(ReadOnlySpan<byte> start)
    {
        var line = new StringBuilder();
        var quoted = false;
        foreach (var one in start)
        {
            if (one == '"')
                quoted = !quoted;
            else if (!quoted && one is (byte)'\r' or (byte)'\n')
                break;
            else if (!quoted)
                line.Append((char)one);
        }
        return line.ToString();
    }

    static char? Separator(string firstLine) =>
        firstLine.TrimStart('\uFEFF', '\u00EF', '\u00BB', '\u00BF').StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            ? null
            : Separators.MaxBy(separator => Count(firstLine, separator));

    static int Count(string line, char separator) => line.Count(letter => letter == separator);

    static string Words(CsvMalformedReason reason) =>
        reason switch
        {
            CsvMalformedReason.StrayQuote => "a quote stands inside a cell that does not begin with one.",
            CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a cell.",
            CsvMalformedReason.UnterminatedQuote => "a cell begins with a quote that is never closed.",
            _ => $"is not valid CSV ({reason}).",
        };
}
