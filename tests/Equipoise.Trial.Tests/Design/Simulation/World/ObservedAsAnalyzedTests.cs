using Equipoise.Design.Simulation;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>Whether the simulator observes each participant exactly as the analysis derives them from the records, as of any cutoff.</summary>
[Trait("Takes", "time")]
public sealed class ObservedAsAnalyzedTests
{
    static readonly Dictionary<string, (string, string)[]> worlds = new()
    {
        ["as it is"] = [],
        ["half of the assessments missed, much other therapy"] =
        [
            ("missed assessments: 3%", "missed assessments: 50%"),
            ("new therapy: 0.0012", "new therapy: 0.02"),
        ],
        ["censored at the therapy, missed assessments ignored"] =
        [
            ("new therapy: 0.0012", "new therapy: 0.03"),
            ("new anticancer therapy: last adequate assessment", "new anticancer therapy: last known alive"),
            ("      two missed assessments: last adequate assessment     # the last one before the gap\n", ""),
        ],
        ["PFS censored when last known alive, missed before therapy"] =
        [
            ("missed assessments: 3%", "missed assessments: 40%"),
            ("new therapy: 0.0012", "new therapy: 0.03"),
            ("no event: last adequate assessment", "no event: last known alive"),
            ("new anticancer therapy: last adequate assessment", "new anticancer therapy: last known alive"),
        ],
        ["many die first, many leave, many never treated"] =
        [
            ("death first: 4%", "death first: 45%"),
            ("withdrawal: 0.0016", "withdrawal: 0.03"),
            ("never treated: 3.5%", "never treated: 30%"),
            ("never treated: 0%", "never treated: 30%"),
        ],
        ["OS censored at another therapy"] =
        [
            ("new therapy: 0.0012", "new therapy: 0.02"),
            ("no event: last known alive", "no event: last known alive\n      new anticancer therapy: last adequate assessment"),
        ],
        ["windows that nearly meet"] =
        [
            ("every: 12 weeks                      # counted", "every: 15 days                      # counted"),
            ("window: 7 days                       # either", "window: 7 days                       # either"),
            ("missed assessments: 3%", "missed assessments: 60%"),
        ],
    };

    public static TheoryData<string> Worlds => [.. worlds.Keys];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Each_participant_is_observed_as_the_analysis_derives_them_from_the_records(string world)
    {
        var patina = Patina.With([.. worlds[world], ("participants: 518", "participants: 150")]);
        var trial = patina.Trial(new LookPlan.AtMonth(70));
        var (compared, events) = (0, 0);
        foreach (var index in new ulong[] { 0, 1 })
        {
            var replayed = trial.Replay(seed: 7, scenario: 0, index);
            var last = replayed.Looks[^1].Day;
            foreach (var cutoff in new[] { last, last - 3, 1500, 1000, 400, 60 })
            {
                var derived = ReplayedSdtm.Derive(patina.Protocol, replayed, cutoff);
                foreach (var endpoint in new[] { trial.Primary, trial.Secondary!.Rule })
                    for (var i = 0; i < replayed.Participants.Count; i++)
                    {
                        var observed = replayed.Participants[i].At(endpoint, cutoff);
                        Observation? expected = derived.TryGetValue((endpoint.Id, i), out var time) ? time : null;
                        observed.ShouldBe(expected, $"{world}: {endpoint.Id} of participant {i} of trial {index} on day {cutoff}");
                        compared += expected is null ? 0 : 1;
                        events += expected is { IsEvent: true } ? 1 : 0;
                    }
            }
        }
        compared.ShouldBeGreaterThan(1000);
        events.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_look_reads_the_same_times_as_the_replay()
    {
        var trial = Patina.AsItIs.Trial();
        var replayed = trial.Replay(seed: 3, scenario: 0, trialIndex: 12);
        var seen = replayed.Participants.Where(who => who.Primary is not null).ToList();

        var test = LogRankTest.Compare(
            [.. seen.Select(who => who.Primary!.Value)],
            [.. seen.Select(who => who.Arm)],
            [.. seen.Select(who => who.Stratum)]
        );
        var look = replayed.Looks[^1].Found;
        look.Events.ShouldBe(seen.Count(who => who.Primary!.Value.IsEvent));
        look.Z!.Value.ShouldBe(test.Z!.Value, 1e-10);
        var fit = CoxRegression.Fit(
            [.. seen.Select(who => who.Primary!.Value)],
            [.. seen.Select(who => (double)who.Arm)],
            ["arm"],
            [.. seen.Select(who => who.Stratum)],
            ties: TieMethod.Efron
        );
        look.LogHazardRatio!.Value.ShouldBe(fit.Coefficients[0].Estimate!.Value, 1e-10);
        look.StandardError!.Value.ShouldBe(fit.Coefficients[0].StandardError!.Value, 1e-10);
        var survived = LogRankTest.Compare(
            [.. seen.Select(who => who.Secondary!.Value)],
            [.. seen.Select(who => who.Arm)],
            [.. seen.Select(who => who.Stratum)]
        );
        replayed.Secondary!.Z!.Value.ShouldBe(survived.Z!.Value, 1e-10);
    }
}
