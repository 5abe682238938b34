using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>How often adverse events happened per time at risk, when they began and how long they lasted.</summary>
static class RateTables
{
    /// <summary>Rates by kind.</summary>
    public static IEnumerable<Block> ByKind(Manuscript m) => Of(m, new(RateRows.Kinds), "Kind", isFolded: false);

    /// <summary>Rates by frequent term.</summary>
    public static IEnumerable<Table> ByTerm(Manuscript m) => Of(m, new(RateRows.Terms), "Term", isFolded: true);

    /// <summary>Rates of first events as ADAETTE has their times.</summary>
    public static IEnumerable<Block> ByParameter(Manuscript m)
    {
        var of = new AdverseEventRates(RateRows.Parameters);
        var arms = AdverseEventTables.ArmsOf(m, of);
        return arms.Length == 0
            ? []
            :
            [
                new Table(
                    "rates-by-parameter",
                    m.Say($"{m.Names.Analysis(of)}"),
                    [Arms.Head(m, "Parameter", arms, arm => m.SizeTreated(arm))],
                    [
                        .. m.GroupsOf(of.Grouping, of).Select(row =>
                            Row.OfNumbers(
                                m.Say($"{m.Names.Group(of.Grouping, row.Id)}"),
                                arms.Select(arm => Rate(m, of.First(arm, row.Id)))
                            )
                        ),
                    ],
                    Footnotes.Under(
                        m,
                        "Data are rates with their intervals, and in brackets participants with a first event in patient-years "
                            + "at risk.",
                        of
                    )
                ),
            ];
    }

    static BoundText Rate(Manuscript m, RateRefs rate) =>
        m.Say(
            $"{Limits(m, rate.Rate)} {m.Say($"[{m.Number(rate.Events)} in {m.Number(rate.Years)}]").As(AsideKind.Share)}"
        );

    static BoundText Limits(Manuscript m, IntervalRef rate) =>
        !m.Has(rate.Estimate) ? BoundText.Empty
        : m.HasNumbers(rate) ? m.Say($"{rate.Estimate} {m.Say($"({rate.Lower} to {rate.Upper})").As(AsideKind.Interval)}")
        : m.Number(rate.Estimate);

    static IEnumerable<Table> Of(Manuscript m, AdverseEventRates of, string first, bool isFolded)
    {
        var arms = AdverseEventTables.ArmsOf(m, of);
        var rows = m.GroupsOf(of.Grouping, of);
        if (arms.Length == 0 || rows.Count == 0)
            return [];
        string[] compared = [.. m.Protocol.Experimental.Select(arm => arm.Id).Where(HasDifference)];
        var plan = m.Protocol.Analysis.Safety!;
        return
        [
            new Table(
                $"rates-by-{of.Grouping}",
                m.Say($"{m.Names.Analysis(of)}"),
                [
                    new(
                        [
                            Cell.Head(m.Say(first)) with { Rows = 2 },
                            .. arms.Select(arm => Cell.HeadOver(Arms.Named(m, arm, m.SizeTreated(arm)), 2)),
                            .. compared.Select(arm => Cell.NumberHead(Difference(arm)) with { Rows = 2 }),
                        ]
                    ),
                    new(
                        [
                            .. arms.SelectMany(_ =>
                                new[] { Cell.NumberHead(m.Say("First event")), Cell.NumberHead(m.Say("All events")) }
                            ),
                        ]
                    ),
                ],
                [
                    .. rows.Select(row =>
                        Row.OfNumbers(
                            m.Say($"{m.Names.Group(of.Grouping, row.Id)}"),
                            [
                                .. arms.SelectMany(arm => new[] { Rate(m, of.First(arm, row.Id)), Rate(m, of.All(arm, row.Id)) }),
                                .. compared.Select(arm => Limits(m, of.Difference(arm, row.Id))),
                            ]
                        )
                    ),
                ],
                Footnotes.Under(
                    m,
                    "Data are rates with their intervals, and in brackets participants with a first event, or events, in "
                        + "patient-years at risk; the difference is that of first events.",
                    of
                )
            )
            {
                IsFolded = isFolded,
            },
        ];

        bool HasDifference(string arm) => rows.Any(row => m.Has(of.Difference(arm, row.Id).Estimate));

        BoundText Difference(string arm) =>
            m.Protocol.Experimental.Count() > 1
                ? m.Say($"{m.Names.Arm(arm)} less {m.Names.Arm(m.Protocol.Control)} ({Stated.Confidence(plan)} interval)")
                : m.Say($"Difference ({Stated.Confidence(plan)} interval)");
    }

    /// <summary>Medians and ranges of the days until the first event, and of durations.</summary>
    public static IEnumerable<Block> Timing(Manuscript m)
    {
        var of = new AdverseEventTiming();
        var arms = AdverseEventTables.ArmsOf(m, of);
        Row[] rows =
        [
            .. m.GroupsOf(By.Category, of)
                .Where(kind => arms.Any(arm => m.HasNumbers(of.ToFirst(arm, kind.Id))))
                .Select(kind =>
                    Row.OfNumbers(
                        m.Say($"{m.Names.Group(By.Category, kind.Id)}"),
                        arms.SelectMany(arm => new[] { Range(of.ToFirst(arm, kind.Id)), Range(of.Duration(arm, kind.Id)) })
                    )
                ),
        ];
        return rows.Length == 0
            ? []
            :
            [
                new Table(
                    "harm-timing",
                    m.Say("Days to the first adverse event of a kind, and days that events lasted"),
                    [
                        new(
                            [
                                Cell.Head(m.Say("Kind")) with { Rows = 2 },
                                .. arms.Select(arm => Cell.HeadOver(Arms.Named(m, arm, m.SizeTreated(arm)), 2)),
                            ]
                        ),
                        new(
                            [
                                .. arms.SelectMany(_ =>
                                    new[] { Cell.NumberHead(m.Say("To the first")), Cell.NumberHead(m.Say("Duration")) }
                                ),
                            ]
                        ),
                    ],
                    rows,
                    Footnotes.Under(m, "Data are medians with ranges.", of)
                ),
            ];

        BoundText Range(IntervalRef days) =>
            m.HasNumbers(days)
                ? m.Say($"{days.Estimate} {m.Say($"({days.Lower} to {days.Upper})").As(AsideKind.Interval)}")
                : BoundText.Empty;
    }
}
