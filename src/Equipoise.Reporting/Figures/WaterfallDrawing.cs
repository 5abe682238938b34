using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>Where everything of a <see cref="WaterfallFigure"/> stands.</summary>
sealed class WaterfallDrawing
{
    const double Line = 17;
    const double WidestBar = 36;
    const double LeastWidth = 240;
    const double Tip = 8;
    const double StripLine = 12;
    const double BeforeStrip = 12;
    const double StripSize = 10;

    readonly WaterfallFigure figure;
    readonly bool narrow;
    readonly ChangeAxis axis;
    readonly FigureKey key;
    readonly IReadOnlyList<string> verticalTitle;
    readonly double left,
        right,
        step;

    public WaterfallDrawing(WaterfallFigure figure)
    {
        this.figure = figure;
        narrow = figure.Width < 500;
        axis = new(figure.Panels.SelectMany(panel => panel.Bars).Select(bar => bar.Percent));
        key = new(
            figure.Responses.Select(one => KeyItem.Area(one.Label, ResponseStyle.Of(one.Response).Fill)),
            figure.Width,
            Size
        );
        verticalTitle = TextWidth.Wrap(figure.VerticalTitle, Size, figure.Width);
        left = ChangeAxis.RoomOf(Size);
        var most = Math.Max(1, figure.Panels.Max(panel => panel.Bars.Count));
        // As wide in one arm as in another: so many bars are so many participants.
        step = Math.Min(WidestBar, (figure.Width - 4 - left) / most);
        right = left + Math.Max(step * most, LeastWidth);
    }

    double Size => narrow ? 12 : 13;

    double PlotHeight => narrow ? 190 : 240;

    public Drawing Drawn()
    {
        var y = key.Bottom + (figure.Responses.Count > 0 ? 8 : 0);
        var title = verticalTitle.Select(
            (line, i) => SvgMarks.Text(0, y + (Line * (i + 1)), Html.Of($"{line}"), kind: "vertical-title")
        );
        var marks = new List<Html>([key.Drawn, .. title]);
        y += Line * verticalTitle.Count;
        foreach (var panel in figure.Panels)
        {
            y += 12;
            marks.Add(Of(panel, ref y));
        }
        return new(figure.Id, figure.Title, figure.Description, Size, figure.Width, y + 4, Html.Join(marks));
    }

    /// <summary>A panel from a height on, which moves below it.</summary>
    Html Of(WaterfallPanel panel, ref double y)
    {
        var heads = new List<Html>();
        foreach (var line in SvgText.Wrap(panel.Arm, Size, figure.Width))
            heads.Add(Html.Of($"<g font-weight=\"600\">{SvgMarks.Text(0, y += Line, SvgText.Of(line), kind: "panel")}</g>\n"));
        foreach (var line in panel.Notes.SelectMany(note => SvgText.Wrap(note, Size, figure.Width)))
            heads.Add(SvgMarks.Text(0, y += Line, SvgText.Of(line), kind: "panel-note"));
        var (top, bottom) = (y + Tip + 8, y + Tip + 8 + PlotHeight);
        WaterfallBar[] bars =
        [
            .. panel
                .Bars.OrderByDescending(bar => bar.Percent)
                .ThenBy(bar => bar.Response is { } own ? ResponseStyle.Rank(own) : 0),
        ];
        y = bottom + BeforeStrip + (StripLine * figure.Responses.Count);
        return Html.Join([
            .. heads,
            axis.Behind(left, right, top, bottom),
            .. bars.Select((bar, i) => Bar(bar, X(i), top, bottom)),
            axis.Over(left, right, top, bottom),
            .. figure.Responses.Select((one, row) => Strip(one.Response, bars, bottom + BeforeStrip + (StripLine * row))),
        ]);
    }

    double X(int place) => left + (place * step);

    double BarWidth => step * (step > 4 ? 0.86 : 0.92);

    Html Bar(WaterfallBar bar, double x, double top, double bottom)
    {
        var (none, end) = (axis.Y(0, top, bottom), axis.Y(bar.Percent, top, bottom));
        var fill = bar.Response is { } response ? ResponseStyle.Of(response).Fill : ArmStyle.Of(0).Stroke;
        // No change is a bar too, if a low one.
        var height = Math.Max(1.5, Math.Abs(end - none));
        var drawn = SvgMarks.Rectangle(x, Math.Min(none, end), BarWidth, height, fill, "bar");
        if (!ChangeAxis.IsCut(bar.Percent))
            return drawn;
        var tip = Html.Of($"M{x},{end - 1.5}L{x + (BarWidth / 2)},{end - Tip}L{x + BarWidth},{end - 1.5}Z");
        return Html.Of($"{drawn}{SvgMarks.Area(tip, fill, "cut")}");
    }

    /// <summary>A row of marks: who has this best overall response.</summary>
    Html Strip(string response, WaterfallBar[] bars, double y)
    {
        var style = ResponseStyle.Of(response);
        var middle = y + (StripLine / 2);
        return Html.Of(
            $"""
            <g font-size="{StripSize}">{SvgMarks.Text(left - 8, middle + 3.5, Html.Of($"{style.Code}"), "end", "strip")}</g>
            <line x1="{left}" x2="{left + (step * bars.Length)}" y1="{middle}" y2="{middle}" stroke="#e3e6e8"/>
            {bars.Index().Where(one => one.Item.Response == response).Select(one =>
                SvgMarks.Rectangle(X(one.Index), middle - 4, BarWidth, 8, style.Fill, "response")
            )}
            """
        );
    }
}
