using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>All kinds of small trials: strata, changing rates, cure, blocks and coins, looks by events and by month, times that
/// tie.</summary>
static class RandomTrials
{
    // In a crushed trial all happens within some dozen ticks.
    const double Crush = 1 << 17;

    public static Gen<SimulatedTrial> All { get; } =
        from participants in Gen.Frequency((4, Gen.Choose(2, 120)), (1, Gen.Choose(200, 600)))
        from isCrushed in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        let speed = isCrushed ? Crush : 1
        from accrual in Rates(speed, 5, 40)
        from arrival in Gen.Elements(Arrival.Poisson, Arrival.EvenlySpaced)
        from allocation in allocations
        from strata in Gen.Choose(1, 5).SelectMany(count => Stratum(speed).ArrayOf(count))
        from dropouts in Gen.Frequency((1, Gen.Constant<IReadOnlyList<RatePiece>>([])), (2, Rates(speed, 0.01, 0.2))).ArrayOf(2)
        from looks in Looks(participants, speed)
        from isStratified in Gen.Elements(true, false)
        select new SimulatedTrial
        {
            Participants = participants,
            Accrual = accrual,
            Arrival = arrival,
            Allocation = allocation,
            Strata = SharesSumToOne(strata),
            ControlDropout = dropouts[0],
            ExperimentalDropout = dropouts[1],
            Looks = looks,
            Test = new SimulatedTest.LogRank(isStratified),
            EstimateHazardRatio = true,
        };

    static readonly Gen<AllocationWorld> allocations =
        from control in Gen.Choose(1, 3)
        from experimental in Gen.Choose(1, 3)
        from multiples in Gen.Choose(1, 4).NonEmptyListOf()
        from isCoin in Gen.Elements(true, false)
        select isCoin
            ? (AllocationWorld)new AllocationWorld.Simple { Control = control, Experimental = experimental }
            : new AllocationWorld.PermutedBlocks([.. multiples.Select(multiple => multiple * (control + experimental))])
            {
                Control = control,
                Experimental = experimental,
            };

    static Gen<IReadOnlyList<RatePiece>> Rates(double speed, double least, double most) =>
        from months in Gen.Choose(1, 30).ArrayOf().Select(months => months.Take(3).Distinct().Order().Prepend(0).ToArray())
        from parts in Gen.Choose(0, 10).ArrayOf(months.Length)
        select (IReadOnlyList<RatePiece>)
            [
                .. months.Select(
                    (month, j) =>
                        new RatePiece(
                            month / speed,
                            speed * (j == months.Length - 1 ? least + (most - least) * parts[j] / 10 : most * parts[j] / 10)
                        )
                ),
            ];

    static Gen<StratumWorld> Stratum(double speed) =>
        from share in Gen.Choose(1, 4)
        from control in World(speed)
        from experimental in Gen.Frequency((1, World(speed)), (1, Gen.Choose(2, 20).Select(ratio => control.Times(ratio / 10.0))))
        select new StratumWorld
        {
            Share = share,
            Control = control,
            Experimental = experimental,
        };

    static Gen<EventWorld> World(double speed) =>
        from hazard in Rates(speed, 0.02, 0.6)
        from cured in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 9)))
        select new EventWorld(hazard) { CuredFraction = cured / 10.0 };

    static IReadOnlyList<StratumWorld> SharesSumToOne(StratumWorld[] strata)
    {
        var sum = strata.Sum(stratum => stratum.Share);
        return [.. strata.Select(stratum => stratum with { Share = stratum.Share / sum })];
    }

    static Gen<IReadOnlyList<LookPlan>> Looks(int participants, double speed) =>
        from byEvents in Gen.Elements(true, true, false).ArrayOf(3)
        from events in Gen.Choose(1, participants).ArrayOf(3)
        from months in Gen.Choose(1, 90).ArrayOf(3)
        from bounds in Gen.Choose(-20, 30).ArrayOf(6)
        from count in Gen.Choose(1, 3)
        let eventNumbers = events.Order().Select((number, k) => int.Min(participants, number + k)).ToArray()
        let monthNumbers = months.Order().Select((month, k) => (month + k) / speed).ToArray()
        select (IReadOnlyList<LookPlan>)
            [
                .. Enumerable
                    .Range(0, int.Min(count, participants - eventNumbers.Max() + 1))
                    .Select(k =>
                        (
                            byEvents[k]
                                ? (LookPlan)new LookPlan.AtEvents(eventNumbers[k])
                                : new LookPlan.AtMonth(monthNumbers[k])
                        ) with
                        {
                            EfficacyZ = bounds[2 * k] % 5 == 0 ? null : double.Max(bounds[2 * k], bounds[2 * k + 1]) / 10,
                            FutilityZ =
                                bounds[2 * k + 1] % 3 == 0 ? null : double.Min(bounds[2 * k], bounds[2 * k + 1]) / 10,
                        }
                    ),
            ];
}
