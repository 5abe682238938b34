using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Joins;

/// <summary>Supplemental qualifiers as variables of the records that they qualify.</summary>
static class Supplements
{
    public static Frame? Join(Frame parent, Frame supplement)
    {
        if (supplement.Find("QNAM") is not { } names || supplement.Find("QVAL") is not { } values)
            return null;
        var more = new Dictionary<string, Cell[]>();
        var identifiers = new[] { "IDVAR", "USUBJID" }.Where(supplement.Has).ToArray();
        var partners = new Dictionary<string, Dictionary<string, List<int>>>();
        for (var row = 0; row < supplement.RowCount; row++)
        {
            var by = supplement.Find("IDVAR")?[row].Text ?? "";
            if (!partners.TryGetValue(by, out var rowsBy))
                partners.Add(by, rowsBy = ParentsBy(parent, by));
            if (!rowsBy.TryGetValue(KeyOf(supplement, row, by), out var rows))
                continue;
            if (!more.TryGetValue(names[row].Text, out var cells))
                more.Add(names[row].Text, cells = new Cell[parent.RowCount]);
            foreach (var parentRow in rows)
                cells[parentRow] = values[row];
        }
        return parent.With(more.Select(variable => (variable.Key, new Lazy<Variable>(() => Variable.Of(variable.Value)))));
    }

    static Dictionary<string, List<int>> ParentsBy(Frame parent, string by)
    {
        Variable?[] keys = by.Length == 0 ? [parent.Find("USUBJID")] : [parent.Find("USUBJID"), parent.Find(by)];
        return keys.Contains(null) ? [] : RowKeys.RowsBy(parent.RowCount, RowKeys.Of(keys!));
    }

    static string KeyOf(Frame supplement, int row, string by)
    {
        var person = supplement.Find("USUBJID") ?? Variable.Constant(Cell.Missing);
        return by.Length == 0
            ? RowKeys.Of([person])(row)
            : RowKeys.Of([person, supplement.Find("IDVARVAL") ?? Variable.Constant(Cell.Missing)])(row);
    }
}
