using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Datasets.Tests;

/// <summary>A data set of which everything that can be said is said, drawn at random.</summary>
sealed class DrawnDataset(DatasetSpec spec, IReadOnlyList<object[]> columns, int rows) : Dataset
{
    static readonly Gen<double> AnyNumber = Gen.Frequency(
        (3, ArbMap.Default.GeneratorFor<int>().Select(integer => (double)integer)),
        (2, ArbMap.Default.GeneratorFor<int>().Select(thousandths => thousandths / 1000.0)),
        (1, Gen.Elements("._ABCXYZ".ToCharArray()).Select(MissingValue.Of)),
        (1, Gen.Elements(0, 1, 0.1, 1 / 3.0, -118.625, 7.2e75, 5.4e-79, 1L << 53, 86399.25, 2_936_550))
    );

    static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Elements("a", "B", " ", ",", ";", "\"", "\r", "\n", "\t", "0", "1", "-", ".", "NA", "é", "あ", "🙂")
            .ArrayOf()
            .Select(string.Concat),
        Gen.Elements("1", "22", "", "3.5", "NA", ".", "007", "1e3")
    );

    static readonly Gen<string> Decimal = Gen.Elements("", "1.50", "-0.1", "12345678901234567890.123", "0.3333333333333333333");
    static readonly Gen<string> Time = Gen.Elements("", "2026-01-02", "2026-01", "2026-01-02T03:04:05", "03:04", "2026---02");

    public override DatasetSpec Spec => spec;

    public override long? RowCount => rows;

    /// <summary>Such data sets, of up to eight rows and six columns.</summary>
    public static Gen<DrawnDataset> Any =>
        from rows in Gen.Choose(0, 8)
        from count in Gen.Choose(1, 6)
        from columns in Gen.CollectToList(Enumerable.Range(0, count).Select(index => ColumnOf(index, rows)))
        from label in Gen.Elements("", "Any \"table\"", "Ends in blanks  ")
        from name in Gen.Elements("T", "OTHER")
        from kind in Gen.Elements("", "VIEW")
        from modified in Gen.Elements<DateTime?>(null, new(2020, 2, 3, 4, 5, 6), new(1950, 1, 1), new(2020, 2, 3, 4, 5, 6, 7))
        from isExtended in Gen.Elements(true, false)
        select new DrawnDataset(
            new(name, label, [.. columns.Select(column => column.Spec)])
            {
                Kind = kind,
                Modified = modified,
                Extensions = isExtended ? [new("studyOID", "\"S.1\""), new("isReferenceData", "true")] : [],
            },
            [.. columns.Select(column => column.Cells)],
            rows
        );

    static Gen<(ColumnSpec Spec, object[] Cells)> ColumnOf(int index, int rows) =>
        from drawn in Gen.OneOf(TextColumn(index, rows), NumberColumn(index, rows))
        from label in Gen.Elements("", $"Column {index}", "Blank ")
        from informat in Gen.Elements("", drawn.Spec.IsNumber ? "DATE9." : "$8.")
        from isRight in Gen.Elements(true, false)
        from key in Gen.Elements(0, index + 1)
        from oid in Gen.Elements("", $"IT.T.C{index}", $"IT.ELSE.C{index}")
        from isExtended in Gen.Elements(true, false)
        select (
            drawn.Spec with
            {
                Label = label,
                Informat = informat,
                IsRightJustified = isRight,
                Key = key,
                Oid = oid,
                Extensions = isExtended ? [new("mandatory", "true"), new("levels", """{"of":[1,"a"]}""")] : [],
            },
            drawn.Cells
        );

    static Gen<(ColumnSpec Spec, object[] Cells)> TextColumn(int index, int rows) =>
        from type in Gen.Elements(DataType.Text, DataType.Text, DataType.Decimal, DataType.Date, DataType.DateTime, DataType.Uri)
        from cells in (type is DataType.Decimal ? Decimal : type is DataType.Text or DataType.Uri ? AnyText : Time).ArrayOf(rows)
        from length in Gen.Elements(0, 3, 40)
        from format in Gen.Elements("", "$20.")
        select (
            ColumnSpec.OfText($"C{index}") with
            {
                Type = type,
                Length = length,
                Format = format,
            },
            cells.ToArray<object>()
        );

    static Gen<(ColumnSpec Spec, object[] Cells)> NumberColumn(int index, int rows) =>
        from cells in AnyNumber.ArrayOf(rows)
        from type in Gen.Elements(DataType.Float, DataType.Float, DataType.Double, DataType.Integer, DataType.Boolean)
        from format in Gen.Elements("", "8.2", "DATE9.", "DATETIME20.", "TIME8.", "VISITNUMBER12.")
        from areSmall in Gen.Elements(true, false)
        select (
            ColumnSpec.OfNumber($"C{index}", "", format) with
            {
                Type = SasFormat.MeaningOf(format) ?? type,
                // Three bytes hold the whole numbers to 65,536.
                Length = areSmall ? 3 : 8,
            },
            cells.Select((cell, row) => (object)(areSmall ? row % 3 : cell)).ToArray()
        );

    public override IEnumerable<Batch> Batches()
    {
        var batch = new Batch(spec);
        for (; batch.Count < rows; batch.Count++)
            for (var index = 0; index < columns.Count; index++)
                if (columns[index][batch.Count] is double number)
                    batch.Numbers(index).Values[batch.Count] = number;
                else
                    batch.Texts(index).Add((string)columns[index][batch.Count]);
        if (rows > 0)
            yield return batch;
    }

    public override string ToString() =>
        $"{spec.Name}: {string.Join("; ", spec.Columns.Zip(columns).Select(pair => $"{pair.First}: {string.Join('|', pair.Second)}"))}";
}
