using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Observed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Design.Simulation.World;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Validation.Simulation;

/// <summary>Simulated worlds against what their laws say in closed form. Tolerances are four Monte-Carlo standard errors.</summary>
[Trait("Takes", "time")]
public sealed class WorldLaws
{
    const double DaysPerMonth = 30.4375;
    const double Hazard = 0.06; // of progression or death, per month
    const double DeathFirst = 0.3;
    const double After = 0.15; // the hazard of death after progression
    const int Every = 56;
    const int Window = 5;
    const double Missed = 0.2;

    static readonly EndpointRule pfs = new(
        "PFS",
        Progression: true,
        Death: true,
        [new(CensoringReason.NoEvent, CensoringDate.LastAdequateAssessment)]
    );

    static readonly EndpointRule os = new(
        "OS",
        Progression: false,
        Death: true,
        [new(CensoringReason.NoEvent, CensoringDate.LastKnownAlive)]
    );

    [Fact]
    public void Illness_and_death_come_at_the_rates_of_their_hazards()
    {
        var people = People(World());
        var agreement = new Agreement(
            "Simulated illness and death: states by day",
            new Source.ClosedForm("P(alive) = e^(-λt) + (1 - q)λ(e^(-μt) - e^(-λt))/(λ - μ); P(event-free) = e^(-λt)")
        );
        foreach (var day in new[] { 30, 100, 200, 400, 800 })
        {
            var t = day / DaysPerMonth;
            var free = double.Exp(-Hazard * t);
            var alive = free + (1 - DeathFirst) * Hazard * (double.Exp(-After * t) - free) / (Hazard - After);
            Share(agreement, $"event-free on day {day}", people, who => !(who.Progresses <= day) && !(who.Dies <= day), free);
            Share(agreement, $"alive on day {day}", people, who => !(who.Dies <= day), alive);
        }
        agreement.ShouldBeComplete(10);
    }

    [Fact]
    public void Progression_is_seen_at_the_assessments_that_are_kept()
    {
        var people = People(World(deathFirst: 0, after: 0));
        var agreement = new Agreement(
            "Simulated progression as seen at scheduled assessments",
            new Source.ClosedForm("P(not seen by the k-th window's end) = Σⱼ P(last kept is j) E S(day of j), over uniform windows")
        );
        foreach (var k in new[] { 1, 2, 4, 8, 12 })
        {
            var expected = double.Pow(Missed, k);
            for (var j = 1; j <= k; j++)
                expected +=
                    double.Pow(Missed, k - j)
                    * (1 - Missed)
                    * Enumerable
                        .Range(j * Every - Window, 2 * Window + 1)
                        .Average(day => double.Exp(-Hazard * day / DaysPerMonth));
            var end = k * Every + Window;
            Share(
                agreement,
                $"not seen by day {end}",
                people,
                who => !who.Assessments.Any(seen => seen.ShowsProgression && seen.Day <= end),
                expected
            );
        }
        agreement.ShouldBeComplete(5);
    }

    [Fact]
    public void Progression_is_seen_about_half_an_interval_late()
    {
        var people = People(World(deathFirst: 0, after: 0, window: 0, missed: 0));
        double[] delays =
        [
            .. people
                .Where(who => who.Progresses < 40 * Every)
                .Select(who => (double)(who.Assessments.First(seen => seen.ShowsProgression).Day - who.Progresses!.Value)),
        ];
        // The day of progression is geometric: the delay to the next multiple of h is h/(1 - q^h) - 1/(1 - q) on average.
        var q = double.Exp(-Hazard / DaysPerMonth);
        var expected = Every / (1 - double.Pow(q, Every)) - 1 / (1 - q);
        var agreement = new Agreement(
            "Simulated progression: the delay until it is seen",
            new Source.ClosedForm("h/(1 - q^h) - 1/(1 - q) days for a geometric day of progression and assessments every h days")
        );
        var error = Every / double.Sqrt(12 * delays.Length);
        agreement.Within(4 * error / expected, "mean delay", delays.Average(), expected);
        agreement.ShouldBeComplete(1);
        expected.ShouldBe(Every / 2.0, 1);
    }

    [Fact]
    public void Adverse_events_come_at_the_rates_of_their_kinds_while_treatment_goes_on()
    {
        double[][] control = [[0.1, 0.1, 0.2, 0.05, 0], [0.3, 0.2, 0.02, 0, 0]];
        double[][] experimental = [[0.1, 0.1, 0.4, 0.1, 0], [0.3, 0.2, 0.06, 0.01, 0]];
        double[] onset = [30, 200];
        const int end = 180; // days from the first dose, of those who came early enough
        var trial = World() with
        {
            ScreeningDays = 0,
            Control = Arm(hazard: 0),
            Experimental = Arm(hazard: 0),
            AdverseEvents = [.. onset.Select((days, k) => new AdverseEventKind($"kind {k}", control[k], experimental[k], days, 10))],
            Serious = [0, 0, 0.5, 1, 1],
            TallyAdverseEvents = true,
            Looks = [new LookPlan.AtMonth((end + 24) / DaysPerMonth)],
            EstimateHazardRatio = false,
        };
        var tally = TrialSimulator.Run(trial, new() { Seed = 4, Trials = 400 }).Safety!;
        var agreement = new Agreement(
            "Simulated adverse events: the share of an arm with grade 3 or higher, grade 4 or higher, by a day",
            new Source.ClosedForm("1 - Π(1 - p P(onset by then)), the onset a whole number of days, at least 1, over the days of entry")
        );
        Compare("control", tally.Control, control);
        Compare("experimental", tally.Experimental, experimental);
        agreement.ShouldBeComplete(4);

        void Compare(string arm, ArmSafetyTally seen, double[][] kinds)
        {
            foreach (var (grade, moments) in new[] { (3, seen.Grade3OrHigher), (4, seen.Grade4OrHigher) })
            {
                var mean = moments.Mean!.Value;
                agreement.Within(
                    4 * mean.StandardError!.Value / mean.Estimate,
                    $"{arm}, grade {grade} or higher",
                    mean.Estimate,
                    Followed().Average(days => 1 - kinds.Select((shares, k) => 1 - shares[(grade - 1)..].Sum() * Begun(onset[k], days)).Aggregate(1.0, (a, b) => a * b))
                );
            }
        }

        // The days from the first dose to the look: 0 to 6 days to the assessment, 1 to 6 to randomization, 0 to 5 to the first dose.
        static IEnumerable<int> Followed() =>
            from assessed in Enumerable.Range(0, 7)
            from randomized in Enumerable.Range(1, 6)
            from dosed in Enumerable.Range(0, 6)
            select end + 24 - assessed - randomized - dosed;

        // An exponential time cut to a whole number, at least 1, is by that day if it is below the next.
        static double Begun(double median, int days) => days < 1 ? 0 : 1 - double.Pow(2, -(days + 1) / median);
    }

    [Fact]
    public void Equal_arms_are_told_apart_as_rarely_as_the_level_says()
    {
        var trial = World() with
        {
            Participants = 300,
            Test = new SimulatedTest.LogRank(Stratified: true),
            Factors = [new("a", [0.3, 0.7]), new("b", [0.5, 0.5])],
            Looks = [new LookPlan.AtEvents(200) { EfficacyZ = Normal.Quantile(0.975) }],
            EstimateHazardRatio = false,
        };
        var tally = TrialSimulator.Run(trial, new() { Seed = 2, Trials = 20_000 });
        var error = double.Sqrt(0.025 * 0.975 / tally.Trials);
        var agreement = new Agreement(
            "Simulated worlds with equal arms: type I error of the stratified log-rank test",
            new Source.ClosedForm("the one-sided level, 0.025")
        );
        agreement.Within(3 * error / 0.025, "rejections", tally.Power!.Value.Estimate, 0.025);
        agreement.ShouldBeComplete(1);
    }

    static void Share(
        Agreement agreement,
        string what,
        IReadOnlyCollection<ScenarioParticipant> people,
        Func<ScenarioParticipant, bool> holds,
        double expected
    ) =>
        agreement.Within(
            4 * double.Sqrt((1 - expected) / (expected * people.Count)),
            what,
            (double)people.Count(holds) / people.Count,
            expected
        );

    static List<ScenarioParticipant> People(ScenarioTrial trial) =>
        [.. Enumerable.Range(0, 60).SelectMany(k => trial.Replay(3, 0, (ulong)k).Participants)];

    static ArmWorld Arm(
        double hazard = Hazard,
        double deathFirst = DeathFirst,
        double after = After,
        int window = Window,
        double missed = Missed
    ) =>
        new()
        {
            ProgressionOrDeath = RatePiece.Constant(hazard),
            DeathFirst = deathFirst,
            DeathAfterProgression = after,
            FollowUp = new() { Assessments = new(Every, window, missed) },
        };

    static ScenarioTrial World(
        double deathFirst = DeathFirst,
        double after = After,
        int window = Window,
        double missed = Missed
    )
    {
        var arm = Arm(Hazard, deathFirst, after, window, missed);
        return new()
        {
            Participants = 500,
            ScreeningDays = 300,
            Allocation = new AllocationWorld.PermutedBlocks([4]),
            Control = arm,
            Experimental = arm,
            Primary = pfs,
            Secondary = new(os, Stratified: false, 0.025),
            Looks = [new LookPlan.AtMonth(200)],
        };
    }
}
