using Equipoise.Design.Monitoring;
using Equipoise.Protocol;

namespace Equipoise.Validation.Reporting;

/// <summary>What a report may say was shown: the level after looks, a margin, an order of endpoints, an arm without events.</summary>
public sealed class VerdictTests
{
    [Fact]
    public void After_a_look_by_Pocock_a_two_sided_P_of_4_percent_is_not_enough()
    {
        // Two looks at 89 and 178 events.
        var agreement = new Agreement(
            "Claims: verdicts at the final analysis after a look by Pocock's bounds, as rpact prints them",
            new Source.R("getDesignGroupSequential(kMax = 2, alpha = 0.025, typeOfDesign = \"P\")", "R 4.2.2, rpact 3.3.4")
        );
        var protocol = Protocol(", looks: {at: [50%, 100%], efficacy: Pocock}");
        foreach (var (z, met) in new[] { (2.0537, false), (2.17, false), (2.18, true), (-2.18, true) })
        {
            var verdict = PlannedTests.Of(protocol, [new("PFS", 178, z, -0.3, 0.15)], null)[0];
            agreement.Rounded(4, $"{z} bound", verdict.BoundZ, 2.1783);
            agreement.Rounded(4, $"{z} level", verdict.LevelTwoSided, 0.0294);
            agreement.Exactly($"{z} met", verdict.Kind == VerdictKind.Met ? 1 : 0, met ? 1 : 0);
        }
        agreement.ShouldBeComplete(atLeast: 12);
    }

    [Fact]
    public void A_margin_of_non_inferiority_is_ruled_out_by_the_upper_limit()
    {
        // 0.99 (0.89 to 1.10) as a trial of 1,314 events gives it; events by Schoenfeld for a margin of 1.3 and 90% power.
        var agreement = new Agreement(
            "Claims: non-inferiority by a margin of 1.3, a hazard ratio of 0.99 (0.89 to 1.10), and others",
            new Source.ClosedForm("exp(log HR + z(0.975) SE); events 4 (z(0.975) + z(0.9))² / log(1.3)², rounded up")
        );
        var protocol = Protocol(", non-inferiority margin: 1.3", ratio: "1");
        foreach (var (ratio, error, met) in new[] { (0.99, 0.0538, true), (1.18, 0.0538, false), (0.80, 0.30, false) })
        {
            var verdict = PlannedTests.Of(protocol, [new("PFS", 1314, 0.24, double.Log(ratio), error)], null)[0];
            agreement.Within(1e-12, $"{ratio} upper", verdict.UpperLimit, ratio * double.Exp(1.959963984540054 * error));
            agreement.Exactly($"{ratio} met", verdict.Kind == VerdictKind.Met ? 1 : 0, met ? 1 : 0);
            agreement.Exactly($"{ratio} events", verdict.PlannedEvents, 611);
        }
        agreement.ShouldBeComplete(atLeast: 9);
    }

    [Fact]
    public void What_the_order_of_endpoints_does_not_reach_is_not_tested()
    {
        // PFS P 0.26; OS HR 0.68 (0.47 to 0.98), which alone would be below 5%.
        var agreement = new Agreement(
            "Claims: in the order PFS, OS, an OS of 0.68 (0.47 to 0.98) after a PFS with P 0.26, and after one that was met",
            new Source.ClosedForm("fixed sequence: each at the whole level, only after the ones before it were met (Maurer 1995)")
        );
        var protocol = Protocol(order: "test in order: [PFS, OS]");
        foreach (var (pfs, z, tested, met) in new[] { (1.13, 2.05, 0, 0), (2.5, 2.05, 1, 1), (2.5, 1.95, 1, 0), (-2.5, 3.0, 0, 0) })
        {
            var sign = double.Sign(pfs);
            EndpointFound[] found = [new("PFS", 178, pfs, -0.2 * sign, 0.18), new("OS", 115, z, double.Log(0.68), 0.187)];
            var os = PlannedTests.Of(protocol, found, null)[1];
            agreement.Exactly($"{pfs} {z} tested", os.Kind == VerdictKind.NotTested ? 0 : 1, tested);
            agreement.Exactly($"{pfs} {z} met", os.Kind == VerdictKind.Met ? 1 : 0, met);
        }
        agreement.ShouldBeComplete(atLeast: 8);
    }

    [Fact]
    public void Without_an_event_in_an_arm_the_limit_is_of_the_profile_likelihood()
    {
        // None of 40 against 26 of 40: the control is at risk 40, 39, ... 15 strong when its events come, the drug 40 throughout.
        var agreement = new Agreement(
            "Claims: none of 40 against 26 of 40, the upper limit of the hazard ratio and the log-rank test",
            new Source.ClosedForm("Σ log(1 + 40 x / k) over k = 15 ... 40 is half the 95% quantile of χ²(1); observed less expected by hand")
        );
        var rows = Enumerable.Range(1, 80).ToArray();
        // In turn a participant of the drug and of the control; of these the first 26 have the event, a month apart.
        bool IsEvent(int row) => row % 2 == 0 && row <= 52;
        var data = HandMadeAdam
            .Of(80)
            .With("ADTTE", "AVAL", [.. rows.Select(row => IsEvent(row) ? $"{row / 2}" : "30")])
            .With("ADTTE", "CNSR", [.. rows.Select(row => IsEvent(row) ? "0" : "1")]);
        var output = Outputs.Analyzed(HandMadeAdam.Protocol(), data);
        agreement.Exactly("events of the drug", output.Raw("PFS.Events/events[arm=drug]"), 0);
        agreement.Exactly("events of the control", output.Raw("PFS.Events/events[arm=standard]"), 26);
        agreement.Exactly("hazard ratio", output.Raw("PFS.Cox/hazardRatio[arm=drug]"), 0);
        var limit = output.Raw("PFS.Cox/upper[arm=drug]");
        var atRisk = Enumerable.Range(15, 26);
        agreement.Within(1e-9, "log-likelihood at the limit", atRisk.Sum(k => double.Log(1 + (40 * limit / k))), 3.841458820694124 / 2);
        var difference = 26 - atRisk.Sum(k => k / (40.0 + k));
        var variance = atRisk.Sum(k => 40.0 * k / ((40.0 + k) * (40.0 + k)));
        agreement.Within(1e-12, "chi-square", output.Raw("PFS.LogRank/chiSquare"), difference * difference / variance);
        agreement.Within(1e-12, "Z", output.Raw("PFS.LogRank/z"), difference / double.Sqrt(variance));
        agreement.Printed("P", output.Printed("PFS.LogRank/pTwoSided"), "<0.0001");
        agreement.ShouldBeComplete(atLeast: 7);
    }

    static TrialProtocol Protocol(string more = "", string ratio = "0.6", string order = "baseline: [age]") =>
        OtherHouses.Protocol(
            $$"""
            equipoise: 1
            trial: {id: XX, title: X, protocol version: "1"}
            arms:
              exp: {label: Drug A, role: experimental, ratio: 1}
              ctl: {label: Drug B, role: control, ratio: 1}
            endpoints:
              PFS: {label: Progression-free survival, from: randomization, event: progression or death, censor: {no event: last known alive}, unit: months}
              OS: {label: Overall survival, from: randomization, event: death, censor: {no event: last known alive}, unit: months}
            design: {primary: PFS, one-sided alpha: 2.5%, power: 90%, hazard ratio: {{ratio}}, control median: 12 months, accrual: {participants: 1500, over: 12 months}, dropout: none, cutoff: at planned events{{more}}}
            analysis:
              PFS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS}
              OS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS}
              {{order}}
            """
        );
}
