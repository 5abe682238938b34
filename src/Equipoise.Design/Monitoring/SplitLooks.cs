using Equipoise.Design.Sizing;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Monitoring;

/// <summary>The looks of a trial whose endpoints share alpha, as they were really made.</summary>
/// <remarks>
/// An endpoint is rejected when its sequential p-value is at most the alpha that it has: when at any of its looks so far Z
/// reaches the bound of that alpha at the events observed. Then its alpha passes on, and the others are tested again, an earlier
/// look too. See <see cref="GraphicalProcedure.TestLooks"/>. R: <c>gsDesign::sequentialPValue</c> with <c>gMCPLite::gMCP</c>,
/// <c>lrstat::fseqbon</c>.
/// </remarks>
public sealed record SplitLooks
{
    /// <summary>The plan.</summary>
    public required SplitDesign Plan { get; init; }

    /// <summary>What the graph decides from the looks so far, step by step.</summary>
    public required GraphicalOutcome Outcome { get; init; }

    /// <summary>Each endpoint, in their order.</summary>
    public required IReadOnlyList<EndpointLooks> Endpoints { get; init; }

    /// <summary>The choices on which the numbers depend, to be printed with them.</summary>
    public IReadOnlyList<string> Conventions { get; } =
    [
        "An endpoint is rejected when its sequential p-value, the least of the repeated ones so far, is at most its alpha; "
            + "an earlier look counts again once more alpha has come.",
        .. LooksMade.Words,
    ];

    /// <summary>Assesses what was seen of several endpoints.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="ratio">Experimental participants for each control.</param>
    /// <param name="seen">What was seen of each, in whatever order; an endpoint without a look is left out.</param>
    public static SplitLooksOutcome Of(SplitDesign plan, double ratio, IReadOnlyList<EndpointSeen> seen)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(seen);
        List<string> reasons = [];
        foreach (var name in seen.GroupBy(one => one.Endpoint).Where(group => group.Count() > 1).Select(group => group.Key))
            reasons.Add($"{name} is named twice: give all its looks at once.");
        foreach (var one in seen.Where(one => plan.Endpoints.All(endpoint => endpoint.Endpoint.Id != one.Endpoint)))
            reasons.Add(
                $"'{one.Endpoint}' is none of the endpoints: "
                    + $"{string.Join(", ", plan.Endpoints.Select(endpoint => endpoint.Endpoint.Id))}."
            );
        foreach (var one in seen)
            if (
                plan.Endpoints.FirstOrDefault(endpoint => endpoint.Endpoint.Id == one.Endpoint) is { } endpoint
                && Assess(endpoint.Sized, ratio, one) is LookOutcome.Refused(var reason)
            )
                reasons.Add($"{one.Endpoint}: {reason}");
        if (reasons.Count > 0)
            return new SplitLooksOutcome.Refused(reasons);
        EndpointSeen?[] ofEach =
        [
            .. plan.Endpoints.Select(endpoint => seen.FirstOrDefault(one => one.Endpoint == endpoint.Endpoint.Id)),
        ];
        var outcome = plan.Split.Graph.TestLooks(
            [.. plan.Endpoints.Zip(ofEach, (endpoint, one) => Evidence(endpoint.Sized, one))]
        );
        return new SplitLooksOutcome.Assessed(
            new()
            {
                Plan = plan,
                Outcome = outcome,
                Endpoints =
                [
                    .. plan.Endpoints.Select((endpoint, i) => Endpoint(endpoint, ratio, ofEach[i], outcome.Decisions[i])),
                ],
            }
        );
    }

    static EndpointLooks Endpoint(EndpointDesign plan, double ratio, EndpointSeen? seen, GraphicalDecision decision)
    {
        var evidence = Evidence(plan.Sized, seen);
        return new()
        {
            Plan = plan,
            Decision = decision,
            Looks =
                seen is not null
                && plan.At(decision.Level) is { } design
                && Assess(design, ratio, seen) is LookOutcome.Assessed(var looks)
                    ? looks
                    : null,
            RepeatedP =
                evidence.Observed.Looks.Count > 0
                    ? SequentialPValue.Of(evidence.Test, evidence.Observed, [.. evidence.Z]).Repeated
                    : [],
            Seen = seen,
        };
    }

    static LookOutcome Assess(TrialDesign plan, double ratio, EndpointSeen seen) =>
        new LookAssessment(plan, ratio).Of(seen.Events, seen.Z, [], seen.IsFinal);

    // What counts against the alpha: without planned looks the final analysis alone, and nothing where no Z is known. Efficacy
    // bounds do not depend on the effect.
    static SequentialEvidence Evidence(TrialDesign plan, EndpointSeen? seen)
    {
        var test = plan.Boundary.Test with { RelativeEffects = null };
        if (seen is null || seen.Z.Count == 0)
            return new(test, new(plan.Events, [], IsFinal: false), []);
        var isFinal = seen.IsFinal || seen.Events[^1] >= plan.Events;
        var first = plan.Assumptions.Looks is not null ? 0
            : isFinal ? seen.Events.Count - 1
            : seen.Events.Count;
        return new(
            test,
            new(plan.Events, [.. seen.Events.Skip(first).Select(events => new ObservedLook(events))], isFinal),
            [.. seen.Z.Skip(first)]
        );
    }
}

/// <summary>What was seen of an endpoint at its looks so far.</summary>
/// <param name="Endpoint">Its id.</param>
/// <param name="Events">The events at each look, increasing.</param>
/// <param name="Z">The statistic at each, above 0 in favor of experimental; none, or one for each look.</param>
/// <param name="IsFinal">Whether the last is its final analysis, with fewer events than planned.</param>
public sealed record EndpointSeen(string Endpoint, IReadOnlyList<int> Events, IReadOnlyList<double> Z, bool IsFinal);

/// <summary>One of several endpoints at its looks so far.</summary>
public sealed record EndpointLooks
{
    /// <summary>Its plan.</summary>
    public required EndpointDesign Plan { get; init; }

    /// <summary>Whether it is rejected, at which alpha, its sequential and its adjusted p-value.</summary>
    public required GraphicalDecision Decision { get; init; }

    /// <summary>Its looks and bounds at the alpha that it has; null without a look or without alpha.</summary>
    public required LooksMade? Looks { get; init; }

    /// <summary>The repeated p-value of each look that counts: without planned looks, of the final one alone.</summary>
    public required IReadOnlyList<double> RepeatedP { get; init; }

    /// <summary>What was seen; null for nothing yet.</summary>
    public required EndpointSeen? Seen { get; init; }
}

/// <summary>What came of assessing the looks of several endpoints.</summary>
public abstract record SplitLooksOutcome
{
    SplitLooksOutcome() { }

    /// <summary>They are looks of the plan.</summary>
    /// <param name="Looks">What they say.</param>
    public sealed record Assessed(SplitLooks Looks) : SplitLooksOutcome;

    /// <summary>The numbers do not fit each other or the plan.</summary>
    /// <param name="Reasons">Each says which, and what would.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : SplitLooksOutcome;
}
