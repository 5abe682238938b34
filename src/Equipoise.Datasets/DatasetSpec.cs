namespace Equipoise.Datasets;

/// <summary>A data set apart from its rows.</summary>
/// <param name="Name">Such as "ADSL".</param>
/// <param name="Label">Such as "Subject-Level Analysis Dataset"; "" for none.</param>
/// <param name="Columns">Its columns in order; their names differ, ignoring case.</param>
public sealed record DatasetSpec(string Name, string Label, IReadOnlyList<ColumnSpec> Columns)
{
    /// <summary>When it was made, as the clock of the writer showed; null where the file does not say.</summary>
    public DateTime? Created { get; init; }

    /// <summary>When it was changed last, as the clock of the writer showed; null where the file does not say.</summary>
    public DateTime? Modified { get; init; }

    /// <summary>SAS's word for what kind of data set it is; nearly always "".</summary>
    public string Kind { get; init; } = "";

    /// <summary>What else a file said of it, each as its own JSON text, in order: attributes of Dataset-JSON.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Extensions { get; init; } = [];

    /// <summary>The place of a column, ignoring case; -1 when there is none of that name.</summary>
    public int IndexOf(string name)
    {
        for (var index = 0; index < Columns.Count; index++)
            if (Columns[index].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return index;
        return -1;
    }
}
