using System.CommandLine;
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
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.FromResult(
                    Run(
                        parsed.GetRequiredValue(path),
                        parsed.GetValue(scenario),
                        parsed.GetRequiredValue(output),
                        parsed.GetValue(seed),
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
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            return said.Unusable($"{folder}: exists already; name a folder that is new or empty.");

        var summary = new RehearseTrial(protocol, File.ReadAllText(path), scenario, seed, clock).Into(folder, said, cancellation);
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
        output.WriteLine($"  data cutoff {summary.Cutoff:yyyy-MM-dd}, {summary.Entries} entries in the trial log");
    }
}
