using Equipoise.Cli.Work;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Verification;
using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>What a forecast is made from: a folder of data sets, or the log of the trial as it stands.</summary>
/// <param name="Data">The folder.</param>
/// <param name="Log">The log in a file.</param>
/// <param name="Postgres">The log in a database.</param>
sealed record ForecastSource(string? Data, string? Log, string? Postgres)
{
    /// <summary>What is wrong with the call; null for nothing.</summary>
    public string? Problem =>
        new[] { Data, Log, Postgres }.Count(one => one is not null) == 1
            ? null
            : "Name what to forecast from: either --data DIR, or --trial FILE, or --postgres CONNECTION.";

    /// <summary>As a message names it.</summary>
    public string Name => Data ?? Log ?? "the database";

    /// <summary>
    /// The data sets, of a log those that export writes of it; or why there are none. The arm is taken away where they are read.
    /// </summary>
    public (IReadOnlyDictionary<string, Table>? Tables, IEnumerable<string> Problems) Tables(TrialProtocol protocol)
    {
        if (Data is not null)
            return (TrialDataFolder.Open(protocol, Data).Tables, []);
        using var log = NamedLog.ToRead(Log, Postgres);
        var reading = LogReading.Of([.. log.Read()], NamedLog.NoteOf(Log).End);
        if (reading is LogReading.Unsound unsound)
            return (null, unsound.Problems.Select(problem => $"{log.Place}: {problem}"));
        var state = ((LogReading.Sound)reading).State;
        var opened = state.Opened!;
        if (!opened.IsUnder(protocol))
            return (
                null,
                [$"{log.Place}: the trial was opened under another protocol, of SHA-256 {opened.ProtocolSha256}."]
            );
        try
        {
            return (SdtmTabulation.Tabulate(state, protocol).ToDictionary(table => table.Name), []);
        }
        catch (DataException e)
        {
            return (null, e.Problems);
        }
    }
}
