namespace Equipoise.Datasets.ValueFormats;

/// <summary>Reads the formats of a study from the data set that PROC FORMAT writes with CNTLOUT.</summary>
/// <remarks>
/// Source: SAS 9.4, Base SAS Procedures Guide, "FORMAT Procedure", output control data set. A row is a range of a format:
/// FMTNAME, START, END, LABEL, TYPE (C of texts, N of numbers; informats and pictures, I, J and P, show no words and are left
/// out), HLO (L where the start is LOW, H where the end is HIGH, O for other values), SEXCL and EEXCL (Y where a bound is left
/// out).
/// </remarks>
public static class ValueFormatReader
{
    static readonly string[] needed = ["FMTNAME", "START", "LABEL"];

    /// <summary>The formats by the names that columns have for them, in capitals.</summary>
    /// <exception cref="DataException">The data set is no such one, or is damaged.</exception>
    public static IReadOnlyDictionary<string, ValueFormat> Read(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var absent = needed.Where(name => dataset.Spec.IndexOf(name) < 0).ToArray();
        if (absent.Length > 0)
            throw new DataException(
                $"{dataset.Spec.Name}: holds no formats, for it has no {string.Join(", ", absent)}; "
                    + "PROC FORMAT writes them with CNTLOUT."
            );
        var table = Table.Of(dataset);
        return Enumerable
            .Range(0, table.RowCount)
            .Where(row => Cell(table, "TYPE", row) is "" or "C" or "N")
            .GroupBy(row => NameOf(table, row))
            .ToDictionary(
                rows => rows.Key,
                rows => new ValueFormat(
                    rows.Key,
                    [.. rows.Where(row => !Has(table, row, 'O')).Select(row => RangeOf(table, row))],
                    rows.Where(row => Has(table, row, 'O')).Select(row => Cell(table, "LABEL", row)).FirstOrDefault()
                )
            );
    }

    static string NameOf(Table table, int row)
    {
        var name = Cell(table, "FMTNAME", row).ToUpperInvariant();
        return Cell(table, "TYPE", row) == "C" && !name.StartsWith('$') ? $"${name}" : name;
    }

    static ValueRange RangeOf(Table table, int row)
    {
        var start = Cell(table, "START", row);
        var end = table.Has("END") ? Cell(table, "END", row) : start;
        return new(Has(table, row, 'L') ? null : start, Has(table, row, 'H') ? null : end, Cell(table, "LABEL", row))
        {
            IsStartLeftOut = Cell(table, "SEXCL", row) == "Y",
            IsEndLeftOut = Cell(table, "EEXCL", row) == "Y",
        };
    }

    static bool Has(Table table, int row, char letter) => Cell(table, "HLO", row).Contains(letter);

    // Numbers stand at the right of their texts.
    static string Cell(Table table, string name, int row) =>
        table.Find(name) switch
        {
            TextColumn text => text[row].Trim(' '),
            NumberColumn number => CellText.Of(number[row], DataType.Float),
            _ => "",
        };
}
