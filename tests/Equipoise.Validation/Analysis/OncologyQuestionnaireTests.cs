using Equipoise.Analysis;
using Equipoise.Analysis.Questionnaires;
using Equipoise.Analysis.Results;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Validation.Analysis;

/// <summary>
/// The global health status of the EORTC QLQ-C30 (random.cdisc.data, Apache-2.0: 400 participants, 116,803 rows). Expected values are
/// R's, computed from the same file.
/// </summary>
public sealed class OncologyQuestionnaireTests
{
    static readonly QuestionnaireResults of = new("health");
    static readonly DeteriorationResults late = new("health");

    static TrialProtocol Protocol { get; } =
        OtherHouses.ChevronProtocol with
        {
            Analysis = OtherHouses.ChevronProtocol.Analysis with
            {
                Baseline = ["age", "sex"],
                Questionnaires = [new("health", "Global health status", "QS028QL2", true, 10, "EX028")],
            },
            Arms =
            [
                new("a", "A: Drug X", ArmRole.Experimental, 1, []),
                new("b", "B: Placebo", ArmRole.Control, 1, []),
                new("c", "C: Combination", ArmRole.Experimental, 1, []),
            ],
        };

    static readonly Lazy<AnalysisOutput> output = new(() =>
        Outputs.Analyzed(
            Protocol,
            new[] { ("ADSL", "cadsl"), ("ADTTE", "cadtte"), ("ADQS", "cadqlqc") }.ToDictionary(
                file => file.Item1,
                file => DatasetFile.Read(ReferenceData.PathOf("random-cdisc", $"{file.Item2}.csv.gz"), new() { Cdisc = true })
            )
        )
    );

    [ReferenceFact]
    public void Completion_change_and_deterioration_are_those_of_R()
    {
        var agreement = new Agreement(
            "Analysis: random.cdisc.data, QLQ-C30: completion, change from baseline, time to deterioration",
            new Source.R("t.test, survfit(conf.type = \"log-log\"), coxph")
        );
        foreach (var (arm, visit, received, expected, n, mean, lower, upper, deviation) in changes)
        {
            agreement.Exactly($"{arm} {visit} received", Raw(of.Received(arm, visit)), received);
            agreement.Exactly($"{arm} {visit} expected", Raw(of.Expected(arm, visit)), expected);
            agreement.Exactly($"{arm} {visit} changed", Raw(of.Changed(arm, visit)), n);
            Is(of.Change(arm, visit), mean, lower, upper);
            agreement.Within(1e-9, $"{arm} {visit} deviation", Raw(of.ChangeDeviation(arm, visit)), deviation);
        }
        agreement.Within(1e-9, "compliance", Raw(of.Compliance("a", "cycle-5-day-1")), 99.1452991452991);
        agreement.Within(1e-9, "received", Raw(of.ReceivedPercent("a", "cycle-5-day-1")), 100.0 * 133 / 134);
        output.Value.Results.At(of.Change("a", "screening").Estimate.Address).ShouldBeNull();
        foreach (
            var (arm, n, events, median, lower, upper) in new[]
            {
                ("a", 134, 78, 58, 30, 86),
                ("b", 134, 89, 30, 30, 58),
                ("c", 132, 90, 30, 30, 58),
            }
        )
        {
            agreement.Exactly($"{arm} participants", Raw(late.Participants(arm)), n);
            agreement.Exactly($"{arm} deteriorated", Raw(late.Deteriorated(arm)), events);
            Is(late.Median(arm), median, lower, upper);
        }
        Is(late.HazardRatio("a"), 0.799240941967443, 0.589656055245677, 1.08331980590085);
        Is(late.HazardRatio("c"), 1.024389851226495, 0.764208031458483, 1.37315302129594);
        agreement.ShouldBeComplete(atLeast: 51);

        void Is(IntervalRef at, double estimate, double lower, double upper)
        {
            agreement.Within(1e-9, at.Estimate.Address, Raw(at.Estimate), estimate);
            agreement.Within(1e-9, at.Lower.Address, Raw(at.Lower), lower);
            agreement.Within(1e-9, at.Upper.Address, Raw(at.Upper), upper);
        }
    }

    [ReferenceFact]
    public void The_report_shows_them()
    {
        var written = TrialReport.Render(Protocol, output.Value).ShouldBeOfType<ReportOutcome.Written>();
        written.Outputs.ShouldContain(one => one.Id == "questionnaire-health");
        written.Quoted.ShouldContain(of.Compliance("a", "cycle-3-day-1").Address);
        written.Quoted.ShouldContain(late.HazardRatio("a").Estimate.Address);
        written.Text.ShouldContain("has deteriorated at the first score that is lower than at baseline by at least 10");
    }

    static readonly (string Arm, string Visit, int Received, int Expected, int N, double Mean, double Lower, double Upper, double Deviation)[] changes =
    [
        ("a", "cycle-3-day-1", 134, 121, 134, 2.17661691542289, -3.69804567047865, 8.05127950132442, 34.3809240278195),
        ("a", "cycle-5-day-1", 133, 117, 133, 3.69674185463659, -2.56691740936021, 9.96040111863339, 36.5179135656679),
        ("b", "cycle-3-day-1", 134, 121, 134, -2.05223880597015, -7.70609026449895, 3.60161265255865, 33.0886471551156),
        ("c", "cycle-5-day-1", 132, 118, 132, -2.52525252525253, -8.53736743563769, 3.48686238513264, 34.9168920289355),
    ];

    static double Raw(ResultRef result) => output.Value.Raw(result.Address);
}
