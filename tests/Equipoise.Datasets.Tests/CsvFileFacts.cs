using System.IO.Compression;
using System.Text;
using Equipoise.Datasets.Csv;

namespace Equipoise.Datasets.Tests;

public sealed class CsvFileFacts : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    Table Read(string content, CsvOptions? options = null) => CsvFile.Read(folder.File("data.csv", content), options);

    IReadOnlyList<string> ProblemsOf(string content, CsvOptions? options = null) =>
        Should.Throw<DataException>(() => Read(content, options)).Problems;

    [Fact]
    public void A_file_from_R_is_read_with_its_row_names_and_its_NA()
    {
        // write.csv(head(survival::colon[c("rx", "differ", "time")], 2)), the second differ set to NA.
        var table = Read("\"\",\"rx\",\"differ\",\"time\"\n\"1\",\"Lev+5FU\",2,1521\n\"2\",\"Lev+5FU\",NA,1e+05\n");
        table.Name.ShouldBe("DATA");
        table.Number("").Values.ShouldBe([1, 2]);
        table.Text("rx").Values.ShouldBe(["Lev+5FU", "Lev+5FU"]);
        table.Number("differ").Values.ShouldBe([2, double.NaN]);
        table.Number("time").Values.ShouldBe([1521, 100_000]);
    }

    [Fact]
    public void Blanks_are_a_text_in_a_column_of_text_and_no_number()
    {
        Read("A,B\n  ,1\nabc,\t\n").Text("A").Values.ShouldBe(["  ", "abc"]);
        Read("A,B\n  ,1\nabc,\t\n").Number("B").Values.ShouldBe([1, double.NaN]);
        Read("A,B\n\t,1\n,2\n").Text("A").Values.ShouldBe(["\t", ""]);
    }

    [Theory]
    [InlineData("001")]
    [InlineData("-01")]
    [InlineData("+1")]
    [InlineData("12345678901234567890")]
    [InlineData("9007199254740993")] // 2^53 + 1, the first integer that a double cannot hold
    [InlineData("1e999")]
    [InlineData("Inf")]
    [InlineData("0x1F")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("2014-01-02")]
    [InlineData("1e")]
    [InlineData("-")]
    [InlineData("TRUE")]
    [InlineData("１")] // a full-width digit
    public void What_would_not_survive_as_a_number_stays_text(string cell)
    {
        Read($"id,x\n\"{cell}\",1\n2,1\n").Text("id").Values.ShouldBe([cell, "2"]);
        Read($"id,x\n2,1\n\"{cell}\",1\n").Text("id").Values.ShouldBe(["2", cell]);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", -0.0)]
    [InlineData("0.5", 0.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData(" 12 ", 12)]
    [InlineData("1e5", 1e5)]
    [InlineData("1E-05", 1e-5)]
    [InlineData("-1.5e+300", -1.5e300)]
    [InlineData("9007199254740992", 9007199254740992)]
    [InlineData("0.1000000000000000055511151231257827", 0.1)] // what 0.1 really is
    public void Numbers_are_read_as_the_nearest_double(string cell, double value) =>
        BitConverter.DoubleToInt64Bits(Read($"x,y\n{cell},1\n").Number("x")[0]).ShouldBe(BitConverter.DoubleToInt64Bits(value));

    [Fact]
    public void Missing_numbers_keep_their_SAS_codes_and_a_column_without_values_is_text()
    {
        var table = Read("a,b,c,d\n1,,.,\n,,NA,\n.A,,._,\nNaN,,,\n");
        new string([.. table.Number("a").Values[1..].Select(MissingValue.CodeOf)]).ShouldBe(".A.");
        table.Text("b").Values.ShouldBe(["", "", "", ""]);
        new string([.. table.Number("c").Values.Select(MissingValue.CodeOf)]).ShouldBe(".._.");
    }

    [Fact]
    public void NA_in_text_is_North_America_unless_the_caller_says_otherwise()
    {
        const string content = "region,x\nNA,1\nEU,NA\n";
        Read(content).Text("region").Values.ShouldBe(["NA", "EU"]);
        Read(content, new() { MissingText = new HashSet<string> { "NA" } }).Text("region").Values.ShouldBe(["", "EU"]);
    }

    [Fact]
    public void The_caller_can_say_that_digits_are_text_and_what_must_be_numbers()
    {
        const string content = "SITEID,AVAL\n101,12\n102,twelve\n103,007\n104,\n105,1 2\n";
        var options = new CsvOptions
        {
            TextColumns = new HashSet<string> { "siteid" },
            NumberColumns = new HashSet<string> { "AVAL" },
        };
        var problems = ProblemsOf(content, options);
        problems.Count.ShouldBe(2);
        problems[0].ShouldEndWith("data.csv: line 3, column AVAL: \"twelve\" is not a number.");
        problems[1].ShouldContain("line 6, column AVAL: \"1 2\"");
        var table = Read(
            content.Replace("twelve", "+12", StringComparison.Ordinal).Replace("1 2", "5", StringComparison.Ordinal),
            options
        );
        table.Text("SITEID")[0].ShouldBe("101");
        table.Number("AVAL").Values.ShouldBe([12, 12, 7, double.NaN, 5]);
    }

    [Fact]
    public void Columns_named_as_CDISC_names_them_have_its_types()
    {
        // SDTM IG 3.4: SITEID, AETOXGR and AESTDTC are Char, AESEQ and LBSTRESN Num; ADaM IG 1.3: TRT01P is Char.
        const string content = "SITEID,AETOXGR,AESTDTC,AESEQ,LBSTRESN,TRT01P\n101,3,2014,1,,54\n";
        var table = Read(content, new() { Cdisc = true });
        foreach (var name in new[] { "SITEID", "AETOXGR", "AESTDTC", "TRT01P" })
            table.Find(name).ShouldBeOfType<TextColumn>(name);
        table.Number("AESEQ")[0].ShouldBe(1);
        table.Number("LBSTRESN")[0].ShouldBe(double.NaN);
        Read(content).Number("AETOXGR")[0].ShouldBe(3);
    }

    [Fact]
    public void Quotes_line_breaks_commas_byte_order_mark_and_CRLF_are_read_as_RFC_4180_has_them()
    {
        var table = Read("\uFEFFAETERM,AESEV\r\n\"pain, \"\"severe\"\"\r\nat night\",MILD\r\n\r\n  rash ,\"\"\r\n");
        table.Text("AETERM").Values.ShouldBe(["pain, \"severe\"\r\nat night", "  rash "]);
        table.Text("AESEV").Values.ShouldBe(["MILD", ""]);
    }

    [Fact]
    public void A_gzipped_file_is_known_by_its_bytes_and_a_cut_one_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write("x\n1\n2\n"u8);
        var bytes = packed.ToArray();
        CsvFile.Read(folder.File("renamed.csv", bytes)).Number("x").Values.ShouldBe([1, 2]);
        CsvFile.Read(folder.File("adsl.csv.gz", bytes)).Name.ShouldBe("ADSL");
        // Members one after the other, as bgzip and cat leave them, are one file.
        using var more = new MemoryStream();
        using (var gzip = new GZipStream(more, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write("3\n"u8);
        CsvFile.Read(folder.File("two.csv.gz", [.. bytes, .. more.ToArray()])).Number("x").Values.ShouldBe([1, 2, 3]);
        for (var length = 2; length < bytes.Length; length++)
            Should
                .Throw<DataException>(() => CsvFile.Read(folder.File("cut.csv.gz", bytes[..length])))
                .Message.ShouldContain("cut.csv.gz");
    }

    [Fact]
    public void Every_ragged_row_and_every_stray_quote_is_listed_with_its_line()
    {
        var problems = ProblemsOf("a,b\n1\n\"two\nlines\",2\n1,2,3\n1,2\"\n\"1\"x,2\n");
        problems
            .Select(problem => problem[(problem.IndexOf(": ", StringComparison.Ordinal) + 2)..])
            .ShouldBe([
                "line 2: has 1 cells where the first line names 2 columns.",
                "line 5: has 3 cells where the first line names 2 columns.",
                "line 6: a quote stands inside a cell that does not begin with one.",
                "line 7: text follows the closing quote of a cell.",
            ]);
        ProblemsOf("a,b\n1,\"2\n3,4\n").ShouldContain(problem => problem.Contains("never closed", StringComparison.Ordinal));
    }

    [Fact]
    public void Headers_that_are_missing_or_doubled_are_refused()
    {
        ProblemsOf("").ShouldHaveSingleItem().ShouldContain("is empty");
        ProblemsOf("\n\n").ShouldHaveSingleItem().ShouldContain("is empty");
        var problems = ProblemsOf("time,,TIME,arm,arm\n1,2,3,4,5\n");
        problems.Count.ShouldBe(3);
        problems[0].ShouldContain("column 2 has no name");
        problems[1].ShouldContain("2 columns are named time");
    }

    [Fact]
    public void A_table_of_a_header_alone_has_columns_and_no_rows() =>
        Read("a,b\n").ShouldSatisfyAllConditions(table => table.RowCount.ShouldBe(0), table => table.Columns.Count.ShouldBe(2));

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_line()
    {
        Should
            .Throw<DataException>(() =>
                CsvFile.Read(folder.File("x.csv", Encoding.Latin1.GetBytes("name,n\nAndré,1\nAnn,2\nRené,3\n")))
            )
            .Problems.ShouldBe([
                .. new[] { 2, 4 }.Select(line =>
                    $"{folder.File("x.csv")}: line {line}, column name: is not UTF-8. Save the file as UTF-8 and try again."
                ),
            ]);
        Should
            .Throw<DataException>(() =>
                CsvFile.Read(folder.File("x.csv", [.. "PK\u0003\u0004"u8, 0, 0, 1, 2, 0, (byte)'\n', 0, 0]))
            )
            .Message.ShouldContain("not a text file");
        ProblemsOf("a,b\nx\0y,1\n").ShouldHaveSingleItem().ShouldContain("line 2, column a: holds a NUL byte");
    }

    [Fact]
    public void A_hopeless_file_is_told_in_its_first_lines_and_a_count()
    {
        var problems = ProblemsOf("a,b\n" + string.Concat(Enumerable.Repeat("1\n", 5000)));
        problems.Count.ShouldBe(4);
        problems[^1].ShouldEndWith("data.csv: 4997 more lines have another number of cells.");
    }

    [Fact]
    public void Any_bytes_are_a_table_or_a_refusal()
    {
        byte[] whole = [.. "a,\"b\"\r\n1,\"x\"\"y\"\r\n.A,\"é\"\r\n"u8];
        for (var i = 0; i < whole.Length; i++)
            foreach (var value in "\0\t\n\r \",.-0Ax\u00C3\u00FF")
            {
                byte[] changed = [.. whole];
                changed[i] = (byte)value;
                try
                {
                    CsvFile.Read(folder.File("fuzz.csv", changed)).Columns.Count.ShouldBeGreaterThan(0);
                }
                catch (DataException e)
                {
                    e.Message.ShouldContain("fuzz.csv");
                }
            }
    }

    [Fact]
    public void A_written_file_is_what_R_and_SAS_expect()
    {
        var table = new Table(
            "T",
            "",
            [
                new TextColumn("TERM", "", ["pain, severe", "", "say \"ah\""]),
                new NumberColumn("AVAL", "", [0.1, MissingValue.Of('A'), double.NaN]),
                new NumberColumn("ADT", "", [24137, 1e22, -0.5], "DATE9."),
            ]
        );
        CsvFile.Write(table, folder.File("t.csv"));
        File.ReadAllText(folder.File("t.csv"))
            .ShouldBe("TERM,AVAL,ADT\r\n\"pain, severe\",0.1,24137\r\n,.A,1E+22\r\n\"say \"\"ah\"\"\",,-0.5\r\n");
        Directory.GetFiles(folder.Path).ShouldBe([folder.File("t.csv")]);
    }
}
