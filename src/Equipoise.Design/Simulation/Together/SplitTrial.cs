using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;

namespace Equipoise.Design.Simulation.Together;

/// <summary>A trial whose endpoints share alpha, as it is simulated: all times of a participant are drawn together.</summary>
/// <remarks>
/// <para>The events of the endpoints contain each other, as progression or death contains death. The endpoint with the fewest
/// kinds of event has the times of its own hazard; the next one has the shorter of these and of a time at the difference of the
/// two hazards, independent of it; and so on. So each has the hazard that the design assumes, and nobody has the wider endpoint
/// later: Fleischer, Gaschler-Markefski and Bluhmki (2009), Statistics in Medicine 28:2669, with one hazard of death before and
/// after progression.</para>
/// <para>Each endpoint is looked at when its own looks are due, until it is rejected. After every look of any, the graph decides:
/// an endpoint is rejected when at a look so far Z reached the bound there of the alpha that it has now. The trial ends at the
/// last look that is made. The correlation of the statistics is that at the final analyses, which are all computed.</para>
/// <para>R: <c>lrstat::lrsim2e</c> with <c>lrstat::fseqbon</c>.</para>
/// </remarks>
public sealed record SplitTrial : VirtualTrial
{
    /// <summary>The endpoints, in their order.</summary>
    public required IReadOnlyList<SplitTrialEndpoint> Endpoints { get; init; }

    /// <summary>Their places from the one that all others contain to the one that contains all others.</summary>
    public required IReadOnlyList<int> Chain { get; init; }

    /// <summary>How many are to be randomized.</summary>
    internal int Participants => Endpoints[0].Alone.Participants;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems() => [.. SplitProblems.Of(this)];

    internal override Workspace Open<R>(ulong seed, uint scenario) => new SplitWorkspace<R>(this, seed, scenario);

    internal override int Size() => Participants * Endpoints.Count;
}

/// <summary>One of several endpoints, as it is simulated.</summary>
public sealed record SplitTrialEndpoint
{
    /// <summary>Its id.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Whether it has no effect in the simulated world.</summary>
    public required bool HasNoEffect { get; init; }

    /// <summary>
    /// The trial as if it were the only endpoint: who comes, its hazards, when it is looked at, its test. The bounds of its looks
    /// are those of <see cref="BoundsAfter"/>.
    /// </summary>
    public required SimulatedTrial Alone { get; init; }

    /// <summary>
    /// The bound of each look once a set of the others is rejected, by that set, one bit each, the first endpoint the lowest;
    /// null where it cannot be rejected then.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double?>> BoundsAfter { get; init; }
}
