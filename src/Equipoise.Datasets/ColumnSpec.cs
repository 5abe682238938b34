namespace Equipoise.Datasets;

/// <summary>A column apart from its values: what every format says of it, in one place.</summary>
/// <param name="Name">Its variable name.</param>
/// <param name="Label">Its description; "" for none.</param>
/// <param name="Type">What its values mean.</param>
/// <param name="IsNumber">Whether values are held as doubles (a missing one is a NaN, see <see cref="MissingValue"/>) or as text
/// (a missing one is empty).</param>
public sealed record ColumnSpec(string Name, string Label, DataType Type, bool IsNumber)
{
    /// <summary>The bytes that SAS gives to each value, or the most characters in other formats; 0 where nobody said.</summary>
    public int Length { get; init; }

    /// <summary>How SAS shows values, such as "DATE9." or "$20."; "" for none.</summary>
    public string Format { get; init; } = "";

    /// <summary>How SAS reads values; "" for none.</summary>
    public string Informat { get; init; } = "";

    /// <summary>Whether SAS shows values at the right.</summary>
    public bool IsRightJustified { get; init; }

    /// <summary>Its place among the columns that tell rows apart, from 1; 0 when it is none of them.</summary>
    public int Key { get; init; }

    /// <summary>What other programs call it in Define-XML and Dataset-JSON, such as "IT.DM.AGE"; "" where nobody said.</summary>
    public string Oid { get; init; } = "";

    /// <summary>What else a file said of it, each as its own JSON text, in order: extension attributes of Dataset-JSON.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Extensions { get; init; } = [];

    /// <summary>Text.</summary>
    public static ColumnSpec OfText(string name, string label = "") => new(name, label, DataType.Text, IsNumber: false);

    /// <summary>A number, whose meaning follows its format of SAS: a date where that shows dates.</summary>
    public static ColumnSpec OfNumber(string name, string label = "", string format = "") =>
        new(name, label, SasFormat.MeaningOf(format) ?? DataType.Float, IsNumber: true) { Format = format };
}
