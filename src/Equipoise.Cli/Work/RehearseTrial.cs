using Equipoise.Cli.Terminal;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Running;
using Equipoise.Design.Rehearsal;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Cli.Work;

/// <summary>A rehearsal into a folder: the trial log with its sealed key, and SDTM as transport files and CSV.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="ProtocolText">The text of its file, which the log keeps.</param>
/// <param name="Scenario">The world.</param>
/// <param name="Seed">The luck.</param>
/// <param name="Clock">The clock that a transport file's header shows.</param>
sealed record RehearseTrial(TrialProtocol Protocol, string ProtocolText, Scenario Scenario, ulong Seed, TimeProvider Clock)
{
    /// <summary>The day after which the trial is left as it stands, open; null for the whole trial.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The trial log in a rehearsal's folder.</summary>
    public static string LogIn(string folder) => Path.Combine(folder, "trial.db");

    /// <summary>The SDTM transport files in a rehearsal's folder.</summary>
    public static string SdtmIn(string folder) => Path.Combine(folder, "sdtm");

    /// <summary>
    /// Rehearses in a folder beside the one named, which takes its place when all is there. Nothing is left of a trial that
    /// ended before the day until which it was to be rehearsed: its summary tells of the data cutoff.
    /// </summary>
    /// <param name="folder">The folder to make.</param>
    /// <param name="said">Where progress goes.</param>
    /// <param name="cancellation">Stops it; nothing is left.</param>
    /// <param name="replaces">Whether what the folder holds may go; otherwise it must be empty or missing, also at the
    /// end.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public RehearsalSummary Into(string folder, Said said, CancellationToken cancellation, bool replaces = false)
    {
        // A name that nobody else has: what a killed run left, or a user made, is not ours to delete.
        var unfinished = $"{folder.TrimEnd('/', '\\')}.{Path.GetRandomFileName()}.partial";
        Directory.CreateDirectory(unfinished);
        try
        {
            var summary = Rehearse(unfinished, said, cancellation);
            if (EndedTooEarly(summary))
            {
                Directory.Delete(unfinished, recursive: true);
                return summary;
            }
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: replaces);
            Directory.Move(unfinished, folder);
            return summary;
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }

    bool EndedTooEarly(RehearsalSummary summary) => Until is not null && summary.Cutoff is not null;

    RehearsalSummary Rehearse(string folder, Said said, CancellationToken cancellation)
    {
        using var key = AllocationKey.ForRehearsal(Seed);
        using var seal = SealKey.ForRehearsal(Seed);
        SealedKeyFile.Write(SealedKeyFile.For(LogIn(folder)), key);
        seal.WriteFile(SealKey.FileFor(LogIn(folder)));
        using var conduct = new TrialConduct(SqliteTrialLog.Create(LogIn(folder)), new(Protocol, key, seal), Clock);
        var summary = said.Slowly(
            $"Rehearsing {Protocol.Trial.Id}",
            report =>
                TrialRehearsal.Run(
                    Protocol,
                    Scenario,
                    conduct,
                    ProtocolText,
                    Seed,
                    Until,
                    new EachMonth(now => report(Share(now))),
                    cancellation
                )
        );
        if (EndedTooEarly(summary))
            return summary;
        var tables = SdtmTabulation.Tabulate(conduct.State, Protocol);
        var transport = new TableFolder(SdtmIn(folder), "xpt", Clock) { Study = TabulatedStudy.Of(Protocol, Clock) };
        foreach (var change in transport.Write(tables))
            said.Error.WriteLine(change);
        new TableFolder(Path.Combine(SdtmIn(folder), "csv"), "csv", Clock).Write(tables);
        return summary;
    }

    static double Share(RehearsalProgress now) =>
        now.Target == int.MaxValue ? (double)now.Randomized / now.Planned : Math.Min(1, (double)now.Events / now.Target);

    // Told at once, on the same thread: Progress<T> would post to another one.
    sealed class EachMonth(Action<RehearsalProgress> tell) : IProgress<RehearsalProgress>
    {
        public void Report(RehearsalProgress value) => tell(value);
    }
}
