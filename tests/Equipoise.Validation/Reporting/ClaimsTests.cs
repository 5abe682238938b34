using System.Text;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Datasets;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Validation.Reporting;

/// <summary>What a report may claim, and what tells an effect that changes, against R.</summary>
public sealed class ClaimsTests
{
    static readonly Expected expected = Expected.Read("claims");

    [Fact]
    public void The_level_of_an_analysis_after_looks_is_that_of_R()
    {
        var agreement = new Agreement(
            "Claims: levels and bounds at the events observed, after looks",
            expected.Call("uniroot over pmvnorm(algorithm = TVPACK(1e-14)); 2 - 2 pnorm(qnorm(1 - alpha/2) / sqrt(t))")
        );
        foreach (var events in new[] { 178, 190, 220 })
        {
            var verdict = PlannedTests.Of(Pocock, [new("PFS", events, 2.05, -0.3, 0.15)], null)[0];
            agreement.Within(1e-6, $"Pocock {events}", verdict.BoundZ, expected[$"Pocock {events}", "bound"]);
        }
        var final = PlannedTests.Of(Pocock, [new("PFS", 178, 2.05, -0.3, 0.15)], null)[0];
        agreement.Within(1e-6, "Pocock 178", final.LevelTwoSided, expected["Pocock 178", "level"]);
        agreement.Exactly("not met at P 0.0400", final.Kind == VerdictKind.NotMet ? 1 : 0, 1);
        var keynote = Read(File.ReadAllText(Repository.At("examples", "published-designs", "keynote-189.yaml")));
        var first = PlannedTests.Of(keynote, [new("PFS", 410, 1.0, -0.1, 0.1), new("OS", 235, 1.0, -0.1, 0.13)], null);
        agreement.Within(1e-6, "KEYNOTE-189 PFS", first[0].LevelTwoSided, expected["KEYNOTE-189 PFS", "level"]);
        agreement.Within(1e-6, "KEYNOTE-189 OS", first[1].LevelTwoSided, expected["KEYNOTE-189 OS", "level"]);
        agreement.ShouldBeComplete(atLeast: 7);
    }

    [Fact]
    public void An_effect_that_changes_is_found_and_told_as_R_does()
    {
        var agreement = new Agreement(
            "Claims: an effect that changes, proportional hazards and restricted means of an analysis",
            expected.Call("cox.zph(coxph(Surv(time, event) ~ arm)), survfit(Surv(time, event) ~ arm), rmean = 24")
        );
        var results = Crossing();
        double? Raw(ResultRef result) => results.At(result.Address)?.Raw;
        var (change, means) = (new ProportionalHazardsResults("PFS"), new RestrictedMeanResults("PFS"));
        agreement.Within(
            1e-9,
            "hazard ratio",
            Raw(new CoxResults("PFS").HazardRatio("exp").Estimate),
            expected["crossing", "hazard ratio"]
        );
        agreement.Within(1e-9, "chi-square", Raw(change.ChiSquare), expected["crossing", "chi-square"]);
        agreement.Within(1e-9, "p", Raw(change.PTwoSided), expected["crossing", "p"]);
        agreement.Within(1e-9, "horizon", Raw(means.Horizon), 24);
        agreement.Within(1e-9, "difference", Raw(means.Difference("exp").Estimate), expected["crossing", "difference"]);
        agreement.Within(1e-9, "lower", Raw(means.Difference("exp").Lower), expected["crossing", "lower"]);
        agreement.Within(1e-9, "upper", Raw(means.Difference("exp").Upper), expected["crossing", "upper"]);
        agreement.ShouldBeComplete(atLeast: 7);
    }

    sealed record Made(string Id, string Arm, double Time, bool IsEvent);

    static ReportingEvent Crossing()
    {
        var rows = Enumerable
            .Range(1, 200)
            .Select(row =>
            {
                var (isExperimental, i) = (row <= 100, row <= 100 ? row : row - 100);
                return new Made(
                    $"S{row:000}",
                    isExperimental ? "Drug A" : "Drug B",
                    !isExperimental ? 9 + (15 * i / 100.0)
                    : i <= 60 ? 6 + (5.5 * i / 60)
                    : 48,
                    !isExperimental || i <= 60
                );
            })
            .ToList();
        var adsl = Table.Of(
            "ADSL",
            "",
            rows,
            ColumnOf<Made>.Text("USUBJID", "", row => row.Id),
            ColumnOf<Made>.Text("TRT01P", "", row => row.Arm),
            ColumnOf<Made>.Text("TRT01A", "", row => row.Arm),
            ColumnOf<Made>.Text("ITTFL", "", _ => "Y"),
            ColumnOf<Made>.Text("SAFFL", "", _ => "Y"),
            ColumnOf<Made>.Number("AGE", "Age", _ => 50)
        );
        var adtte = Table.Of(
            "ADTTE",
            "",
            rows,
            ColumnOf<Made>.Text("USUBJID", "", row => row.Id),
            ColumnOf<Made>.Text("PARAMCD", "", _ => "PFS"),
            ColumnOf<Made>.Number("AVAL", "", row => row.Time),
            ColumnOf<Made>.Text("AVALU", "", _ => "MONTHS"),
            ColumnOf<Made>.Number("CNSR", "", row => row.IsEvent ? 0 : 1),
            ColumnOf<Made>.Text("EVNTDESC", "", row => row.IsEvent ? "Progression" : "No event")
        );
        var outcome = TrialAnalysis.Analyze(Pocock, new Dictionary<string, Table> { ["ADSL"] = adsl, ["ADTTE"] = adtte });
        return outcome.ShouldBeOfType<AnalysisOutcome.Completed>().Output.Results;
    }

    static TrialProtocol Pocock { get; } =
        Read(
            """
            equipoise: 1
            trial: {id: XX, title: X, protocol version: "1"}
            arms:
              exp: {label: Drug A, role: experimental, ratio: 1}
              ctl: {label: Drug B, role: control, ratio: 1}
            endpoints:
              PFS: {label: Progression-free survival, from: randomization, event: progression or death, censor: {no event: last known alive}, unit: months}
            design:
              primary: PFS
              one-sided alpha: 2.5%
              power: 90%
              hazard ratio: 0.6
              control median: 12 months
              accrual: {participants: 1500, over: 12 months}
              dropout: none
              cutoff: at planned events
              looks: {at: [50%, 100%], efficacy: Pocock}
            analysis:
              PFS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS}
              baseline: [age]
            """
        );

    static TrialProtocol Read(string text)
    {
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml");
        return reading.ShouldBeOfType<ProtocolReading.Accepted>(string.Join('\n', reading.Problems)).Protocol;
    }
}
