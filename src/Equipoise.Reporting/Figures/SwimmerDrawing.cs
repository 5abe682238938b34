using Equipoise.Analysis.Results;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>Where everything of a <see cref="SwimmerFigure"/> stands.</summary>
sealed class SwimmerDrawing
{
    const double Line = 17;
    const double Lane = 12;
    const double BarHeight = 8;
    const double Left = 8;
    const string Ink = "#1c2126";
    const string FollowUp = "#8D969D";

    readonly SwimmerFigure figure;
    readonly bool narrow;
    readonly FigureKey key;
    readonly double right,
        lastTime;

    public SwimmerDrawing(SwimmerFigure figure)
    {
        this.figure = figure;
        narrow = figure.Width < 500;
        SwimmerLane[] lanes = [.. figure.Panels.SelectMany(panel => panel.Lanes)];
        lastTime = lanes
            .SelectMany(lane => lane.Marks.Select(mark => mark.When).Concat([lane.TreatedUntil, lane.FollowedUntil]))
            .Append(figure.Ticks[^1])
            .Max();
        // Half of the last number of the axis, and the arrows of those who go on, stand beyond its end.
        right = figure.Width - 18;
        key = new(Items(lanes), figure.Width, Size);
    }

    double Size => narrow ? 12 : 13;

    double X(double time) => Left + (time / lastTime * (right - Left));

    /// <summary>What somebody has.</summary>
    IEnumerable<KeyItem> Items(SwimmerLane[] lanes)
    {
        yield return new(
            "Treatment",
            (x, y) =>
                Html.Join(
                    figure.Panels.Select(
                        (panel, i) =>
                            SvgMarks.Rectangle(
                                x + (i * FigureKey.Sample / figure.Panels.Count),
                                y - 9,
                                FigureKey.Sample / figure.Panels.Count,
                                BarHeight,
                                ArmStyle.Of(panel.Place).Pale
                            )
                    )
                )
        );
        if (lanes.Any(lane => lane.FollowedUntil > lane.TreatedUntil))
            yield return KeyItem.Line("Follow-up after treatment", FollowUp, "none");
        foreach (
            var (what, label) in new[]
            {
                (SwimmerMark.Response, "Response begins"),
                (SwimmerMark.Progression, "Progression"),
                (SwimmerMark.Death, "Death"),
            }
        )
            if (lanes.Any(lane => lane.Marks.Any(mark => mark.What == what)))
                yield return new(label, (x, y) => Mark(what, x + (FigureKey.Sample / 2), y - 5, "sample"));
        if (lanes.Any(lane => lane.IsTreated))
            yield return new("Treatment goes on", (x, y) => Arrow(x + 6, y - 5, Ink, "sample"));
        if (lanes.Any(lane => lane.IsFollowed && !lane.IsTreated))
            yield return new("Follow-up goes on", (x, y) => Arrow(x + 6, y - 5, FollowUp, "sample"));
    }

    public Drawing Drawn()
    {
        var marks = new List<Html>([key.Drawn]);
        var y = key.Bottom;
        foreach (var panel in figure.Panels.Where(panel => panel.Lanes.Count > 0))
        {
            y += 12;
            marks.Add(Of(panel, ref y));
        }
        marks.Add(SvgMarks.Text((Left + right) / 2, y + 14, Html.Of($"{figure.HorizontalTitle}"), "middle"));
        return new(figure.Id, figure.Title, figure.Description, Size, figure.Width, y + 22, Html.Join(marks));
    }

    /// <summary>A panel from a height on, which moves below it.</summary>
    Html Of(SwimmerPanel panel, ref double y)
    {
        var heads = new List<Html>();
        foreach (var line in SvgText.Wrap(panel.Arm, Size, figure.Width))
            heads.Add(Html.Of($"<g font-weight=\"600\">{SvgMarks.Text(0, y += Line, SvgText.Of(line), kind: "panel")}</g>\n"));
        var (top, bottom) = (y + 8, y + 8 + (Lane * panel.Lanes.Count));
        y = bottom + 24;
        var ticks = figure.Ticks.Where((_, i) => !narrow || figure.Ticks.Count <= 6 || i % 2 == 0).ToArray();
        return Html.Join([
            .. heads,
            .. ticks.Select(tick =>
                Html.Of($"<line x1=\"{X(tick)}\" x2=\"{X(tick)}\" y1=\"{top}\" y2=\"{bottom}\" stroke=\"#e3e6e8\"/>\n")
            ),
            .. panel
                .Lanes.OrderByDescending(lane => lane.TreatedUntil)
                .ThenByDescending(lane => lane.FollowedUntil)
                .Select((lane, i) => Of(lane, ArmStyle.Of(panel.Place).Pale, top + (Lane * (i + 0.5)))),
            Html.Of($"<path d=\"M{Left},{top}V{bottom}H{right}\" fill=\"none\" stroke=\"#5a6268\"/>\n"),
            .. ticks.Select(tick => SvgMarks.Tick(X(tick), bottom, Format.Exact(tick))),
        ]);
    }

    Html Of(SwimmerLane lane, string fill, double y)
    {
        var (treated, followed) = (X(lane.TreatedUntil), X(lane.FollowedUntil));
        return Html.Join([
            SvgMarks.Rectangle(Left, y - (BarHeight / 2), Math.Max(1, treated - Left), BarHeight, fill, "lane"),
            followed > treated
                ? SvgMarks.Stroke(Html.Of($"M{treated},{y}H{followed}"), FollowUp, "follow-up", 1.6)
                : Html.Empty,
            lane.IsTreated ? Arrow(Math.Max(treated, followed), y, Ink, "goes-on")
                : lane.IsFollowed ? Arrow(Math.Max(treated, followed), y, FollowUp, "goes-on")
                : Html.Empty,
            .. lane.Marks.Select(mark => Mark(mark.What, X(mark.When), y, $"{mark.What}".ToLowerInvariant())),
        ]);
    }

    static Html Mark(SwimmerMark what, double x, double y, string kind) =>
        what switch
        {
            SwimmerMark.Response => SvgMarks.Area(Html.Of($"M{x - 4},{y + 3.5}L{x},{y - 4}L{x + 4},{y + 3.5}Z"), "#00694D", kind),
            SwimmerMark.Progression => SvgMarks.Cross(x, y, "#8A2F00", kind),
            _ => SvgMarks.Area(Html.Of($"M{x - 3.2},{y - 3.2}H{x + 3.2}V{y + 3.2}H{x - 3.2}Z"), Ink, kind),
        };

    /// <summary>The tip that says that a course goes on.</summary>
    static Html Arrow(double x, double y, string fill, string kind) =>
        SvgMarks.Area(Html.Of($"M{x},{y - 4}L{x + 8},{y}L{x},{y + 4}Z"), fill, kind);
}
