using System.Globalization;
using Equipoise.Datasets;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A column as levels: which there are, and which one each row has.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Levels">The levels, the reference first, the others in sort order: numbers by size, text by character code.</param>
/// <param name="Codes">The index of each row's level.</param>
sealed record Factor(string Column, IReadOnlyList<string> Levels, int[] Codes)
{
    /// <summary>The levels that the used rows have.</summary>
    public static Factor Of(Column column, IReadOnlyList<int> rows, string? reference = null)
    {
        var sorted = column switch
        {
            NumberColumn numbers => rows.Select(row => numbers[row]).Distinct().Order().Select(TextOf).ToList(),
            TextColumn text => [.. rows.Select(row => text[row]).Distinct().Order(StringComparer.Ordinal)],
            _ => throw new ArgumentException($"Column {column.Name} holds neither numbers nor text.", nameof(column)),
        };
        if (reference is not null && sorted.Remove(reference))
            sorted.Insert(0, reference);
        var codeOf = sorted.Index().ToDictionary(level => level.Item, level => level.Index);
        return new(column.Name, sorted, [.. rows.Select(row => codeOf[CellOf(column, row)])]);
    }

    /// <summary>A cell in words; "" when missing.</summary>
    public static string CellOf(Column column, int row) =>
        column switch
        {
            NumberColumn numbers => double.IsNaN(numbers[row]) ? "" : TextOf(numbers[row]),
            TextColumn text => text[row],
            _ => "",
        };

    static string TextOf(double number) => number.ToString(CultureInfo.InvariantCulture);
}
