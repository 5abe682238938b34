using System.CommandLine;
using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Datasets;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise demo</c>: the whole life of the PATINA example, by the code of the other verbs.</summary>
public static class DemoVerb
{
    // Marks a folder that a demo made, so that the next may replace it.
    const string Marker = ".equipoise-demo";

    const string Site = "site";

    const long SimulatedTrials = 10_000;

    public static Command Build(TimeProvider clock)
    {
        var output = new Option<string>("--out")
        {
            Description = "The folder to make; a folder that an earlier demo made is replaced.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "patina-demo",
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Names the luck: the same seed gives the same trial.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command(
            "demo",
            "Show the whole life of a trial: check, design, simulate, rehearse, verify, analyze, report, publish.\n\nExample: "
                + "equipoise demo --out patina-demo"
        )
        {
            output,
            seed,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.FromResult(Run(parsed.GetRequiredValue(output), parsed.GetValue(seed), clock, Said.Of(parsed), cancellation))
        );
        return command;
    }

    static int Run(string folder, ulong seed, TimeProvider clock, Said said, CancellationToken cancellation)
    {
        if (
            File.Exists(folder)
            || (
                Directory.Exists(folder)
                && !File.Exists(Path.Combine(folder, Marker))
                && Directory.EnumerateFileSystemEntries(folder).Any()
            )
        )
            return said.Unusable($"{folder}: exists and no demo made it; name another folder with --out.");
        var started = clock.GetTimestamp();

        Title("check", "protocol.yaml, the one file that everything else reads");
        var protocolText = DemoTrial.Example("protocol.yaml");
        var reading = ProtocolFile.Parse(protocolText, "examples/patina/protocol.yaml");
        if (reading is not ProtocolReading.Accepted { Protocol: var protocol })
            return said.Problems(reading.Problems.Select(problem => problem.ToString()));
        var scenarioText = DemoTrial.Example("scenario.yaml");
        if (
            ScenarioFile.Parse(scenarioText, "examples/patina/scenario.yaml", protocol)
            is not ScenarioReading.Accepted { Scenario: var scenario }
        )
            throw new InvalidOperationException("The scenario of the example does not fit its protocol.");
        foreach (var (part, words) in ProtocolSummary.Of(protocol))
            said.Output.WriteLine($"  {part,-12}{words}");

        Title("design", "how large, how long");
        if (TrialPlanning.Plan(protocol) is not DesignOutcome.Planned(var design))
            throw new InvalidOperationException("The example has no plan.");
        DesignText.Write(protocol, design, said.Output);

        Title("simulate", "the plan, ten thousand times");
        Simulate(protocol, seed, said, clock, cancellation);

        Title("rehearse", scenario.Title);
        var summary = new RehearseTrial(protocol, Encoding.UTF8.GetString(protocolText), scenario, seed, clock).Into(
            folder,
            said,
            cancellation,
            replaces: true
        );
        Write(folder, Marker, []);
        Write(folder, "protocol.yaml", protocolText);
        Write(folder, "scenario.yaml", scenarioText);
        RehearseVerb.Print(summary, protocol, said.Output);

        Title("verify", "the hash chain of the log, and every allocation again from the sealed key");
        if (VerifyVerb.Run(new(RehearseTrial.LogIn(folder)), asJson: false, said) is not ExitStatus.Done and var failed)
            return failed;

        Title("analyze", "SDTM, ADaM, results, report, brief");
        if (AnalyzeTrial.Into(folder, protocol, RehearseTrial.SdtmIn(folder), clock, said) is not { } analyzed)
            return ExitStatus.ProblemsFound;
        MainResult.Print(protocol, analyzed.Results, said.Output);
        if (scenario.Published is { } published)
            said.Output.WriteLine($"  the trial itself published: {published}");

        Title("publish", "a site of results with a feed and a digest");
        var site = Path.Combine(folder, Site);
        if (PublishTrials.Of(folder, site, since: null, address: null, said) is not ExitStatus.Done and var unpublished)
            return unpublished;

        said.Output.WriteLine();
        said.Output.WriteLine($"The whole trial took {clock.GetElapsedTime(started).TotalSeconds:F1} seconds. The report:");
        said.Output.WriteLine(Path.GetFullPath(AnalyzeTrial.ReportIn(folder)));
        return ExitStatus.Done;

        void Title(string verb, string what) => said.Output.WriteLine($"\n{verb}: {what}");
    }

    static void Simulate(TrialProtocol protocol, ulong seed, Said said, TimeProvider clock, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var trial = ProtocolWorld.Of(protocol);
        var run = new SimulationRun { Seed = seed, Trials = SimulatedTrials, Threads = Environment.ProcessorCount };
        var tally = trial.Simulate(run, cancellation: cancellation);
        said.Output.WriteLine(
            $"  power {tally.Power!.Value.Estimate:0.0%} (Monte-Carlo standard error {tally.Power.Value.StandardError:0.0%}), "
                + $"final analysis in month {tally.ExpectedMonths!.Value.Estimate:F1} on average"
        );
        said.Output.WriteLine(
            $"  {SimulatedTrials / Math.Max(clock.GetElapsedTime(started).TotalSeconds, 1e-9):N0} trials a second"
        );
    }

    static void Write(string folder, string name, byte[] content) =>
        WholeFile.Write(Path.Combine(folder, name), stream => stream.Write(content));
}
