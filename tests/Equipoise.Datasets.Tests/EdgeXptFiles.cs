using System.Text.Json;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>Transport files made for their edges; expected values stand beside them or are read from their bytes by hand.</summary>
public sealed class EdgeXptFiles
{
    static Table Read(string name) => XptFile.Read(ReferenceData.PathOf("xpt-edge", name));

    [ReferenceFact]
    public void Missing_codes_and_extreme_numbers_are_the_expected_ones()
    {
        var table = Read("v5_special_missing_and_floats.xpt");
        using var expected = JsonDocument.Parse(
            File.ReadAllText(ReferenceData.PathOf("xpt-edge", "v5_special_missing_and_floats.expected.json"))
        );
        table.RowCount.ShouldBe(expected.RootElement.GetArrayLength());
        var row = 0;
        foreach (var values in expected.RootElement.EnumerateArray())
        {
            table.Number("ID")[row].ShouldBe(values[0].GetDouble());
            var x = table.Number("X")[row];
            if (values[1].GetString() is { Length: 1 } code && !char.IsAsciiDigit(code[0]))
                MissingValue.CodeOf(x).ShouldBe(code[0]);
            else
                x.ShouldBe(double.Parse(values[1].GetString()!));
            table.Text("C")[row].ShouldBe(values[2].GetString());
            row++;
        }
        table.Number("X").Format.ShouldBe("BEST12.");
    }

    [ReferenceFact]
    public void Narrow_numbers_dates_and_UTF_8_are_read()
    {
        var table = Read("v5_short_numeric_dates_utf8.xpt");
        table.Number("NARROW").Values.ShouldBe([1, 255, double.NaN]); // 411000, 42FF00, 2E0000
        table.Number("N5").Values[..2].ShouldBe([12345, -7.5]); // 4430390000, C178000000
        table.Number("DT").Values[..2].ShouldBe([0, 0x5D17]); // 445D17...
        table.Number("TM").Values[..2].ShouldBe([0, 86399]); // 451517F0..., the last second of a day
        table
            .Columns.OfType<NumberColumn>()
            .Select(column => column.Format)
            .ShouldBe(["", "", "DATE9.", "DATETIME20.", "TIME8."]);
        table.Text("S200")[0].ShouldBe(new string('x', 200));
        table.Text("U").Values.ShouldBe(["café", "あい", ""]);
    }

    [ReferenceFact]
    public void Blank_rows_in_the_padding_are_not_rows()
    {
        Read("v5_char_only_9rows_1_trailing_blank.xpt")
            .Text("C")
            .Values.ShouldBe(["r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7"]);
        Read("v5_zero_rows.xpt").RowCount.ShouldBe(0);
    }

    [ReferenceFact]
    public void Version_8_gives_long_names_long_labels_and_the_number_of_rows()
    {
        var table = Read("v8_longname_longlabel_obscount.xpt");
        table.Name.ShouldBe("A_dataset_name_longer_than_eight");
        table.RowCount.ShouldBe(3);
        MissingValue.CodeOf(table.Number("LongVariableName_32_chars_xxxxxx")[1]).ShouldBe('Z');
        table.Text("PARAMCD").Label.ShouldBe("This label has well over forty characters so it must go to a LABELV8 record");
        table.Text("PARAMCD").Values.ShouldBe(["PFS", "", ""]);
    }

    [ReferenceFact]
    public void Files_that_haven_wrote_are_read()
    {
        var v5 = Read("haven251_v5_truncatedlabel.xpt");
        v5.Number("AVAL").Values.ShouldBe([1.5, double.NaN, double.NaN]);
        v5.Number("AVAL").Values[1..].Select(MissingValue.CodeOf).ShouldBe(".A"); // 2E, 41 and zeros
        v5.Text("PARAM").Label.ShouldBe("long label long label long label long la");
        var v8 = Read("haven251_v8_longlabel.xpt");
        v8.Text("PARAM").Values.ShouldBe(["PFS", "", "OS"]);
        v8.Text("PARAM").Label.ShouldBe("long label long label long label long label long label long label"[..65]);
    }
}
