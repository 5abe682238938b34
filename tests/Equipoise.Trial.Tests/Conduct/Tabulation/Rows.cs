using Equipoise.Datasets;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>Tables as a person writes them down: one line a row, cells between bars, nothing for missing.</summary>
static class Rows
{
    public static string[] Of(Table table, params string[] columns) =>
        [
            .. Enumerable
                .Range(0, table.RowCount)
                .Select(row =>
                    string.Join(
                        '|',
                        (columns.Length == 0 ? table.Columns : columns.Select(name => table.Find(name)!)).Select(column =>
                            Cell(column, row)
                        )
                    )
                ),
        ];

    public static string Names(Table table) => string.Join('|', table.Columns.Select(column => column.Name));

    public static Table Named(this IEnumerable<Table> tables, string name) => tables.Single(table => table.Name == name);

    /// <summary>Every one of these rows is there, beside others.</summary>
    public static void ShouldBeSupersetOf(this string[] rows, string[] wanted) => wanted.ShouldBeSubsetOf(rows);

    static string Cell(Column column, int row) =>
        column switch
        {
            TextColumn text => text[row],
            NumberColumn number when double.IsNaN(number[row]) => "",
            NumberColumn number => $"{number[row]}",
            _ => throw new InvalidOperationException("A column holds text or numbers."),
        };
}
