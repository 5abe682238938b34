using System.Text;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Design;

/// <summary>What a design allows to be said of what was found.</summary>
public sealed class PlannedTestsTests
{
    // 178 events for a hazard ratio of 0.6 at 90% power with two looks by Pocock's bounds: R 4.2.2, rpact 3.3.4,
    // getDesignGroupSequential(kMax = 2, alpha = 0.025, typeOfDesign = "P"): 2.178273, one-sided 0.014693.
    const string Looks = ", looks: {at: [50%, 100%], efficacy: Pocock}";

    static TrialProtocol Protocol(
        string more = "",
        string ratio = "0.6",
        string cutoff = "at planned events",
        string order = "",
        string alpha = "2.5%"
    ) =>
        Read(
            $$"""
            equipoise: 1
            trial: {id: XX, title: X, protocol version: "1"}
            arms:
              exp: {label: Drug A, role: experimental, ratio: 1}
              ctl: {label: Drug B, role: control, ratio: 1}
            endpoints:
              PFS: {label: Progression-free survival, from: randomization, event: progression or death, censor: {no event: last known alive}, unit: months}
              OS: {label: Overall survival, from: randomization, event: death, censor: {no event: last known alive}, unit: months}
            design: {primary: PFS, one-sided alpha: {{alpha}}, power: 90%, hazard ratio: {{ratio}}, control median: 12 months, accrual: {participants: 1500, over: 12 months}, dropout: none, cutoff: {{cutoff}}{{more}}}
            analysis:
              PFS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS}
              OS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS}
              {{(order.Length > 0 ? order : "baseline: [age]")}}
            """
        );

    static TrialProtocol Read(string text)
    {
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml");
        return reading.ShouldBeOfType<ProtocolReading.Accepted>(string.Join('\n', reading.Problems)).Protocol;
    }

    static EndpointVerdict Of(TrialProtocol protocol, int events, double z, double logRatio = -0.3, double error = 0.15) =>
        PlannedTests.Of(protocol, [new("PFS", events, z, logRatio, error)], null)[0];

    [Theory]
    [InlineData(178, 2.05, VerdictKind.NotMet)]
    [InlineData(178, 2.18, VerdictKind.Met)]
    [InlineData(178, 2.17, VerdictKind.NotMet)]
    [InlineData(178, -2.18, VerdictKind.Met)]
    [InlineData(89, 2.05, VerdictKind.NotYet)]
    [InlineData(89, 2.18, VerdictKind.Met)]
    public void With_looks_the_level_is_what_they_left(int events, double z, VerdictKind expected)
    {
        var verdict = Of(Protocol(Looks), events, z);

        verdict.Kind.ShouldBe(expected);
        verdict.PlannedEvents.ShouldBe(178);
        verdict.BoundZ!.Value.ShouldBe(2.178273, 2e-6);
        verdict.LevelTwoSided!.Value.ShouldBe(2 * 0.014693, 2e-6);
        verdict.FavorsExperimental.ShouldBe(z > 0);
        verdict.Repeated.ShouldNotBeNull();
    }

    [Fact]
    public void Far_more_events_than_planned_have_a_bound_of_their_own()
    {
        // The look at 89 of 220 events spent its 0.014693; the final one has the rest. R, with r <- sqrt(89 / 220):
        // uniroot(function(z) 1 - pmvnorm(c(-Inf, -Inf), c(2.178273, z), corr = matrix(c(1, r, r, 1), 2)) - 0.025, c(1.9, 2.6))
        Of(Protocol(Looks), 220, 2.19).BoundZ!.Value.ShouldBe(2.207676, 1e-5);
    }

    [Theory]
    [InlineData(115)]
    [InlineData(94)]
    [InlineData(170)]
    [InlineData(40)]
    public void Below_the_planned_events_and_not_at_a_look_there_is_no_verdict(int events)
    {
        var verdict = Of(Protocol(Looks), events, 5);

        verdict.Kind.ShouldBe(VerdictKind.NotYet);
        verdict.Look.ShouldBeNull();
        verdict.Events.ShouldBe(events);
        verdict.BoundZ!.Value.ShouldBe(2.178273, 2e-6);
    }

    [Theory]
    [InlineData(175, true)]
    [InlineData(174, false)]
    [InlineData(85, false)]
    [InlineData(93, false)]
    public void A_cutoff_is_a_day_so_that_a_few_events_more_or_less_are_that_analysis(int events, bool isFinal)
    {
        var verdict = Of(Protocol(Looks), events, 0);

        verdict.IsFinal.ShouldBe(isFinal);
        (verdict.Look is not null).ShouldBe(events != 174);
    }

    [Fact]
    public void On_a_planned_day_the_analysis_is_final_whatever_was_seen()
    {
        var protocol = Protocol(cutoff: "on 2024-06-30");

        PlannedTests.Of(protocol, [new("PFS", 30, 2.0, -0.5, 0.2)], new(2024, 6, 30))[0].Kind.ShouldBe(VerdictKind.Met);
        PlannedTests.Of(protocol, [new("PFS", 30, 2.0, -0.5, 0.2)], new(2024, 6, 29))[0].Kind.ShouldBe(VerdictKind.NotYet);
    }

    [Theory]
    [InlineData(0.99, 0.0538, VerdictKind.Met)]
    [InlineData(1.18, 0.0538, VerdictKind.NotMet)]
    [InlineData(0.80, 0.30, VerdictKind.NotMet)]
    public void A_margin_is_ruled_out_by_the_upper_limit_and_not_by_the_test_of_a_difference(
        double ratio,
        double error,
        VerdictKind expected
    )
    {
        // 0.99 (0.89 to 1.10) as a trial of 1,314 events gives it: below 1.3.
        var protocol = Protocol(", non-inferiority margin: 1.3", ratio: "1");

        var verdict = Of(protocol, 1314, 0.24, Math.Log(ratio), error);

        verdict.Kind.ShouldBe(expected);
        verdict.PlannedEvents.ShouldBe(611);
        (verdict.UpperLimit < 1.3).ShouldBe(expected == VerdictKind.Met);
    }

    [Fact]
    public void What_the_order_does_not_reach_is_not_tested()
    {
        EndpointFound[] found = [new("PFS", 178, 1.13, -0.2, 0.18), new("OS", 115, 2.05, -0.39, 0.19)];

        PlannedTests.Of(Protocol(), found, null)[1].Untested.ShouldBe(UntestedReason.NotPlanned);
        var inOrder = PlannedTests.Of(Protocol(order: "test in order: [PFS, OS]"), found, null)[1];
        inOrder.Kind.ShouldBe(VerdictKind.NotTested);
        inOrder.Untested.ShouldBe(UntestedReason.NotReached);
        inOrder.After.ShouldBe("PFS");
    }

    [Theory]
    [InlineData(2.05, VerdictKind.Met)]
    [InlineData(1.95, VerdictKind.NotMet)]
    public void What_the_order_reaches_is_tested_at_the_level_of_the_first(double z, VerdictKind expected)
    {
        EndpointFound[] found = [new("PFS", 178, 2.5, -0.4, 0.16), new("OS", 115, z, -0.39, 0.19)];

        PlannedTests.Of(Protocol(order: "test in order: [PFS, OS]"), found, null)[1].Kind.ShouldBe(expected);
        // After looks, at the nominal level of the look: 2.178.
        PlannedTests.Of(Protocol(Looks, order: "test in order: [PFS, OS]"), found, null)[1].Kind.ShouldBe(VerdictKind.NotMet);
    }

    [Fact]
    public void An_effect_on_the_wrong_side_opens_no_way_to_the_next()
    {
        EndpointFound[] found = [new("PFS", 178, -2.5, 0.4, 0.16), new("OS", 115, 3, -0.5, 0.17)];

        PlannedTests.Of(Protocol(order: "test in order: [PFS, OS]"), found, null)[1].Kind.ShouldBe(VerdictKind.NotTested);
    }

    [Fact]
    public void Endpoints_that_share_alpha_are_tested_by_their_graph_on_the_day_of_a_look_of_one()
    {
        // KEYNOTE-189 at its first look: 410 events and 235 of the 240 deaths planned. PFS at 0.95% has a bound of 2.537, a one-sided P
        // of 0.00559 as published; rejected, its alpha passes on, and OS has all 2.5%.
        var protocol = Read(File.ReadAllText(Repository.At("examples", "published-designs", "keynote-189.yaml")));

        var both = PlannedTests.Of(protocol, [new("PFS", 410, 5.8, -0.6, 0.1), new("OS", 235, 2.9, -0.4, 0.13)], null);
        both.Select(verdict => verdict.Kind).ShouldBe([VerdictKind.Met, VerdictKind.Met]);
        (both[0].LevelTwoSided!.Value / 2).ShouldBe(0.00559, 5e-6);

        // Without PFS, OS has its 1.55% alone: one-sided 0.00128 as published, 3.016.
        var alone = PlannedTests.Of(protocol, [new("PFS", 410, 1.0, -0.1, 0.1), new("OS", 235, 2.9, -0.4, 0.13)], null);
        alone.Select(verdict => verdict.Kind).ShouldBe([VerdictKind.NotYet, VerdictKind.NotYet]);
        (alone[1].LevelTwoSided!.Value / 2).ShouldBe(0.00128, 5e-6);
    }

    [Fact]
    public void Without_a_design_nothing_is_tested()
    {
        var verdicts = PlannedTests.Of(Protocol() with { Design = null }, [new("PFS", 178, 4, -0.5, 0.1)], null);

        verdicts[0].Untested.ShouldBe(UntestedReason.NoLevel);
    }

    [Fact]
    public void A_plan_whose_events_never_come_still_has_its_level()
    {
        // 88 events of 80 participants: none of 40 against 26 of 40, P below 0.0001.
        var protocol = Protocol();
        var small = protocol with
        {
            Design = protocol.Design! with { Accrual = protocol.Design.Accrual with { Participants = 80, Rates = [(0, 80 / 12.0)] } },
        };

        var verdict = PlannedTests.Of(small, [new("PFS", 26, 5.9, null, null)], null)[0];

        verdict.Kind.ShouldBe(VerdictKind.Met);
        verdict.PlannedEvents.ShouldBeNull();
        verdict.LevelTwoSided!.Value.ShouldBe(0.05, 1e-9);
    }
}
