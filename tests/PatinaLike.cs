using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Tests;

/// <summary>
/// A trial to report on. Numbers that PATINA published (N Engl J Med, January 2026) are those; all others are made up to be
/// plausible, and serve only to fill the report.
/// </summary>
static class PatinaLike
{
    public const string New = "palbociclib";
    public const string Old = "standard";

    public static TrialProtocol Protocol { get; } =
        new()
        {
            Trial = new(
                "PATINA",
                "NCT02947685",
                "Palbociclib with maintenance HER2-targeted and endocrine therapy in HR-positive, HER2-positive metastatic breast cancer",
                "3",
                new Masking.OpenLabel(),
                "3.0",
                "Pfizer, the manufacturer of palbociclib",
                [],
                null
            ),
            Arms =
            [
                new(New, "Palbociclib + standard", ArmRole.Experimental, 1, ["palbociclib"]),
                new(Old, "Standard", ArmRole.Control, 1, []),
            ],
            Treatments =
            [
                new(
                    "palbociclib",
                    "Palbociclib",
                    new(28, TimeUnit.Day),
                    new(1, 21),
                    [new(125, "mg"), new(100, "mg"), new(75, "mg")],
                    null,
                    []
                ),
            ],
            Randomization = new(
                new RandomizationMethod.PermutedBlocks([2, 4]),
                [
                    Factor("pertuzumab", "Pertuzumab with induction", "pertuzumab", "no pertuzumab"),
                    Factor("prior", "HER2-targeted therapy before metastasis", "prior", "no prior"),
                    Factor("response", "Response to induction", "responded", "stable"),
                    Factor("partner", "Endocrine partner", "aromatase inhibitor", "fulvestrant"),
                ]
            ),
            Endpoints =
            [
                new(
                    "PFS",
                    "Progression-free survival",
                    TimeOrigin.Randomization,
                    [new EndpointEvent.Progression(), new EndpointEvent.Death()],
                    [],
                    TimeUnit.Month
                ),
                new("OS", "Overall survival", TimeOrigin.Randomization, [new EndpointEvent.Death()], [], TimeUnit.Month),
            ],
            Design = new()
            {
                Primary = "PFS",
                OneSidedAlpha = 0.025,
                Power = 0.9,
                HazardRatio = PiecewiseRatio.Constant(0.667),
                Strata = [new(1, PiecewiseHazard.Constant(Math.Log(2) / 29))],
                Accrual = new(496, [(0, 496 / 49.0)]),
                Dropout = DropoutAssumption.Yearly(0.05),
                Cutoff = new DataCutoff.AtPlannedEvents(),
            },
            Analysis = new(
                [Plan("PFS", "pertuzumab", "prior", "response", "partner"), Plan("OS")],
                ["age", "sex", "response"],
                new(true, 0.05)
            ),
            PlainWords = new(
                "breast cancer that has spread and that grows on both hormones and HER2",
                "people with hormone-receptor-positive, HER2-positive metastatic breast cancer whose disease did not grow during their first treatment",
                "the tablet palbociclib together with standard maintenance therapy",
                "standard maintenance therapy alone",
                "Many of these cancers become resistant to treatment, and laboratory work suggested that blocking CDK4/6 would delay that.",
                new Dictionary<string, string>
                {
                    ["PFS"] = "time until the cancer grew or the person died",
                    ["OS"] = "time until death of any cause",
                },
                ["The trial was open label, so patients and doctors knew who took palbociclib."]
            ),
            Sha256 = "0f343b0931126a20f133d67c2b018a3b5e1f0ac0e4d6b2bb1c4d5d9e5d8c7b6a",
        };

    static StratificationFactor Factor(string id, string label, params string[] levels) =>
        new(id, label, new FactorSource.Asked($"{label}?"), [.. levels.Select(level => new FactorLevel(level, [level]))]);

    static TimeToEventPlan Plan(string id, params string[] subgroups) =>
        new(
            id,
            true,
            TieMethod.Efron,
            0.95,
            IntervalTransformation.LogLog,
            QuantileRule.R,
            [new(24, TimeUnit.Month), new(48, TimeUnit.Month)],
            subgroups
        );

    /// <param name="ratio">The hazard ratio of the primary endpoint, with an interval of the published width.</param>
    /// <param name="p">Its two-sided P value.</param>
    /// <param name="medians">Its medians, new arm first; NaN where not reached.</param>
    /// <param name="label">Another label for the new arm.</param>
    /// <param name="synthetic">Whether the participants are virtual.</param>
    public static AnalysisOutput Output(
        double ratio = 0.75,
        double p = 0.0205,
        (double New, double Old)? medians = null,
        string label = "Palbociclib + standard",
        bool synthetic = true
    )
    {
        var (one, other) = medians ?? (ratio > 1 ? (29.1, 44.3) : (44.3, 29.1));
        var results = new ReportingEvent(
            new(
                "PATINA",
                "3.0",
                Protocol.Sha256,
                "Equipoise 0.1.0",
                new(2024, 10, 15),
                synthetic,
                [new("ADTTE", "adtte.xpt", 1036, new string('a', 64)), new("ADSL", null, 518, new string('b', 64))]
            ),
            Conventions,
            [
                new("FAS", "Full analysis set", "all randomized participants, as randomized", "ADSL", "FASFL"),
                new("SAF", "Safety set", "all treated participants, as treated", "ADSL", "SAFFL"),
            ],
            PatinaLikeResults.Groupings(label),
            [.. PatinaLikeResults.Analyses(ratio, p, one, other)]
        );
        return new(results, [.. PatinaLikeCurves.Of(Protocol)], []);
    }

    static readonly Convention[] Conventions =
    [
        new("PFS.ties", "PFS.Cox", "Tied event times are handled by Efron's method."),
        new(
            "PFS.interval",
            "PFS.KaplanMeier",
            "Confidence intervals of survival and of medians are symmetric on the log-log scale."
        ),
        new("PFS.censoring", "PFS", "Without an event, time is censored at the last adequate tumor assessment."),
        new("months", "PFS,OS", "A month is 30.4375 days."),
        new("rounding", "", "Halves are rounded away from zero."),
    ];
}
