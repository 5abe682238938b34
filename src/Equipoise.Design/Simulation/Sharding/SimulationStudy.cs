using System.Security.Cryptography;
using System.Text;
using Equipoise.Design.Simulation.Run;

namespace Equipoise.Design.Simulation.Sharding;

/// <summary>What is simulated, in full: shards belong together when this is the same.</summary>
/// <param name="Engine">The program and the version of its random streams, such as "equipoise 0.1.0, streams 1".</param>
/// <param name="Input">SHA-256 of the simulated trial, lower-case hex: of what it means, not of the file that described
/// it.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Scenario">Which list of trials of that seed.</param>
/// <param name="Trials">How many trials there are in all; the first is trial 0.</param>
public sealed record SimulationStudy(string Engine, string Input, ulong Seed, uint Scenario, long Trials)
{
    /// <summary>Raised whenever a trial of any seed comes out otherwise, in any bit, than before.</summary>
    public const int Streams = 1;

    /// <summary>What this program writes as <see cref="Engine"/>, and alone can merge.</summary>
    public static string ThisEngine { get; } =
        $"equipoise {typeof(SimulationStudy).Assembly.GetName().Version!.ToString(3)}, streams {Streams}";

    /// <summary>The study of these trials by this program.</summary>
    /// <param name="trial">What is simulated.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="trials">How many trials, from 1.</param>
    /// <param name="scenario">Which list of trials of that seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no trial.</exception>
    public static SimulationStudy Of(VirtualTrial trial, ulong seed, long trials, uint scenario = 0)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        var input = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText.Of(trial))));
        return new(ThisEngine, input, seed, scenario, trials);
    }

    /// <summary>The first thing in which this differs from another study, in words; null when they are one.</summary>
    public string? DifferenceFrom(SimulationStudy other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Engine != other.Engine ? $"was made by {Engine}, not by {other.Engine}"
            : Input != other.Input ? $"simulates another trial (SHA-256 {Input[..12]}..., not {other.Input[..12]}...)"
            : Seed != other.Seed ? $"has seed {Seed}, not {other.Seed}"
            : Scenario != other.Scenario ? $"has scenario {Scenario}, not {other.Scenario}"
            : Trials != other.Trials ? $"is of {Trials} trials in all, not of {other.Trials}"
            : null;
    }
}
