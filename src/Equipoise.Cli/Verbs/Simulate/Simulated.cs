using System.Globalization;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Simulation.Together;
using Equipoise.Design.Simulation.World;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>What a call of <c>simulate</c> simulates.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Trial">The trial that it plans, in the world that the call names.</param>
/// <param name="World">What that world is called; null for that of the design's assumptions.</param>
/// <param name="Options">The call.</param>
sealed record Simulated(TrialProtocol Protocol, VirtualTrial Trial, string? World, SimulateOptions Options)
{
    /// <summary>All the trials of the call.</summary>
    public SimulationStudy Study => SimulationStudy.Of(Trial, Options.Seed, Options.Trials);

    /// <summary>The trial in words.</summary>
    public string About => Trial is SplitTrial several ? OfSeveral(several) : OfOne;

    string OfOne =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Protocol.Trial.Id}, {Protocol.Design!.Primary}: {Participants()} participants, {Truth()}{Choices()}"
        );

    string OfSeveral(SplitTrial trial)
    {
        var without = trial.Endpoints.Where(endpoint => endpoint.HasNoEffect).Select(endpoint => endpoint.Endpoint).ToArray();
        return $"{Protocol.Trial.Id}, {string.Join(" and ", trial.Endpoints.Select(endpoint => endpoint.Endpoint))}: "
            + $"{trial.Endpoints[0].Alone.Participants} participants, "
            + (
                without.Length == 0 ? "true hazards as the protocol assumes them"
                : without.Length == trial.Endpoints.Count ? "no effect on any of them"
                : $"no effect on {string.Join(" and ", without)}, the others as the protocol assumes them"
            )
            + Choices();
    }

    int Participants() => Trial is ScenarioTrial lived ? lived.Participants : ((SimulatedTrial)Trial).Participants;

    string Choices() =>
        (Options.Test is { } test ? $"; test: {test}" : "")
        + (Options.Randomize is { } method ? $"; randomized by {method}" : "");

    string Truth() =>
        World is { } world
            ? $"in the world '{world}'"
                + (
                    Options.TruthFor(Margin) is { } ratio
                        ? string.Create(CultureInfo.InvariantCulture, $" but at a hazard ratio of {ratio:G6}")
                        : ""
                )
            : OfDesign((SimulatedTrial)Trial);

    double Margin => Protocol.Design!.Margin;

    string OfDesign(SimulatedTrial trial) =>
        trial.TrueLogHazardRatio switch
        {
            0 when Margin == 1 => "no effect (hazard ratio 1): power is the type I error",
            { } logRatio when Margin != 1 && Math.Abs(logRatio - Math.Log(Margin)) < 1e-12 => string.Create(
                CultureInfo.InvariantCulture,
                $"at the margin (hazard ratio {Margin}): power is the type I error"
            ),
            { } logRatio => string.Create(CultureInfo.InvariantCulture, $"true hazard ratio {Math.Exp(logRatio):G6}"),
            null => "true hazards as the protocol assumes them",
        };
}
