using System.Globalization;
using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Sharding;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>What a call of <c>simulate</c> simulates.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Trial">The trial that it plans, in the world that the call names.</param>
/// <param name="Options">The call.</param>
sealed record Simulated(TrialProtocol Protocol, SimulatedTrial Trial, SimulateOptions Options)
{
    /// <summary>All the trials of the call.</summary>
    public SimulationStudy Study => SimulationStudy.Of(Trial, Options.Seed, Options.Trials);

    /// <summary>The trial in words.</summary>
    public string About =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Protocol.Trial.Id}, {Protocol.Design!.Primary}: {Trial.Participants} participants, {Truth()}"
        );

    string Truth() =>
        Trial.TrueLogHazardRatio switch
        {
            0 => "no effect (hazard ratio 1): power is the type I error",
            { } logRatio => string.Create(CultureInfo.InvariantCulture, $"true hazard ratio {Math.Exp(logRatio):G6}"),
            null => "true hazards as the protocol assumes them",
        };
}
