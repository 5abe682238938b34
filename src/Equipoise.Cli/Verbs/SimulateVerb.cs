using System.CommandLine;
using Equipoise.Cli.Cluster;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Verbs.Simulate;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise simulate PROTOCOL</c>: the operating characteristics of a design, from a great many virtual trials.
/// </summary>
public static class SimulateVerb
{
    public static Command Build(TimeProvider clock)
    {
        var protocol = new Argument<string>("PROTOCOL") { Description = "The protocol file." };
        var trials = new Option<long>("--trials")
        {
            Description = "How many trials; with --precision the most.",
            HelpName = "N",
            DefaultValueFactory = _ => 10_000,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Names the luck: the same seed gives the same trials.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var threads = new Option<int?>("--threads")
        {
            Description = "How many trials at a time; by default as many as there are processors. It changes no result.",
            HelpName = "T",
        };
        var none = new Option<bool>("--null")
        {
            Description = "Simulate a treatment without effect: power is then the type I error.",
        };
        var nullOf = new Option<string?>("--null-of")
        {
            Description = "Of several endpoints: simulate no effect on these, and that of the protocol on the others.",
            HelpName = "ID,ID",
        };
        var ratio = new Option<double?>("--hazard-ratio")
        {
            Description = "Simulate this true hazard ratio, experimental over control, instead of the protocol's.",
            HelpName = "R",
        };
        var logRankOnly = new Option<bool>("--log-rank-only")
        {
            Description = "Estimate no hazard ratios, which takes less time.",
        };
        var scenario = new Option<string?>("--scenario")
        {
            Description =
                "Simulate the world of this file: scheduled assessments, illness and death, strata; "
                    + "not the design's assumptions.",
            HelpName = "FILE",
        };
        var test = new Option<string?>("--test")
        {
            Description = $"Another test than the protocol's: {TestWords.Known}.",
            HelpName = "WORDS",
        };
        var randomize = new Option<string?>("--randomize")
        {
            Description = $"Another randomization than the protocol's: {AllocationWords.Known}.",
            HelpName = "WORDS",
        };
        var adverseEvents = new Option<bool>("--adverse-events")
        {
            Description = "With --scenario: also count participants with severe adverse events, which takes longer.",
        };
        var grid = new Option<string?>("--grid")
        {
            Description = "Simulate every combination of the values that this file lists; tables and a page go to --out.",
            HelpName = "FILE",
        };
        var precision = new Option<double?>("--precision")
        {
            Description = "Stop as soon as the standard error of power is this or less, such as 0.001.",
            HelpName = "P",
        };
        var replay = new Option<long?>("--replay")
        {
            Description = "Write the participants of this one trial, counted from 0, to a folder.",
            HelpName = "K",
        };
        var shard = new Option<string?>("--shard")
        {
            Description = "Simulate one of N equal parts into a file for 'equipoise merge', such as 3/200.",
            HelpName = "I/N",
        };
        var engine = new Option<string?>("--engine") { Description = "Simulate on a cluster: slurm.", HelpName = "slurm" };
        engine.AcceptOnlyFromAmong("slurm");
        var shards = new Option<int?>("--shards") { Description = "With --engine slurm: how many tasks.", HelpName = "N" };
        var partition = new Option<string?>("--partition")
        {
            Description = "With --engine slurm: where they run; by default where the cluster says.",
            HelpName = "P",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The folder of --replay or --engine slurm, or the file of --shard.",
            HelpName = "DIR|FILE",
        };
        var format = Formats.Option();
        var command = new Command(
            "simulate",
            "Simulate the trial many times: power or type I error, timing, stopping at each look.\n\n"
                + "Example: equipoise simulate examples/patina/protocol.yaml --trials 100000 --seed 1"
        )
        {
            protocol,
            trials,
            seed,
            threads,
            none,
            nullOf,
            ratio,
            logRankOnly,
            scenario,
            test,
            randomize,
            adverseEvents,
            grid,
            precision,
            replay,
            shard,
            engine,
            shards,
            partition,
            output,
            format,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.FromResult(
                    Run(
                        new()
                        {
                            Protocol = parsed.GetRequiredValue(protocol),
                            Trials = parsed.GetValue(trials),
                            Seed = parsed.GetValue(seed),
                            ThreadsAsked = parsed.GetValue(threads),
                            Null = parsed.GetValue(none),
                            NullOf = parsed.GetValue(nullOf),
                            HazardRatio = parsed.GetValue(ratio),
                            LogRankOnly = parsed.GetValue(logRankOnly),
                            Scenario = parsed.GetValue(scenario),
                            Test = parsed.GetValue(test),
                            Randomize = parsed.GetValue(randomize),
                            AdverseEvents = parsed.GetValue(adverseEvents),
                            Grid = parsed.GetValue(grid),
                            Precision = parsed.GetValue(precision),
                            Replay = parsed.GetValue(replay),
                            Shard = parsed.GetValue(shard),
                            Engine = parsed.GetValue(engine),
                            Shards = parsed.GetValue(shards),
                            Partition = parsed.GetValue(partition),
                            Out = parsed.GetValue(output),
                            AsJson = parsed.GetValue(format) == Formats.Json,
                        },
                        clock,
                        Said.Of(parsed),
                        cancellation
                    )
                )
        );
        return command;
    }

    static int Run(SimulateOptions options, TimeProvider clock, Said said, CancellationToken cancellation)
    {
        if (options.Problems().ToArray() is { Length: > 0 } problems)
            return said.Unusable(problems);
        if (ProtocolArgument.Read(options.Protocol, said) is not { } protocol)
            return ExitStatus.Unreadable;
        var several = protocol.Design?.Split?.Endpoints.Select(endpoint => endpoint.Id).ToArray() ?? [];
        if (options.ProblemsWith(several).ToArray() is { Length: > 0 } unfit)
            return said.Unusable(unfit);
        if (options.Grid is { } grid)
            return new GridRun(options, grid, options.Out!, protocol, clock).Run(said, cancellation);
        if (ChosenWorld.Of(protocol, options, said) is not { } simulated)
            return ExitStatus.Unreadable;
        return options switch
        {
            { Replay: { } index } => new OneTrial(simulated, index, options.Out!, clock).Run(said),
            { Shard: { } shard } => new OneShard(simulated, shard, options.Out!, clock).Run(said, cancellation),
            { Engine: not null } => new ClusterRun(simulated, clock).Run(said, cancellation),
            _ => new AllTrials(simulated, clock).Run(said, cancellation),
        };
    }
}
