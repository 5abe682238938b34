using Equipoise.Datasets;

namespace Equipoise.Tests;

/// <summary>The columns of a table whose types a test knows.</summary>
static class TableColumns
{
    /// <summary>The text column of that name.</summary>
    public static TextColumn Text(this Table table, string column) => table.Find(column).ShouldBeOfType<TextColumn>();

    /// <summary>The number column of that name.</summary>
    public static NumberColumn Number(this Table table, string column) => table.Find(column).ShouldBeOfType<NumberColumn>();
}
