using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>The values of a figure as a table, for those who do not see the figure.</summary>
static class FigureValues
{
    /// <summary>The rows of a forest plot.</summary>
    public static Table Of(Manuscript m, ForestFigure figure) =>
        new(
            $"{figure.Id}-values",
            m.Say("Values of the figure"),
            [
                new(
                    [
                        Cell.Head(m.Say("Subgroup")),
                        .. figure.CountHeads.Select(head => Cell.NumberHead(BoundText.AsGiven(head))),
                        Cell.NumberHead(BoundText.AsGiven(figure.RatioHead)),
                        Cell.NumberHead(m.Say("P for interaction")),
                    ]
                ),
            ],
            [.. figure.Rows.Prepend(figure.Overall).Select(row => Row(row, figure.CountHeads.Count))],
            BoundText.Empty
        );

    static Row Row(ForestRow row, int arms) =>
        row.IsHeading
            ? new(
                [
                    new(row.Label, CellKind.GroupHead) { Columns = arms + 2 },
                    Cell.Number(row.Interaction ?? BoundText.Empty),
                ],
                BeginsGroup: true
            )
            : Documents.Row.OfNumbers(row.Label, [.. row.Counts, row.RatioText ?? BoundText.Empty, BoundText.Empty]);

    /// <summary>The boxes of the flow of participants, arm beside arm.</summary>
    public static Table Of(Manuscript m, ConsortFigure figure)
    {
        var arms = figure.Arms.Count;
        return new(
            $"{figure.Id}-values",
            m.Say("Values of the figure"),
            [new([Cell.Head(m.Say("Stage")), .. figure.Arms.Select(Cell.Head)])],
            [
                .. new[] { figure.Screened, figure.Excluded, figure.Randomized }
                    .OfType<ConsortBox>()
                    .SelectMany(box => Lines(box).Select(line => Across(m, line, arms))),
                .. figure.Stages.SelectMany(stage => Rows(m, stage)),
            ],
            BoundText.Empty
        );
    }

    static Row Across(Manuscript m, BoundText text, int arms) =>
        new([Cell.RowHead(m.Say("Enrollment")), Cell.Words(text) with { Columns = arms }]);

    static IEnumerable<Row> Rows(Manuscript m, ConsortStage stage)
    {
        var boxes = stage.Boxes.Select(box => Lines(box).ToArray()).ToArray();
        return Enumerable
            .Range(0, boxes.Max(lines => lines.Length))
            .Select(i => new Row(
                [
                    Cell.RowHead(m.Say(stage.Name)),
                    .. boxes.Select(lines => Cell.Words(i < lines.Length ? lines[i] : BoundText.Empty)),
                ]
            ));
    }

    static IEnumerable<BoundText> Lines(ConsortBox box) => box.Lines.Select(line => line.Text).Prepend(box.Heading);

    /// <summary>The numbers under the curves, arm by arm.</summary>
    public static Table Of(Manuscript m, KaplanMeierFigure figure, BoundText unit)
    {
        var heads = new[] { "At risk", "Censored", "Events" };
        return new(
            $"{figure.Id}-values",
            m.Say("Numbers at risk, censored and with the event"),
            [
                new(
                    [
                        Cell.Head(unit) with { Rows = 2 },
                        .. figure.Curves.Select(curve => Cell.HeadOver(BoundText.AsGiven(curve.Label), heads.Length)),
                    ]
                ),
                new([.. figure.Curves.SelectMany(_ => heads.Select(head => Cell.NumberHead(m.Say(head))))]),
            ],
            [
                .. figure.Ticks.Select(
                    (tick, i) =>
                        Documents.Row.OfNumbers(
                            BoundText.AsGiven(Format.Exact(tick)),
                            figure.Curves.SelectMany(curve =>
                                new[] { curve.AtRisk, curve.Censored, curve.Events }.Select(counts => new BoundText([counts[i]]))
                            )
                        )
                ),
            ],
            BoundText.Empty
        );
    }

    /// <summary>The parts of bars.</summary>
    public static Table Of(Manuscript m, BarsFigure figure) =>
        new(
            $"{figure.Id}-values",
            m.Say("Values of the figure"),
            [new([Cell.Head(BoundText.Empty), .. figure.Parts.Select(part => Cell.NumberHead(BoundText.AsGiven(part.Label)))])],
            [.. figure.Bars.Select(bar => Documents.Row.OfNumbers(bar.Label, bar.Texts))],
            BoundText.Empty
        );

    /// <summary>The two sides of a butterfly.</summary>
    public static Table Of(Manuscript m, ButterflyFigure figure) =>
        new(
            $"{figure.Id}-values",
            m.Say("Values of the figure"),
            [new([Cell.Head(m.Say("Term")), Cell.NumberHead(figure.LeftHead), Cell.NumberHead(figure.RightHead)])],
            [.. figure.Rows.Select(row => Documents.Row.OfNumbers(row.Label, [row.Left.Text, row.Right.Text]))],
            BoundText.Empty
        );
}
