using System.Text.Json;
using Equipoise.Datasets;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Trial.Tests.Cli;

public sealed class InspectVerbTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static (int Exit, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run(TimeProvider.System, ["inspect", .. arguments]);

    string Dm()
    {
        var table = new Table(
            "DM",
            "Demographics",
            [
                new TextColumn("USUBJID", "Unique Subject Identifier", ["P-1", "P-2", "P-3", "P-4"]),
                new TextColumn("SEX", "Sex", ["F", "F", "", "M"]) { Width = 3 },
                new NumberColumn("AGE", "Age", [61.5, MissingValue.Of('U'), 48, 61.5]),
                new NumberColumn("BRTHDT", "Birth", [SasDate.ToNumber(new(1960, 2, 29)), double.NaN, 0, 1], "DATE9."),
            ]
        );
        XptFile.Write(table, folder.File("dm.xpt"), new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        return folder.File("dm.xpt");
    }

    [Fact]
    public void Columns_values_and_first_rows_are_shown_as_text()
    {
        var (exit, output, _) = Run(Dm(), "--rows", "2");
        exit.ShouldBe(0);
        output.ShouldContain("DM (Demographics): 4 rows, 4 columns, made 2026-01-02 03:04:05");
        output.ShouldContain("F (2), M");
        output.ShouldContain("61.5 (2), 48");
        output.ShouldContain("1960-02-29");
        output.ShouldContain(".U");
        output.ShouldNotContain("P-3  ");
    }

    [Fact]
    public void The_same_as_JSON()
    {
        using var json = JsonDocument.Parse(Run(Dm(), "--format", "json").Output);
        var dm = json.RootElement[0];
        (dm.GetProperty("name").GetString(), dm.GetProperty("rows").GetInt64()).ShouldBe(("DM", 4));
        var age = dm.GetProperty("columns")[2];
        (age.GetProperty("missing").GetInt64(), age.GetProperty("least").GetString(), age.GetProperty("greatest").GetString()).ShouldBe((1, "48", "61.5"));
        dm.GetProperty("firstRows")[0][3].GetString().ShouldBe("1960-02-29");
    }

    [Fact]
    public void The_same_as_a_page_in_which_markup_is_text()
    {
        var csv = folder.File("t.csv", "A,B\n<b>x</b>,1\n");
        var page = Run(csv, "--format", "html").Output;
        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldContain("&lt;b&gt;x&lt;/b&gt;");
        page.ShouldNotContain("<b>");
    }

    [Fact]
    public void What_is_no_data_set_is_refused()
    {
        var (exit, _, error) = Run(folder.File("t.xpt", "nothing"));
        exit.ShouldBe(2);
        error.ShouldContain("is not a SAS transport file");
    }
}
