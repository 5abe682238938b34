using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>
/// The simulator as it is defined, one participant after the other, with the runtime's logarithm and the tests of the statistics:
/// slow, obvious and nothing in common with the fast one but Philox.
/// </summary>
static class SlowSimulator
{
    const double TicksPerMonth = 2097152; // 2^21
    const double Never = 1073741822; // 2^30 - 2

    public sealed record Person(double Arrival, int Arm, int Stratum, double Event, double Dropout);

    public sealed record Look(
        int Number,
        double Month,
        int Events,
        int Enrolled,
        LogRankTest Test,
        CoxFit? Cox,
        LookDecision Decision
    );

    public static (IReadOnlyList<Person> People, IReadOnlyList<Look> Looks, bool NeverReached) Run(
        SimulatedTrial trial,
        ulong seed,
        uint scenario,
        ulong index
    )
    {
        var people = People(trial, seed, scenario, index);
        var events = people
            .Where(person => person.Event <= person.Dropout && person.Event < Never)
            .Select(person => person.Arrival + person.Event)
            .Order()
            .ToList();
        var (looks, neverReached, latest) = (new List<Look>(), false, 0.0);
        for (var k = 0; k < trial.Looks.Count; k++)
        {
            double? due = trial.Looks[k] switch
            {
                LookPlan.AtMonth at => Math.Round(at.Month * TicksPerMonth),
                LookPlan.AtEvents at => at.Events <= events.Count ? events[at.Events - 1] : null,
                LookPlan.WhenDue at => Due(at, k, latest),
                _ => null,
            };
            var isFinal = k == trial.Looks.Count - 1;
            if (!isFinal && due is not null && trial.Looks[^1] is LookPlan.WhenDue { AtTheLatest: { } end } && due >= Math.Round(end * TicksPerMonth))
            {
                k = trial.Looks.Count - 2;
                continue;
            }
            if (due is null)
            {
                neverReached = true;
                if (!isFinal)
                {
                    k = trial.Looks.Count - 2;
                    continue;
                }
            }
            latest = Math.Max(latest, due ?? (events.Count > 0 ? events[^1] : people[^1].Arrival));
            looks.Add(Analyze(trial, people, k, latest, isFinal));
            if (looks[^1].Decision != LookDecision.Continue)
                break;
        }
        return (people, looks, neverReached);

        double? Due(LookPlan.WhenDue at, int k, double before)
        {
            double? end = at.AtTheLatest is { } given ? Math.Round(given * TicksPerMonth) : null;
            if (at.Events > events.Count)
                return end;
            var last = at.AfterLast is { } months ? people.Max(person => person.Arrival) + Math.Round(months * TicksPerMonth) : 0;
            var apart = k > 0 ? before + Math.Round(at.Apart * TicksPerMonth) : 0;
            var waited = new[] { events[at.Events - 1], Math.Round(at.NotBefore * TicksPerMonth), last, apart }.Max();
            return end is { } month ? Math.Min(waited, month) : waited;
        }
    }

    static Look Analyze(SimulatedTrial trial, List<Person> people, int number, double cutoff, bool isFinal)
    {
        var enrolled = people.Where(person => person.Arrival <= cutoff).ToList();
        Observation[] observations = [.. enrolled.Select(person => At(person, cutoff))];
        int[] arms = [.. enrolled.Select(person => person.Arm)];
        int[] strata = trial.Test is SimulatedTest.LogRank { Stratified: true } ? [.. enrolled.Select(person => person.Stratum)] : [];
        var test = LogRankTest.Compare(observations, arms, strata);
        var cox = trial.EstimateHazardRatio
            ? CoxRegression.Fit(observations, Array.ConvertAll(arms, arm => (double)arm), ["arm"], strata)
            : null;
        var (plan, decision) = (trial.Looks[number], isFinal ? LookDecision.NotRejected : LookDecision.Continue);
        if (!isFinal && test.Z <= plan.FutilityZ)
            decision = LookDecision.Futility;
        if (test.Z >= plan.EfficacyZ)
            decision = LookDecision.Efficacy;
        return new(
            number,
            cutoff / TicksPerMonth,
            observations.Count(observation => observation.IsEvent),
            enrolled.Count,
            test,
            cox,
            decision
        );
    }

    public static Observation At(Person person, double cutoff)
    {
        var open = cutoff - person.Arrival;
        return person.Event < Never && person.Event <= person.Dropout && person.Event <= open
            ? Observation.Event(person.Event / TicksPerMonth)
            : Observation.CensoredAt(Math.Min(person.Dropout, open) / TicksPerMonth);
    }

    static List<Person> People(SimulatedTrial trial, ulong seed, uint scenario, ulong index)
    {
        var (people, accrued) = (new List<Person>(), 0L);
        var urns = trial.Strata.Select(_ => new Urn()).ToList();
        for (var i = 0; i < trial.Participants; i++)
        {
            var (gap, toEvent, toDropout, toArm) = Words(seed, scenario, index, i, 0);
            var (toStratum, toCure, _, _) = Words(seed, scenario, index, i, 1);
            accrued += (long)Math.Round(Exponential(gap) * 268435456); // gaps are whole units of 2^-28
            var amount = trial.Arrival == Arrival.Poisson ? accrued / 268435456.0 : i + 0.5;

            var (stratum, below) = (0, trial.Strata[0].Share);
            while (stratum < trial.Strata.Count - 1 && toStratum >= Math.Round(below * 4294967296))
                below += trial.Strata[++stratum].Share;
            var arm = urns[stratum].Draw(trial.Allocation, toArm);
            var world = arm == 1 ? trial.Strata[stratum].Experimental : trial.Strata[stratum].Control;
            var isCured = toCure < Math.Round(world.CuredFraction * 4294967296);
            people.Add(
                new(
                    TimeOf(trial.Accrual, amount),
                    arm,
                    stratum,
                    isCured ? Never : TimeOf(world.Hazard, Exponential(toEvent)),
                    TimeOf(arm == 1 ? trial.ExperimentalDropout : trial.ControlDropout, Exponential(toDropout))
                )
            );
        }
        return people;
    }

    static (uint, uint, uint, uint) Words(ulong seed, uint scenario, ulong index, int participant, uint purpose) =>
        Philox.Block(
            (uint)participant,
            scenario,
            (uint)index,
            (uint)(index >> 32) + purpose * 16777216,
            (uint)seed,
            (uint)(seed >> 32)
        );

    static double Exponential(uint word) => -Math.Log((word + 0.5) / 4294967296);

    // The tick at which the integral of the rate reaches the amount.
    static double TimeOf(IReadOnlyList<RatePiece> pieces, double amount)
    {
        for (var j = 0; j < pieces.Count; j++)
        {
            var length = j + 1 < pieces.Count ? pieces[j + 1].FromMonth - pieces[j].FromMonth : double.PositiveInfinity;
            if (pieces[j].PerMonth > 0 && amount < pieces[j].PerMonth * length)
                return Math.Min(
                    Never,
                    Math.Round((pieces[j].FromMonth + amount / pieces[j].PerMonth) * TicksPerMonth)
                );
            if (pieces[j].PerMonth > 0)
                amount -= pieces[j].PerMonth * length;
        }
        return Never;
    }

    sealed class Urn
    {
        int control;
        int experimental;

        public int Draw(AllocationWorld allocation, uint word)
        {
            var perRatio = allocation.Control + allocation.Experimental;
            if (allocation is not AllocationWorld.PermutedBlocks blocks)
                return word < Math.Round(4294967296.0 * allocation.Experimental / perRatio) ? 1 : 0;
            var fraction = word / 4294967296m;
            if (control + experimental == 0)
            {
                var size = blocks.Sizes[(int)(fraction * blocks.Sizes.Count)];
                fraction = fraction * blocks.Sizes.Count % 1;
                (control, experimental) = (size / perRatio * allocation.Control, size / perRatio * allocation.Experimental);
            }
            if ((int)(fraction * (control + experimental)) < experimental)
            {
                experimental--;
                return 1;
            }
            control--;
            return 0;
        }
    }
}
