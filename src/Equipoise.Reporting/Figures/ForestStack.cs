using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>
/// A forest plot for a narrow screen: each subgroup has a line of text, and under it its counts and its interval.
/// </summary>
sealed class ForestStack(ForestFigure figure)
{
    const double Width = 350;
    const double Size = 12.5;
    const double Line = 17;
    const double PlotLeft = 70;
    const double PlotRight = Width - 8;
    const double Gap = 11;

    // Text crosses the lines of the plot: a rim of paper keeps it legible.
    const string Rim = "stroke=\"#fff\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
    readonly ForestScale scale = ForestScale.For([figure.Overall, .. figure.Rows], PlotLeft, PlotRight);
    readonly double most = figure.Rows.Select(row => row.Events).Append(1).Max();

    IReadOnlyList<string> Heads =>
        [.. figure.CountHeads.SelectMany((head, arm) => TextWidth.Wrap(arm == 0 ? head : $"vs {head}", Size, 190))];

    double Top => (Line * Heads.Count) + 4;

    public Html Svg()
    {
        var rows = new List<Html>();
        var y = Top + 6;
        foreach (var row in figure.Rows.Prepend(figure.Overall))
            rows.Add(row.IsHeading ? Heading(row, ref y) : Subgroup(row, ref y));
        var axis = y + 6;
        var one = scale.X(1);
        var below = TextWidth.Wrap($"← {figure.FavorsBelowOne}", Size, one - 6);
        var above = TextWidth.Wrap($"{figure.FavorsAboveOne} →", Size, Width - one - 6);
        var height = axis + 30 + (Line * Math.Max(below.Count, above.Count));
        return Html.Of(
            $"""
            {SvgMarks.Begin(Html.Of($"viewBox=\"0 0 {Width} {height}\""), figure.Id, figure.Title, figure.Description, Size)}
            <g font-weight="600">{Heads.Select(
                (head, i) => Html.Of($"<text x=\"0\" y=\"{Line * (i + 1) - 4}\">{head}</text>")
            )}{Right(figure.RatioHead)}</g>
            <path d="M0,{Top + 2}H{Width}" stroke="#5a6268"/>
            <path d="M{one},{Top + 8}V{axis}" stroke="#9aa1a7"/>
            {(
                figure.Overall.Ratio is { } ratio
                    ? Html.Of(
                        $"<path class=\"overall\" d=\"M{scale.X(ratio)},{Top + 8}V{axis}\" stroke=\"#0072B2\" stroke-dasharray=\"4 3\"/>"
                    )
                    : Html.Empty
            )}
            {rows}
            <path d="M{PlotLeft},{axis}H{PlotRight}" stroke="#5a6268"/>
            {scale.Ticks.Select(tick =>
                Html.Of(
                    $"<path d=\"M{scale.X(tick)},{axis}v5\" stroke=\"#5a6268\"/><text x=\"{scale.X(tick)}\" y=\"{axis + 19}\" text-anchor=\"middle\">{ForestScale.Print(tick)}</text>"
                )
            )}
            {below.Select(
                (line, i) => Html.Of($"<text x=\"{one - 6}\" y=\"{axis + 40 + (Line * i)}\" text-anchor=\"end\">{line}</text>")
            )}
            {above.Select((line, i) => Html.Of($"<text x=\"{one + 6}\" y=\"{axis + 40 + (Line * i)}\">{line}</text>"))}
            </svg>
            """
        );
    }

    Html Right(string head)
    {
        var lines = TextWidth.Wrap(head, Size, 120);
        return Html.Join(
            lines.Select(
                (line, i) =>
                    Html.Of(
                        $"<text x=\"{Width}\" y=\"{Top - 8 - (Line * (lines.Count - 1 - i))}\" text-anchor=\"end\">{line}</text>"
                    )
            )
        );
    }

    static Html Heading(ForestRow row, ref double y)
    {
        var p = row.Interaction is { } interaction
            ? new BoundText([new TextRun.Words("P for interaction "), .. interaction.Runs])
            : null;
        var lines = SvgText.Wrap(row.Label, Size, Width);
        var first = y + Line + 4;
        y = first + (Line * (lines.Count - 1));
        var label = lines.Select(
            (line, i) =>
                Html.Of($"<text x=\"0\" y=\"{first + (Line * i)}\" font-weight=\"600\" {new Html(Rim)}>{SvgText.Of(line)}</text>")
        );
        if (p is null)
            return Html.Join(label);
        y += Line;
        return Html.Of($"{label}<text x=\"0\" y=\"{y}\" fill=\"#50585f\" {new Html(Rim)}>{SvgText.Of(p)}</text>\n");
    }

    Html Subgroup(ForestRow row, ref double y)
    {
        var isOverall = ReferenceEquals(row, figure.Overall);
        var left = isOverall ? 0 : 10;
        var lines = SvgText.Wrap(row.Label, Size, Width - left - 130);
        var first = y + Line + 2;
        var last = first + (Line * (lines.Count - 1));
        var center = last + (2 * Line) - 5;
        y = last + (2 * Line) + Gap - 6;
        var counts = new BoundText([
            .. row.Counts.SelectMany((count, i) => i == 0 ? count.Runs : [new TextRun.Words(" vs "), .. count.Runs]),
        ]);
        return Html.Of(
            $"""
            <g font-weight="{(isOverall ? "600" : "400")}" {new Html(Rim)}>{lines.Select(
                (line, i) => Html.Of($"<text x=\"{left}\" y=\"{first + (Line * i)}\">{SvgText.Of(line)}</text>")
            )}
            {(
                row.RatioText is { } ratio
                    ? Html.Of($"<text x=\"{Width}\" y=\"{first}\" text-anchor=\"end\">{SvgText.Of(ratio)}</text>")
                    : Html.Empty
            )}
            <text x="{left}" y="{last + Line}" fill="#50585f" font-weight="400">{SvgText.Of(counts)}</text></g>
            {(isOverall ? ForestMark.Diamond(row, center, scale) : ForestMark.Square(row, center, scale, most))}

            """
        );
    }
}
