using System.Security.Cryptography;
using System.Text;
using Equipoise.Protocol;

namespace Equipoise.Server.Pages.Events;

/// <summary>
/// A file of laboratory values: a header with the names of the columns, then a value a line, separated by commas, semicolons or
/// tabs. Columns: participant, test, value, unit, day, sample, lower, upper; the last three may be missing. Or as a layout of the
/// protocol says, by the names and words of the laboratory.
/// </summary>
/// <param name="Sha256">
/// SHA-256 of its lines, whatever ends them, so that a file and the same text pasted are the same file.
/// </param>
/// <param name="Lines">The lines after the header that are not empty.</param>
/// <param name="Problem">Why it cannot be read at all; null when it can.</param>
/// <param name="Layout">The layout by which it was read; null for the columns above.</param>
public sealed record LaboratoryFile(
    string Sha256,
    IReadOnlyList<LaboratoryLine> Lines,
    string? Problem,
    LaboratoryFileLayout? Layout
)
{
    /// <summary>The most lines that are taken at once.</summary>
    internal const int Most = 5000;

    static readonly string[] needed = ["participant", "test", "value", "unit", "day"];

    /// <summary>
    /// The key of the command of a line: the same file sent twice records nothing. Read by another layout it says other things.
    /// </summary>
    internal string KeyOf(LaboratoryLine line) =>
        Layout is null ? $"lab/{Sha256}/{line.Number}" : $"lab/{Sha256}/{Layout.Id}/{line.Number}";

    internal static LaboratoryFile Read(string text, LaboratoryFileLayout? layout = null)
    {
        var lines = text.TrimStart('\ufeff').ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        var separator = layout?.Separator ?? new[] { '\t', ';', ',' }.MaxBy(one => lines[0].Count(letter => letter == one));
        var header = Cells(lines[0], separator).Select(name => name.Trim()).ToList();
        var names = layout is null
            ? needed.ToDictionary(name => name, name => name)
            : layout.Columns.ToDictionary(one => $"{one.Key}".ToLowerInvariant(), one => one.Value.Trim());
        if (names.Values.Except(header, StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } missing)
            return Unread($"The first line has the names of the columns, and no {string.Join(", ", missing)}.");
        var columns = header
            .Select(name =>
                layout is null
                    ? name.ToLowerInvariant()
                    : names.FirstOrDefault(one => one.Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Key ?? ""
            )
            .ToList();
        if (columns.Where(name => name.Length > 0).GroupBy(name => name).FirstOrDefault(name => name.Count() > 1) is { } twice)
            return Unread($"The first line names the column '{header[columns.IndexOf(twice.Key)]}' twice.");
        if (lines.Length > Most + 1)
            return Unread($"A file has at most {Most} values, not {lines.Length - 1}: send it in parts.");
        return new(
            sha256,
            [
                .. lines
                    .Select((line, at) => (line, Number: at + 1))
                    .Skip(1)
                    .Where(one => one.line.Trim().Length > 0)
                    .Select(one => LaboratoryLine.Read(one.Number, Cells(one.line, separator), columns)),
            ],
            null,
            layout
        );

        LaboratoryFile Unread(string problem) => new(sha256, [], problem, layout);
    }

    /// <summary>The cells of a line; one in quotation marks may hold the separator.</summary>
    static List<string> Cells(string line, char separator)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
            if (line[at] == '"' && isQuoted && at + 1 < line.Length && line[at + 1] == '"')
                cell.Append(line[++at]);
            else if (line[at] == '"')
                isQuoted = !isQuoted;
            else if (line[at] == separator && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[at]);
        cells.Add(cell.ToString());
        return cells;
    }
}
