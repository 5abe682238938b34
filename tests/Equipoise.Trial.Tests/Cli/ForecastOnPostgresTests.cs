using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.Trial.Tests.Design;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Cli;

/// <summary><c>forecast --postgres</c>: the same log in a database says what it says in a file.</summary>
[Collection(OnPostgres.Name)]
[Trait("Takes", "time")]
public sealed class ForecastOnPostgresTests(OnePostgres server) : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [PostgresFact]
    public void A_log_in_a_database_is_forecast_as_the_same_log_in_a_file()
    {
        var protocol = OnProtocol.Saved(SmallRehearsal.ProtocolText);
        var (scenario, trial, connection) = (folder.File("scenario.yaml"), folder.File("trial"), server.NewDatabase());
        File.WriteAllText(scenario, SmallRehearsal.ScenarioText);
        CommandLine
            .Run("rehearse", protocol, "--scenario", scenario, "--out", trial, "--until", "2020-12-31", "--seed", "1")
            .Exit.ShouldBe(0);
        SmallRehearsal.Run(1, until: new(2020, 12, 31), on: PostgresTrialLog.OpenOrCreate(connection));

        var ofDatabase = CommandLine.Run("forecast", protocol, "--postgres", connection);
        ofDatabase.Exit.ShouldBe(0, ofDatabase.Error);
        ofDatabase.ShouldBe(CommandLine.Run("forecast", protocol, "--trial", Path.Combine(trial, "trial.db")));
        ofDatabase.Output.ShouldContain("randomized 50 of 496");
    }

    [PostgresFact]
    public void A_database_without_a_log_or_of_another_protocol_is_refused_in_a_line()
    {
        var protocol = OnProtocol.Saved(SmallRehearsal.ProtocolText);
        Refused(protocol, server.NewDatabase(), status: 2).ShouldContain("no trial log");
        var connection = server.NewDatabase();
        SmallRehearsal.Run(1, until: new(2020, 6, 30), on: PostgresTrialLog.OpenOrCreate(connection));
        var other = OnProtocol.Saved(SmallRehearsal.ProtocolText.Replace("at 25 events", "at 26 events", StringComparison.Ordinal));
        Refused(other, connection, status: 1).ShouldContain("opened under another protocol");

        static string Refused(string protocol, string connection, int status)
        {
            var (exit, output, error) = CommandLine.Run("forecast", protocol, "--postgres", connection);
            (exit, output).ShouldBe((status, ""));
            return error.TrimEnd().Split('\n').ShouldHaveSingleItem();
        }
    }
}
