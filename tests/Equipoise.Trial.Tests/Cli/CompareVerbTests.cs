using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

public sealed class CompareVerbTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static (int Exit, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run(TimeProvider.System, ["compare", .. arguments]);

    string One => folder.File("one.csv", "USUBJID,AVAL\nP-1,1\nP-2,2.5\nP-3,\n");

    string Other => folder.File("other.csv", "USUBJID,AVAL\nP-3,\nP-2,2.6\nP-1,1\n");

    [Fact]
    public void Cells_that_differ_are_counted_shown_and_told_by_the_status()
    {
        var (exit, output, _) = Run(One, Other, "--key", "USUBJID");
        exit.ShouldBe(1);
        output.ShouldContain("3 rows compared, they differ.");
        output.ShouldContain("column AVAL: has other values");
        output.ShouldContain("USUBJID=P-2");
        output.ShouldNotContain("P-3");
    }

    [Fact]
    public void Within_a_tolerance_nothing_differs_and_of_a_file_and_itself_neither()
    {
        Run(One, Other, "--key", "USUBJID", "--within", "0.11").Exit.ShouldBe(0);
        Run(One, One).ShouldSatisfyAllConditions(run => run.Exit.ShouldBe(0), run => run.Output.ShouldContain("no value differs"));
    }

    [Fact]
    public void Another_format_of_the_same_data_is_the_same()
    {
        CommandLine.Run(TimeProvider.System, "convert", One, folder.File("one.xpt")).Exit.ShouldBe(0);
        Run(folder.File("one.xpt"), One).Exit.ShouldBe(0);
    }

    [Fact]
    public void The_same_as_JSON()
    {
        using var json = JsonDocument.Parse(Run(One, Other, "--format", "json").Output);
        json.RootElement.GetProperty("areEqual").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("cells")[0].GetProperty("column").GetString().ShouldBe("USUBJID");
    }

    [Fact]
    public void A_key_that_is_not_there_is_refused() =>
        Run(One, Other, "--key", "SUBJID").ShouldSatisfyAllConditions(run => run.Exit.ShouldBe(2), run => run.Error.ShouldContain("SUBJID"));
}
