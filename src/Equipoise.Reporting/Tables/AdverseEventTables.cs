using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>Harm, with the same denominators throughout: all who were treated, as treated.</summary>
static class AdverseEventTables
{
    /// <summary>Kinds of two things at once: they are for those who look for them, under the overview.</summary>
    static readonly string[] combined =
    [
        AdverseEventOverview.RelatedSevere,
        AdverseEventOverview.RelatedSerious,
        AdverseEventOverview.RelatedFatal,
        AdverseEventOverview.SeriousDiscontinuation,
        AdverseEventOverview.RelatedDiscontinuation,
        AdverseEventOverview.Modification,
        AdverseEventOverview.SeriousModification,
        AdverseEventOverview.RelatedModification,
    ];

    /// <summary>Participants with an adverse event of each kind.</summary>
    public static IEnumerable<Block> Overview(Manuscript m) =>
        [
            .. Overview(m, "adverse-events", "Adverse events", kind => !combined.Contains(kind)),
            .. Overview(
                    m,
                    "adverse-events-combined",
                    "Adverse events by seriousness, relation and action together",
                    combined.Contains
                )
                .Select(block => block is Table table ? table with { IsFolded = true } : block),
        ];

    static IEnumerable<Block> Overview(Manuscript m, string anchor, string caption, Func<string, bool> isShown)
    {
        var of = new AdverseEventOverview();
        var hasEvents = m.Results.Find(of.Id)?.Results.Any(result => result.Operation == "events") == true;
        return ByGroup(
            m,
            anchor,
            of,
            By.Category,
            caption,
            "Kind",
            hasEvents
                ? "Data are participants with percentages, and numbers of events in brackets."
                : "Data are participants with percentages.",
            (arm, group) =>
            {
                var cell = m.CountAndPercent(of.Participants(arm, group), of.Percent(arm, group));
                var events = of.Events(arm, group);
                return m.Has(events) ? m.Say($"{cell} [{events}]") : cell;
            },
            new(m, of),
            isShown
        );
    }

    /// <summary>Participants by the worst grade that they had, each once.</summary>
    public static IEnumerable<Block> WorstGrade(Manuscript m)
    {
        var of = new WorstGradeResults();
        return ByGroup(
            m,
            "worst-grade",
            of,
            By.Grade,
            "Adverse events by worst grade of each participant",
            "Worst grade",
            "Data are participants with percentages.",
            (arm, grade) => m.CountAndPercent(of.Participants(arm, grade), of.Percent(arm, grade)),
            new(m, of)
        );
    }

    /// <summary>The frequent terms: any grade beside the severe ones, arm by arm.</summary>
    public static IEnumerable<Block> FrequentTerms(Manuscript m)
    {
        var (any, grave) = (new AdverseEventTerms(Severe: false), new AdverseEventTerms(Severe: true));
        var arms = ArmsOf(m, any);
        var terms = m.GroupsOf(By.Term, any);
        if (arms.Length == 0 || terms.Count == 0)
            return [];
        AdverseEventTerms[] shown = m.Has(grave) ? [any, grave] : [any];
        var comparison = new HarmComparison(m, any);
        var rows = terms.Select(term =>
            Row.OfNumbers(
                m.Say($"{m.Names.Group(By.Term, term.Id)}"),
                [
                    .. arms.SelectMany(arm =>
                        shown.Select(of => m.CountAndPercent(of.Participants(arm, term.Id), of.Percent(arm, term.Id)))
                    ),
                    .. comparison.Cells(new ResultGroup(By.Term, term.Id)),
                ]
            )
        );
        return
        [
            new Table(
                "terms",
                m.Say("Most frequent adverse events"),
                m.Has(grave)
                    ? TwoColumns(m, grave, arms, comparison)
                    : [With(Arms.Head(m, "Term", arms, arm => m.SizeTreated(arm)), comparison)],
                [.. rows],
                Footnotes.Under(
                    m,
                    comparison.Shown.Any() && m.Has(grave)
                        ? "Data are participants with percentages; differences are those of any grade."
                        : "Data are participants with percentages.",
                    [.. shown, .. comparison.Shown]
                )
            ),
        ];
    }

    static IReadOnlyList<Row> TwoColumns(Manuscript m, AdverseEventTerms grave, string[] arms, HarmComparison comparison)
    {
        var severe = m.HasLabel(By.Category, AdverseEventOverview.Severe)
            ? m.Say($"{m.Names.Group(By.Category, AdverseEventOverview.Severe)}")
            : m.Say($"{m.Names.Analysis(grave)}");
        return
        [
            new(
                [
                    Cell.Head(m.Say("Term")) with { Rows = 2 },
                    .. arms.Select(arm => Cell.HeadOver(Arms.Named(m, arm, m.SizeTreated(arm)), 2)),
                    .. comparison.Heads.Select(head => head with { Rows = 2 }),
                ]
            ),
            new([.. arms.SelectMany(_ => new[] { Cell.NumberHead(m.Say("Any grade")), Cell.NumberHead(severe) })]),
        ];
    }

    static IEnumerable<Block> ByGroup(
        Manuscript m,
        string anchor,
        AnalysisResults of,
        string grouping,
        string caption,
        string first,
        string note,
        Func<string, string, BoundText> cell,
        HarmComparison comparison,
        Func<string, bool>? isShown = null
    )
    {
        var arms = ArmsOf(m, of);
        var groups = m.GroupsOf(grouping, of).Where(group => isShown?.Invoke(group.Id) != false).ToArray();
        if (arms.Length == 0 || groups.Length == 0)
            return [];
        var rows = groups.Select(group =>
            Row.OfNumbers(
                m.Say($"{m.Names.Group(grouping, group.Id)}"),
                [.. arms.Select(arm => cell(arm, group.Id)), .. comparison.Cells(new ResultGroup(grouping, group.Id))]
            )
        );
        return
        [
            new Table(
                anchor,
                m.Say(caption),
                [With(Arms.Head(m, first, arms, arm => m.SizeTreated(arm)), comparison)],
                [.. rows],
                Footnotes.Under(m, note, [of, .. comparison.Shown])
            ),
        ];
    }

    static Row With(Row head, HarmComparison comparison) => head with { Cells = [.. head.Cells, .. comparison.Heads] };

    /// <summary>The arms that the analysis speaks of, and everyone where it does.</summary>
    internal static string[] ArmsOf(Manuscript m, AnalysisResults of) =>
        [.. m.Protocol.Arms.Select(arm => arm.Id).Append(By.Everyone).Where(arm => m.Speaks(of, arm))];
}
