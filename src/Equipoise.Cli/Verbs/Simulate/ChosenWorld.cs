using Equipoise.Cli.Terminal;
using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Together;
using Equipoise.Design.Simulation.World;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>From a protocol, and a scenario where one is named, to the trial that a call of <c>simulate</c> asks for.</summary>
static class ChosenWorld
{
    /// <summary>The trial and what its world is called; null after the reasons were listed why there is none.</summary>
    public static Simulated? Of(TrialProtocol protocol, SimulateOptions options, Said said)
    {
        if (protocol.Design?.Split is { } split)
        {
            var (several, unfit) = Several(protocol, split, options);
            return several is null
                ? Refuse([.. unfit.Select(problem => $"{options.Protocol}: cannot be simulated. {problem}")])
                : new(protocol, several, null, options);
        }
        if (ProtocolWorld.Lacks(protocol) is { } lacks)
            return Refuse($"{options.Protocol}: {lacks}.");
        Scenario? scenario = null;
        if (options.Scenario is { } path)
        {
            switch (ScenarioFile.Read(path, protocol))
            {
                case ScenarioReading.Rejected rejected:
                    return Refuse([.. rejected.Problems.Select(problem => problem.ToString())]);
                case ScenarioReading.Accepted accepted:
                    scenario = accepted.Scenario;
                    break;
            }
        }
        var (trial, problems) = Trial(protocol, protocol.Design!, scenario, options);
        return trial is null
            ? Refuse([.. problems.Select(problem => $"{options.Protocol}: cannot be simulated. {problem}")])
            : new(protocol, trial, scenario?.Title, options);

        Simulated? Refuse(params string[] reasons)
        {
            said.Unusable(reasons);
            return null;
        }
    }

    /// <summary>The trial of a plan under a truth or in a world; or every reason why there is none.</summary>
    public static (VirtualTrial? Trial, IReadOnlyList<string> Problems) Trial(
        TrialProtocol plan,
        DesignAssumptions truth,
        Scenario? scenario,
        SimulateOptions options
    )
    {
        VirtualTrial trial;
        if (scenario is not null)
            switch (ScenarioWorld.Of(plan, scenario))
            {
                case WorldOutcome.Ready(var lived):
                    trial = lived;
                    break;
                case WorldOutcome.Refused(var reasons):
                    return (null, reasons);
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        else if (ProtocolWorld.Lacks(plan) is { } lacks)
            return (null, [$"The protocol {lacks}."]);
        else
            trial = ProtocolWorld.Of(plan, truth);
        var (chosen, problem) = Choose(trial, options, plan.Design!.Margin);
        if (problem is not null)
            return (null, [problem]);
        return chosen.Problems() is { Count: > 0 } problems ? (null, problems) : (chosen, []);
    }

    static (VirtualTrial? Trial, IReadOnlyList<string> Problems) Several(
        TrialProtocol protocol,
        AlphaSplit split,
        SimulateOptions options
    )
    {
        var (trial, problems) = SplitWorld.Of(
            protocol,
            options.Null ? [.. split.Endpoints.Select(endpoint => endpoint.Id)] : options.NullOfEach
        );
        if (trial is null || options.Randomize is not { } method)
            return (trial, problems);
        if (AllocationWords.Parse(method, trial.Endpoints[0].Alone.Allocation, []) is not { } allocation)
            return (null, [Unknown]);
        trial = trial with
        {
            Endpoints =
            [
                .. trial.Endpoints.Select(endpoint => endpoint with { Alone = endpoint.Alone with { Allocation = allocation } }),
            ],
        };
        return trial.Problems() is { Count: > 0 } wrong ? (null, wrong) : (trial, []);
    }

    static (VirtualTrial Trial, string? Problem) Choose(VirtualTrial trial, SimulateOptions options, double margin)
    {
        var truth = options.TruthFor(margin);
        var test = options.Test is { } words ? TestWords.Parse(words) : null;
        switch (trial)
        {
            case SimulatedTrial designed:
                designed = designed with { EstimateHazardRatio = !options.LogRankOnly, Test = test ?? designed.Test };
                if (truth is { } ratio)
                    designed = designed.WithHazardRatio(ratio);
                if (Allocation(designed.Allocation, []) is not { } allocation)
                    return (trial, Unknown);
                return (designed with { Allocation = allocation }, null);
            case ScenarioTrial lived:
                lived = lived with
                {
                    EstimateHazardRatio = !options.LogRankOnly,
                    Test = test ?? lived.Test,
                    TallyAdverseEvents = options.AdverseEvents,
                };
                if (truth is { } other)
                    lived = lived.WithHazardRatio(other);
                if (Allocation(lived.Allocation, [.. lived.Factors.Select(factor => factor.Shares.Count)]) is not { } method)
                    return (trial, Unknown);
                return (lived with { Allocation = method }, null);
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        AllocationWorld? Allocation(AllocationWorld planned, IReadOnlyList<int> levels) =>
            options.Randomize is { } method ? AllocationWords.Parse(method, planned, levels) : planned;
    }

    static string Unknown => $"--randomize names one of: {AllocationWords.Known}.";
}
