using System.Globalization;
using Equipoise.Datasets;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The rows that <c>--where</c> keeps: conditions joined by &amp;, each a column, a comparison and a value.</summary>
/// <remarks>
/// Numbers are compared as numbers where the column holds numbers, text character by character. A missing value meets no
/// condition, not even <c>!=</c>, as in R's <c>subset</c> (in SAS it is less than every number).
/// </remarks>
sealed record RowFilter(string Text, IReadOnlyList<RowFilter.Condition> Conditions)
{
    static readonly string[] comparisons = ["!=", "<=", ">=", "==", "=", "<", ">"];

    /// <summary>One comparison.</summary>
    public sealed record Condition(string Column, string Comparison, string Value);

    public static RowFilter None { get; } = new("", []);

    /// <summary>Reads the text; null with a problem when it cannot be understood.</summary>
    public static RowFilter? Parse(string text, out string problem)
    {
        var conditions = new List<Condition>();
        foreach (var part in Split(text))
        {
            var at = part.IndexOfAny(['!', '<', '>', '=']);
            var comparison =
                at <= 0 ? null : comparisons.FirstOrDefault(word => part.AsSpan(at).StartsWith(word, StringComparison.Ordinal));
            if (comparison is null || part[(at + comparison.Length)..].Trim() is not { Length: > 0 } value)
            {
                problem =
                    $"\"{part.Trim()}\" is no condition; one is a column, =, !=, <, <=, > or >=, and a value: "
                    + "PARAMCD=OS & AGE>=65.";
                return null;
            }
            conditions.Add(new(Unquoted(part[..at].Trim()), comparison == "==" ? "=" : comparison, Unquoted(value)));
        }
        problem = "";
        return new(text, conditions);
    }

    /// <summary>Which rows meet every condition.</summary>
    /// <exception cref="DataException">A number is compared with a value that is none.</exception>
    public bool[] Of(Table table, string file)
    {
        var kept = new bool[table.RowCount];
        Array.Fill(kept, true);
        var problems = new List<string>();
        foreach (var condition in Conditions)
            if (table.Find(condition.Column) is NumberColumn numbers)
            {
                if (double.TryParse(condition.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                    for (var row = 0; row < kept.Length; row++)
                        kept[row] &= !double.IsNaN(numbers[row]) && Meets(numbers[row].CompareTo(value), condition.Comparison);
                else
                    problems.Add(
                        $"{file}: --where {condition.Column}{condition.Comparison}{condition.Value}: the column holds numbers, "
                            + $"and \"{condition.Value}\" is none."
                    );
            }
            else if (table.Find(condition.Column) is TextColumn texts)
                for (var row = 0; row < kept.Length; row++)
                    kept[row] &=
                        texts[row].Length > 0 && Meets(string.CompareOrdinal(texts[row], condition.Value), condition.Comparison);
        if (problems.Count > 0)
            throw new DataException(problems);
        if (kept.Length > 0 && !kept.Contains(true))
            throw new DataException(
                $"{file}: no row meets --where \"{Text}\"; the table has {kept.Length}. {Values(table)}".TrimEnd()
            );
        return kept;
    }

    // What there is, where the first condition asks for one value and there are few.
    string Values(Table table)
    {
        var asked = Conditions.FirstOrDefault(one => one.Comparison == "=");
        if (asked is null || table.Find(asked.Column) is not { } column)
            return "";
        string[] values =
        [
            .. Enumerable
                .Range(0, column.Count)
                .Select(row => Factor.CellOf(column, row))
                .Where(cell => cell.Length > 0)
                .Distinct()
                .Take(11),
        ];
        return $"{column.Name} has {string.Join(", ", values.Take(10))}{(values.Length > 10 ? " and more" : "")}.";
    }

    static bool Meets(int order, string comparison) =>
        comparison switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };

    // An & in quotes belongs to the value.
    static IEnumerable<string> Split(string text)
    {
        var (start, quote) = (0, '\0');
        for (var i = 0; i < text.Length; i++)
            if (quote != '\0')
                quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'')
                quote = text[i];
            else if (text[i] == '&')
            {
                if (i > start)
                    yield return text[start..i];
                start = i + 1;
            }
        yield return text[start..];
    }

    static string Unquoted(string word) =>
        word.Length >= 2 && word[0] is '"' or '\'' && word[^1] == word[0] ? word[1..^1] : word;
}
