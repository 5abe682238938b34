using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Reports;

/// <summary>
/// Every adverse event by system organ class, preferred term and worst grade, however rare: a folded table for each kind, for
/// whoever looks for one term.
/// </summary>
static class AdverseEventsInFull
{
    static readonly string[] grades = ["1-2", "3-4", "5", WorstGradeResults.NotRecorded];

    public static Section Of(Manuscript m)
    {
        Table[] tables =
        [
            .. m.GroupsOf(By.Category, new AdverseEventOverview())
                .Select(kind => new AdverseEventsBySystem(kind.Id))
                .Where(of => m.GroupsOf(By.System, of).Count > 0)
                .Select(of => Table(m, of)),
            .. RateTables.ByTerm(m),
        ];
        return new(
            "adverse-events-in-full",
            m.Say("Adverse events in full"),
            tables.Length == 0
                ? []
                :
                [
                    new Paragraph(
                        m.Say(
                            "The tables below hold every term of every class. A participant counts once in each row, and in the "
                                + "columns of grades or severities at the worst of that row."
                        )
                    ),
                    .. tables,
                ]
        );
    }

    static Table Table(Manuscript m, AdverseEventsBySystem of)
    {
        var arms = AdverseEventTables.ArmsOf(m, of);
        var comparison = new HarmComparison(m, of, withDifference: false);
        var worst = Worst(m, of);
        var rows = m.GroupsOf(By.System, of)
            .SelectMany(system =>
                TermsOf(m, of, system.Id)
                    .Select(term => Line(m.Say($"{m.Names.Group(By.Term, term)}"), system.Id, term))
                    .Prepend(Line(m.Say($"{m.Names.Group(By.System, system.Id)}"), system.Id, null) with { BeginsGroup = true })
            );
        var all = m.Has(of.Participants(arms[0], null, null)) ? [Line(m.Say("Any class"), null, null)] : (Row[])[];
        return new(
            $"in-full-{Anchor(of.Kind)}",
            m.Say($"{m.Names.Analysis(of)}"),
            Heads(m, arms, worst, comparison),
            [.. all, .. rows],
            Footnotes.Under(
                m,
                "Data are participants with percentages, and numbers of events in brackets; a cell is empty where no arm has "
                    + "anybody.",
                [of, .. comparison.Shown]
            )
        )
        {
            IsFolded = true,
        };

        Row Line(BoundText name, string? system, string? term) =>
            Row.OfNumbers(
                name,
                [
                    .. arms.SelectMany(arm =>
                        worst
                            .Select(group =>
                                m.CountAndPercent(
                                    of.Worst(arm, system, term, group),
                                    of.WorstPercent(arm, system, term, group)
                                )
                            )
                            .Prepend(AnyGrade(arm, system, term))
                    ),
                    .. comparison.Cells([.. GroupsOfRow(system, term)]),
                ],
                isPart: term is not null
            );

        BoundText AnyGrade(string arm, string? system, string? term) =>
            m.Raw(of.Participants(arm, system, term)) is 0
                ? m.Number(of.Participants(arm, system, term))
                : m.Say(
                    $"{m.CountAndPercent(of.Participants(arm, system, term), of.Percent(arm, system, term))} "
                        + $"[{of.Events(arm, system, term)}]"
                );
    }

    static IReadOnlyList<Row> Heads(
        Manuscript m,
        string[] arms,
        IReadOnlyList<ResultGroup> worst,
        HarmComparison comparison
    ) =>
        worst.Count == 0
            ? [HeadOf(m, arms, comparison)]
            :
            [
                new(
                    [
                        Cell.Head(m.Say("Class and term")) with { Rows = 2 },
                        .. arms.Select(arm =>
                            Cell.HeadOver(Arms.Named(m, arm, m.SizeTreated(arm)), worst.Count + 1)
                        ),
                        .. comparison.Heads.Select(head => head with { Rows = 2 }),
                    ]
                ),
                new(
                    [
                        .. arms.SelectMany(_ =>
                            worst
                                .Select(group => Cell.NumberHead(m.Say($"{m.Names.Group(group.Grouping, group.Group)}")))
                                .Prepend(Cell.NumberHead(m.Say("Any")))
                        ),
                    ]
                ),
            ];

    static Row HeadOf(Manuscript m, string[] arms, HarmComparison comparison)
    {
        var head = Arms.Head(m, "Class and term", arms, arm => m.SizeTreated(arm));
        return head with { Cells = [.. head.Cells, .. comparison.Heads] };
    }

    /// <summary>The columns of the worst grade where there are grades, else those of severity.</summary>
    static IReadOnlyList<ResultGroup> Worst(Manuscript m, AdverseEventsBySystem of)
    {
        string[] known = [.. m.GroupsOf(By.Grade, of).Select(group => group.Id)];
        return known.Length > 0
            ? [.. grades.Intersect(known).Select(grade => new ResultGroup(By.Grade, grade))]
            : [.. m.GroupsOf(By.Severity, of).Select(group => new ResultGroup(By.Severity, group.Id))];
    }

    /// <summary>The terms of a class, in the order of the analysis.</summary>
    static IEnumerable<string> TermsOf(Manuscript m, AdverseEventsBySystem of, string system) =>
        m.Results
            .Find(of.Id)!
            .Results.Where(result => result.Groups.Contains(new ResultGroup(By.System, system)))
            .SelectMany(result => result.Groups)
            .Where(group => group.Grouping == By.Term)
            .Select(group => group.Group)
            .Distinct();

    static IEnumerable<ResultGroup> GroupsOfRow(string? system, string? term)
    {
        if (system is not null)
            yield return new(By.System, system);
        if (term is not null)
            yield return new(By.Term, term);
    }

    /// <summary>An anchor holds no space.</summary>
    static string Anchor(string kind) => string.Concat(kind.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
