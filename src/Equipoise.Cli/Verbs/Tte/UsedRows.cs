using Equipoise.Datasets;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The rows of a table that were asked for and have a value in every column that needs one.</summary>
/// <param name="Complete">Their numbers, ascending.</param>
/// <param name="Dropped">How many lack a value.</param>
/// <param name="FilteredOut">How many <c>--where</c> left out.</param>
/// <param name="File">The name of the table.</param>
readonly record struct UsedRows(int[] Complete, int Dropped, int FilteredOut, string File)
{
    /// <summary>Chooses the rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="needed">The columns in which a row needs a value.</param>
    /// <exception cref="DataException">A column is not there, or no row is meant.</exception>
    public static UsedRows Of(Table table, TteOptions options, Column[] needed)
    {
        string[] unknown =
        [
            .. options
                .Columns.Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(name => !table.Has(name))
                .Select(name => $"{options.Table.File}: has no column {name}; it has {Names(name, table)}"),
        ];
        if (unknown.Length > 0)
            throw new DataException(unknown);
        RefuseSeveralParameters(table, options);
        var kept = options.Table.Where.Of(table, options.Table.File);
        var filteredOut = kept.AsSpan().Count(false);
        if (options.Table is { By: { } by, Level: { } level } && table.Find(by) is { } groups)
            for (var row = 0; row < kept.Length; row++)
                kept[row] &= Factor.CellOf(groups, row) == level;
        var (rows, asked) = (WithValues(needed, kept), kept.AsSpan().Count(true));
        return new(rows, asked - rows.Length, filteredOut, options.Table.File);
    }

    /// <summary>The options of each analysis: one for each level of <c>--by</c> among the rows that were asked for.</summary>
    /// <exception cref="DataException">The column is not there, or has a level for each row.</exception>
    public static IReadOnlyList<TteOptions> Split(Table table, TteOptions options)
    {
        const int most = 50;
        if (options.Table.By is not { } by)
            return [options];
        if (table.Find(by) is not { } column)
            throw new DataException($"{options.Table.File}: has no column {by}; it has {Names(by, table)}");
        var kept = options.Table.Where.Of(table, options.Table.File);
        var levels = Factor.Of(column, WithValues([column], kept)).Levels;
        return levels.Count is 0 or > most
            ? throw new DataException($"{options.Table.File}: column {by} has {levels.Count} values; --by is of 1 to {most}.")
            : [.. levels.Select(level => options with { Table = options.Table with { Level = level } })];
    }

    /// <summary>Why nobody is left.</summary>
    public string WhyNone(Column[] needed, Column? weight) =>
        Dropped + FilteredOut + Complete.Length == 0 ? $"{File}: has no rows."
        : Complete.Length > 0 ? $"{File}: every row has weight 0 in {weight!.Name}."
        : $"{File}: every row lacks a value in {string.Join(", ", needed.Select(column => column.Name).Distinct())}.";

    static string Names(string asked, Table table)
    {
        string[] names = [.. table.Columns.Select(column => column.Name)];
        return $"{string.Join(", ", names)}.{(NearestWord.Find(asked, names) is { } nearest ? $" Did you mean {nearest}?" : "")}";
    }

    // An ADTTE holds several endpoints, one under another: taken together they are everyone's follow-up twice.
    static void RefuseSeveralParameters(Table table, TteOptions options)
    {
        if (
            table.Find("PARAMCD") is not TextColumn parameters
            || options.Columns.Contains("PARAMCD", StringComparer.OrdinalIgnoreCase)
        )
            return;
        string[] several = [.. parameters.Values.Distinct()];
        if (several.Length > 1)
            throw new DataException(
                [
                    $"{options.Table.File}: PARAMCD has {several.Length} values, {string.Join(", ", several.Take(10))}: "
                        + $"choose one with --where PARAMCD={several[0]}.",
                ]
            );
    }

    // The rows that were asked for and have a value in every one of these columns.
    static int[] WithValues(Column[] used, bool[] kept)
    {
        var isMissing = Array.ConvertAll(kept, row => !row);
        foreach (var column in used)
            if (column is NumberColumn { Values: var numbers })
                for (var row = 0; row < isMissing.Length; row++)
                    isMissing[row] |= double.IsNaN(numbers[row]);
            else if (column is TextColumn { Values: var texts })
                for (var row = 0; row < isMissing.Length; row++)
                    isMissing[row] |= texts[row].Length == 0;
        var rows = new int[isMissing.AsSpan().Count(false)];
        var next = 0;
        for (var row = 0; row < kept.Length; row++)
            if (!isMissing[row])
                rows[next++] = row;
        return rows;
    }
}
