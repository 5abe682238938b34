using Equipoise.Datasets.Files;

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
        messages.ToString().ShouldContain("must end in .csv, .csv.gz or .xpt");
    }

    sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
