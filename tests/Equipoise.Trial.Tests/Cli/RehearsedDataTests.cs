using Equipoise.Analysis.Results;
using Equipoise.Datasets.Files;
using Microsoft.Data.Sqlite;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>What a rehearsal leaves, taken up again by the verbs that come after it.</summary>
[Collection(OfTheDemo.Name)]
[Trait("Takes", "time")]
public sealed class RehearsedDataTests(DemoRun demo) : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Export_gives_the_transport_files_that_the_rehearsal_wrote()
    {
        CommandLine
            .Run(
                new DemoRun.StoppedClock(),
                "export",
                "--trial",
                demo.At("trial.db"),
                "--out",
                folder.File("sdtm"),
                "--as",
                "xpt"
            )
            .Exit.ShouldBe(0);

        var names = Directory.EnumerateFiles(folder.File("sdtm")).Select(Path.GetFileName).Order().ToList();
        names.ShouldBe(Directory.EnumerateFiles(demo.At("sdtm")).Select(Path.GetFileName).Order());
        names.Count.ShouldBeGreaterThan(8);
        foreach (var name in names)
            File.ReadAllBytes(folder.File($"sdtm/{name}"))
                .AsSpan()
                .SequenceEqual(File.ReadAllBytes(demo.At("sdtm", name!)))
                .ShouldBeTrue(name);
    }

    [Fact]
    public void CSV_and_transport_files_hold_the_same_tables()
    {
        var csv = DatasetFile.ReadFolder(demo.At("sdtm", "csv"));

        csv.Keys.Order().ShouldBe(demo.Sdtm.Keys.Order());
        foreach (var (name, table) in demo.Sdtm)
        {
            csv[name].RowCount.ShouldBe(table.RowCount, name);
            csv[name].Columns.Select(column => column.Name).ShouldBe(table.Columns.Select(column => column.Name), name);
        }
    }

    [Fact]
    public void Analyzed_from_CSV_every_result_is_the_same()
    {
        var again = Analyze(demo.At("sdtm", "csv"));

        Addresses(again).ShouldBe(Addresses(demo.Results));
        ShouldAgree(again, Addresses(demo.Results), demo.Results);
    }

    [Fact]
    public void Analyzed_from_the_derived_ADaM_progression_and_survival_are_the_same()
    {
        var again = Analyze(demo.At("adam"));

        var addresses = Addresses(demo.Results)
            .Where(address =>
                address.StartsWith("PFS.", StringComparison.Ordinal) || address.StartsWith("OS.", StringComparison.Ordinal)
            )
            // Other rules of censoring, and when between two looks disease progressed, are told by SDTM alone.
            .Where(address => !onlyOfSdtm.Any(analysis => address.Contains($"analysis={analysis}]", StringComparison.Ordinal)))
            .ToList();
        addresses.Count.ShouldBeGreaterThan(100);
        ShouldAgree(again, addresses, demo.Results);
        foreach (var analysis in onlyOfSdtm)
            Addresses(again).ShouldNotContain(address => address.Contains($"analysis={analysis}]", StringComparison.Ordinal));
    }

    static readonly string[] onlyOfSdtm = ["fda", "ema", "treatment-policy", "interval-censored"];

    [Fact]
    public void Verify_finds_the_log_sound_and_replays_every_allocation()
    {
        var (exit, output, error) = CommandLine.Run("verify", "--trial", demo.At("trial.db"));

        (exit, error).ShouldBe((0, ""), output);
        output.ShouldContain("518, each replayed from the sealed key");
    }

    [Fact]
    public void Verify_names_the_row_in_which_one_death_was_moved_by_a_day()
    {
        foreach (var name in new[] { "trial.db", "trial.db.head", "trial.db.seed", "trial.db.seal" })
            File.Copy(demo.At(name), folder.File(name));
        var row = MoveADeath(folder.File("trial.db"));

        var (exit, output, error) = CommandLine.Run("verify", "--trial", folder.File("trial.db"));

        exit.ShouldBe(1);
        output.ShouldContain($"row {row}: its content is not the one that was hashed");
        output.ShouldContain("the database lacks the trigger log_is_not_updated as this program makes it");
        // On the evening before, a dose was still to be taken.
        output.ShouldContain($"row {row}: it could not have been recorded: facts-after-the-end: Death on");
        error.ShouldBe("3 problems.\n");
    }

    [Fact]
    public void Nothing_is_exported_from_a_log_in_which_one_death_was_moved_by_a_day()
    {
        File.Copy(demo.At("trial.db"), folder.File("trial.db"));
        var row = MoveADeath(folder.File("trial.db"));

        var (exit, _, error) = CommandLine.Run("export", "--trial", folder.File("trial.db"), "--out", folder.File("sdtm"));

        exit.ShouldBe(1);
        error.ShouldContain($"row {row}:");
        Directory.Exists(folder.File("sdtm")).ShouldBeFalse();
    }

    ReportingEvent Analyze(string data)
    {
        var (exit, output, error) = CommandLine.Run(
            "analyze",
            "--protocol",
            demo.At("protocol.yaml"),
            "--data",
            data,
            "--out",
            folder.File("out")
        );
        (exit, error).ShouldBe((0, ""), output);
        return ResultsJson.Read(File.ReadAllText(folder.File("out/results.json")));
    }

    static List<string> Addresses(ReportingEvent results) =>
        [.. results.Analyses.SelectMany(analysis => analysis.Results.Select(analysis.AddressOf))];

    static void ShouldAgree(ReportingEvent actual, IEnumerable<string> addresses, ReportingEvent expected)
    {
        foreach (var address in addresses)
        {
            var (one, other) = (actual.At(address).ShouldNotBeNull(address), expected.At(address)!);
            one.Formatted.ShouldBe(other.Formatted, address);
            (one.Raw is null).ShouldBe(other.Raw is null, address);
            BitConverter.DoubleToInt64Bits(one.Raw ?? 0).ShouldBe(BitConverter.DoubleToInt64Bits(other.Raw ?? 0), address);
        }
    }

    /// <summary>Does in the file what its triggers forbid, and gives the row.</summary>
    static long MoveADeath(string log)
    {
        using var connection = new SqliteConnection($"Data Source={log};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            DROP TRIGGER log_is_not_updated;
            UPDATE log SET payload = json_set(payload, '$.on', date(payload ->> '$.on', '-1 day'))
            WHERE sequence = (SELECT min(sequence) FROM log WHERE kind = '{nameof(
                Equipoise.Conduct.FollowUp.DeathRecorded
            )}') RETURNING sequence;
            """;
        return (long)command.ExecuteScalar()!;
    }
}
