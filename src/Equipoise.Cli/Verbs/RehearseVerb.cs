using System.CommandLine;
using System.Globalization;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Design.Rehearsal;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise rehearse PROTOCOL --out DIR</c>: the whole trial with virtual participants through the real Conduct.
/// </summary>
public static class RehearseVerb
{
    public static Command Build(TimeProvider clock)
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file." };
        var scenario = new Option<string?>("--scenario")
        {
            Description = "The world to rehearse in; by default scenario.yaml beside the protocol.",
            HelpName = "FILE",
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder to make; it must not hold anything yet.",
            HelpName = "DIR",
            Required = true,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Names the luck: the same seed gives the same trial.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var until = new Option<string?>("--until")
        {
            Description = "The last day to rehearse, such as 2019-06-30: the trial is left open. By default the whole trial.",
            HelpName = "DATE",
        };
        var command = new Command(
            "rehearse",
            "Run the whole trial with virtual participants: trial log, sealed key, SDTM.\n\n"
                + "Example: equipoise rehearse examples/patina/protocol.yaml --out rehearsal --seed 1"
        )
        {
            path,
            scenario,
            output,
            seed,
            until,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.FromResult(
                    Run(
                        parsed.GetRequiredValue(path),
                        parsed.GetValue(scenario),
                        parsed.GetRequiredValue(output),
                        parsed.GetValue(seed),
                        parsed.GetValue(until),
                        clock,
                        Said.Of(parsed),
                        cancellation
                    )
                )
        );
        return command;
    }

    static int Run(
        string path,
        string? scenarioPath,
        string folder,
        ulong seed,
        string? untilText,
        TimeProvider clock,
        Said said,
        CancellationToken cancellation
    )
    {
        if (ProtocolArgument.Read(path, said) is not { } protocol)
            return ExitStatus.Unreadable;
        if (TrialRehearsal.Lacks(protocol) is { Count: > 0 } lacks)
            return said.Unusable($"{path}: cannot be rehearsed without {string.Join(", ", lacks)}.");
        scenarioPath ??= Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "scenario.yaml");
        var reading = ScenarioFile.Read(scenarioPath, protocol);
        if (reading is not ScenarioReading.Accepted { Scenario: var scenario })
            return said.Unusable(((ScenarioReading.Rejected)reading).Problems.Select(problem => problem.ToString()));
        if (!Day(untilText, out var until))
            return said.Unusable($"--until: '{untilText}' is no day; write year-month-day, such as 2019-06-30.");
        if (protocol.Trial.Calendar!.Opens is var opens && until < opens)
            return said.Unusable($"--until: {until:yyyy-MM-dd} is before the trial opens on {opens:yyyy-MM-dd}.");
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            return said.Unusable($"{folder}: exists already; name a folder that is new or empty.");

        var rehearsal = new RehearseTrial(protocol, File.ReadAllText(path), scenario, seed, clock) { Until = until };
        var summary = rehearsal.Into(folder, said, cancellation);
        if (until is not null && summary.Cutoff is { } cutoff)
            return said.Unusable(
                $"--until: {until:yyyy-MM-dd} is after the data cutoff of {cutoff:yyyy-MM-dd}; leave it out for the whole trial."
            );
        said.Output.WriteLine($"{scenario.Title} (seed {seed}; virtual participants, no real person)");
        Print(summary, protocol, said.Output);
        said.Output.WriteLine($"  log      {RehearseTrial.LogIn(folder)}");
        said.Output.WriteLine($"  SDTM     {RehearseTrial.SdtmIn(folder)}");
        return ExitStatus.Done;
    }

    internal static void Print(RehearsalSummary summary, TrialProtocol protocol, TextWriter output)
    {
        output.WriteLine(
            $"  {summary.Screened} screened, {summary.Randomized} randomized, "
                + $"{summary.Events} events of {protocol.Design!.Primary}"
        );
        var end = summary.Cutoff is { } cutoff ? $"data cutoff {cutoff:yyyy-MM-dd}" : "still open";
        output.WriteLine($"  {end}, {summary.Entries} entries in the trial log");
    }

    static bool Day(string? text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            ? read
            : null;
        return text is null || day is not null;
    }
}
