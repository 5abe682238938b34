using System.Text.Json;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>A column as it stands in a document.</summary>
/// <param name="Spec">The column.</param>
/// <param name="Type">What its values are in the document.</param>
sealed record WrittenColumn(ColumnSpec Spec, DataType Type)
{
    const string Length = "length";
    const string CodeLost = "JSON has one missing value: the codes .A to .Z and ._ are lost";
    const string PartLost = "so small a part of a second cannot be written";

    /// <summary>What it is written as, now that its values are known.</summary>
    public static WrittenColumn Of(ColumnFacts facts, FindingList findings)
    {
        var spec = facts.Spec;
        if (!spec.IsNumber)
            return new(spec, DeclaredColumn.IsText(spec.Type) ? spec.Type : DataType.Text);
        var (least, greatest) = (facts.Least ?? 0, facts.Greatest ?? 0);
        var fits = spec.Type switch
        {
            DataType.Integer => facts.IsWhole,
            DataType.Boolean => facts.IsWhole && least >= 0 && greatest <= 1,
            DataType.Date or DataType.DateTime or DataType.Time => IsoTime.CanWrite(spec.Type, least, greatest, facts.IsWhole),
            DataType.Float or DataType.Double => true,
            _ => false,
        };
        if (fits)
            return new(spec, spec.Type);
        var (word, isKept) = (DeclaredColumn.WordOf(spec.Type), SasFormat.MeaningOf(spec.Format) == spec.Type);
        findings.Add(
            $"not {word}",
            $"between {least} and {greatest}, not all values are such as dataType {word} has; they were written as "
                + $"numbers{(isKept ? " with their format" : "")}",
            isKept ? FindingWeight.Note : FindingWeight.Lost,
            spec.Name
        );
        return new(spec, DataType.Float);
    }

    bool IsDate => Spec.IsNumber && Type is DataType.Date or DataType.DateTime or DataType.Time;

    /// <summary>Writes what is said of it, in the order of the standard.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="dataset">Its data set, for want of an OID.</param>
    public void WriteAttributes(Utf8JsonWriter json, DatasetSpec dataset)
    {
        json.WriteStartObject();
        json.WriteString("itemOID", Spec.Oid.Length > 0 ? Spec.Oid : DescriptionLoss.OidOf(dataset, Spec));
        json.WriteString("name", Spec.Name);
        json.WriteString("label", Spec.Label);
        json.WriteString("dataType", DeclaredColumn.WordOf(Type));
        if (IsDate || Type == DataType.Decimal)
            json.WriteString("targetDataType", IsDate ? "integer" : "decimal");
        if (!Spec.IsNumber && Spec.Length > 0)
            json.WriteNumber(Length, Spec.Length);
        WriteKept(json, isLength: true);
        if (Spec.Format.Length > 0)
            json.WriteString("displayFormat", Spec.Format);
        if (Spec.Key > 0)
            json.WriteNumber("keySequence", Spec.Key);
        WriteKept(json, isLength: false);
        json.WriteEndObject();
    }

    // The length of a number is kept with what has no place of its own, and written in its place.
    void WriteKept(Utf8JsonWriter json, bool isLength)
    {
        foreach (var (name, value) in Spec.Extensions.Where(one => one.Key == Length == isLength))
        {
            json.WritePropertyName(name);
            WriteJson(json, value);
        }
    }

    /// <summary>Writes an attribute that is kept as JSON, without line ends.</summary>
    public static void WriteJson(Utf8JsonWriter json, string value)
    {
        using var document = JsonDocument.Parse(value);
        document.RootElement.WriteTo(json);
    }

    /// <summary>Writes one cell.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="cells">The cells of this column in a batch.</param>
    /// <param name="at">The row in the batch, from 0.</param>
    /// <param name="row">The row in the data set, from 1.</param>
    /// <param name="problems">What no document can hold.</param>
    /// <param name="findings">What is lost.</param>
    public void WriteCell(Utf8JsonWriter json, Cells cells, int at, long row, FileProblems problems, FindingList findings)
    {
        if (cells is TextCells texts)
        {
            if (Type == DataType.Decimal && texts[at].IsEmpty)
                json.WriteNullValue();
            else
                json.WriteStringValue(texts[at]);
            return;
        }
        var value = ((NumberCells)cells).Values[at];
        if (double.IsFinite(value))
            WriteNumber(json, value, row, findings);
        else if (double.IsNaN(value))
        {
            json.WriteNullValue();
            if (MissingValue.CodeOf(value) is var code and not '.')
                findings.Add("special missing", CodeLost, FindingWeight.Lost, Spec.Name, row, $".{code}");
        }
        else
            problems.Add(
                $"row {row}, column {Spec.Name}: is infinite, as no number of JSON is.",
                $"infinite numbers of {Spec.Name}"
            );
    }

    void WriteNumber(Utf8JsonWriter json, double value, long row, FindingList findings)
    {
        if (IsDate)
        {
            Span<byte> text = stackalloc byte[IsoTime.Longest];
            text = text[..IsoTime.Write(value, Type, text)];
            json.WriteStringValue(text);
            if (!IsoTime.TryRead(text, Type, out var read, out _) || read != value)
                findings.Add("part of a second", PartLost, FindingWeight.Lost, Spec.Name, row, $"{value}");
        }
        else if (Type == DataType.Boolean)
            json.WriteBooleanValue(value != 0);
        else if (Type == DataType.Integer)
            json.WriteNumberValue((long)value);
        else
            json.WriteNumberValue(value);
    }
}
