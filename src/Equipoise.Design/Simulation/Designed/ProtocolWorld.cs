using Equipoise.Design.Simulation.Allocation;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>The trial that a protocol's design part plans, to be simulated in the world that it assumes, or in another.</summary>
/// <remarks>
/// Piecewise exponential times to the event and to loss, random arrival at the accrual rates, the protocol's ratio and method
/// within the strata that the design names, looks at the planned events with the planned bounds. Where the protocol does not
/// randomize, each participant is allocated by a coin of their own. The test is stratified where the protocol says so and the
/// design has strata.
/// </remarks>
public static class ProtocolWorld
{
    /// <summary>Why a protocol cannot be simulated, in words that follow its file's name; null when it can.</summary>
    public static string? Lacks(TrialProtocol protocol) =>
        Plan(protocol).Lacks
        ?? (protocol.ConcealsBlockSizes ? "conceals its block sizes: simulate by the sponsor's file, which has them" : null);

    // The plan, or why there is none to simulate.
    static (TrialDesign? Design, string? Lacks) Plan(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var lacks =
            protocol.Design is not { } design ? "has no design part, so there is nothing to simulate"
            : protocol.Comparison is null
                ? $"has {protocol.Experimental.Count()} experimental arms; a trial with one can be simulated"
            : design.Cutoff is DataCutoff.On && protocol.Trial.Calendar is null
                ? "cuts its data on a date but has no calendar, so the month of the cutoff is not known"
            : null;
        if (lacks is not null)
            return (null, lacks);
        return TrialPlanning.Plan(protocol) switch
        {
            DesignOutcome.Planned(var plan) => (plan, null),
            DesignOutcome.Refused(var reasons) => (null, $"has no plan: {string.Join(" ", reasons).TrimEnd('.')}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The trial of a protocol, in the world that its design assumes.</summary>
    /// <exception cref="ArgumentException">The protocol cannot be simulated, see <see cref="Lacks"/>.</exception>
    public static SimulatedTrial Of(TrialProtocol protocol) => Of(protocol, protocol?.Design);

    /// <summary>The trial of a protocol, run as planned, in a world where other assumptions are true.</summary>
    /// <param name="protocol">The plan: allocation, looks and bounds.</param>
    /// <param name="truth">What is true: accrual, hazards, effect, loss.</param>
    /// <exception cref="ArgumentException">The protocol cannot be simulated, see <see cref="Lacks"/>.</exception>
    public static SimulatedTrial Of(TrialProtocol protocol, DesignAssumptions? truth)
    {
        var looks = LooksOf(protocol);
        ArgumentNullException.ThrowIfNull(truth);
        return new()
        {
            Participants = truth.Accrual.Participants,
            Accrual = [.. truth.Accrual.Rates.Select(rate => new RatePiece(rate.FromMonth, rate.PerMonth))],
            Allocation = PlannedAllocation.Of(protocol, []),
            Strata =
            [
                .. truth.Strata.Select(stratum => new StratumWorld
                {
                    Share = stratum.Share,
                    Control = new(Pieces(Followed(stratum.Control, truth))),
                    Experimental = new([.. Experimental(Followed(stratum.Control, truth), truth.RatioIn(stratum))]),
                }),
            ],
            ControlDropout = Pieces(truth.Dropout.Control),
            ExperimentalDropout = Pieces(truth.Dropout.Experimental),
            Looks = looks,
            Test = SimulatedTest.Of(protocol.Design!.Margin, IsStratified(protocol) && truth.Strata.Count > 1),
            EstimateHazardRatio = true,
        };
    }

    static IReadOnlyList<RatePiece> Pieces(PiecewiseHazard hazard) =>
        [.. hazard.Pieces.Select(piece => new RatePiece(piece.FromMonth, piece.Hazard))];

    // Whose follow-up ends has no event any more; at the events before it does not matter to a log-rank test who stays at risk
    // after.
    static PiecewiseHazard Followed(PiecewiseHazard hazard, DesignAssumptions truth) =>
        double.IsFinite(truth.FollowUpMonths) ? hazard.Until(truth.FollowUpMonths) : hazard;

    /// <summary>The looks that a protocol plans, with their bounds.</summary>
    /// <exception cref="ArgumentException">The protocol has no plan, see <see cref="Lacks"/>.</exception>
    public static IReadOnlyList<LookPlan> LooksOf(TrialProtocol protocol)
    {
        var (design, lacks) = Plan(protocol);
        var looks = design?.Looks ?? throw new ArgumentException($"The protocol {lacks}.", nameof(protocol));
        return [.. looks.Select(look => Look(protocol, look, isFinal: look.Look == looks.Count))];
    }

    internal static bool IsStratified(TrialProtocol protocol) =>
        protocol.Analysis.TimeToEvent.FirstOrDefault(plan => plan.EndpointId == protocol.Design!.Primary) is { Stratified: true };

    /// <summary>The control hazard times the ratio, with the change points of both.</summary>
    static IEnumerable<RatePiece> Experimental(PiecewiseHazard control, PiecewiseRatio ratio)
    {
        var months = control.Pieces.Select(piece => piece.FromMonth).Union(ratio.Pieces.Select(piece => piece.FromMonth)).Order();
        foreach (var month in months)
            yield return new(
                month,
                control.Pieces.Last(piece => piece.FromMonth <= month).Hazard
                    * ratio.Pieces.Last(piece => piece.FromMonth <= month).Ratio
            );
    }

    static LookPlan Look(TrialProtocol protocol, DesignLook look, bool isFinal)
    {
        var efficacy = double.IsFinite(look.Efficacy.Z) ? look.Efficacy.Z : (double?)null;
        var futility = isFinal ? null : look.Futility?.Z;
        var design = protocol.Design!;
        if (design.IsTimed && !(isFinal && design.Cutoff is DataCutoff.On))
            return WhenDue(protocol, look, isFinal) with { EfficacyZ = efficacy, FutilityZ = futility };
        return isFinal && design.Cutoff is DataCutoff.On { Date: var date }
            ? new LookPlan.AtMonth(protocol.Trial.Calendar!.MonthOf(date))
            {
                EfficacyZ = efficacy,
            }
            : new LookPlan.AtEvents(look.Events) { EfficacyZ = efficacy, FutilityZ = futility };
    }

    static LookPlan.WhenDue WhenDue(TrialProtocol protocol, DesignLook look, bool isFinal)
    {
        var design = protocol.Design!;
        var wait = isFinal ? design.Cutoff.NotBefore : design.Looks?.Waits.ElementAtOrDefault(look.Look - 1);
        return new(look.WaitsFor)
        {
            NotBefore = wait switch
            {
                LookWait.InMonth(var month) => month,
                LookWait.OnDay(var day) => protocol.Trial.Calendar!.MonthOf(day),
                _ => 0,
            },
            AfterLast = (wait as LookWait.AfterLast)?.Months,
            Apart = design.Looks?.MonthsApart ?? 0,
            AtTheLatest = isFinal ? design.Cutoff.AtTheLatest : null,
        };
    }
}
