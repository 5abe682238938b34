using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Trial.Tests.Cli;

public sealed class ConvertVerbFacts : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly System.Text.StringBuilder messages = new();

    public void Dispose() => folder.Dispose();

    int Run(params string[] arguments)
    {
        var (exit, output, error) = CommandLine.Run(new StoppedClock(), ["convert", .. arguments]);
        messages.Append(output).Append(error);
        return exit;
    }

    [Fact]
    public void CSV_becomes_a_transport_file_and_comes_back()
    {
        var csv = folder.File("dm.csv", "usubjid,siteid,age\r\nP-1,101,60\r\nP-2,102,\r\n");
        Run(csv, folder.File("dm.xpt"), "--text", "siteid").ShouldBe(0);
        messages.ToString().ShouldContain("2 rows, 3 columns");
        File.ReadAllText(folder.File("dm.xpt")).ShouldContain("02JAN26:03:04:05");
        DatasetFile.Read(folder.File("dm.xpt")).Text("SITEID").Values.ShouldBe(["101", "102"]);
        Run(folder.File("dm.xpt"), folder.File("back.csv")).ShouldBe(0);
        File.ReadAllText(folder.File("back.csv")).ShouldBe("USUBJID,SITEID,AGE\r\nP-1,101,60\r\nP-2,102,\r\n");
    }

    [Fact]
    public void What_the_new_format_cannot_hold_is_listed_and_nothing_is_written()
    {
        var csv = folder.File("t.csv", "identifier,name\r\n1,René\r\n");
        Run(csv, folder.File("t.xpt")).ShouldBe(1);
        messages.ToString().ShouldContain("\"IDENTIFIER\" is not a name");
        messages.ToString().ShouldContain("row 1, column NAME: \"René\" is not ASCII");
        File.Exists(folder.File("t.xpt")).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_cannot_be_read_or_written_and_an_unknown_format_are_wrong_usage()
    {
        var csv = folder.File("t.csv", "a\r\n1\r\n");
        Run(folder.File("none.csv"), folder.File("t.xpt")).ShouldBe(2);
        Run(csv, folder.File("t.sas7bdat")).ShouldBe(2);
        Run(csv, Path.Combine(folder.Path, "no", "such", "folder.csv")).ShouldBe(2);
        messages.ToString().ShouldContain("t.sas7bdat: the name must end in .xpt, ");
    }

    [Fact]
    public void Types_of_CDISC_names_and_what_was_lost_are_told()
    {
        var csv = folder.File("dm.csv", "USUBJID,AGE\r\n1001,60\r\n");
        Run(csv, folder.File("dm.xpt")).ShouldBe(0);
        DatasetFile.Read(folder.File("dm.xpt")).Text("USUBJID").Values.ShouldBe(["1001"]);
        messages.ToString().ShouldContain("Note: ");
        messages.ToString().ShouldContain("column USUBJID: is text as CDISC has it");
        messages.Clear();
        Run(DatedFile(), folder.File("adsl.csv")).ShouldBe(0);
        messages.ToString().ShouldContain("Lost: ");
        messages.ToString().ShouldContain("CSV has no place for labels: ");
        messages.ToString().ShouldContain("dates are written as SAS counts them");
    }

    [ReferenceFact]
    public void A_text_file_becomes_what_a_define_xml_says_that_it_is()
    {
        // SITEID and USUBJID are text by the document, AGE a number; the label is not the one of CDISC's name.
        var define = ReferenceData.PathOf("datasetjson", "sdtm", "define.xml");
        var csv = folder.File("dm.csv", "USUBJID,SITEID,AGE,EXTRA\r\n1001,701,60,x\r\n1002,702,,y\r\n");
        Run(csv, folder.File("dm.xpt"), "--spec", define).ShouldBe(0);
        var dm = DatasetFile.Read(folder.File("dm.xpt"));
        dm.Label.ShouldBe("Demographics");
        dm.Columns.Select(column => $"{column.Name} {column.Label} {(column is TextColumn ? column.Width : 0)}").ShouldBe([
            "USUBJID Unique Subject Identifier 8",
            "SITEID Study Site Identifier 3",
            "AGE Age 0",
            "EXTRA  1",
        ]);
        dm.Number("AGE").Width.ShouldBe(8);
        Run(csv, folder.File("ae.xpt"), "--name", "AE", "--spec", define).ShouldBe(0);
        Run(csv, folder.File("zz.xpt"), "--name", "ZZ", "--spec", define).ShouldBe(2);
        messages.ToString().ShouldContain("describes no data set ZZ, but TA, TE, ");
        Run(csv, folder.File("no.xpt"), "--spec", define, "--like", folder.File("dm.xpt")).ShouldBe(2);
        messages.ToString().ShouldContain("--like and --spec both say");
    }

    [Fact]
    public void A_data_set_of_several_is_taken_by_name_or_all_go_into_a_folder()
    {
        string[] names = ["DM", "AE"];
        XptFile.Write(
            [.. names.Select(name => new Table(name, "", [new NumberColumn("X", "", [1])]).AsDataset())],
            folder.File("both.xpt"),
            new() { Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) }
        );
        Run(folder.File("both.xpt"), folder.File("one.csv")).ShouldBe(2);
        messages.ToString().ShouldContain("holds 2 data sets (DM, AE). Name one with --member, or a folder for OUT");
        Run(folder.File("both.xpt"), folder.File("one.csv"), "--member", "ae").ShouldBe(0);
        Run(folder.File("both.xpt"), folder.File("none.csv"), "--member", "lb").ShouldBe(2);
        Run(folder.File("both.xpt"), folder.File("again.xpt"), "--transport", "8").ShouldBe(0);
        Run(folder.File("both.xpt"), folder.File("all"), "--to", "csv").ShouldBe(0);
        Directory.GetFiles(folder.File("all")).Select(Path.GetFileName).Order().ShouldBe(["ae.csv", "dm.csv"]);
    }

    [Fact]
    public void What_of_a_folder_cannot_be_converted_is_told_and_the_rest_is_done()
    {
        Directory.CreateDirectory(folder.File("in"));
        folder.File("in/dm.csv", "A\r\n1\r\n");
        folder.File("in/bad.csv", "A,A\r\n1,2\r\n");
        Run(folder.File("in"), folder.File("out"), "--to", "xpt").ShouldBe(1);
        messages.ToString().ShouldContain("2 columns are named A");
        File.Exists(folder.File("out/dm.xpt")).ShouldBeTrue();
        Run(folder.File("in"), folder.File("out.xpt")).ShouldBe(2);
        Run(folder.File("in"), folder.File("out"), "--to", "docx").ShouldBe(2);
    }

    string DatedFile()
    {
        XptFile.Write(
            new Table("ADSL", "", [new NumberColumn("TRTSDT", "Date", [0], "DATE9.")]),
            folder.File("adsl.xpt"),
            new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        return folder.File("adsl.xpt");
    }

    sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
