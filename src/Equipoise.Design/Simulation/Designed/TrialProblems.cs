using System.Globalization;
using Equipoise.Design.Simulation.Comparison;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>What is wrong with a simulated trial: the value, and what is possible.</summary>
static class TrialProblems
{
    const int MostParticipants = 1 << 19;
    const int MostStrata = 1024;
    const int MostLooks = 64;

    public static IEnumerable<string> Of(SimulatedTrial trial) =>
        [
            .. Participants(trial.Participants),
            .. Accrual(trial),
            .. Allocation(trial.Allocation, trial.Strata.Count),
            .. Strata(trial.Strata),
            .. Dropout("control", trial.ControlDropout),
            .. Dropout("experimental", trial.ExperimentalDropout),
            .. Looks(trial.Looks, trial.Participants),
            .. TestProblems.Of(trial.Test, trial.Looks),
            .. Estimate(trial),
        ];

    public static IEnumerable<string> Participants(int participants)
    {
        if (participants is < 2 or > MostParticipants)
            yield return $"{participants} participants: there are 2 to {MostParticipants}.";
    }

    static IEnumerable<string> Accrual(SimulatedTrial trial)
    {
        foreach (var problem in Rates("The accrual", trial.Accrual))
            yield return problem;
        if (trial.Accrual.Count > 0 && !(trial.Accrual[^1].PerMonth > 0))
            yield return $"The accrual ends with a rate of {Text(trial.Accrual[^1].PerMonth)} per month: "
                + "the last rate goes on until all are enrolled, and is above 0.";
        if (!Enum.IsDefined(trial.Arrival))
            yield return $"An arrival of {trial.Arrival}: there are {string.Join(" and ", Enum.GetNames<Arrival>())}.";
    }

    public static IEnumerable<string> Allocation(AllocationWorld allocation, int strata)
    {
        var (control, experimental) = (allocation.Control, allocation.Experimental);
        if (control < 1 || experimental < 1 || (long)control + experimental > 1000)
        {
            yield return $"An allocation ratio of {control}:{experimental}: whole numbers from 1, which sum to at most 1000.";
            yield break;
        }
        if (allocation is AllocationWorld.Minimization minimization)
            foreach (var problem in minimization.Problems(strata))
                yield return problem;
        if (allocation is not AllocationWorld.PermutedBlocks blocks)
            yield break;
        if (blocks.Sizes.Count == 0)
            yield return "Permuted blocks without a size: there is at least one.";
        foreach (var size in blocks.Sizes)
            if (size < 1 || size > 10_000 || size % (control + experimental) != 0)
                yield return $"A block of {size}: a size is a multiple of {control + experimental}, "
                    + $"the sum of the ratio {control}:{experimental}, and at most 10000.";
    }

    static IEnumerable<string> Strata(IReadOnlyList<StratumWorld> strata)
    {
        if (strata.Count is < 1 or > MostStrata)
        {
            yield return $"{strata.Count} strata: there are 1 to {MostStrata}.";
            yield break;
        }
        for (var s = 0; s < strata.Count; s++)
        {
            if (!(strata[s].Share > 0 && strata[s].Share <= 1))
                yield return $"Stratum {s + 1} has a share of {Text(strata[s].Share)}: a share is above 0 and at most 1.";
            foreach (var problem in Events($"stratum {s + 1}, control", strata[s].Control))
                yield return problem;
            foreach (var problem in Events($"stratum {s + 1}, experimental", strata[s].Experimental))
                yield return problem;
        }
        var sum = strata.Sum(stratum => stratum.Share);
        if (double.Abs(sum - 1) > 1e-9)
            yield return $"The shares of the strata sum to {Text(sum)}: they sum to 1.";
        if (strata.All(stratum => NeverHappens(stratum.Control) && NeverHappens(stratum.Experimental)))
            yield return "Every event hazard is 0: at least one is above 0.";
    }

    static IEnumerable<string> Events(string where, EventWorld world)
    {
        foreach (var problem in Rates($"The event hazard of {where}", world.Hazard))
            yield return problem;
        if (!(world.CuredFraction >= 0 && world.CuredFraction < 1))
            yield return $"A cured fraction of {Text(world.CuredFraction)} in {where}: it is from 0 to below 1.";
    }

    static IEnumerable<string> Dropout(string arm, IReadOnlyList<RatePiece> hazard) =>
        hazard.Count == 0 ? [] : Rates($"The dropout hazard of the {arm} arm", hazard);

    public static IEnumerable<string> Looks(IReadOnlyList<LookPlan> looks, int participants)
    {
        if (looks.Count is < 1 or > MostLooks)
            yield return $"{looks.Count} looks: there are 1 to {MostLooks}.";
        var (events, month) = (0, 0.0);
        for (var k = 0; k < looks.Count; k++)
        {
            var waited = looks[k] switch
            {
                LookPlan.AtEvents at => at.Events,
                LookPlan.WhenDue at => at.Events,
                _ => (int?)null,
            };
            if (waited is { } count)
            {
                if (count < 1 || count > participants)
                    yield return $"Look {k + 1} waits for {count} events: from 1 to the {participants} participants.";
                if (events > 0 && count <= events)
                    yield return $"Look {k + 1} waits for {count} events after a look at {events}: the numbers rise.";
                events = count;
            }
            switch (looks[k])
            {
                case LookPlan.WhenDue due:
                    foreach (
                        var months in new[] { due.NotBefore, due.AfterLast ?? 0, due.Apart, due.AtTheLatest ?? 1 }.Where(months =>
                            !(months is >= 0 and < Ticks.HorizonMonths)
                        )
                    )
                        yield return $"Look {k + 1} waits for {Text(months)} months: from 0 to below {Ticks.HorizonMonths}.";
                    break;
                case LookPlan.AtMonth at:
                    if (!(at.Month > 0 && at.Month < Ticks.HorizonMonths))
                        yield return $"Look {k + 1} is made in month {Text(at.Month)}: "
                            + $"a month is above 0 and below {Ticks.HorizonMonths}.";
                    if (month > 0 && at.Month <= month)
                        yield return $"Look {k + 1} is made in month {Text(at.Month)} after a look in month {Text(month)}: "
                            + "the months rise.";
                    month = at.Month;
                    break;
            }
            if (looks[k].EfficacyZ is { } efficacy && double.IsNaN(efficacy))
                yield return $"The efficacy bound of look {k + 1} is not a number.";
            if (looks[k].FutilityZ is { } futility && double.IsNaN(futility))
                yield return $"The futility bound of look {k + 1} is not a number.";
            if (looks[k] is { EfficacyZ: { } upper, FutilityZ: { } lower } && lower > upper)
                yield return $"Look {k + 1} stops for futility at Z = {Text(lower)} and for efficacy at {Text(upper)}: "
                    + "futility is not above efficacy.";
        }
    }

    static IEnumerable<string> Estimate(SimulatedTrial trial)
    {
        if (!(trial.Confidence > 0 && trial.Confidence < 1))
            yield return $"A confidence of {Text(trial.Confidence)}: it lies between 0 and 1.";
    }

    public static IEnumerable<string> Rates(string what, IReadOnlyList<RatePiece> pieces)
    {
        if (pieces.Count == 0)
            yield return $"{what} has no rate: there is at least one.";
        for (var j = 0; j < pieces.Count; j++)
        {
            var (from, rate) = (pieces[j].FromMonth, pieces[j].PerMonth);
            if (!(rate >= 0 && double.IsFinite(rate)))
                yield return $"{what} is {Text(rate)} per month: a rate is 0 or more.";
            if (j == 0 && from != 0)
                yield return $"{what} begins in month {Text(from)}: it begins at 0.";
            if (j > 0 && !(from > pieces[j - 1].FromMonth && double.IsFinite(from)))
                yield return $"{what} changes in month {Text(from)} after month {Text(pieces[j - 1].FromMonth)}: "
                    + "the months rise.";
        }
    }

    static bool NeverHappens(EventWorld world) => world.Hazard.All(piece => piece.PerMonth == 0);

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
