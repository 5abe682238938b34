using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>A forest plot with one line per subgroup: label, counts, interval and its numbers side by side.</summary>
sealed class ForestDrawing(ForestFigure figure)
{
    const double Width = 840;
    const double Size = 13;
    const double LineHeight = 16;
    const double LabelRoom = 178;
    const double HeadingRoom = 700;
    const double HeadRoom = 114;
    const double CountRoom = 120;
    const double PlotLeft = 440;
    const double PlotRight = 634;
    const double RatioAt = 646;
    const double InteractionAt = Width;
    const double Margin = 20;

    double Top => 12 + (16 * figure.CountHeads.Max(head => TextWidth.Wrap(head, Size, HeadRoom).Count));

    double AxisY => Top + 16 + HeightOf(figure.Overall) + figure.Rows.Sum(HeightOf);

    static double HeightOf(ForestRow row) => 9 + (LineHeight * LabelLines(row).Count);

    /// <summary>A heading has no counts beside it.</summary>
    static IReadOnlyList<BoundText> LabelLines(ForestRow row) =>
        SvgText.Wrap(row.Label, Size, row.IsHeading ? HeadingRoom : LabelRoom);

    double Height => AxisY + 48 + (15 * double.Max(Favors(figure.FavorsBelowOne).Count, Favors(figure.FavorsAboveOne).Count));

    static IReadOnlyList<string> Favors(string text) => TextWidth.Wrap(text, 12, 170);

    public Html Svg() => Element(Html.Of($"viewBox=\"0 0 {Width} {Height}\""), Html.Empty);

    /// <summary>On paper of its own, white also where the page around it is dark.</summary>
    public Html Document()
    {
        var (width, height) = (Width + (2 * Margin), Height + (2 * Margin));
        return Element(
            Html.Of($"width=\"{width}\" height=\"{height}\" viewBox=\"{-Margin} {-Margin} {width} {height}\""),
            Html.Of(
                $"<rect class=\"paper\" x=\"{-Margin}\" y=\"{-Margin}\" width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
            )
        );
    }

    Html Element(Html size, Html paper)
    {
        var scale = ForestScale.For([figure.Overall, .. figure.Rows], PlotLeft, PlotRight);
        var most = figure.Rows.Select(row => row.Events).Append(1).Max();
        var (guides, rows) = (new List<Html>(), new List<Html>());
        var y = Top + 12;
        foreach (var row in figure.Rows.Prepend(figure.Overall))
        {
            // Every other row has a ground, which leads the eye from its name to its interval.
            if (rows.Count % 2 == 1)
                guides.Add(SvgMarks.Rectangle(0, y, Width, HeightOf(row), "#f1f3f5", "guide"));
            rows.Add(Row(row, y + (HeightOf(row) / 2), scale, most));
            y += HeightOf(row);
        }
        var (favors, opposes) = (Favors(figure.FavorsBelowOne), Favors(figure.FavorsAboveOne));
        var one = scale.X(1);
        return Html.Of(
            $"""
            {SvgMarks.Begin(size, figure.Id, figure.Title, figure.Description, Size)}
            {paper}{guides}{Heads()}
            <line x1="0" x2="{Width}" y1="{Top + 6}" y2="{Top + 6}" stroke="#5a6268"/>
            <line x1="{one}" x2="{one}" y1="{Top + 12}" y2="{AxisY}" stroke="#9aa1a7"/>
            {OverallLine(scale)}
            {rows}
            {Axis(scale)}
            {favors.Select(
                (line, i) =>
                    Html.Of(
                        $"<text x=\"{one - 12}\" y=\"{AxisY + 46 + (15 * i)}\" font-size=\"12\" text-anchor=\"end\">{(i == 0 ? "← " : "")}{line}</text>"
                    )
            )}
            {opposes.Select(
                (line, i) =>
                    Html.Of(
                        $"<text x=\"{one + 12}\" y=\"{AxisY + 46 + (15 * i)}\" font-size=\"12\">{line}{(i == opposes.Count - 1 ? " →" : "")}</text>"
                    )
            )}
            </svg>
            """
        );
    }

    Html Heads()
    {
        var counts = figure.CountHeads.SelectMany((head, arm) => Lines(head, CountAt(arm), "middle", HeadRoom));
        var interaction = figure.Rows.Any(row => row.Interaction is not null)
            ? Lines("P for interaction", InteractionAt, "end", 90)
            : [];
        return Html.Of(
            $"<g font-weight=\"600\">{Lines("Subgroup", 0, "start", 150)}{counts}"
                + $"{Lines(figure.RatioHead, RatioAt, "start", 120)}{interaction}</g>\n"
        );
    }

    IEnumerable<Html> Lines(string text, double x, string anchor, double room)
    {
        var lines = TextWidth.Wrap(text, Size, room);
        return lines.Select(
            (line, i) =>
                Html.Of($"<text x=\"{x}\" y=\"{Top - (16 * (lines.Count - 1 - i))}\" text-anchor=\"{anchor}\">{line}</text>")
        );
    }

    double CountAt(int arm) => PlotLeft - 14 - (CountRoom * (figure.CountHeads.Count - arm - 0.5));

    Html OverallLine(ForestScale scale) =>
        figure.Overall.Ratio is { } ratio
            ? Html.Of(
                $"<line class=\"overall\" x1=\"{scale.X(ratio)}\" x2=\"{scale.X(ratio)}\" "
                    + $"y1=\"{Top + 12}\" y2=\"{AxisY}\" stroke=\"#0072B2\" stroke-dasharray=\"4 3\"/>\n"
            )
            : Html.Empty;

    Html Row(ForestRow row, double y, ForestScale scale, double mostEvents)
    {
        var isOverall = ReferenceEquals(row, figure.Overall);
        var weight = isOverall || row.IsHeading ? "600" : "400";
        var mark = isOverall ? ForestMark.Diamond(row, y, scale) : ForestMark.Square(row, y, scale, mostEvents);
        return Html.Of(
            $"""
            <g font-weight="{weight}">{Label(row, isOverall || row.IsHeading ? 0 : 14, y)}
            {row.Counts.Select(
                (count, arm) =>
                    Html.Of($"<text x=\"{CountAt(arm)}\" y=\"{y + 4.5}\" text-anchor=\"middle\">{SvgText.Of(count)}</text>")
            )}
            {(row.IsHeading ? Html.Empty : mark)}
            {(
                row.RatioText is { } ratio
                    ? Html.Of($"<text x=\"{RatioAt}\" y=\"{y + 4.5}\">{SvgText.Of(ratio)}</text>")
                    : Html.Empty
            )}
            {(
                row.Interaction is { } p
                    ? Html.Of(
                        $"<text x=\"{InteractionAt}\" y=\"{y + 4.5}\" text-anchor=\"end\" font-weight=\"400\">{SvgText.Of(p)}</text>"
                    )
                    : Html.Empty
            )}</g>

            """
        );
    }

    static Html Label(ForestRow row, double x, double y)
    {
        var lines = LabelLines(row);
        var first = y + 4.5 - (LineHeight / 2 * (lines.Count - 1));
        return Html.Join(
            lines.Select((line, i) => Html.Of($"<text x=\"{x}\" y=\"{first + (LineHeight * i)}\">{SvgText.Of(line)}</text>"))
        );
    }

    Html Axis(ForestScale scale) =>
        Html.Of(
            $"""
            <path d="M{PlotLeft},{AxisY}H{PlotRight}" stroke="#5a6268" fill="none"/>
            {scale.Ticks.Select(tick =>
                Html.Of(
                    $"<line x1=\"{scale.X(tick)}\" x2=\"{scale.X(tick)}\" y1=\"{AxisY}\" y2=\"{AxisY + 5}\" stroke=\"#5a6268\"/><text x=\"{scale.X(tick)}\" y=\"{AxisY + 20}\" text-anchor=\"middle\" font-size=\"12\">{ForestScale.Print(tick)}</text>"
                )
            )}

            """
        );
}
