using Equipoise.Analysis.Results;
using Equipoise.Design.Monitoring;

namespace Equipoise.Tests;

/// <summary>The results of <see cref="PatinaLike"/>, at the addresses that Analysis gives them.</summary>
static class PatinaLikeResults
{
    static readonly (string Id, string Label)[] Terms =
    [
        ("NEUT", "Neutropenia"),
        ("FAT", "Fatigue"),
        ("DIAR", "Diarrhea"),
        ("STOM", "Stomatitis"),
        ("ANEM", "Anemia"),
    ];

    public static IReadOnlyList<Grouping> Groupings(string label) =>
        [
            Grouping("arm", (PatinaLike.New, label), (PatinaLike.Old, "Standard"), ("all", "All participants")),
            Grouping(
                "reason",
                ("not-eligible", "Not eligible"),
                ("declined", "Declined to take part"),
                ("progression", "Progressive disease"),
                ("adverse-event", "Adverse event"),
                ("withdrawal", "Withdrawal by participant"),
                ("lost", "Lost to follow-up"),
                ("no-event", "No event by the cutoff"),
                ("new-therapy", "New anticancer therapy")
            ),
            Grouping(
                "level",
                ("F", "Female"),
                ("M", "Male"),
                ("pertuzumab", "Pertuzumab"),
                ("no pertuzumab", "No pertuzumab"),
                ("prior", "Yes"),
                ("no prior", "No"),
                ("responded", "Complete or partial response"),
                ("stable", "Stable disease"),
                ("aromatase inhibitor", "Aromatase inhibitor"),
                ("fulvestrant", "Fulvestrant")
            ),
            Grouping("component", ("progression", "Progression"), ("death", "Death")),
            Grouping("time", [.. PatinaLikeCurves.Ticks.Select(tick => ($"{tick}", $"{tick} months"))]),
            Grouping("grade", [.. Enumerable.Range(1, 5).Select(grade => ($"{grade}", $"Grade {grade}"))]),
            Grouping("term", Terms),
            Grouping(
                "category",
                ("any", "Any adverse event"),
                ("grade3plus", "Grade 3 or higher"),
                ("serious", "Serious"),
                ("discontinuation", "Led to discontinuation")
            ),
            Grouping("dose", ("125 mg", "125 mg"), ("100 mg", "100 mg"), ("75 mg", "75 mg")),
        ];

    static Grouping Grouping(string id, params (string Id, string Label)[] groups) =>
        new(id, id, "", "", [.. groups.Select(group => new Group(group.Id, group.Label))]);

    public static IEnumerable<NamedAnalysis> Analyses(double ratio, double p, double one, double other) =>
        [
            .. TimeToEvent("PFS", ratio, p, (one, other), (44.3, 29.1), (153, 166)),
            .. TimeToEvent("OS", 0.86, 0.4, (double.NaN, double.NaN), (130, 115), (60, 63)),
            .. Subgroups(),
            Disposition(),
            .. Baseline(),
            .. Safety(),
            Exposure(),
        ];

    static IEnumerable<NamedAnalysis> TimeToEvent(
        string id,
        double ratio,
        double p,
        (double New, double Old) medians,
        (double New, double Old) shape,
        (int New, int Old) events
    )
    {
        var arms = new[]
        {
            (Id: PatinaLike.New, N: 261, Events: events.New, Median: medians.New, Shape: shape.New),
            (Id: PatinaLike.Old, N: 257, Events: events.Old, Median: medians.Old, Shape: shape.Old),
        };
        yield return Analysis(
            $"{id}.Events",
            "Participants with an event",
            "Count",
            "FAS",
            ["arm", "component", "reason"],
            [
                .. arms.SelectMany(arm =>
                    new[]
                    {
                        Count("participants", arm.N, ("arm", arm.Id)),
                        Count("events", arm.Events, ("arm", arm.Id)),
                        Percent("percent", 100.0 * arm.Events / arm.N, ("arm", arm.Id)),
                        Count("eventsBy", arm.Events - 9, ("arm", arm.Id), ("component", "progression")),
                        Count("eventsBy", 9, ("arm", arm.Id), ("component", "death")),
                        Count("censored", arm.N - arm.Events, ("arm", arm.Id)),
                        Count("censoredBecause", arm.N - arm.Events - 20, ("arm", arm.Id), ("reason", "no-event")),
                        Count("censoredBecause", 20, ("arm", arm.Id), ("reason", "new-therapy")),
                    }
                ),
            ]
        );
        yield return Analysis(
            $"{id}.FollowUp",
            "Follow-up",
            "Reverse Kaplan-Meier",
            "FAS",
            ["arm"],
            [
                .. new[] { "all", PatinaLike.New, PatinaLike.Old }.SelectMany(arm =>
                    new[]
                    {
                        One("median", 53.5, ("arm", arm)),
                        One("lower", 51.2, ("arm", arm)),
                        One("upper", 55.0, ("arm", arm)),
                    }
                ),
            ]
        );
        yield return Analysis(
            $"{id}.KaplanMeier",
            "Survival by arm",
            "Kaplan-Meier with Greenwood variance",
            "FAS",
            ["arm", "time"],
            [
                .. arms.SelectMany(arm =>
                    new[]
                    {
                        One("median", arm.Median, ("arm", arm.Id)),
                        One("medianLower", arm.Median * 0.75, ("arm", arm.Id)),
                        One("medianUpper", arm.Median * 1.3, ("arm", arm.Id)),
                    }
                ),
                .. arms.SelectMany(arm =>
                    PatinaLikeCurves.Ticks.Select(tick =>
                        Count("atRisk", PatinaLikeCurves.AtRisk(arm.N, arm.Shape, tick), ("arm", arm.Id), ("time", $"{tick}"))
                    )
                ),
                .. arms.SelectMany(arm =>
                    new[] { 24, 48 }.SelectMany(time =>
                        Survival(
                            arm.Id,
                            time,
                            time == 48 ? (arm.Id == PatinaLike.New ? 0.465 : 0.383) : Math.Pow(0.5, time / arm.Shape)
                        )
                    )
                ),
            ]
        );
        yield return Analysis(
            $"{id}.LogRank",
            "Whether the arms differ",
            "Stratified log-rank test",
            "FAS",
            [],
            [
                One("chiSquare", 5.4),
                Count("degreesOfFreedom", 1),
                new("pTwoSided", [], p, p < 0.0001 ? "<0.0001" : $"{p:0.0000}"),
                Ratio("z", EndpointFound.SignedZ(p, ratio)!.Value),
            ]
        );
        yield return Analysis(
            $"{id}.Cox",
            "By how much the arms differ",
            "Stratified Cox regression",
            "FAS",
            ["arm"],
            [
                Ratio("hazardRatio", ratio, ("arm", PatinaLike.New)),
                Ratio("lower", ratio * Math.Exp(-0.2435), ("arm", PatinaLike.New)),
                Ratio("upper", ratio * Math.Exp(0.2435), ("arm", PatinaLike.New)),
            ]
        );
    }

    static OperationResult[] Survival(string arm, int time, double survival) =>
        [
            Fraction("survival", survival, ("arm", arm), ("time", $"{time}")),
            Fraction("survivalLower", survival - 0.06, ("arm", arm), ("time", $"{time}")),
            Fraction("survivalUpper", survival + 0.06, ("arm", arm), ("time", $"{time}")),
        ];

    static IEnumerable<NamedAnalysis> Subgroups() =>
        new (string Factor, (string Level, double Ratio, int N, int Events)[] Levels)[]
        {
            ("pertuzumab", [("pertuzumab", 0.75, 252, 155), ("no pertuzumab", double.NaN, 7, 4)]),
            ("prior", [("prior", 0.68, 185, 118), ("no prior", 0.94, 74, 41)]),
            ("response", [("responded", 0.73, 178, 104), ("stable", 0.81, 81, 55)]),
            ("partner", [("aromatase inhibitor", 0.72, 235, 146), ("fulvestrant", 1.35, 24, 13)]),
        }.Select(factor =>
            Analysis(
                $"PFS.Subgroup.{factor.Factor}",
                "Effect in subgroups",
                "Cox regression in the subgroup",
                "FAS",
                ["arm", "level"],
                [
                    .. factor.Levels.SelectMany(level =>
                        new[]
                        {
                            Count("participants", level.N, ("arm", PatinaLike.New), ("level", level.Level)),
                            Count("participants", level.N - 1, ("arm", PatinaLike.Old), ("level", level.Level)),
                            Count("events", level.Events, ("arm", PatinaLike.New), ("level", level.Level)),
                            Count("events", level.Events + 2, ("arm", PatinaLike.Old), ("level", level.Level)),
                            Ratio("hazardRatio", level.Ratio, ("level", level.Level)),
                            Ratio("lower", level.Ratio * Math.Exp(-1.96 * Math.Sqrt(2.0 / level.Events)), ("level", level.Level)),
                            Ratio("upper", level.Ratio * Math.Exp(1.96 * Math.Sqrt(2.0 / level.Events)), ("level", level.Level)),
                        }
                    ),
                    new("pTwoSided", [], 0.31, "0.3100"),
                ]
            )
        );

    static NamedAnalysis Disposition() =>
        Analysis(
            "Disposition",
            "Flow of participants",
            "Count",
            "FAS",
            ["arm", "reason"],
            [
                Count("screened", 607),
                Count("excluded", 89),
                Count("excludedBecause", 71, ("reason", "not-eligible")),
                Count("excludedBecause", 18, ("reason", "declined")),
                Count("randomized", 518),
                .. new[]
                {
                    (Id: PatinaLike.New, N: 261, Treated: 261, Stopped: 209),
                    (Id: PatinaLike.Old, N: 257, Treated: 248, Stopped: 190),
                }.SelectMany(arm =>
                    new[]
                    {
                        Count("randomized", arm.N, ("arm", arm.Id)),
                        Count("treated", arm.Treated, ("arm", arm.Id)),
                        Count("notTreated", arm.N - arm.Treated, ("arm", arm.Id)),
                        Count("discontinuedTreatment", arm.Stopped, ("arm", arm.Id)),
                        Count("discontinuedTreatmentBecause", arm.Stopped - 30, ("arm", arm.Id), ("reason", "progression")),
                        Count("discontinuedTreatmentBecause", 30, ("arm", arm.Id), ("reason", "adverse-event")),
                        Count("discontinuedTreatmentBecause", 0, ("arm", arm.Id), ("reason", "lost")),
                        Count("onTreatmentAtCutoff", arm.Treated - arm.Stopped, ("arm", arm.Id)),
                        Count("withdrewFromStudy", 24, ("arm", arm.Id)),
                        Count("died", 60, ("arm", arm.Id)),
                        Count("analyzedFAS", arm.N, ("arm", arm.Id)),
                        Count("analyzedSAF", arm.Treated, ("arm", arm.Id)),
                    }
                ),
            ]
        );

    static IEnumerable<NamedAnalysis> Baseline()
    {
        string[] groups = [PatinaLike.New, PatinaLike.Old, "all"];
        yield return Analysis(
            "Baseline.age",
            "Age, years",
            "Summary",
            "FAS",
            ["arm"],
            [
                .. groups.SelectMany(arm =>
                    new[]
                    {
                        Count("n", 259, ("arm", arm)),
                        One("mean", 53.8, ("arm", arm)),
                        One("standardDeviation", 11.2, ("arm", arm)),
                        One("median", 53, ("arm", arm)),
                        One("lowerQuartile", 46, ("arm", arm)),
                        One("upperQuartile", 62, ("arm", arm)),
                        Count("minimum", 25, ("arm", arm)),
                        Count("maximum", 83, ("arm", arm)),
                    }
                ),
            ]
        );
        yield return Levels("Baseline.sex", "Sex", groups, ("F", 100), ("M", 0));
        yield return Levels("Baseline.response", "Response to induction", groups, ("responded", 68.7), ("stable", 31.3));
    }

    static NamedAnalysis Levels(string id, string name, string[] groups, params (string Level, double Percent)[] levels) =>
        Analysis(
            id,
            name,
            "Count",
            "FAS",
            ["arm", "level"],
            [
                .. groups.SelectMany(arm =>
                    levels.SelectMany(level =>
                        new[]
                        {
                            Count("count", (int)(2.59 * level.Percent), ("arm", arm), ("level", level.Level)),
                            Percent("percent", level.Percent, ("arm", arm), ("level", level.Level)),
                        }
                    )
                ),
            ]
        );

    static IEnumerable<NamedAnalysis> Safety()
    {
        yield return Shares(
            "AE.Overview",
            "category",
            ("any", 99.2, 96.4),
            ("grade3plus", 89.7, 34.3),
            ("serious", 21.1, 14.9),
            ("discontinuation", 9.6, 3.6)
        );
        yield return Shares(
            "AE.WorstGrade",
            "grade",
            ("1", 1.5, 22.6),
            ("2", 7.7, 39.5),
            ("3", 79.7, 30.6),
            ("4", 10.0, 3.6),
            ("5", 0.4, 0)
        );
        yield return Shares(
            "AE.Term",
            "term",
            ("NEUT", 86.2, 12.1),
            ("FAT", 54.4, 38.3),
            ("DIAR", 50.2, 46.0),
            ("STOM", 40.6, 14.1),
            ("ANEM", 25.3, 10.9)
        );
        yield return Shares(
            "AE.TermGrade3",
            "term",
            ("NEUT", 67.8, 4.4),
            ("FAT", 5.4, 0),
            ("DIAR", 11.1, 6.5),
            ("STOM", 4.2, 0),
            ("ANEM", 1.1, 0)
        );
    }

    static NamedAnalysis Shares(string id, string grouping, params (string Group, double New, double Old)[] shares) =>
        Analysis(
            id,
            id,
            "Count",
            "SAF",
            ["arm", grouping],
            [
                .. shares.SelectMany(share =>
                    new[]
                    {
                        (Arm: PatinaLike.New, N: 261, Share: share.New),
                        (Arm: PatinaLike.Old, N: 248, Share: share.Old),
                    }.SelectMany(arm =>
                        new[]
                        {
                            Count(
                                "participants",
                                (int)Math.Round(arm.N * arm.Share / 100),
                                ("arm", arm.Arm),
                                (grouping, share.Group)
                            ),
                            Percent("percent", arm.Share, ("arm", arm.Arm), (grouping, share.Group)),
                        }
                    )
                ),
            ]
        );

    static NamedAnalysis Exposure() =>
        Analysis(
            "Exposure.palbociclib",
            "Exposure to palbociclib",
            "Summary",
            "SAF",
            ["arm", "dose"],
            [
                Count("participants", 261, ("arm", PatinaLike.New)),
                Count("reduced", 94, ("arm", PatinaLike.New)),
                Percent("reducedPercent", 36.0, ("arm", PatinaLike.New)),
                Count("interrupted", 180, ("arm", PatinaLike.New)),
                Percent("interruptedPercent", 69.0, ("arm", PatinaLike.New)),
                Count("lowestDose", 167, ("arm", PatinaLike.New), ("dose", "125 mg")),
                Count("lowestDose", 60, ("arm", PatinaLike.New), ("dose", "100 mg")),
                Count("lowestDose", 34, ("arm", PatinaLike.New), ("dose", "75 mg")),
                One("medianMonths", 30.2, ("arm", PatinaLike.New)),
                Percent("relativeDoseIntensity", 91.3, ("arm", PatinaLike.New)),
            ]
        );

    static NamedAnalysis Analysis(
        string id,
        string name,
        string method,
        string set,
        IReadOnlyList<string> groupings,
        IReadOnlyList<OperationResult> results
    ) =>
        new(
            id,
            name,
            method,
            id.StartsWith("AE", StringComparison.Ordinal) ? "ADAE"
                : id.Contains('.') && !id.StartsWith("Base", StringComparison.Ordinal) ? "ADTTE"
                : "ADSL",
            "AVAL",
            set,
            groupings,
            results
        );

    static OperationResult Count(string operation, int count, params (string, string)[] groups) =>
        Result(operation, count, $"{count}", groups);

    static OperationResult One(string operation, double value, params (string, string)[] groups) =>
        Result(operation, value, $"{value:0.0}", groups);

    static OperationResult Ratio(string operation, double value, params (string, string)[] groups) =>
        Result(operation, value, $"{value:0.00}", groups);

    static OperationResult Percent(string operation, double value, params (string, string)[] groups) =>
        Result(operation, value, $"{value:0.0}%", groups);

    static OperationResult Fraction(string operation, double value, params (string, string)[] groups) =>
        Result(operation, value, $"{100 * value:0.0}%", groups);

    static OperationResult Result(string operation, double value, string formatted, (string Grouping, string Group)[] groups) =>
        new(
            operation,
            [.. groups.Select(group => new ResultGroup(group.Grouping, group.Group))],
            double.IsNaN(value) ? null : value,
            double.IsNaN(value) ? "NE" : formatted
        );
}
