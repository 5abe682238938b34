using System.Globalization;
using Equipoise.Datasets;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A column as levels: which there are, and which one each row has.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Levels">The levels, the reference first, the others in sort order: numbers by size, text by character
/// code.</param>
/// <param name="Codes">The index of each row's level.</param>
sealed record Factor(string Column, IReadOnlyList<string> Levels, int[] Codes)
{
    /// <summary>The levels that the used rows have.</summary>
    public static Factor Of(Column column, ReadOnlySpan<int> rows, string? reference = null) =>
        column switch
        {
            NumberColumn numbers => Of(column.Name, Coding.Of(numbers.Values, rows), Comparer<double>.Default, TextOf, reference),
            TextColumn text => Of(column.Name, Coding.Of(text.Values, rows), StringComparer.Ordinal, level => level, reference),
            _ => throw new ArgumentException($"Column {column.Name} holds neither numbers nor text.", nameof(column)),
        };

    /// <summary>A cell in words; "" when missing.</summary>
    public static string CellOf(Column column, int row) =>
        column switch
        {
            NumberColumn numbers => double.IsNaN(numbers[row]) ? "" : TextOf(numbers[row]),
            TextColumn text => text[row],
            _ => "",
        };

    static Factor Of<T>(string name, Coding<T> coding, IComparer<T> order, Func<T, string> textOf, string? reference)
        where T : notnull
    {
        int[] sorted = [.. Enumerable.Range(0, coding.Levels.Count).OrderBy(code => coding.Levels[code], order)];
        var levels = Array.ConvertAll(sorted, code => textOf(coding.Levels[code]));
        if (reference is not null && Array.IndexOf(levels, reference) is >= 0 and var at)
        {
            sorted = [sorted[at], .. sorted[..at], .. sorted[(at + 1)..]];
            levels = [reference, .. levels[..at], .. levels[(at + 1)..]];
        }
        var rankOf = new int[sorted.Length];
        for (var rank = 0; rank < sorted.Length; rank++)
            rankOf[sorted[rank]] = rank;
        var codes = coding.Codes;
        for (var i = 0; i < codes.Length; i++)
            codes[i] = rankOf[codes[i]];
        return new(name, levels, codes);
    }

    // 0 and -0 are one level, and it is called 0.
    static string TextOf(double number) => (number + 0.0).ToString(CultureInfo.InvariantCulture);
}
