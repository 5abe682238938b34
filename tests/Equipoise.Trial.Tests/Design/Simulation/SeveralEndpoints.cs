using System.Text;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Design.Simulation.Together;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>
/// Several endpoints simulated together. Without effect the statistics of progression-free and overall survival at D and E events are
/// normal with correlation ½√(D/E) where the control medians are as 1 to 2: their scores share the deaths that come before progression, of
/// which there are D λ/2λ, when progression-free survival is analyzed first. Probabilities by R 4.2.2, mvtnorm 1.1-3, pmvnorm with
/// TVPACK(1e-14). Agreement is within four Monte-Carlo standard errors of shares, as large as can be expected of 16 comparisons.
/// </summary>
[Trait("Takes", "time")]
public sealed class SeveralEndpoints
{
    const long Many = 200_000;

    // One analysis of each, 1:1, medians of 6 and 12 months.
    static readonly string plain = File.ReadAllText(Repository.At("bench", "scenarios", "two-endpoints.yaml"));

    [Fact]
    public void Without_effect_the_statistics_have_their_correlation_and_the_graph_its_error()
    {
        var split = Run(plain, Many, "PFS", "OS");
        var ρ = split.Pairs[0].Correlation!.Value;
        ρ.Estimate.ShouldBe(0.5 * Math.Sqrt(400 / 420.0), 4 * ρ.StandardError!.Value);
        // 0.95% and 1.55%, each passing all it has to the other.
        Share(split.Any, 0.0233936);
        Share(split.Endpoints[0].Power, 0.0110540);
        Share(split.Endpoints[1].Power, 0.0160877);
        Share(split.All, 0.0037480);
        Share(split.Endpoints[0].PowerAtFirstAlpha, 0.0095);
        Share(split.Endpoints[1].PowerAtFirstAlpha, 0.0155);
        split.FamilyWiseError.ShouldBe(split.Any);
    }

    [Fact]
    public void In_a_fixed_sequence_the_second_is_rejected_only_with_the_first()
    {
        var sequence = plain
            .Replace("one-sided alpha: 0.95%", "one-sided alpha: 2.5%", StringComparison.Ordinal)
            .Replace("one-sided alpha: 1.55%", "one-sided alpha: 0%", StringComparison.Ordinal)
            .Replace("      passes on: { PFS: 100% }\n", "", StringComparison.Ordinal);
        var split = Run(sequence, Many, "PFS", "OS");
        Share(split.Endpoints[0].Power, 0.025);
        // P(both above 1.96) at ρ = 0.48795.
        Share(split.Endpoints[1].Power, 0.0044537);
        split.Endpoints[1].Power.ShouldBe(split.All);
        split.Endpoints[1].AtFirstAlpha.ShouldBe(0);
    }

    [Theory]
    [InlineData("PFS")]
    [InlineData("OS")]
    public void The_family_wise_error_is_held_when_one_has_an_effect(string withoutEffect)
    {
        var error = Run(plain, Many, withoutEffect).FamilyWiseError!.Value;
        error.Estimate.ShouldBeLessThan(0.025 + 4 * error.StandardError!.Value);
        // The one with an effect is nearly always rejected, and gives all it has.
        error.Estimate.ShouldBeGreaterThan(0.021);
    }

    // Drifts of √d/2 log(1/0.75): 2.8768 and 2.9479 at 400 and 420 events; by Schoenfeld's formula, which is good to a point of power.
    [Fact]
    public void Power_of_each_of_any_and_of_all_is_that_of_the_normal_law()
    {
        var split = Run(plain, 100_000);
        split.FamilyWiseError.ShouldBeNull();
        Near(split.Endpoints[0].PowerAtFirstAlpha, 0.70239);
        Near(split.Endpoints[1].PowerAtFirstAlpha, 0.78547);
        Near(split.Endpoints[0].Power, 0.78420);
        Near(split.Endpoints[1].Power, 0.81432);
        Near(split.Any, 0.88050);
        Near(split.All, 0.71801);

        static void Near(MonteCarloEstimate? share, double expected) => share!.Value.Estimate.ShouldBe(expected, 0.01);
    }

    // Deaths are drawn first, as of a trial of overall survival alone; so its analysis is made on the same days, trial by trial.
    [Fact]
    public void An_endpoint_that_waits_for_a_time_is_analyzed_when_it_would_be_as_the_only_one()
    {
        const string Rule = "cutoff: the later of 200 events and 9 months after the last participant, at the latest in month 20.9";
        var timed = Slip.Replace(plain, "cutoff: at 420 events", Rule);
        var split = Run(timed, 2_000).Endpoints[1].Looks.Looks[0];
        var protocol = Read(timed);
        var alone = Equipoise.Design.Simulation.Designed.ProtocolWorld.Of(
            protocol with
            {
                Design = protocol.Design!.Split!.Endpoints[1].Assumptions,
            }
        );
        var only = alone.Simulate(new() { Seed = 1, Trials = 2_000, Threads = 2 }).Looks[0];
        split.Months.ShouldBe(only.Months);
        split.Events.ShouldBe(only.Events);
        // Now the last participant decides, now the end.
        only.Months.Mean!.Value.Estimate.ShouldBeInRange(20.5, 20.9 - 1e-6);
    }

    // The hazards of the design, one by one: events by a month have their closed form, which the plan has.
    [Fact]
    public void Each_endpoint_alone_is_the_trial_that_it_would_be_as_the_only_one()
    {
        var protocol = Read(plain);
        var split = Run(plain, 20_000);
        foreach (var (endpoint, tally) in protocol.Design!.Split!.Endpoints.Zip(split.Endpoints))
        {
            var alone = Equipoise.Design.Simulation.Designed.ProtocolWorld.Of(protocol with { Design = endpoint.Assumptions });
            var one = alone.Simulate(new() { Trials = 20_000, Seed = 99 });
            var (a, b) = (tally.Looks.Months.Mean!.Value, one.Months.Mean!.Value);
            Math.Abs(a.Estimate - b.Estimate).ShouldBeLessThan(4 * Math.Sqrt(Math.Pow(a.StandardError!.Value, 2) + Math.Pow(b.StandardError!.Value, 2)));
            var (p, q) = (tally.PowerAtFirstAlpha!.Value, one.Power!.Value);
            Math.Abs(p.Estimate - q.Estimate).ShouldBeLessThan(4 * Math.Sqrt(Math.Pow(p.StandardError!.Value, 2) + Math.Pow(q.StandardError!.Value, 2)));
        }
    }

    [Fact]
    public void Threads_and_shards_change_no_bit_and_a_tally_survives_its_file()
    {
        var trial = Trial(File.ReadAllText(Repository.At("examples", "published-designs", "keynote-189.yaml")));
        var whole = trial.Simulate(new() { Trials = 600, Seed = 7 });
        trial.Simulate(new() { Trials = 600, Seed = 7, Threads = 3 }).ShouldBe(whole);
        SimulationTally[] shards =
        [
            trial.Simulate(new() { Trials = 350, Seed = 7, FirstTrial = 250 }),
            trial.Simulate(new() { Trials = 250, Seed = 7 }),
        ];
        SimulationTally.Merge(shards).ShouldBe(whole);
        SimulationTally.FromJson(whole.ToJson()).ShouldBe(whole);
        whole.Split!.Trials.ShouldBe(600);
        SimulationStudy.Of(trial, 7, 600).Input.ShouldNotBe(SimulationStudy.Of(Trial(plain), 7, 600).Input);
    }

    [Fact]
    public void The_width_of_the_vectors_changes_no_bit()
    {
        var trial = Trial(plain, "OS");
        var narrow = Tally<Register128>();
        Tally<Register256>().ShouldBe(narrow);
        Tally<Register512>().ShouldBe(narrow);

        SimulationTally Tally<R>()
            where R : struct, IRegister<R>
        {
            var workspace = trial.Open<R>(20261126, 0);
            for (var index = 0UL; index < 100; index++)
                workspace.Add(index);
            return workspace.ToTally();
        }
    }

    [Fact]
    public void The_narrower_endpoint_has_the_luck_that_it_has_alone()
    {
        var (split, protocol) = (Trial(plain), Read(plain));
        var os = protocol.Design!.Split!.Endpoints[1].Assumptions;
        var alone = Equipoise.Design.Simulation.Designed.ProtocolWorld.Of(protocol with { Design = os });
        split.Simulate(new() { Trials = 500, Seed = 3 }).Split!.Endpoints[1].AtFirstAlpha.ShouldBe(alone.Simulate(new() { Trials = 500, Seed = 3 }).Rejections);
    }

    [Fact]
    public void Progression_free_survival_with_less_hazard_than_death_is_refused() =>
        Problem(plain.Replace("control median: 6 months", "control median: 15 months", StringComparison.Ordinal))
            .ShouldBe(
                "From month 0 on the hazard of PFS in the control arm is 0.0116 a month below that of OS, which is one of its events: "
                    + "let it be the larger of the two."
            );

    [Fact]
    public void Endpoints_that_share_no_event_are_refused() =>
        Problem(plain.Replace("event: progression or death", "event: progression", StringComparison.Ordinal))
            .ShouldStartWith("OS does not count 'progression', and PFS does: how the two come together is not in the design.");

    static string Problem(string text) => SplitWorld.Of(Read(text), []).Problems[0];

    static void Share(MonteCarloEstimate? share, double expected) =>
        share!.Value.Estimate.ShouldBe(expected, 4 * Math.Sqrt(expected * (1 - expected) / Many));

    static SplitTally Run(string text, long trials, params string[] withoutEffect) =>
        Trial(text, withoutEffect).Simulate(new() { Trials = trials, Seed = 1, Threads = Environment.ProcessorCount }).Split!;

    static SplitTrial Trial(string text, params string[] withoutEffect)
    {
        var (trial, problems) = SplitWorld.Of(Read(text), withoutEffect);
        return trial ?? throw new InvalidOperationException(string.Join("\n", problems));
    }

    static TrialProtocol Read(string text) =>
        ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml") is ProtocolReading.Accepted { Protocol: var protocol }
            ? protocol
            : throw new InvalidOperationException(string.Join("\n", Slip.ProblemsOf(text)));
}
