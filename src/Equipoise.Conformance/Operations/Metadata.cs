using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>What is known of data sets without looking at their records.</summary>
static class Metadata
{
    public static Variable? StudyDomains(Working working) =>
        Words(working.Study.Datasets.Select(dataset => dataset.Domain).OfType<string>().Distinct());

    public static Variable? DatasetNames(Working working) => Words(working.Study.Datasets.Select(dataset => dataset.Name));

    public static Variable? ColumnOrder(Working working) => Words(working.Study.FrameOf(working.Whole).Names);

    // In how many data sets the variable is, each under the prefix of its domain.
    public static Variable? VariableCount(Working working) =>
        Variable.Constant(
            Cell.Of(
                (double)working.Study.Wholes.Count(whole =>
                    working.Study.FrameOf(whole).Has(Working.Resolve(working.Operation.Name ?? "", whole))
                )
            )
        );

    public static Variable? VariableExists(Working working) =>
        Variable.Constant(Cell.Of(working.Study.FrameOf(working.Whole).Has(working.Name)));

    public static Variable? VariableIsNull(Working working)
    {
        var variable = working.Study.FrameOf(working.Whole).Find(working.Name);
        return Variable.Constant(Cell.Of(variable is null || variable.Values.ToArray().All(cell => cell.IsMissing)));
    }

    public static Variable? Extract(Working working)
    {
        var first = working.Whole.First;
        return working.Operation.Name switch
        {
            "dataset_name" => Variable.Constant(Cell.Of(first.Name)),
            "dataset_label" => Variable.Constant(Cell.Of(first.Table.Label)),
            "dataset_location" => Variable.Constant(Cell.Of(first.File)),
            "dataset_size" => Variable.Constant(Cell.Of((double)first.Bytes)),
            "domain" => Variable.Constant(Cell.Of(first.Domain ?? "")),
            "is_ap" => Variable.Constant(Cell.Of(first.IsAssociatedPersons)),
            "ap_suffix" => Variable.Constant(Cell.Of(first.IsAssociatedPersons ? first.Prefix ?? "" : "")),
            _ => null,
        };
    }

    public static Variable? Minus(Working working) =>
        working.WordsOf(working.Operation.Name) is { } all
            ? Words(all.Except(working.WordsOf(working.Operation.Subtract) ?? []))
            : null;

    public static Variable? Split(Working working) =>
        working.Frame.Find(working.Name) is { } variable
            ? Variable.Of(
                Enumerable
                    .Range(0, working.Frame.RowCount)
                    .Select(row => Cell.Of(variable[row].Text.Split(working.Operation.Delimiter ?? ",")))
            )
            : null;

    static Variable Words(IEnumerable<string> words) => Variable.Constant(Cell.Of(words.ToArray()));
}
