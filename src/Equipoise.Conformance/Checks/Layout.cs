using Equipoise.Conformance.Studies;
using Equipoise.Datasets;

namespace Equipoise.Conformance.Checks;

/// <summary>The rows that a rule of each type looks at, where they are not the records themselves.</summary>
/// <remarks>Source: resources/schema/rule/Rule_Type.md of cdisc-rules-engine.</remarks>
static class Layout
{
    /// <summary>One row: what is known of the data set's file.</summary>
    public static Frame OfDataset(StudyDataset dataset) =>
        new Frame(1, _ => new(dataset.Name, 1)).With([.. Facts(dataset)]);

    /// <summary>What is known of the data set's file, the same for every row.</summary>
    public static IEnumerable<(string, Lazy<Variable>)> Facts(StudyDataset dataset) =>
        [
            ("dataset_name", Constant(Cell.Of(dataset.Name))),
            ("dataset_label", Constant(Cell.Of(dataset.Table.Label))),
            ("dataset_location", Constant(Cell.Of(dataset.File))),
            ("dataset_size", Constant(Cell.Of((double)dataset.Bytes))),
            ("DOMAIN", Constant(Cell.Of(dataset.Domain ?? ""))),
        ];

    /// <summary>A row for each variable of the data set.</summary>
    public static Frame OfVariables(StudyDataset dataset)
    {
        var columns = dataset.Table.Columns;
        return new Frame(columns.Count, row => new(dataset.Name, row + 1)).With([
            ("variable_name", Each(column => Cell.Of(column.Name))),
            ("variable_label", Each(column => Cell.Of(column.Label))),
            ("variable_size", Each(column => Cell.Of((double)column.Width))),
            ("variable_data_type", Each(column => Cell.Of(TypeOf(column)))),
            ("variable_format", Each(column => Cell.Of((column as NumberColumn)?.Format ?? ""))),
            ("variable_order_number", new(() => Variable.Of(columns.Select((_, at) => Cell.Of(at + 1.0))))),
            ("variable_has_empty_values", Each(column => Cell.Of(HasMissing(dataset, column)))),
            ("variable_is_empty", Each(column => Cell.Of(IsEmpty(dataset, column)))),
            ("variable_max_size", Each(column => Cell.Of((double)LongestOf(dataset, column)))),
        ]);

        Lazy<Variable> Each(Func<Column, Cell> of) => new(() => Variable.Of(columns.Select(of)));
    }

    /// <summary>One row with a variable for each data set, which holds the name of its file.</summary>
    public static Frame OfPresence(Study study) =>
        new Frame(1, _ => new("STUDY", null)).With([
            .. study.Datasets.Select(dataset => (dataset.Name, Constant(Cell.Of(dataset.File)))),
        ]);

    /// <summary>For each variable a row for each of its values, with what is known of the variable and the data set.</summary>
    public static IEnumerable<Frame> OfValues(StudyDataset dataset) =>
        dataset.Table.Columns.Select(
            (column, at) =>
                new Frame(dataset.Table.RowCount, row => new(dataset.Name, row + 1)).With([
                    .. Facts(dataset),
                    ("variable_name", Constant(Cell.Of(column.Name))),
                    ("variable_value", dataset.LazilyOf(column)),
                    ("variable_label", Constant(Cell.Of(column.Label))),
                    ("variable_size", Constant(Cell.Of((double)column.Width))),
                    ("variable_data_type", Constant(Cell.Of(TypeOf(column)))),
                    ("variable_format", Constant(Cell.Of((column as NumberColumn)?.Format ?? ""))),
                    ("variable_order_number", Constant(Cell.Of(at + 1.0))),
                    ("variable_value_length", new(() => Lengths(dataset, column))),
                ])
        );

    static Variable Lengths(StudyDataset dataset, Column column)
    {
        var variable = dataset.LazilyOf(column).Value;
        return Variable.Of(Enumerable.Range(0, column.Count).Select(row => Cell.Of((double)variable[row].Text.Length)));
    }

    static string TypeOf(Column column) => column is TextColumn ? "Char" : "Num";

    static bool HasMissing(StudyDataset dataset, Column column) =>
        dataset.LazilyOf(column).Value.Values.ToArray().Any(cell => cell.IsMissing);

    static bool IsEmpty(StudyDataset dataset, Column column) =>
        dataset.LazilyOf(column).Value.Values.ToArray().All(cell => cell.IsMissing);

    static int LongestOf(StudyDataset dataset, Column column) =>
        dataset.LazilyOf(column).Value.Values.ToArray().Select(cell => cell.Text.Length).DefaultIfEmpty().Max();

    static Lazy<Variable> Constant(Cell value) => new(Variable.Constant(value));
}
