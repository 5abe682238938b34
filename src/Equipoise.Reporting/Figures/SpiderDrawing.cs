using Equipoise.Analysis.Results;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>Where everything of a <see cref="SpiderFigure"/> stands.</summary>
sealed class SpiderDrawing
{
    const double Line = 17;
    const string Ink = "#1c2126";

    readonly SpiderFigure figure;
    readonly bool narrow;
    readonly ChangeAxis axis;
    readonly FigureKey key;
    readonly IReadOnlyList<string> verticalTitle;
    readonly double left,
        right,
        lastTime;

    public SpiderDrawing(SpiderFigure figure)
    {
        this.figure = figure;
        narrow = figure.Width < 500;
        SpiderLine[] lines = [.. figure.Panels.SelectMany(panel => panel.Lines)];
        axis = new(lines.SelectMany(line => line.Points).Select(point => point.Percent));
        lastTime = lines
            .SelectMany(line => line.Points.Select(point => point.Time).Append(line.Progressed ?? 0))
            .Append(figure.Ticks[^1])
            .Max();
        key = new(
            [
                .. figure
                    .Responses.Select(one => (one.Label, Style: ResponseStyle.Of(one.Response)))
                    .Select(one => KeyItem.Line(one.Label, one.Style.Fill, one.Style.Dash)),
                .. figure.CrossLabel.Length > 0
                    ? [new KeyItem(figure.CrossLabel, (x, y) => SvgMarks.Cross(x + (FigureKey.Sample / 2), y - 5, Ink, "sample"))]
                    : Array.Empty<KeyItem>(),
            ],
            figure.Width,
            Size
        );
        verticalTitle = TextWidth.Wrap(figure.VerticalTitle, Size, figure.Width);
        left = ChangeAxis.RoomOf(Size);
        // Half of the last number of the axis may stand beyond its end.
        right = figure.Width - 12;
    }

    double Size => narrow ? 12 : 13;

    double PlotHeight => narrow ? 200 : 260;

    double X(double time) => left + (time / lastTime * (right - left));

    public Drawing Drawn()
    {
        var y = key.Bottom + 8;
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
        marks.Add(SvgMarks.Text((left + right) / 2, y + 14, Html.Of($"{figure.HorizontalTitle}"), "middle"));
        return new(figure.Id, figure.Title, figure.Description, Size, figure.Width, y + 22, Html.Join(marks));
    }

    /// <summary>A panel from a height on, which moves below it.</summary>
    Html Of(SpiderPanel panel, ref double y)
    {
        var heads = new List<Html>();
        foreach (var line in SvgText.Wrap(panel.Arm, Size, figure.Width))
            heads.Add(Html.Of($"<g font-weight=\"600\">{SvgMarks.Text(0, y += Line, SvgText.Of(line), kind: "panel")}</g>\n"));
        var (top, bottom) = (y + 14, y + 14 + PlotHeight);
        y = bottom + 24;
        return Html.Join([
            .. heads,
            axis.Behind(left, right, top, bottom),
            .. panel.Lines.Select(line => Drawn(line, top, bottom)),
            axis.Over(left, right, top, bottom),
            .. panel.Lines.Select(line => Progression(line, top, bottom)),
            Html.Of($"<line x1=\"{left}\" x2=\"{right}\" y1=\"{bottom}\" y2=\"{bottom}\" stroke=\"#5a6268\"/>\n"),
            .. figure
                .Ticks.Where((_, i) => !narrow || figure.Ticks.Count <= 6 || i % 2 == 0)
                .Select(tick => SvgMarks.Tick(X(tick), bottom, Format.Exact(tick))),
        ]);
    }

    Html Drawn(SpiderLine line, double top, double bottom)
    {
        var (stroke, dash) = line.Response is { } response
            ? (ResponseStyle.Of(response).Fill, ResponseStyle.Of(response).Dash)
            : (ArmStyle.Of(0).Stroke, "none");
        var points = line.Points.Select(point => Html.Of($"L{X(point.Time)},{axis.Y(point.Percent, top, bottom)}"));
        // A line that leaves the axis above goes along its end, under a point that says so.
        var cut = line
            .Points.Where(point => ChangeAxis.IsCut(point.Percent))
            .Select(point => X(point.Time))
            .Select(x => SvgMarks.Area(Html.Of($"M{x - 4},{top - 2}L{x},{top - 9}L{x + 4},{top - 2}Z"), stroke, "cut"));
        var way = Html.Of($"M{left},{axis.Y(0, top, bottom)}{points}");
        return Html.Of($"{SvgMarks.Stroke(way, stroke, "course", 1.3, dash)}{cut}");
    }

    /// <summary>A cross, and where no sum was taken that day the way to it from the one before.</summary>
    Html Progression(SpiderLine line, double top, double bottom)
    {
        if (line.Progressed is not { } time)
            return Html.Empty;
        var before = line.Points.LastOrDefault(point => point.Time <= time);
        var y = axis.Y(before.Percent, top, bottom);
        var way =
            before.Time < time
                ? SvgMarks.Stroke(Html.Of($"M{X(before.Time)},{y}H{X(time)}"), "#8D969D", "unmeasured", dash: "1 3")
                : Html.Empty;
        return Html.Join([way, SvgMarks.Cross(X(time), y, Ink, "progression")]);
    }
}
