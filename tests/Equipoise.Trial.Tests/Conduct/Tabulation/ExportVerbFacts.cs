using Equipoise.Datasets;
using Equipoise.Datasets.DefineXml;
using Equipoise.Datasets.Files;
using Equipoise.Exchange.Sdtm;
using Microsoft.Data.Sqlite;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>The verb <c>export</c>, called as the program calls it.</summary>
public sealed class ExportVerbFacts : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly IReadOnlyList<Table> tables;

    public ExportVerbFacts()
    {
        using var story = Story.Told(Log);
        tables = SdtmTabulation.Tabulate(story.State, Story.Protocol);
    }

    string Log => folder.File("patina.trial");

    string Out => folder.File("sdtm");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("xpt")]
    public void It_writes_every_domain_and_nothing_else(string format)
    {
        var (exit, error) = Run("--trial", Log, "--out", Out, "--as", format);

        exit.ShouldBe(0, error);
        Directory
            .GetFileSystemEntries(Out)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                // Domains without rows are left out.
                "ae cm dm ds ec ex ie lb relrec rs se suppdm sv ta te ti ts tv"
                    .Split(' ')
                    .Select(name => $"{name}.{format}")
                    .Concat(format == "xpt" ? ["define.html", "define.xml"] : Array.Empty<string>())
                    .Order(StringComparer.Ordinal)
            );
        foreach (var (name, read) in DatasetFile.ReadFolder(Out, new() { TextColumns = TextColumns }))
            Rows.Of(read).ShouldBe(Rows.Of(tables.Named(name)));
    }

    // CDISC's schema of Define-XML 2.1.
    [ReferenceFact]
    public void Transport_files_are_described_by_a_valid_define_xml()
    {
        Run("--trial", Log, "--out", Out, "--as", "xpt").Exit.ShouldBe(0);

        DefineSchema.Problems(Path.Combine(Out, "define.xml")).ShouldBeEmpty();
        var define = DefineFile.Read(Path.Combine(Out, "define.xml"));
        define.Findings.ShouldBeEmpty();
        define.Define.ItemGroups.Select(group => group.Name).ShouldBe(tables.Select(table => table.Name));
    }

    [Fact]
    public void It_replaces_an_earlier_export_of_the_same_format()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "dm.csv"), "old\n");

        Run("--trial", Log, "--out", Out, "--as", "csv").Exit.ShouldBe(0);

        File.ReadAllText(Path.Combine(Out, "dm.csv")).ShouldStartWith("STUDYID,DOMAIN,USUBJID,SUBJID");
    }

    [Fact]
    public void A_table_of_an_earlier_export_that_would_stay_behind_is_refused()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "qs.csv"), "old\n");

        var (exit, error) = Run("--trial", Log, "--out", Out, "--as", "csv");

        exit.ShouldBe(2);
        error.ShouldContain("holds qs.csv of an earlier export, of which this one has no rows");
        Directory.GetFiles(Out).ShouldHaveSingleItem();
    }

    [Fact]
    public void It_does_not_put_two_formats_of_one_table_into_one_folder()
    {
        Run("--trial", Log, "--out", Out, "--as", "xpt").Exit.ShouldBe(0);

        var (exit, error) = Run("--trial", Log, "--out", Out, "--as", "csv");

        exit.ShouldBe(2);
        error.ShouldContain("already holds");
        Directory.GetFiles(Out, "*.csv").ShouldBeEmpty();
    }

    [Fact]
    public void It_writes_nothing_from_a_log_that_was_edited()
    {
        Change(
            "DROP TRIGGER log_is_not_updated; UPDATE log SET payload = replace(payload, '2018-12-24', '2018-12-25') WHERE kind = 'DeathRecorded'"
        );

        var (exit, error) = Run("--trial", Log, "--out", Out, "--as", "csv");

        exit.ShouldBe(1);
        error.ShouldContain("its content is not the one that was hashed");
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public void It_writes_nothing_from_a_log_that_lost_its_end()
    {
        Change("DROP TRIGGER log_is_not_deleted; DELETE FROM log WHERE sequence = (SELECT max(sequence) FROM log)");

        var (exit, error) = Run("--trial", Log, "--out", Out, "--as", "csv");

        exit.ShouldBe(1);
        error.ShouldContain("is missing");
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public void It_tells_a_file_that_is_no_trial_log()
    {
        Run("--trial", folder.File("none.trial"), "--out", Out, "--as", "csv")
            .ShouldSatisfyAllConditions(
                result => result.Exit.ShouldBe(2),
                result => result.Error.ShouldContain("There is no trial log")
            );
        Run("--trial", folder.File("text.trial", "not a database, whatever its name says"), "--out", Out, "--as", "csv")
            .Exit.ShouldBe(2);
    }

    [Fact]
    public void It_refuses_a_protocol_under_which_the_trial_was_not_opened()
    {
        var (exit, error) = Run("--trial", Log, "--out", Out, "--as", "csv", "--protocol", Examples.ProtocolPath("cdisc-pilot"));

        exit.ShouldBe(2);
        error.ShouldContain("another protocol");
    }

    HashSet<string> TextColumns =>
        [.. tables.SelectMany(table => table.Columns.OfType<TextColumn>().Select(column => column.Name))];

    void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Log};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static (int Exit, string Error) Run(params string[] arguments)
    {
        var (exit, _, error) = CommandLine.Run(["export", .. arguments]);
        return (exit, error);
    }
}
