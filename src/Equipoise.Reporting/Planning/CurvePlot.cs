using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.OperatingCharacteristics;

namespace Equipoise.Reporting.Planning;

/// <summary>A line of a plot.</summary>
/// <param name="Label">What it is, for the key.</param>
/// <param name="Style">Its place among the styles of lines.</param>
/// <param name="Points">Its points, from left to right.</param>
sealed record Curve(string Label, int Style, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether each point carries a mark.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Whether it stays at a value until the next point.</summary>
    public bool IsStep { get; init; }
}

/// <summary>A line across a plot, with its name at it.</summary>
/// <param name="Label">What it is; "" for none.</param>
/// <param name="At">Where.</param>
/// <param name="IsVertical">Whether it stands on the horizontal axis.</param>
sealed record PlotLine(string Label, double At, bool IsVertical);

/// <summary>Lines over a horizontal axis.</summary>
/// <param name="Horizontal">The horizontal axis, with its title.</param>
/// <param name="Vertical">The vertical axis, with its title.</param>
/// <param name="Curves">The lines.</param>
sealed record CurvePlot(
    (AxisScale Scale, string Title) Horizontal,
    (AxisScale Scale, string Title) Vertical,
    IReadOnlyList<Curve> Curves
)
{
    const double Line = 17;

    /// <summary>Lines to compare with.</summary>
    public IReadOnlyList<PlotLine> Lines { get; init; } = [];

    /// <summary>The edges of a shaded band: its lower and its upper end by point.</summary>
    public IReadOnlyList<(double X, double Low, double High)> Band { get; init; } = [];

    /// <summary>What tells the lines apart; nothing where there is one.</summary>
    public IReadOnlyList<KeyEntry> Key =>
        Curves.Count < 2 ? [] : [.. Curves.Select(curve => new KeyEntry(Sample(curve).Markup, curve.Label))];

    static Html Sample(Curve curve)
    {
        var style = LineStyle.Of(curve.Style);
        return curve.IsMarked
            ? style.Sample()
            : Html.Of(
                $"<svg viewBox=\"0 0 40 14\" aria-hidden=\"true\"><path d=\"M0,7H40\" fill=\"none\" "
                    + $"stroke=\"{style.Stroke}\" stroke-width=\"2\" stroke-dasharray=\"{style.Dash}\"/></svg>"
            );
    }

    /// <summary>The drawing, for a width in pixels.</summary>
    public Html Svg(PanelFrame frame, bool withKey = false)
    {
        var place = Place(frame, withKey);
        var title = PanelFrame.Lines(Horizontal.Title, place.Right - place.Left);
        return frame.Svg(
            place.Bottom + 28 + (16 * title.Count),
            Html.Of(
                $"{(withKey ? DrawnKey() : Html.Empty)}{Shade(place)}{Axes(place)}"
                    + $"{PanelFrame.AxisTitle(title, (place.Left + place.Right) / 2, place.Bottom + 40)}"
                    + $"{Lines.Select(line => Across(line, place))}{Curves.Select(curve => Drawn(curve, place))}"
            )
        );
    }

    Area Place(PanelFrame frame, bool withKey)
    {
        var title = PanelFrame.Lines(Vertical.Title, frame.Width);
        var key = withKey ? 20 * Curves.Count : 0;
        var top = key + (Line * title.Count) + 12;
        return new(
            this,
            title.Select((line, i) => (line, key + (Line * (i + 1)) - 4)),
            12 + Vertical.Scale.Ticks.Max(tick => TextWidth.Of(Vertical.Scale.Print(tick), PanelFrame.Size)),
            // Half of the last number of the axis stands beyond its end.
            frame.Width - 8 - (TextWidth.Of(Horizontal.Scale.Print(Horizontal.Scale.High), PanelFrame.Size) / 2),
            top,
            top + (frame.Width > 500 ? 300 : 230)
        );
    }

    // A file of its own has no page to stand its key in.
    Html DrawnKey() =>
        Html.Join(
            Curves.Select(
                (curve, i) =>
                {
                    var (style, y) = (LineStyle.Of(curve.Style), 10.0 + (20 * i));
                    return Html.Of(
                        $"<path d=\"M10,{y}h34\" fill=\"none\" stroke=\"{style.Stroke}\" stroke-width=\"2\" "
                            + $"stroke-dasharray=\"{style.Dash}\"/><text x=\"52\" y=\"{y + 4.5}\">{curve.Label}</text>\n"
                    );
                }
            )
        );

    Html Axes(Area place) =>
        Html.Of(
            $"""
            <g class="axes">
            {Vertical.Scale.Ticks.Select(tick =>
                Html.Of(
                    $"<line x1=\"{place.Left}\" x2=\"{place.Right}\" y1=\"{place.Y(tick)}\" y2=\"{place.Y(tick)}\" stroke=\"#e3e6e8\"/><text x=\"{place.Left - 8}\" y=\"{place.Y(tick) + 4.5}\" text-anchor=\"end\">{Vertical.Scale.Print(tick)}</text>\n"
                )
            )}<path d="M{place.Left},{place.Top}V{place.Bottom}H{place.Right}" fill="none" stroke="#5a6268"/>
            {Horizontal.Scale.Ticks.Select(tick =>
                Html.Of($"<line class=\"tick\" x1=\"{place.X(tick)}\" x2=\"{place.X(tick)}\" y1=\"{place.Bottom}\" y2=\"{place.Bottom + 5}\" stroke=\"#5a6268\"/>\n")
            )}{TickLabels(place)}{place.Title.Select(line =>
                SvgMarks.Text(0, line.Y, Html.Of($"{line.Words}"), kind: "vertical-title")
            )}
            </g>

            """
        );

    /// <summary>A label wherever it does not touch the one before it.</summary>
    IEnumerable<Html> TickLabels(Area place)
    {
        var free = double.NegativeInfinity;
        foreach (var tick in Horizontal.Scale.Ticks)
        {
            var text = Horizontal.Scale.Print(tick);
            var (x, half) = (place.X(tick), TextWidth.Of(text, PanelFrame.Size) / 2);
            if (x - half < free)
                continue;
            free = x + half + 4;
            yield return Html.Of(
                $"<text class=\"tick-label\" x=\"{x}\" y=\"{place.Bottom + 20}\" text-anchor=\"middle\">{text}</text>\n"
            );
        }
    }

    static Html Across(PlotLine line, Area place)
    {
        var (x, y) = (place.X(line.At), place.Y(line.At));
        var drawn = line.IsVertical
            ? Html.Of($"<path class=\"reference\" d=\"M{x},{place.Top}V{place.Bottom}\" stroke=\"#50585f\" "
                + $"stroke-width=\"1.2\" stroke-dasharray=\"8 3\"/>")
            : Html.Of($"<path class=\"reference\" d=\"M{place.Left},{y}H{place.Right}\" stroke=\"#50585f\" "
                + $"stroke-width=\"1.2\" stroke-dasharray=\"8 3\"/>");
        if (line.Label.Length == 0)
            return Html.Of($"{drawn}\n");
        // The name stands on the side on which there is room for it.
        var isLeft = x + 6 + TextWidth.Of(line.Label, PanelFrame.Size) < place.Right;
        var label = line.IsVertical
            ? Html.Of($"<text x=\"{(isLeft ? x + 6 : x - 6)}\" y=\"{place.Top + 10}\" "
                + $"text-anchor=\"{(isLeft ? "start" : "end")}\"{Halo}>{line.Label}</text>")
            : Html.Of($"<text x=\"{place.Left + 8}\" y=\"{y - 6}\"{Halo}>{line.Label}</text>");
        return Html.Of($"{drawn}{label}\n");
    }

    // Lines pass behind the words.
    static Html Halo => new(" stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\"");

    Html Shade(Area place) =>
        Band.Count < 2
            ? Html.Empty
            : Html.Of(
                $"<path class=\"band\" "
                    + $"d=\"M{Html.Join(Band.Select(at => Html.Of($"{place.X(at.X)},{place.Y(at.High)}")), "L")}L"
                    + $"{Html.Join(Band.Reverse().Select(at => Html.Of($"{place.X(at.X)},{place.Y(at.Low)}")), "L")}Z\" fill="
                    + $"\"{LineStyle.Of(0).Stroke}\" fill-opacity=\"0.14\"/>\n"
            );

    static Html Drawn(Curve curve, Area place)
    {
        if (curve.Points.Count == 0)
            return Html.Empty;
        var style = LineStyle.Of(curve.Style);
        var path = curve.Points.Select(
            (point, i) =>
                i == 0 ? Html.Of($"M{place.X(point.X)},{place.Y(point.Y)}")
                : curve.IsStep ? Html.Of($"H{place.X(point.X)}V{place.Y(point.Y)}")
                : Html.Of($"L{place.X(point.X)},{place.Y(point.Y)}")
        );
        return Html.Of(
            $"""
            <g class="line">
            <path class="curve" d="{path}" fill="none" stroke="{style.Stroke}" stroke-width="1.8" stroke-dasharray="{style.Dash}"/>
            {(curve.IsMarked ? curve.Points.Select(point => style.Point(place.X(point.X), place.Y(point.Y))) : [])}
            </g>

            """
        );
    }

    /// <param name="Plot">The plot.</param>
    /// <param name="Title">The title of the vertical axis, level above it.</param>
    /// <param name="Left">Where its axes begin and end.</param>
    /// <param name="Right">On the right.</param>
    /// <param name="Top">Above.</param>
    /// <param name="Bottom">Below.</param>
    sealed record Area(
        CurvePlot Plot,
        IEnumerable<(string Words, double Y)> Title,
        double Left,
        double Right,
        double Top,
        double Bottom
    )
    {
        public double X(double value) => Plot.Horizontal.Scale.Between(Left, Right, value);

        public double Y(double value) => Plot.Vertical.Scale.Between(Bottom, Top, value);
    }
}
