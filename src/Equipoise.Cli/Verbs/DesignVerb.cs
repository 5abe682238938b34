using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Verbs.Simulate;
using Equipoise.Cli.Verbs.Solve;
using Equipoise.Design.Monitoring;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Sizing;
using Equipoise.Design.TestPower;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise design PROTOCOL</c>: how many events, how many participants, how long.</summary>
public static class DesignVerb
{
    public static Command Build()
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file." };
        var verify = new Option<bool>("--verify")
        {
            Description = "Also simulate the plan under its own assumptions, and say by how much its formula is off.",
        };
        var test = new Option<string?>("--test")
        {
            Description = "The power with another test than the protocol's, and what the power asked for takes; with --verify "
                + $"simulated too: {TestWords.Known}.",
            HelpName = "WORDS",
        };
        var trials = new Option<long>("--trials")
        {
            Description = "With --verify: how many trials.",
            HelpName = "N",
            DefaultValueFactory = _ => 20_000,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "With --verify: names the luck of the simulation.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var report = new Option<string?>("--report")
        {
            Description = "Also write a page to paste from: the sample size as text, looks, bounds, power, accrual and "
                + "events. A page "
                + "of that name is replaced.",
            HelpName = "FILE.html",
        };
        var prior = PriorOption.Build("the probability of success averaged over it");
        var format = Formats.Option();
        var command = new Command(
            "design",
            "Size the trial: events, participants, power, looks and their bounds, expected timing.\n\nExample: "
                + "equipoise design examples/patina/protocol.yaml"
        )
        {
            path,
            verify,
            test,
            trials,
            seed,
            report,
            prior,
            format,
        };
        var solve = new SolveOptions();
        solve.AddTo(command);
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            var (words, count) = (parsed.GetValue(test), parsed.GetValue(trials));
            if (words is not null && TestWords.Parse(words) is null)
                return said.Unusable($"--test is '{words}'; name one of: {TestWords.Known}.");
            if (count is < 1 or > 100_000_000)
                return said.Unusable($"--trials is {count}; simulate 1 to 100000000 trials.");
            string[] without =
            [
                .. new Option[] { trials, seed }
                    .Where(option => parsed.GetResult(option) is { Implicit: false })
                    .Select(option => option.Name),
            ];
            if (without.Length > 0 && !parsed.GetValue(verify))
                return said.Unusable($"{string.Join(" and ", without)} {(without.Length == 1 ? "is" : "are")} for --verify.");
            var (question, problem) = solve.Of(parsed);
            if (problem is not null)
                return said.Unusable(problem);
            if (question is not null && parsed.GetValue(verify))
                return said.Unusable(
                    "--solve and --verify exclude each other: put what was solved for into the protocol, then verify."
                );
            if (question is not null && words is not null)
                return said.Unusable(
                    "--solve and --test exclude each other: --test says what its power takes, in a line of the plan."
                );
            EffectPrior? belief = null;
            if (parsed.GetValue(prior) is { } believed && (belief = PriorOption.Parse(believed)) is null)
                return said.Unusable($"--prior is '{believed}'; {PriorOption.Wanted}.");
            if (belief is not null && question is not null)
                return said.Unusable(
                    "--solve and --prior exclude each other: put what was solved for into the protocol, then ask with its prior."
                );
            var page = parsed.GetValue(report);
            if (page is not null && question is not null)
                return said.Unusable(
                    "--solve and --report exclude each other: put what was solved for into the protocol, then write its page."
                );
            if (page is not null && words is not null && !parsed.GetValue(verify))
                return said.Unusable(
                    "--report and --test need --verify: the page has the power of the protocol's test, and simulates another."
                );
            if (page is not null && NewFile.Unwritable("--report", page, ".html") is { } unwritable)
                return said.Unusable(unwritable);
            var simulation = new SimulationRun
            {
                Trials = count,
                Seed = parsed.GetValue(seed),
                Threads = Environment.ProcessorCount,
            };
            return Run(
                parsed.GetRequiredValue(path),
                parsed.GetValue(verify) ? simulation : null,
                words,
                question,
                belief,
                page,
                asJson: parsed.GetValue(format) == Formats.Json,
                said
            );
        });
        return command;
    }

    static int Run(
        string path,
        SimulationRun? simulation,
        string? test,
        SolveQuestion? question,
        EffectPrior? prior,
        string? page,
        bool asJson,
        Said said
    )
    {
        if (ProtocolArgument.Read(path, said) is not { } protocol)
            return ExitStatus.Unreadable;
        if (protocol.Design is null)
            return said.Unusable($"{path}: has no design part, so there is nothing to size.");
        if (protocol.Comparison is null)
            return said.Unusable($"{path}: has {protocol.Experimental.Count()} experimental arms; one can be sized.");
        if (protocol.Design.Split is not null && (page is not null || prior is not null))
            return said.Unusable(
                $"{path}: has several endpoints: "
                    + $"{(page is not null ? "--report writes the page" : "--prior is of the effect")} of one."
            );
        if (protocol.Design.Split is not null)
            return question is null && simulation is null && test is null
                ? RunSplit(path, protocol, asJson, said)
                : said.Unusable(
                    $"{path}: has several endpoints: "
                        + (
                            question is not null ? "--solve solves for"
                            : simulation is not null ? "--verify simulates"
                            : "--test is of"
                        )
                        + " one. 'equipoise simulate' runs them together."
                );
        if (question is not null)
            return new SolvedTable(path, protocol, question).Run(asJson, said);
        var plan = TrialPlanning.Plan(protocol);
        FormulaCheck? check = null;
        TestPowerText? power = null;
        if (plan is DesignOutcome.Planned(var one) && test is not null)
        {
            var (another, refusal) = PlannedTest.Of(one, TestWords.Parse(test)!);
            if (another is not null)
                power = new(protocol, one, another, test);
            else if (simulation is null)
                return said.Unusable($"{path}: --test {test}: {refusal}");
        }
        if (plan is DesignOutcome.Planned(var planned) && simulation is not null)
        {
            if (ProtocolWorld.Lacks(protocol) is { } lacks)
                return said.Unusable($"{path}: {lacks}.");
            var trial = FormulaCheck.TrialOf(protocol);
            if (test is not null)
                trial = trial with { Test = TestWords.Parse(test)! };
            if (trial.Problems() is { Count: > 0 } problems)
                return said.Unusable(problems.Select(problem => $"{path}: cannot be simulated. {problem}"));
            check = FormulaCheck.Of(protocol, planned, trial, simulation);
            if (power is not null && page is null)
                check = check with { Planned = power.Power };
        }
        switch (plan)
        {
            case DesignOutcome.Refused refused:
                return said.Problems(refused.Reasons.Select(reason => $"{path}: {reason}"));
            case DesignOutcome.Planned(var design) when page is not null
                && DesignPage.Write(page, protocol, design, check, test, simulation) is { Count: > 0 } problems:
                return said.Problems(problems);
            case DesignOutcome.Planned(var design) when asJson:
                said.Output.WriteLine(DesignJson.Of(design, prior, power, check, simulation));
                break;
            case DesignOutcome.Planned(var design):
                DesignText.Write(protocol, design, said.Output);
                power?.Write(said.Output);
                FormulaText.Write(protocol, design, check, test, simulation, said.Output);
                if (prior is not null)
                    said.Output.WriteLine(
                        $"  the probability of success is {prior.Assurance(design):0.0%} averaged over a hazard ratio of {prior}"
                    );
                if (page is not null)
                    said.Output.WriteLine($"  {Path.GetFullPath(page)}");
                break;
        }
        return ExitStatus.Done;
    }

    static int RunSplit(string path, TrialProtocol protocol, bool asJson, Said said)
    {
        switch (SplitDesign.Of(protocol))
        {
            case SplitOutcome.Refused refused:
                return said.Problems(refused.Reasons.Select(reason => $"{path}: {reason}"));
            case SplitOutcome.Planned(var plan) when asJson:
                said.Output.WriteLine(SplitDesignJson.Of(plan));
                break;
            case SplitOutcome.Planned(var plan):
                SplitDesignText.Write(protocol, plan, said.Output);
                break;
        }
        return ExitStatus.Done;
    }
}
