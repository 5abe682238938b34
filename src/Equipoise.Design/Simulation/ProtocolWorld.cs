using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Design.Simulation;

/// <summary>The trial that a protocol's design part assumes, to be simulated.</summary>
/// <remarks>
/// Exponential times to the event and to loss, random arrival at a constant rate, the protocol's ratio and block sizes in one
/// stratum, and one look at the events that the design needs. Where the protocol does not randomize, each participant is allocated
/// by a coin of their own.
/// </remarks>
public static class ProtocolWorld
{
    /// <summary>Why a protocol cannot be simulated, in words that follow its file's name; null when it can.</summary>
    public static string? Lacks(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return protocol.Design is not { } design ? "has no design part, so there is nothing to simulate"
            : protocol.Experimental.Count() != 1
                ? $"has {protocol.Experimental.Count()} experimental arms; a trial with one can be simulated"
            : design.Cutoff is DataCutoff.On && protocol.Trial.Calendar is null
                ? "cuts its data on a date but has no calendar, so the month of the cutoff is not known"
            : null;
    }

    /// <summary>The trial of a protocol.</summary>
    /// <exception cref="ArgumentException">The protocol cannot be simulated, see <see cref="Lacks"/>.</exception>
    public static SimulatedTrial Of(TrialProtocol protocol)
    {
        if (Lacks(protocol) is { } lacks)
            throw new ArgumentException($"The protocol {lacks}.", nameof(protocol));
        var assumptions = protocol.Design!;
        var size = FixedDesign.For(protocol);
        var control = new EventWorld(RatePiece.OfMedian(assumptions.ControlMedian.Months));
        var dropout = RatePiece.OfYearlyProbability(assumptions.YearlyDropout);
        return new()
        {
            Participants = assumptions.AccrualParticipants,
            Accrual = RatePiece.Constant(assumptions.AccrualParticipants / assumptions.AccrualOver.Months),
            Allocation = Allocation(protocol),
            Strata =
            [
                new()
                {
                    Share = 1,
                    Control = control,
                    Experimental = control.Times(assumptions.HazardRatio),
                },
            ],
            ControlDropout = dropout,
            ExperimentalDropout = dropout,
            Looks = [Look(protocol, size)],
            EstimateHazardRatio = true,
        };
    }

    static AllocationWorld Allocation(TrialProtocol protocol)
    {
        var (control, experimental) = (protocol.Control.Ratio, protocol.Experimental.Single().Ratio);
        return protocol.Randomization?.Method is RandomizationMethod.PermutedBlocks blocks
            ? new AllocationWorld.PermutedBlocks(blocks.Sizes) { Control = control, Experimental = experimental }
            : new AllocationWorld.Simple { Control = control, Experimental = experimental };
    }

    static LookPlan Look(TrialProtocol protocol, FixedDesign size) =>
        protocol.Design!.Cutoff is DataCutoff.On { Date: var date }
            ? new LookPlan.AtMonth((date.DayNumber - protocol.Trial.Calendar!.Opens.DayNumber) / Duration.DaysPerMonth)
            {
                EfficacyZ = size.CriticalZ,
            }
            : new LookPlan.AtEvents(size.Events) { EfficacyZ = size.CriticalZ };
}
