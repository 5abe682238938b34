using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Equipoise.Datasets.Tests;

/// <summary>CSV read one character at a time, by the rule that CsvFile.Read states and nothing else: slow and plain.</summary>
static partial class SlowCsv
{
    /// <summary>The columns of a well-formed text with two or more columns: arrays of double or string, by name.</summary>
    public static IReadOnlyList<(string Name, Array Values)> Read(string content)
    {
        var rows = Rows(content).Where(row => row is not [""]).ToList();
        return [.. rows[0].Select((name, column) => (name.Trim(), Typed([.. rows.Skip(1).Select(row => row[column])])))];
    }

    static Array Typed(string[] cells)
    {
        var trimmed = Array.ConvertAll(cells, cell => cell.Trim(' ', '\t'));
        var isNumbers =
            trimmed.All(cell => cell.Length == 0 || IsMissing(cell) || IsNumber(cell)) && trimmed.Any(c => c.Length > 0);
        return isNumbers ? Array.ConvertAll(trimmed, ValueOf) : cells;
    }

    static double ValueOf(string cell) =>
        cell.Length == 2 && cell[0] == '.' && !char.IsDigit(cell[1]) ? MissingValue.Of(cell[1])
        : cell.Length == 0 || IsMissing(cell) ? double.NaN
        : double.Parse(cell, CultureInfo.InvariantCulture);

    static bool IsMissing(string cell) => MissingCell().IsMatch(cell);

    public static bool IsNumber(string cell) =>
        Number().IsMatch(cell)
        && double.IsFinite(double.Parse(cell, CultureInfo.InvariantCulture))
        && !(Integer().IsMatch(cell) && BigInteger.Abs(BigInteger.Parse(cell, CultureInfo.InvariantCulture)) > 1L << 53);

    static IEnumerable<List<string>> Rows(string content)
    {
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < content.Length; i++)
        {
            var sign = content[i];
            if (quoted && sign == '"' && i + 1 < content.Length && content[i + 1] == '"')
                cell.Append(content[i++]);
            else if (sign == '"')
                quoted = !quoted;
            else if (quoted || (sign is not (',' or '\r' or '\n')))
                cell.Append(sign);
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (sign == ',')
                    continue;
                if (sign == '\r' && i + 1 < content.Length && content[i + 1] == '\n')
                    i++;
                yield return row;
                row = [];
            }
        }
        if (row.Count > 0 || cell.Length > 0)
            yield return [.. row, cell.ToString()];
    }

    [GeneratedRegex(@"^(\.|NA|NaN|\.[A-Z_])\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MissingCell();

    [GeneratedRegex(@"^-?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^-?[0-9]+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Integer();
}
