using Equipoise.Design.Simulation.Allocation;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Observed;

namespace Equipoise.Design.Simulation.World;

/// <summary>Draws the participants of a trial in a world.</summary>
/// <remarks>
/// Days of randomization are drawn for each and then handed out in order; since participants are alike before they are
/// randomized, it does not matter to whom a day belongs.
/// </remarks>
sealed class WorldDraw
{
    const int LongestAssessment = 6; // days from screening to the assessment of eligibility
    const int LongestWait = 6; // days from there to randomization, at least 1

    readonly ScenarioTrial trial;
    readonly ulong seed;
    readonly uint scenario;
    readonly Allocator allocator;
    readonly CourseDraw[] courses;
    readonly ulong[] strata; // the thresholds of all but the last
    readonly WordColumns columns;
    readonly int[] arriving; // by day; then, how many by the end of it

    public WorldDraw(ScenarioTrial trial, ulong seed, uint scenario, EpisodeDraw[] toxicity)
    {
        (this.trial, this.seed, this.scenario) = (trial, seed, scenario);
        allocator = Allocator.Of(trial.Allocation, trial.Strata);
        courses = [new(trial.Control, toxicity[0]), new(trial.Experimental, toxicity[1])];
        strata = Thresholds(trial.Factors);
        columns = new(seed, scenario, trial.Participants);
        arriving = new int[LastDay(trial) + 1];
    }

    /// <summary>The last day on which anybody may be randomized.</summary>
    public static int LastDay(ScenarioTrial trial) => trial.ScreeningDays + LongestAssessment + LongestWait;

    public PersonWords WordsOf(ulong index, int participant) => new(seed, scenario, index, participant);

    /// <summary>The words of the first episodes of a kind of adverse event; the next call writes over them.</summary>
    public WordColumns Episodes<R>(ulong index, int kind)
        where R : struct, IRegister<R>
    {
        columns.DrawEpisodes<R>(index, kind * EpisodeDraw.BlocksPerKind);
        return columns;
    }

    public void Draw<R>(ulong index, WorldPopulation to)
        where R : struct, IRegister<R>
    {
        columns.Draw<R>(index);
        Array.Clear(arriving);
        for (var i = 0; i < to.Count; i++)
        {
            var (screened, waits) = (columns.Person.X0[i], columns.Person.X1[i]);
            var day = PersonWords.Below(trial.ScreeningDays + 1, ref screened);
            day += PersonWords.Below(LongestAssessment + 1, ref waits);
            day += 1 + PersonWords.Below(LongestWait, ref waits);
            arriving[day]++;
            to.Stratum[i] = StratumOf(columns.Person.X2[i]);
        }
        for (var (day, i) = (0, 0); day < arriving.Length; day++)
            for (var many = arriving[day]; many > 0; many--)
                to.Randomized[i++] = day;
        allocator.Allocate(columns.Turns.X3, to.Stratum, to.Arm);
        for (var i = 0; i < to.Count; i++)
        {
            ref var course = ref to.Courses[i];
            course = courses[to.Arm[i]].Draw(columns, i, WordsOf(index, i));
            var counted = trial.Primary.CountedOn(course);
            to.Counted[i] = counted < Course.Never ? to.Randomized[i] + counted : int.MaxValue;
        }
    }

    int StratumOf(uint word)
    {
        var s = 0;
        while (s < strata.Length && word >= strata[s])
            s++;
        return s;
    }

    // Independent factors: the share of a stratum is the product of those of its levels.
    static ulong[] Thresholds(IReadOnlyList<FactorWorld> factors)
    {
        double[] shares = [1];
        foreach (var factor in factors)
            shares = [.. shares.SelectMany(share => factor.Shares.Select(level => share * level))];
        var thresholds = new ulong[shares.Length - 1];
        var sum = 0.0;
        for (var s = 0; s < thresholds.Length; s++)
            thresholds[s] = PersonWords.Threshold(double.Min(1, sum += shares[s]));
        return thresholds;
    }
}
