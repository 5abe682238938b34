using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>
/// One row for each combination, where nothing that varies is a number: its name, its value, and the bar of its value.
/// </summary>
sealed class DotPanel(PanelFrame frame, CellPanel panel, Measure measure, ValueScale scale)
{
    const double Line = 16;

    // On a narrow panel the name stands above its value, not beside it.
    readonly bool narrow = frame.Width < 500;
    readonly double right = frame.Width - 24;

    double LabelRoom =>
        narrow ? frame.Width - 8 : Math.Min(320, panel.Lines.Max(row => TextWidth.Of(row.Label, PanelFrame.Size)));

    double Left => narrow ? 20 : LabelRoom + 28;

    double X(double value) => scale.Between(Left, right, value);

    public Html Svg()
    {
        var rows = new List<Html>();
        var y = 8.0;
        foreach (var row in panel.Lines)
        {
            var label = row.Label.Length == 0 ? [] : PanelFrame.Lines(row.Label, LabelRoom);
            var height = (narrow ? 28 : 10) + (Line * (narrow ? label.Count : Math.Max(1, label.Count)));
            var at = narrow ? y + height - 16 : y + (height / 2);
            var first = narrow ? y + 13 : at + 4.5 - (Line / 2 * (label.Count - 1));
            // The grid and the reference lines pass behind a name that stands above its value.
            rows.AddRange(
                label.Select(
                    (text, i) =>
                        Html.Of(
                            $"<text class=\"row\" x=\"0\" y=\"{first + (Line * i)}\" stroke=\"#fff\" stroke-width=\"4\" "
                                + $"paint-order=\"stroke\">{text}</text>\n"
                        )
                )
            );
            rows.AddRange(row.Cells.Select(cell => Dot(cell, at)));
            y += height;
        }
        var bottom = y + 4;
        var title = PanelFrame.Lines(measure.Title, right - Left);
        return frame.Svg(
            bottom + 28 + (16 * title.Count),
            Html.Of(
                $"{Axis(bottom)}{PanelFrame.AxisTitle(title, (Left + right) / 2, bottom + 40)}"
                    + $"{measure.References.Select(line => Reference(line, bottom))}{rows}"
            )
        );
    }

    Html Axis(double bottom) =>
        Html.Of(
            $"""
            <g class="axes">
            {scale.Ticks.Select(tick =>
                Html.Of(
                    $"<line x1=\"{X(tick)}\" x2=\"{X(tick)}\" y1=\"4\" y2=\"{bottom}\" stroke=\"#e3e6e8\"/><text class=\"tick-label\" x=\"{X(tick)}\" y=\"{bottom + 20}\" text-anchor=\"middle\">{scale.Print(tick)}</text>\n"
                )
            )}<path d="M{Left},{bottom}H{right}" fill="none" stroke="#5a6268"/>
            </g>

            """
        );

    Html Reference(ReferenceLine line, double bottom) =>
        line.At < scale.Low || line.At > scale.High
            ? Html.Empty
            : Html.Of(
                $"<line class=\"reference\" x1=\"{X(line.At)}\" x2=\"{X(line.At)}\" y1=\"4\" y2=\"{bottom}\" "
                    + $"stroke=\"#50585f\" stroke-width=\"1.2\" stroke-dasharray=\"{line.Dash}\"/>\n"
            );

    Html Dot(SimulatedCell cell, double y)
    {
        if (measure.Of(cell.Tally) is not { } at)
            return Html.Empty;
        var style = LineStyle.Of(0);
        return Html.Of(
            $"<path class=\"bars\" d=\"M{X(at.Low)},{y - 3}v6m0,-3H{X(at.High)}m0,-3v6\" fill=\"none\" "
                + $"stroke=\"{style.Stroke}\" stroke-width=\"1.3\"/>{style.Point(X(at.Value), y)}\n"
        );
    }
}
