using Equipoise.Design.Simulation.Comparison;
using Equipoise.Design.Simulation.Cut;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Observed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Simulation.World;

/// <summary>
/// One thread's place to simulate trials in one world, one after the other, without memory per trial: draw, observe, test.
/// </summary>
sealed class ScenarioWorkspace<R> : Workspace
    where R : struct, IRegister<R>
{
    readonly ScenarioTrial trial;
    readonly WorldDraw draw;
    readonly EpisodeDraw[] toxicity;
    readonly FollowUpSchedule[] followUp;
    readonly LookData data;
    readonly LookAnalysis analysis;
    readonly LookData? secondaryData;
    readonly LookAnalysis? secondaryAnalysis;
    readonly double secondaryZ;
    readonly int latest; // the day of the final analysis, whatever is waited for
    readonly int[] counts; // of events counted, by day
    readonly RunningTally tally;
    readonly RunningSecondary? secondaryTally;
    readonly RunningSafety? safetyTally;
    readonly Burden[] burdens;

    public ScenarioWorkspace(ScenarioTrial trial, ulong seed, uint scenario)
    {
        this.trial = trial;
        toxicity = [new(trial.AdverseEvents, trial.Serious, 0), new(trial.AdverseEvents, trial.Serious, 1)];
        followUp = [trial.Control.FollowUp, trial.Experimental.FollowUp];
        draw = new(trial, seed, scenario, toxicity);
        Population = new(trial.Participants);
        counts = new int[WorldDraw.LastDay(trial) + CourseDraw.Horizon + 1];
        latest = trial.Looks[^1] is LookPlan.WhenDue { AtTheLatest: { } month } ? WorldDays.Of(month) : int.MaxValue;
        Results = new LookResult[trial.Looks.Count];
        Days = new int[trial.Looks.Count];
        tally = new(trial.Looks.Count, knowsTruth: false);
        (data, analysis) = Reading(trial.Test, trial.EstimateHazardRatio);
        if (trial.Secondary is { } secondary)
        {
            (secondaryData, secondaryAnalysis) = Reading(new SimulatedTest.LogRank(secondary.Stratified), estimates: true);
            secondaryZ = Normal.Quantile(1 - secondary.OneSidedAlpha);
            secondaryTally = new(secondary.Rule.Id);
        }
        safetyTally = trial.TallyAdverseEvents ? new() : null;
        burdens = new Burden[trial.TallyAdverseEvents ? trial.Participants : 0];
    }

    public WorldPopulation Population { get; }

    /// <summary>The looks that the last trial made, in order.</summary>
    public LookResult[] Results { get; }

    /// <summary>The day of each of them, on the calendar of the trial.</summary>
    public int[] Days { get; }

    public int Made { get; private set; }

    public bool NeverReached { get; private set; }

    /// <summary>What the last trial found in the secondary endpoint.</summary>
    public LookResult Secondary { get; private set; }

    public ulong Index { get; private set; }

    public PersonWords WordsOf(int participant) => draw.WordsOf(Index, participant);

    public override void Add(ulong index)
    {
        Simulate(index);
        for (var made = 0; made < Made; made++)
            tally.AddLook(Results[made].Look, Results[made]);
        ref var last = ref Results[Made - 1];
        tally.AddTrial(last, NeverReached, trial.EstimateHazardRatio, isCovered: false);
        secondaryTally?.Add(Secondary, Secondary.HasZ && Secondary.Z >= secondaryZ, last.Decision == LookDecision.Efficacy);
        if (safetyTally is not null)
            AddSafety(Days[Made - 1], safetyTally);
    }

    public override SimulationTally ToTally() =>
        tally.ToTally() with
        {
            Secondary = secondaryTally?.ToTally(),
            Safety = safetyTally?.ToTally(),
        };

    public void Simulate(ulong index)
    {
        Index = index;
        draw.Draw<R>(index, Population);
        Array.Clear(counts);
        foreach (var counted in Population.Counted)
            if (counted < int.MaxValue)
                counts[counted]++;
        (Made, NeverReached) = (0, false);
        var (look, day) = (0, 0);
        var final = trial.Looks.Count - 1;
        while (true)
        {
            day = int.Max(day, DayOf(ref look, day));
            Days[Made] = day;
            ref var result = ref Results[Made++];
            result = new() { Look = look, Cutoff = WorldDays.ToTicks(day) };
            Cut(trial.Primary, day, data, trial.Test.IsStratified);
            analysis.Read<R>(data, ref result);
            result.Decision = analysis.Decide(ref result, trial.Looks[look], look == final);
            if (result.Decision != LookDecision.Continue)
                break;
            look++;
        }
        if (trial.Secondary is not { } secondary)
            return;
        var found = default(LookResult);
        Cut(secondary.Rule, day, secondaryData!, secondary.Stratified);
        secondaryAnalysis!.Read<R>(secondaryData!, ref found);
        Secondary = found;
    }

    (LookData, LookAnalysis) Reading(SimulatedTest test, bool estimates)
    {
        var room = new LookData(trial.Participants, test.IsStratified ? trial.Strata : 1);
        return (room, new(test, estimates, room, WorldDays.PerMonth));
    }

    int DayOf(ref int look, int before)
    {
        while (true)
        {
            if (trial.Looks[look] is LookPlan.AtMonth at)
                return WorldDays.Of(at.Month);
            var due = trial.Looks[look] as LookPlan.WhenDue;
            var day = DayOfEvent(due?.Events ?? ((LookPlan.AtEvents)trial.Looks[look]).Events);
            if (due is not null && (day >= 0 || due.AtTheLatest is not null))
            {
                day = DayOf(due, look, day, before);
                if (look == trial.Looks.Count - 1 || day < latest)
                    return day;
                // The trial is over before this look is due.
                look = trial.Looks.Count - 1;
                continue;
            }
            if (day >= 0)
                return day;
            NeverReached = true;
            if (look == trial.Looks.Count - 1)
                return LastEvent();
            look = trial.Looks.Count - 1;
        }
    }

    int DayOf(LookPlan.WhenDue due, int look, int day, int before)
    {
        if (day < 0)
            return WorldDays.Of(due.AtTheLatest!.Value);
        day = int.Max(day, WorldDays.Of(due.NotBefore));
        if (due.AfterLast is { } months)
            day = int.Max(day, Population.Randomized[Population.Count - 1] + WorldDays.Of(months));
        if (look > 0)
            day = int.Max(day, before + WorldDays.Of(due.Apart));
        return due.AtTheLatest is { } latest ? int.Min(day, WorldDays.Of(latest)) : day;
    }

    // The day on which the event of this number is counted; -1 when there are not so many.
    int DayOfEvent(int number)
    {
        for (var day = 0; day < counts.Length; day++)
            if ((number -= counts[day]) <= 0)
                return day;
        return -1;
    }

    int LastEvent()
    {
        var last = Array.FindLastIndex(counts, many => many > 0);
        return last >= 0 ? last : Population.Randomized[Population.Count - 1];
    }

    void Cut(EndpointRule endpoint, int day, LookData to, bool isStratified)
    {
        var enrolled = Population.RandomizedBy(day);
        var unsorted = to.Unsorted;
        var largest = 0u;
        for (var i = 0; i < enrolled; i++)
        {
            var arm = Population.Arm[i];
            var (days, isEvent) = endpoint.Observe(
                Population.Courses[i],
                day - Population.Randomized[i],
                followUp[arm],
                WordsOf(i)
            );
            var word = (uint)days << LookData.TimeShift | (isEvent ? 0 : LookData.Censored) | (uint)arm;
            unsorted[i] = word;
            largest = uint.Max(largest, word);
        }
        to.Sort<R>(enrolled, isStratified ? Population.Stratum : [], largest);
    }

    // Kind after kind, so that the words of all participants are drawn side by side.
    void AddSafety(int day, RunningSafety to)
    {
        var enrolled = Population.RandomizedBy(day);
        for (var i = 0; i < enrolled; i++)
            burdens[i] = Burden.Before(day - Population.Randomized[i], Population.Courses[i]);
        for (var kind = 0; kind < toxicity[0].Kinds; kind++)
        {
            var episodes = draw.Episodes<R>(Index, kind);
            for (var i = 0; i < enrolled; i++)
            {
                var ofArm = toxicity[Population.Arm[i]];
                if (ofArm.HasAny(kind, episodes.Episodes.X0[i]))
                    ofArm.AddTo(ref burdens[i], kind, episodes, i, Population.Courses[i], WordsOf(i));
            }
        }
        to.Begin();
        for (var i = 0; i < enrolled; i++)
            if (burdens[i].IsTreated)
                to.Add(Population.Arm[i], burdens[i].Worst, burdens[i].IsSerious);
        to.End();
    }
}

/// <summary>Whole days and months.</summary>
static class WorldDays
{
    public const double PerMonth = CourseDraw.DaysPerMonth;

    /// <summary>The day nearest to the end of a month.</summary>
    public static int Of(double month) => (int)double.Round(month * PerMonth);

    /// <summary>A day on the clock of tallies, to the nearest tick.</summary>
    public static int ToTicks(int day) => (int)double.Round(day / PerMonth * Ticks.PerMonth);
}
