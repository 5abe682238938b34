using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>Lines over the numbers of one name, with a bar at every point.</summary>
sealed class LinePanel
{
    const double Above = 17;
    const double Inset = 22;
    readonly PanelFrame frame;
    readonly NumericName axis;
    readonly CellPanel panel;
    readonly Measure measure;
    readonly ValueScale scale;
    readonly Func<string, int> styleOf;
    readonly IReadOnlyList<string> verticalTitle;
    readonly double left,
        right,
        top,
        bottom,
        least,
        most;

    /// <param name="frame">Its name and width.</param>
    /// <param name="axis">The horizontal axis.</param>
    /// <param name="everywhere">All combinations of the figure: the same axis in every panel.</param>
    /// <param name="panel">What this panel shows.</param>
    /// <param name="measure">The vertical axis.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="styleOf">The style of a line by its label.</param>
    public LinePanel(
        PanelFrame frame,
        NumericName axis,
        IEnumerable<SimulatedCell> everywhere,
        CellPanel panel,
        Measure measure,
        ValueScale scale,
        Func<string, int> styleOf
    )
    {
        (this.frame, this.axis, this.panel, this.measure, this.scale, this.styleOf) = (
            frame,
            axis,
            panel,
            measure,
            scale,
            styleOf
        );
        left = 12 + scale.Ticks.Max(tick => TextWidth.Of(scale.Print(tick), PanelFrame.Size));
        right = frame.Width - 8;
        verticalTitle = PanelFrame.Lines(measure.Title, frame.Width);
        top = (Above * verticalTitle.Count) + 12;
        bottom = top + (frame.Width > 500 ? 300 : 220);
        var numbers = everywhere.Select(cell => axis.At(cell).Value).ToList();
        (least, most) = (numbers.Min(), numbers.Max());
        Ticks = [.. everywhere.Select(axis.At).DistinctBy(number => number.Value).OrderBy(number => number.Value)];
    }

    IReadOnlyList<GridNumber> Ticks { get; }

    double X(double number) => left + Inset + ((number - least) / (most - least) * (right - left - (2 * Inset)));

    double Y(double value) => scale.Between(bottom, top, value);

    public Html Svg()
    {
        var title = PanelFrame.Lines(axis.Title, right - left);
        return frame.Svg(
            bottom + 28 + (16 * title.Count),
            Html.Of(
                $"{Axes()}{PanelFrame.AxisTitle(title, (left + right) / 2, bottom + 40)}{measure.References.Select(Reference)}"
                    + $"{panel.Lines.Select(Line)}"
            )
        );
    }

    Html Axes() =>
        Html.Of(
            $"""
            <g class="axes">
            {scale.Ticks.Select(tick =>
                Html.Of(
                    $"<line x1=\"{left}\" x2=\"{right}\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\" stroke=\"#e3e6e8\"/><text x=\"{left - 8}\" y=\"{Y(tick) + 4.5}\" text-anchor=\"end\">{scale.Print(tick)}</text>\n"
                )
            )}<path d="M{left},{top}V{bottom}H{right}" fill="none" stroke="#5a6268"/>
            {Ticks.Select(tick => Html.Of($"<line class=\"tick\" x1=\"{X(tick.Value)}\" x2=\"{X(tick.Value)}\" y1=\"{bottom}\" y2=\"{bottom + 5}\" stroke=\"#5a6268\"/>\n"))}{TickLabels()}{verticalTitle.Select((line, i) =>
                SvgMarks.Text(0, (Above * (i + 1)) - 4, Html.Of($"{line}"), kind: "vertical-title")
            )}
            </g>

            """
        );

    /// <summary>A label wherever it does not touch the one before it.</summary>
    IEnumerable<Html> TickLabels()
    {
        var free = double.NegativeInfinity;
        foreach (var tick in Ticks)
        {
            var (x, half) = (X(tick.Value), TextWidth.Of(tick.Written, PanelFrame.Size) / 2);
            if (x - half < free)
                continue;
            free = x + half + 4;
            yield return Html.Of(
                $"<text class=\"tick-label\" x=\"{x}\" y=\"{bottom + 20}\" text-anchor=\"middle\">{tick.Written}</text>\n"
            );
        }
    }

    Html Reference(ReferenceLine line) =>
        line.At < scale.Low || line.At > scale.High
            ? Html.Empty
            : Html.Of(
                $"<line class=\"reference\" x1=\"{left}\" x2=\"{right}\" y1=\"{Y(line.At)}\" y2=\"{Y(line.At)}\" "
                    + $"stroke=\"#50585f\" stroke-width=\"1.2\" stroke-dasharray=\"{line.Dash}\"/>\n"
            );

    Html Line(CellLine line, int place)
    {
        var style = LineStyle.Of(styleOf(line.Label));
        var aside = measure.Apart ? (place - ((panel.Lines.Count - 1) / 2.0)) * 5 : 0;
        var points = line
            .Cells.Select(cell => (X: X(axis.At(cell).Value) + aside, At: measure.Of(cell.Tally)))
            .Where(point => point.At is not null)
            .Select(point => (point.X, At: point.At!.Value))
            .ToArray();
        if (points.Length == 0)
            return Html.Empty;
        var path = points.Select((point, i) => Html.Of($"{(i == 0 ? "M" : "L")}{point.X},{Y(point.At.Value)}"));
        var bars = points
            .Where(point => point.At.High > point.At.Low)
            .Select(point =>
                Html.Of($"M{point.X - 3},{Y(point.At.High)}h6m-3,0V{Y(point.At.Low)}m-3,0h6")
            );
        return Html.Of(
            $"""
            <g class="line">
            <path class="curve" d="{path}" fill="none" stroke="{style.Stroke}" stroke-width="1.8" stroke-dasharray="{style.Dash}"/>
            <path class="bars" d="{bars}" fill="none" stroke="{style.Stroke}" stroke-width="1.3"/>
            {points.Select(point => style.Point(point.X, Y(point.At.Value)))}
            </g>

            """
        );
    }
}
