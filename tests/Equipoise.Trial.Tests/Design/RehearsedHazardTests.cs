using Equipoise.Conduct.Disease;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;

namespace Equipoise.Trial.Tests.Design;

/// <summary>Whether virtual participants progress when their scenario says.</summary>
[Trait("Takes", "time")]
public sealed class RehearsedHazardTests
{
    const int Participants = 1200;

    // Nobody leaves, dies first, misses an assessment or takes another therapy, so a share is a plain proportion at every time.
    static readonly SmallRehearsal large = SmallRehearsal.Run(seed: 1, Protocol(), Scenario());

    [Theory]
    [InlineData("palbociclib", 4)]
    [InlineData("palbociclib", 8)]
    [InlineData("palbociclib", 15)]
    [InlineData("palbociclib", 25)]
    [InlineData("standard", 4)]
    [InlineData("standard", 8)]
    [InlineData("standard", 15)]
    [InlineData("standard", 25)]
    public void So_many_have_progressed_by_an_assessment_as_the_hazards_of_the_scenario_say(string arm, int assessment)
    {
        var people = large.Randomized.Where(participant => participant.Randomized!.Arm == arm).ToList();
        var days = 84 * assessment;
        var progressed = people.Count(participant => ProgressionDay(participant) <= days + 7);

        // By hand from scenario.yaml: ln 2 / 42.9 = 0.016157 a month until month 42.9 and 0.0196 after it; ln 2 / 27.7 = 0.025023 until
        // month 27.7 and 0.0141 after it. Assessments come every 84 days, give or take 7, which evens out.
        var (change, early, late) = arm == "palbociclib" ? (42.9, 0.016157, 0.0196) : (27.7, 0.025023, 0.0141);
        var months = days / 30.4375;
        var expected = 1 - Math.Exp(-early * Math.Min(months, change) - late * Math.Max(0, months - change));
        var standardError = Math.Sqrt(expected * (1 - expected) / people.Count);
        people.Count.ShouldBeInRange(552, 648); // at most 3 ahead in each of 16 strata
        ((double)progressed / people.Count).ShouldBe(expected, 4 * standardError);
    }

    static int ProgressionDay(ParticipantState participant) =>
        participant
            .All<TumorAssessed>()
            .Where(seen => seen.Response == OverallResponse.PD)
            .Select(seen => seen.On.DayNumber)
            .DefaultIfEmpty(int.MaxValue)
            .Min()
            is var day
                and < int.MaxValue
            ? day - participant.Randomized!.On.DayNumber
            : int.MaxValue;

    static string Protocol()
    {
        var text = SmallRehearsal.ProtocolText;
        // Doses, forms, visits and blood tests are not looked at here and would take most of the time.
        text =
            text[..text.IndexOf("  visits:", StringComparison.Ordinal)]
            + text[text.IndexOf("  adverse events:", StringComparison.Ordinal)..];
        text =
            text[..text.IndexOf("code lists:", StringComparison.Ordinal)]
            + text[text.IndexOf("\nendpoints:", StringComparison.Ordinal)..];
        return text.Replace("cycle: 28 days", "cycle: 520 weeks")
            .Replace("cycle: 21 days", "cycle: 520 weeks")
            .Replace("at 25 events", "on 2031-01-01");
    }

    static string Scenario()
    {
        var text = SmallRehearsal.ScenarioText;
        text = text[..text.IndexOf("\nadverse events:", StringComparison.Ordinal)];
        return new (string Find, string Replacement)[]
        {
            ("participants: 60", $"participants: {Participants}"),
            ("screen failures: 12%", "screen failures: 0%"),
            ("missed assessments: 3%", "missed assessments: 0%"),
            ("death first: 4%", "death first: 0%"),
            ("never treated: 3.5%", "never treated: 0%"),
            ("death after progression: 0.021", "death after progression: 0"),
            ("death after progression: 0.018", "death after progression: 0"),
            ("withdrawal: 0.0016", "withdrawal: 0"),
            ("new therapy: 0.0012", "new therapy: 0"),
        }.Aggregate(
            text,
            (all, edit) =>
                all.Contains(edit.Find)
                    ? all.Replace(edit.Find, edit.Replacement)
                    : throw new InvalidOperationException($"the example no longer has: {edit.Find}")
        );
    }
}
