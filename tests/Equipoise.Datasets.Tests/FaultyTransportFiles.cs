using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>
/// Transport files as other programs wrote them, with their faults; the right values are those of the public issue named beside each.
/// </summary>
public sealed class FaultyTransportFiles
{
    static Dataset Open(string name) => XptFile.Open(ReferenceData.PathOf("datasets/xpt", name)).ShouldHaveSingleItem();

    static Table Read(string name) => Table.Of(Open(name));

    static string Refusal(string name) => Should.Throw<DataException>(() => Read(name)).Message;

    // https://github.com/WizardMac/ReadStat/issues/208: SAS's %LOC2XPT.
    [ReferenceFact]
    public void Rows_are_in_the_order_of_the_columns_whatever_positions_the_header_gives()
    {
        var table = Read("dates_xpt_v8.xpt");
        table.RowCount.ShouldBe(19);
        table.Columns.Select(column => column is TextColumn text ? text[0] : $"{((NumberColumn)column)[0]}").ShouldBe([
            "-86401",
            "1959-12-30 23:59:59",
            "UTC",
            "-2",
            "1959-12-30",
            "86399",
            "23:59:59",
            "-86401",
            "1",
        ]);
        Open("dates_xpt_v8.xpt").Findings.ShouldContain(finding => finding.Rule == "positions");
    }

    // The text beside each number is what was written; row 1 says 2129.8.
    [ReferenceFact]
    public void Numbers_of_54_to_56_bits_become_the_nearest_double()
    {
        var table = Read("pds_fw.xpt");
        table.Number("FWSTRESN")[0].ShouldBe(2129.8);
        var (numbers, texts) = (table.Number("FWSTRESN"), table.Text("FWSTRESC"));
        Enumerable.Range(0, table.RowCount).Count(row => double.TryParse(texts[row], out var value) && numbers[row] == value).ShouldBe(173);
        table.RowCount.ShouldBe(212);
    }

    [ReferenceTheory]
    [InlineData("extra5.xpt")]
    [InlineData("b784.xpt")]
    [InlineData("lab8.xpt")]
    [InlineData("b756.xpt")]
    [InlineData("b33.xpt")]
    [InlineData("nl.xpt")]
    [InlineData("ctrlz.xpt")]
    [InlineData("nopad.xpt")]
    public void Three_rows_are_read_whatever_surrounds_them(string name)
    {
        var table = Read(name);
        (table.RowCount, table.Columns.Count).ShouldBe((3, 2));
        table.Columns.OfType<NumberColumn>().Single().Values[1..].ShouldBe([2, 3]);
    }

    [ReferenceTheory]
    [InlineData("nl.xpt", "line end")]
    [InlineData("ctrlz.xpt", "line end")]
    [InlineData("nopad.xpt", "padding")]
    [InlineData("b33.xpt", "padding")]
    public void What_is_odd_about_a_file_is_noted(string name, string rule) =>
        Open(name).Findings.ShouldHaveSingleItem().Rule.ShouldBe(rule);

    // https://github.com/tidyverse/haven/issues/650
    [ReferenceFact]
    public void A_text_column_of_no_bytes_is_blank()
    {
        var table = Read("b650.xpt");
        (table.RowCount, table.Columns.Count).ShouldBe((2, 3));
        table.Text("s").Values.ShouldBe(["", ""]);
    }

    [ReferenceFact]
    public void Formats_longer_than_eight_letters_are_whole() =>
        Read("labelv9.xpt").Number("x").Format.ShouldBe("VERYLONGFORMATNAME20.2");

    [ReferenceFact]
    public void A_transfer_in_text_mode_is_called_that() => Refusal("crlf.xpt").ShouldContain("transfer in text mode");

    [ReferenceFact]
    public void A_file_of_PROC_CPORT_is_called_that() => Refusal("cported.xpt").ShouldContain("CPORT");

    // https://github.com/tidyverse/haven/issues/747, /754; https://github.com/pandas-dev/pandas/issues/30051
    [ReferenceFact]
    public void Dates_in_text_blank_rows_and_unnormalized_zeros_are_read()
    {
        Read("b747.xpt").Columns.OfType<TextColumn>().Single().Values.ShouldBe(["20424", "20487"]);
        Read("b754.xpt").RowCount.ShouldBe(1);
        Read("b30051.xpt").Columns.OfType<NumberColumn>().First().Values.ShouldBe([0, 0, 80]);
    }
}
