using Equipoise.Conduct;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Tabulation;
using Equipoise.Conduct.TrialLog;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Xpt;
using Equipoise.Design.Rehearsal;
using Equipoise.Protocol;

namespace Equipoise.Cli.Work;

/// <summary>A rehearsal into a folder: the trial log with its sealed key, and SDTM as transport files and CSV.</summary>
static class RehearseTrial
{
    /// <summary>The trial log in a rehearsal's folder.</summary>
    public static string LogIn(string folder) => Path.Combine(folder, "trial.db");

    /// <summary>The SDTM transport files in a rehearsal's folder.</summary>
    public static string SdtmIn(string folder) => Path.Combine(folder, "sdtm");

    /// <summary>Rehearses in a folder beside the one named and renames it when all is there.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RehearsalSummary Into(
        string folder,
        TrialProtocol protocol,
        Scenario scenario,
        string protocolText,
        ulong seed,
        TimeProvider clock,
        Said said,
        CancellationToken cancellation
    )
    {
        var unfinished = folder.TrimEnd('/', '\\') + ".partial";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        try
        {
            var summary = Rehearse(unfinished, protocol, scenario, protocolText, seed, clock, said, cancellation);
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.Move(unfinished, folder);
            return summary;
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }

    static RehearsalSummary Rehearse(
        string folder,
        TrialProtocol protocol,
        Scenario scenario,
        string protocolText,
        ulong seed,
        TimeProvider clock,
        Said said,
        CancellationToken cancellation
    )
    {
        var key = AllocationKey.ForRehearsal(seed);
        SealedKeyFile.Write(SealedKeyFile.For(LogIn(folder)), key);
        using var conduct = new TrialConduct(SqliteTrialLog.Create(LogIn(folder)), new(protocol, key), clock);
        var summary = said.Slowly(
            $"Rehearsing {protocol.Trial.Id}",
            report =>
                TrialRehearsal.Run(
                    protocol,
                    scenario,
                    conduct,
                    protocolText,
                    seed,
                    new EachMonth(now => report(Share(now))),
                    cancellation
                )
        );
        Write(SdtmTabulation.Tabulate(conduct.State, protocol), SdtmIn(folder), clock);
        return summary;
    }

    static double Share(RehearsalProgress now) =>
        now.Target == int.MaxValue ? (double)now.Randomized / now.Planned : Math.Min(1, (double)now.Events / now.Target);

    static void Write(IReadOnlyList<Table> tables, string folder, TimeProvider clock)
    {
        var csv = Directory.CreateDirectory(Path.Combine(folder, "csv")).FullName;
        foreach (var table in tables)
        {
            XptFile.Write(table, Path.Combine(folder, $"{table.Name.ToLowerInvariant()}.xpt"), clock.GetUtcNow());
            CsvFile.Write(table, Path.Combine(csv, $"{table.Name.ToLowerInvariant()}.csv"));
        }
    }

    // Told at once, on the same thread: Progress<T> would post to another one.
    sealed class EachMonth(Action<RehearsalProgress> tell) : IProgress<RehearsalProgress>
    {
        public void Report(RehearsalProgress value) => tell(value);
    }
}
