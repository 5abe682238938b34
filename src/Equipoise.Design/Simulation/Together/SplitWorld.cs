using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Design.Simulation.Together;

/// <summary>The trial that a protocol with several endpoints plans, to be simulated in the world of its design.</summary>
public static class SplitWorld
{
    /// <summary>The joint law of the endpoints, to be printed with every result.</summary>
    public const string Convention =
        "Times drawn together: the wider endpoint is the narrower one or what comes before it, independent of it, at the "
        + "difference of their hazards.";

    /// <summary>The trial; or every reason why there is none.</summary>
    /// <param name="protocol">The protocol, whose design has several endpoints.</param>
    /// <param name="withoutEffect">The endpoints that have no effect in truth; the others have that of the design.</param>
    /// <exception cref="ArgumentException">The design has one endpoint.</exception>
    public static (SplitTrial? Trial, IReadOnlyList<string> Problems) Of(
        TrialProtocol protocol,
        IReadOnlyCollection<string> withoutEffect
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(withoutEffect);
        if (protocol.Comparison is null)
            return (null, [$"It has {protocol.Experimental.Count()} experimental arms; a trial with one is simulated."]);
        if (protocol.ConcealsBlockSizes)
            return (null, ["The protocol conceals its block sizes: simulate by the sponsor's file, which has them."]);
        if (SplitDesign.Of(protocol) is not SplitOutcome.Planned(var plan))
            return (null, ["There is no plan; 'equipoise design' says why."]);
        if (Chain(protocol, plan.Split, out var chain) is { } unchained)
            return (null, [unchained]);
        SplitTrial trial = new()
        {
            Endpoints =
            [
                .. plan.Endpoints.Select(
                    (endpoint, i) => Endpoint(protocol, plan, i, withoutEffect.Contains(endpoint.Endpoint.Id))
                ),
            ],
            Chain = chain,
        };
        return trial.Problems() is { Count: > 0 } problems ? (null, problems) : (trial, []);
    }

    // The places from the endpoint with the fewest events on; or why they are no chain.
    static string? Chain(TrialProtocol protocol, AlphaSplit split, out int[] chain)
    {
        EndpointEvent[][] events = [.. split.Endpoints.Select(endpoint => protocol.Endpoint(endpoint.Id).Events.ToArray())];
        chain = [.. Enumerable.Range(0, events.Length).OrderBy(i => events[i].Length)];
        foreach (var (inner, outer) in chain.Zip(chain.Skip(1)))
            if (events[inner].Except(events[outer]).FirstOrDefault() is { } missing)
                return $"{split.Endpoints[outer].Id} does not count '{missing}', and {split.Endpoints[inner].Id} does: "
                    + "how the two come together is not in the design. Endpoints whose events contain each other, as "
                    + "'progression or death' contains 'death', are simulated.";
        return null;
    }

    static SplitTrialEndpoint Endpoint(TrialProtocol protocol, SplitDesign plan, int i, bool hasNoEffect)
    {
        var endpoint = plan.Endpoints[i];
        var assumed = endpoint.Sized.Assumptions;
        var truth = hasNoEffect
            ? assumed with
            {
                HazardRatio = PiecewiseRatio.Constant(assumed.Margin),
                Strata = [.. assumed.Strata.Select(stratum => stratum with { HazardRatio = null })],
            }
            : assumed;
        var alone = ProtocolWorld.Of(protocol with { Design = assumed }, truth);
        return new()
        {
            Endpoint = endpoint.Endpoint.Id,
            HasNoEffect = hasNoEffect,
            Alone = alone with { EstimateHazardRatio = false },
            BoundsAfter = [.. Enumerable.Range(0, 1 << plan.Endpoints.Count).Select(rejected => Bounds(plan, i, rejected))],
        };
    }

    static IReadOnlyList<double?> Bounds(SplitDesign plan, int i, int rejected)
    {
        var endpoint = plan.Endpoints[i];
        var isItself = (rejected >> i & 1) == 1;
        return isItself || endpoint.At(plan.Split.AlphaAfter(rejected)[i]) is not { } design
            ? [.. endpoint.Sized.Looks.Select(_ => (double?)null)]
            : [.. design.Looks.Select(look => double.IsFinite(look.Efficacy.Z) ? look.Efficacy.Z : (double?)null)];
    }
}
