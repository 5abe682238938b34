using Equipoise.Datasets.ValueFormats;

namespace Equipoise.Datasets.Inspection;

/// <summary>What a data set is and holds: its columns, its first rows, what is odd about it.</summary>
public sealed class InspectedDataset
{
    InspectedDataset(DatasetSpec spec, IReadOnlyDictionary<string, ValueFormat>? formats) =>
        (Spec, Columns) = (spec, [.. spec.Columns.Select(column => new InspectedColumn(column, WordsOf(column, formats)))]);

    static ValueFormat? WordsOf(ColumnSpec column, IReadOnlyDictionary<string, ValueFormat>? formats) =>
        formats?.GetValueOrDefault(SasFormat.Parse(SasFormat.Normal(column.Format))?.Name ?? "");

    /// <summary>What it is.</summary>
    public DatasetSpec Spec { get; }

    /// <summary>What its columns hold, in order.</summary>
    public IReadOnlyList<InspectedColumn> Columns { get; }

    /// <summary>The number of its rows.</summary>
    public long RowCount { get; private set; }

    /// <summary>Its first rows, each value as it is shown.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FirstRows { get; private set; } = [];

    /// <summary>What is odd about it.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Goes through a data set once.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="rows">How many of its first rows are wanted.</param>
    /// <param name="formats">The formats of the study by their names, for the words of values; null for none.</param>
    /// <exception cref="DataException">It is damaged.</exception>
    public static InspectedDataset Of(Dataset dataset, int rows, IReadOnlyDictionary<string, ValueFormat>? formats = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var inspected = new InspectedDataset(dataset.Spec, formats);
        List<string[]> first = [];
        foreach (var batch in dataset.Batches())
        {
            for (var row = 0; row < batch.Count && first.Count < rows; row++)
                first.Add([.. dataset.Spec.Columns.Select((column, index) => CellText.Of(batch, column, index, row))]);
            for (var index = 0; index < inspected.Columns.Count; index++)
                inspected.Columns[index].Add(batch.Columns[index], batch.Count);
            inspected.RowCount += batch.Count;
        }
        (inspected.FirstRows, inspected.Findings) = (first, dataset.Findings);
        return inspected;
    }
}
