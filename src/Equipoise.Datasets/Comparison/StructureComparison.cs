namespace Equipoise.Datasets.Comparison;

/// <summary>How two data sets differ apart from their rows.</summary>
static class StructureComparison
{
    /// <summary>Notes the differences.</summary>
    /// <returns>The columns that both have with values that can be compared.</returns>
    public static ComparedColumn[] Of(DatasetSpec first, DatasetSpec second, ComparisonOptions options, FindingList findings)
    {
        Differ("name", "", first.Name, second.Name);
        Differ("label", "", first.Label, second.Label);
        List<ComparedColumn> columns = [];
        foreach (var (index, column) in first.Columns.Index())
            if (second.IndexOf(column.Name) is >= 0 and var otherIndex)
            {
                var other = second.Columns[otherIndex];
                Differ("case of the name", column.Name, column.Name, other.Name);
                Differ("label", column.Name, column.Label, other.Label);
                Differ("type", column.Name, column.Type, other.Type);
                Differ("length", column.Name, column.Length, other.Length);
                Differ("format", column.Name, column.Format, other.Format);
                Differ("informat", column.Name, column.Informat, other.Informat);
                if (IsNumber(column) == IsNumber(other))
                    columns.Add(new(column, index, otherIndex, IsNumber(column), options));
                else
                    findings.Add(
                        "kind",
                        $"is {Kind(column)} in the first and {Kind(other)} in the second; its values were not compared",
                        FindingWeight.Broken,
                        column.Name
                    );
            }
        OnlyIn("first", first, second);
        OnlyIn("second", second, first);
        if (!Common(first, second).SequenceEqual(Common(second, first), StringComparer.OrdinalIgnoreCase))
            findings.Add("order of columns", "the columns that both have stand in different orders");
        return [.. columns];

        void Differ<T>(string rule, string column, T one, T other)
        {
            if (!EqualityComparer<T>.Default.Equals(one, other))
                findings.Add(rule, $"the {rule} is \"{one}\" in the first and \"{other}\" in the second", column: column);
        }

        void OnlyIn(string which, DatasetSpec here, DatasetSpec there)
        {
            foreach (var column in here.Columns.Where(column => there.IndexOf(column.Name) < 0))
                findings.Add($"only in the {which}", $"is only in the {which}", FindingWeight.Broken, column.Name);
        }
    }

    // A decimal is a number that is held as it is written.
    static bool IsNumber(ColumnSpec column) => column.IsNumber || column.Type == DataType.Decimal;

    static string Kind(ColumnSpec column) => IsNumber(column) ? "a number" : "a text";

    static IEnumerable<string> Common(DatasetSpec one, DatasetSpec other) =>
        one.Columns.Select(column => column.Name).Where(name => other.IndexOf(name) >= 0);
}
