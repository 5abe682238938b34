using Equipoise.Protocol;

namespace Equipoise.Design.Sizing;

/// <summary>The plan of a trial whose endpoints share alpha: each at every alpha that it may have.</summary>
/// <remarks>
/// Each endpoint is sized, and its looks are put, at the alpha that it starts with (or, where that is none, at the one that it
/// has when all others are rejected). With more alpha the events stay, and bounds and power are solved anew. The powers are
/// those of one endpoint alone; that of several together hangs on how they are correlated, and is simulated.
/// R: <c>gMCPLite::gMCP</c> with <c>gsDesign::gsSurv</c> at each level.
/// </remarks>
/// <param name="Split">How alpha is shared.</param>
/// <param name="Endpoints">The endpoints, in their order.</param>
public sealed record SplitDesign(AlphaSplit Split, IReadOnlyList<EndpointDesign> Endpoints)
{
    /// <summary>The plan of a protocol whose design has several endpoints; or why there is none.</summary>
    /// <exception cref="ArgumentException">The protocol has no such design, or not exactly one experimental arm.</exception>
    public static SplitOutcome Of(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var split =
            protocol.Design?.Split ?? throw new ArgumentException("The design has one endpoint.", nameof(protocol));
        List<string> reasons = [];
        List<EndpointDesign> endpoints = [];
        foreach (var (i, endpoint) in split.Endpoints.Index())
            switch (Planned(protocol, endpoint.Assumptions))
            {
                case DesignOutcome.Refused refused:
                    reasons.AddRange(refused.Reasons.Select(reason => $"{endpoint.Id}: {reason}"));
                    break;
                case DesignOutcome.Planned(var sized):
                    var at = new List<AlphaDesign>();
                    foreach (var level in split.LevelsOf(i))
                        switch (AtAlpha(protocol, sized, level.Alpha))
                        {
                            case DesignOutcome.Planned(var design):
                                at.Add(new(level, design));
                                break;
                            case DesignOutcome.Refused refused:
                                reasons.AddRange(refused.Reasons.Select(reason => $"{endpoint.Id}: {reason}"));
                                break;
                        }
                    endpoints.Add(new(endpoint, sized, at));
                    break;
            }
        return reasons.Count > 0 ? new SplitOutcome.Refused(reasons) : new SplitOutcome.Planned(new(split, endpoints));
    }

    // The events are those that it was sized with.
    static DesignOutcome AtAlpha(TrialProtocol protocol, TrialDesign sized, double alpha)
    {
        if (alpha == sized.Assumptions.OneSidedAlpha)
            return new DesignOutcome.Planned(sized);
        var assumed = sized.Assumptions;
        return Planned(
            protocol,
            assumed with
            {
                OneSidedAlpha = alpha,
                // A power is above alpha; without futility no bound depends on it.
                Power = Math.Max(assumed.Power, (1 + alpha) / 2),
                Cutoff =
                    assumed.Cutoff is DataCutoff.On
                        ? assumed.Cutoff
                        : new DataCutoff.AtEvents(sized.Looks[^1].WaitsFor)
                        {
                            NotBefore = assumed.Cutoff.NotBefore,
                            AtTheLatest = assumed.Cutoff.AtTheLatest,
                        },
            }
        );
    }

    static DesignOutcome Planned(TrialProtocol protocol, DesignAssumptions assumptions) =>
        TrialPlanning.Plan(protocol with { Design = assumptions });
}

/// <summary>The plan of one of several endpoints.</summary>
/// <param name="Endpoint">What was assumed, and its part of alpha.</param>
/// <param name="Sized">Its plan at the alpha at which it is sized.</param>
/// <param name="ByAlpha">Its plan at every alpha that it may have, from the smallest on.</param>
public sealed record EndpointDesign(SplitEndpoint Endpoint, TrialDesign Sized, IReadOnlyList<AlphaDesign> ByAlpha)
{
    /// <summary>Its plan at an alpha; null where it never has it.</summary>
    public TrialDesign? At(double alpha) =>
        ByAlpha.FirstOrDefault(one => Math.Abs(one.Level.Alpha - alpha) < 1e-12)?.Design;
}

/// <summary>The plan of an endpoint at an alpha.</summary>
/// <param name="Level">The alpha, and when it has it.</param>
/// <param name="Design">The plan.</param>
public sealed record AlphaDesign(AlphaLevel Level, TrialDesign Design);

/// <summary>What came of planning several endpoints.</summary>
public abstract record SplitOutcome
{
    SplitOutcome() { }

    /// <summary>There is a plan.</summary>
    /// <param name="Design">The plan.</param>
    public sealed record Planned(SplitDesign Design) : SplitOutcome;

    /// <summary>An endpoint has no plan.</summary>
    /// <param name="Reasons">Each names the endpoint, the quantity and what would be possible.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : SplitOutcome;
}
