using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>Delimited text whatever stands between its cells, and whoever says what its columns are.</summary>
public sealed class DelimitedText : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    Table Batched(string content, CsvOptions? options = null) => Table.Of(CsvFile.Open(folder.File("t.csv", content), options));

    static string Cells(Table table) =>
        string.Join(
            " / ",
            Enumerable
                .Range(0, table.RowCount)
                .Select(row =>
                    string.Join(
                        ' ',
                        table.Columns.Select(column =>
                            column is TextColumn text ? $"'{text[row]}'"
                            : ((NumberColumn)column)[row] is var number && double.IsNaN(number) ? "."
                            : $"{number}"
                        )
                    )
                )
        );

    [Theory]
    [InlineData("A\tB\n1\tx\n")]
    [InlineData("A|B\n1|x\n")]
    [InlineData("A;B\n1;x\n")]
    [InlineData("A,B\n1,x\n")]
    [InlineData("\"A\",\"B\"\n1,\"x\"\n")]
    [InlineData("sep=;\nA;B\n1;x\n")]
    public void The_separator_is_found(string content)
    {
        foreach (var table in new[] { Batched(content), CsvFile.Read(folder.File("t.csv")) })
        {
            table.Columns.Select(column => column.Name).ShouldBe(["A", "B"]);
            Cells(table).ShouldBe("1 'x'");
        }
    }

    [Fact]
    public void A_separator_inside_quotes_is_none() =>
        Batched("\"Weight; in kg; at night\",B\n1,2\n").Columns.Select(column => column.Name).ShouldBe(["Weight; in kg; at night", "B"]);

    [Fact]
    public void A_blank_line_is_a_missing_value_where_there_is_one_column()
    {
        Cells(Batched("A\n1\n\n3\n")).ShouldBe("1 / . / 3");
        CsvFile.Read(folder.File("t.csv", "A\r\n1\r\n\r\n3\r\n")).RowCount.ShouldBe(3);
        CsvFile.Read(folder.File("t.csv", "A,B\n1,2\n\n3,4\n")).RowCount.ShouldBe(2);
    }

    [Fact]
    public void Another_file_says_what_columns_are()
    {
        var like = new Table(
            "DM",
            "Demographics",
            [
                new TextColumn("USUBJID", "Subject", ["1"]) { Width = 20 },
                new NumberColumn("RFSTDT", "First dose", [0], "DATE9."),
                new NumberColumn("AGE", "Age", [1]),
                new TextColumn("ARM", "Arm", [""]),
            ]
        );
        XptFile.Write(like, folder.File("like.xpt"), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var spec = DatasetFile.Members(folder.File("like.xpt"))[0].Spec;
        var read = Batched("USUBJID,RFSTDT,AGE,ARM,EXTRA\n1001,1960-01-31,,,x\n1002,31,7,,y\n", new() { Spec = spec });
        Cells(read).ShouldBe("'1001' 30 . '' 'x' / '1002' 31 7 '' 'y'");
        read.Columns.Select(column => column.Label).ShouldBe(["Subject", "First dose", "Age", "Arm", ""]);
        (read.Number("RFSTDT").Format, read.Columns[0].Width, read.Label).ShouldBe(("DATE9.", 20, "Demographics"));
        Should
            .Throw<DataException>(() => Batched("AGE\n1\nold\n", new() { Spec = spec }))
            .Message.ShouldContain("line 3, column AGE: \"old\" is not a number");
    }

    // SDTMIG 3.4: USUBJID, --ELTM, SETCD, --TPT are Char, --TPTNUM, --LLOQ are Num.
    [Fact]
    public void Types_by_CDISC_names_are_told_where_the_cells_say_otherwise()
    {
        var dataset = CsvFile.Open(
            folder.File("t.csv", "USUBJID,AGE,EXELTM,SETCD,LBTPT,LBTPTNUM,LBLLOQ\n1001,34,,1,2,,\n"),
            new() { Cdisc = true }
        );
        dataset.Spec.Columns.Select(column => column.IsNumber).ShouldBe([false, true, false, false, false, true, true]);
        dataset.Findings.Select(finding => finding.Column).ShouldBe(["USUBJID", "SETCD", "LBTPT", "LBTPTNUM", "LBLLOQ"]);
    }

    [Fact]
    public void A_packed_file_that_unpacks_to_far_more_than_data_do_is_refused()
    {
        using (var packed = new System.IO.Compression.GZipStream(File.Create(folder.File("bomb.csv.gz")), default(System.IO.Compression.CompressionLevel)))
            for (var megabyte = 0; megabyte < 210; megabyte++)
                packed.Write(new byte[1 << 20]);
        new FileInfo(folder.File("bomb.csv.gz")).Length.ShouldBeLessThan(400_000);
        Should.Throw<DataException>(() => CsvFile.Read(folder.File("bomb.csv.gz"))).Message.ShouldContain("more than 500 times");
        Should.Throw<DataException>(() => CsvFile.Open(folder.File("bomb.csv.gz")));
    }

    // Three bytes a letter, so that some letter lies across the end of whatever part of the file is read at once.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Letters_across_the_parts_in_which_a_file_is_read_are_whole(int shift)
    {
        var texts = Enumerable.Range(0, 60_000).Select(row => $"{row % 7}治疗").ToArray();
        var content = $"{new string('A', 1 + shift)},B\n{string.Join(",x\n", texts)},x\n";
        Batched(content).Columns[0].ShouldBeOfType<TextColumn>().Values.ShouldBe(texts);
        byte[] broken = [.. System.Text.Encoding.UTF8.GetBytes(content), 0xE6, 0xB2];
        Should
            .Throw<DataException>(() => CsvFile.Open(folder.File("broken.csv", [.. broken, .. ",x\n"u8])))
            .Message.ShouldContain("line 60002, column A");
    }
}
