using System.Text;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

public sealed class XptFileFacts : IDisposable
{
    static readonly DateTimeOffset Created = new(2026, 11, 2, 9, 5, 7, TimeSpan.FromHours(1));

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static Table Small() =>
        new(
            "ADTTE",
            "Time to Event",
            [
                new TextColumn("USUBJID", "Unique Subject Identifier", ["P-001", "P-002", ""]),
                new NumberColumn("AVAL", "Analysis Value", [12.5, MissingValue.Of('A'), 0]),
                new NumberColumn("ADT", "Analysis Date", [SasDate.ToNumber(new(2026, 1, 31)), double.NaN, 0], "DATE9."),
            ]
        );

    [Fact]
    public void A_written_file_has_the_records_of_the_specification()
    {
        var path = folder.File("adtte.xpt");
        XptFile.Write(Small(), path, Created);
        var bytes = File.ReadAllBytes(path);
        var text = Encoding.Latin1.GetString(bytes);
        string Record(int i) => text.Substring(80 * i, 80);

        (bytes.Length % 80).ShouldBe(0);
        Record(0).ShouldBe("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!000000000000000000000000000000  ");
        Record(1).ShouldStartWith("SAS     SAS     SASLIB  ");
        Record(1).ShouldEndWith("02NOV26:09:05:07");
        Record(2).ShouldBe("02NOV26:09:05:07".PadRight(80));
        Record(3).ShouldBe("HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!000000000000000001600000000140  ");
        Record(4).ShouldBe("HEADER RECORD*******DSCRPTR HEADER RECORD!!!!!!!000000000000000000000000000000  ");
        Record(5).ShouldStartWith("SAS     ADTTE   SASDATA ");
        Record(6).ShouldBe("02NOV26:09:05:07".PadRight(32) + "Time to Event".PadRight(40) + "        ");
        Record(7).ShouldBe("HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!000000000300000000000000000000  ");
        // 3 * 140 bytes fill 5.25 records, so the rows' header is record 14.
        Record(14).ShouldBe("HEADER RECORD*******OBS     HEADER RECORD!!!!!!!000000000000000000000000000000  ");
        // 2026-01-31 is day 24137 = 5E49 (hexadecimal) after 1960-01-01.
        Convert.ToHexString(bytes.AsSpan(15 * 80, 21)).ShouldBe("502D303031" + "41C8000000000000" + "445E490000000000");
    }

    [Fact]
    public void A_table_comes_back_with_its_labels_formats_and_missing_codes()
    {
        var path = folder.File("adtte.xpt");
        XptFile.Write(Small(), path, Created);
        var read = XptFile.Read(path);
        read.Label.ShouldBe("Time to Event");
        read.Columns.Select(column => column.Label).ShouldBe(["Unique Subject Identifier", "Analysis Value", "Analysis Date"]);
        read.Number("ADT").Format.ShouldBe("DATE9.");
        read.Text("USUBJID").Values.ShouldBe(["P-001", "P-002", ""]);
        MissingValue.CodeOf(read.Number("AVAL")[1]).ShouldBe('A');
        SasDate.FromNumber(read.Number("ADT")[0]).ShouldBe(new DateOnly(2026, 1, 31));
    }

    [Fact]
    public void Every_breach_of_the_rules_is_listed_and_the_old_file_stays()
    {
        var path = folder.File("kept.xpt", "as it was");
        var table = new Table(
            "adverse_events",
            new string('L', 41),
            [
                new TextColumn("AETERM", "Terme rapporté", ["Œdème", "rash"]),
                new TextColumn("NARRATIVE", "", [new string('x', 201), ""]),
                new NumberColumn("AVAL", "", [1e80, 1], "date9"),
            ]
        );
        var problems = Should.Throw<DataException>(() => XptFile.Write(table, path, Created)).Problems;
        problems.Count.ShouldBe(8);
        string[] breaches =
        [
            "\"adverse_events\" is not a name",
            "41 characters",
            "row 1, column AETERM",
            "\"Terme rapporté\" is not ASCII",
            "201 bytes wide",
            "\"NARRATIVE\" is not a name",
            "\"date9\" is not a SAS format",
            "row 1, column AVAL: 1E+80 is outside",
        ];
        foreach (var expected in breaches)
            problems.ShouldContain(problem => problem.Contains(expected, StringComparison.Ordinal), expected);
        File.ReadAllText(path).ShouldBe("as it was");
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void Blank_last_rows_that_a_reader_would_take_for_padding_are_refused()
    {
        var table = new Table("T", "", [new TextColumn("C", "", ["abcdefgh", "", ""])]);
        Should
            .Throw<DataException>(() => XptFile.Write(table, folder.File("t.xpt"), Created))
            .Message.ShouldContain("rows 2 to 3 are blank and would be lost");
        // Ten rows of 8 bytes fill a record: nothing is padding, so a blank eleventh row is told by its own record.
        var told = new Table("T", "", [new TextColumn("C", "", [.. Enumerable.Repeat("abcdefgh", 10), ""])]);
        XptFile.Write(told, folder.File("t.xpt"), Created);
        XptFile.Read(folder.File("t.xpt")).RowCount.ShouldBe(11);
    }

    [Fact]
    public void A_file_of_two_data_sets_is_read_as_two_and_refused_as_one()
    {
        XptFile.Write(Small(), folder.File("a.xpt"), Created);
        XptFile.Write(new Table("DM", "", [new TextColumn("SEX", "", ["F"])]), folder.File("b.xpt"), Created);
        byte[] both = [.. File.ReadAllBytes(folder.File("a.xpt")), .. File.ReadAllBytes(folder.File("b.xpt")).AsSpan(240)];
        var path = folder.File("both.xpt", both);
        XptFile.ReadAll(path).Select(table => (table.Name, table.RowCount)).ShouldBe([("ADTTE", 3), ("DM", 1)]);
        Should.Throw<DataException>(() => XptFile.Read(path)).Message.ShouldContain("2 data sets (ADTTE, DM)");
    }

    [Fact]
    public void Descriptions_of_136_bytes_as_VAX_wrote_them_are_read()
    {
        XptFile.Write(new Table("T", "", [new NumberColumn("X", "Value", [7])]), folder.File("t.xpt"), Created);
        var bytes = File.ReadAllBytes(folder.File("t.xpt"));
        "0136"u8.CopyTo(bytes.AsSpan((3 * 80) + 74));
        XptFile
            .Read(folder.File("vax.xpt", bytes))
            .Number("X")
            .ShouldSatisfyAllConditions(x => x[0].ShouldBe(7), x => x.Label.ShouldBe("Value"));
    }

    [Fact]
    public void A_file_cut_anywhere_or_with_any_byte_changed_is_read_or_refused_but_never_breaks()
    {
        XptFile.Write(Small(), folder.File("small.xpt"), Created);
        var whole = File.ReadAllBytes(folder.File("small.xpt"));
        var small = Small();
        for (var length = 0; length < whole.Length; length++)
        {
            if (Refuses(whole[..length]))
                continue;
            // Version 5 does not store the number of rows: cut between two rows, or in the padding, all that can be known is that it is odd.
            var cut = XptFile.Open(folder.File("cut.xpt", whole[..length])).ShouldHaveSingleItem();
            var read = Table.Of(cut);
            read.Text(small.Columns.OfType<TextColumn>().First().Name)
                .Values.ShouldBe(small.Columns.OfType<TextColumn>().First().Values[..read.RowCount]);
            if (read.RowCount > 0)
                cut.Findings.ShouldHaveSingleItem().Rule.ShouldBe("padding", $"cut at {length}");
        }
        var rows = whole.Length / 80 * 80 - 80;
        Enumerable.Range(0, rows).Count(length => !Refuses(whole[..length])).ShouldBeLessThanOrEqualTo(1 + small.RowCount);
        for (var i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0xFF;
            Refuses(changed);
        }
    }

    bool Refuses(byte[] bytes)
    {
        try
        {
            XptFile.Read(folder.File("cut.xpt", bytes));
            return false;
        }
        catch (DataException)
        {
            return true;
        }
    }

    [Theory]
    [InlineData("**COMPRESSED** **COMPRESSED**", "CPORT")]
    [InlineData("USUBJID,AVAL\r\n1,2", "not a SAS transport file")]
    [InlineData("", "not a SAS transport file")]
    public void Another_kind_of_file_is_named_for_what_it_is(string content, string reason) =>
        Should.Throw<DataException>(() => XptFile.Read(folder.File("x.xpt", content))).Message.ShouldContain(reason);

    [Fact]
    public void A_file_that_is_not_there_is_refused_with_its_name() =>
        Should.Throw<DataException>(() => XptFile.Read(folder.File("none.xpt"))).Message.ShouldContain("none.xpt");
}
