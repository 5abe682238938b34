using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Prose;

namespace Equipoise.Reporting.Figures;

/// <summary>Hazard ratios of subgroups beside the overall one, on a logarithmic axis, as one SVG element.</summary>
/// <remarks>
/// Answers: is the effect about the same in everyone? The dashed line stands at the overall hazard ratio, because that, not one,
/// is what each subgroup is to be compared with (Cuzick 2005, Lancet 365:1308). The area of a square is proportional to the
/// number of events, which is the information. An interval that leaves the axis ends in an arrow. R: <c>forestplot</c>.
/// </remarks>
public sealed record ForestFigure
{
    const double Width = 840;
    const double Size = 13;
    const double LineHeight = 16;
    const double LabelRoom = 200;
    const double PlotLeft = 400;
    const double PlotRight = 620;
    const double RatioAt = 640;
    const double InteractionAt = Width;

    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The heads of the columns of counts, one per arm.</summary>
    public required IReadOnlyList<string> CountHeads { get; init; }

    /// <summary>The head of the column of hazard ratios, with the level of the intervals.</summary>
    public required string RatioHead { get; init; }

    /// <summary>What stands under the left of the axis, such as "Favors palbociclib".</summary>
    public required string FavorsBelowOne { get; init; }

    /// <summary>What stands under the right of the axis, such as "Favors standard".</summary>
    public required string FavorsAboveOne { get; init; }

    /// <summary>The effect in all participants.</summary>
    public required ForestRow Overall { get; init; }

    /// <summary>Headings and levels, from top to bottom.</summary>
    public required IReadOnlyList<ForestRow> Rows { get; init; }

    double Top => 12 + (16 * CountHeads.Max(head => TextWidth.Wrap(head, Size, 84).Count));

    double AxisY => Top + 16 + HeightOf(Overall) + Rows.Sum(HeightOf);

    static double HeightOf(ForestRow row) => 9 + (LineHeight * (row.IsHeading ? 1 : LabelLines(row).Count));

    static IReadOnlyList<BoundText> LabelLines(ForestRow row) => SvgText.Wrap(row.Label, Size, LabelRoom);

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg()
    {
        var scale = ForestScale.For([Overall, .. Rows], PlotLeft, PlotRight);
        var most = Rows.Select(row => row.Events).Append(1).Max();
        var rows = new List<Html>();
        var y = Top + 12;
        foreach (var row in Rows.Prepend(Overall))
        {
            rows.Add(Row(row, y + (HeightOf(row) / 2), scale, most));
            y += HeightOf(row);
        }
        var favors = TextWidth.Wrap(FavorsBelowOne, 12, 170);
        var opposes = TextWidth.Wrap(FavorsAboveOne, 12, 170);
        var one = scale.X(1);
        return Html.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {AxisY + 48 + (15 * Math.Max(favors.Count, opposes.Count))}" role="img" aria-labelledby="{Id}-title {Id}-desc" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="{Size}" fill="#1c2126">
            <title id="{Id}-title">{Title}</title>
            <desc id="{Id}-desc">{Description}</desc>
            {Heads()}
            <line x1="0" x2="{Width}" y1="{Top + 6}" y2="{Top + 6}" stroke="#5a6268"/>
            <line x1="{one}" x2="{one}" y1="{Top + 12}" y2="{AxisY}" stroke="#9aa1a7"/>
            {OverallLine(scale)}
            {rows}
            {Axis(scale)}
            {favors.Select((line, i) => Html.Of($"<text x=\"{one - 12}\" y=\"{AxisY + 46 + (15 * i)}\" font-size=\"12\" text-anchor=\"end\">{(i == 0 ? "← " : "")}{line}</text>"))}
            {opposes.Select((line, i) => Html.Of($"<text x=\"{one + 12}\" y=\"{AxisY + 46 + (15 * i)}\" font-size=\"12\">{line}{(i == opposes.Count - 1 ? " →" : "")}</text>"))}
            </svg>
            """
        ).ToString();
    }

    Html Heads()
    {
        var counts = CountHeads.SelectMany((head, arm) => Lines(head, CountAt(arm), "middle", 84));
        var interaction = Rows.Any(row => row.Interaction is not null) ? Lines("P for interaction", InteractionAt, "end", 90) : [];
        return Html.Of($"<g font-weight=\"600\">{Lines("Subgroup", 0, "start", 150)}{counts}{Lines(RatioHead, RatioAt, "start", 120)}{interaction}</g>\n");
    }

    IEnumerable<Html> Lines(string text, double x, string anchor, double room)
    {
        var lines = TextWidth.Wrap(text, Size, room);
        return lines.Select((line, i) => Html.Of($"<text x=\"{x}\" y=\"{Top - (16 * (lines.Count - 1 - i))}\" text-anchor=\"{anchor}\">{line}</text>"));
    }

    double CountAt(int arm) => PlotLeft - 20 - (88 * (CountHeads.Count - arm - 0.5));

    Html OverallLine(ForestScale scale) =>
        double.IsNaN(Overall.Ratio)
            ? Html.Empty
            : Html.Of($"<line class=\"overall\" x1=\"{scale.X(Overall.Ratio)}\" x2=\"{scale.X(Overall.Ratio)}\" y1=\"{Top + 12}\" y2=\"{AxisY}\" stroke=\"#0072B2\" stroke-dasharray=\"4 3\"/>\n");

    Html Row(ForestRow row, double y, ForestScale scale, double mostEvents)
    {
        var isOverall = ReferenceEquals(row, Overall);
        var weight = isOverall || row.IsHeading ? "600" : "400";
        var mark = isOverall ? ForestMark.Diamond(row, y, scale) : ForestMark.Square(row, y, scale, mostEvents);
        return Html.Of(
            $"""
            <g font-weight="{weight}">{Label(row, isOverall || row.IsHeading ? 0 : 14, y)}
            {row.Counts.Select((count, arm) => Html.Of($"<text x=\"{CountAt(arm)}\" y=\"{y + 4.5}\" text-anchor=\"middle\">{SvgText.Of(count)}</text>"))}
            {(row.IsHeading ? Html.Empty : mark)}
            {(row.RatioText is { } ratio ? Html.Of($"<text x=\"{RatioAt}\" y=\"{y + 4.5}\">{SvgText.Of(ratio)}</text>") : Html.Empty)}
            {(row.Interaction is { } p ? Html.Of($"<text x=\"{InteractionAt}\" y=\"{y + 4.5}\" text-anchor=\"end\" font-weight=\"400\">{SvgText.Of(p)}</text>") : Html.Empty)}</g>

            """
        );
    }

    static Html Label(ForestRow row, double x, double y)
    {
        IReadOnlyList<BoundText> lines = row.IsHeading ? [row.Label] : LabelLines(row);
        var first = y + 4.5 - (LineHeight / 2 * (lines.Count - 1));
        return Html.Join(lines.Select((line, i) => Html.Of($"<text x=\"{x}\" y=\"{first + (LineHeight * i)}\">{SvgText.Of(line)}</text>")));
    }

    Html Axis(ForestScale scale) =>
        Html.Of(
            $"""
            <path d="M{PlotLeft},{AxisY}H{PlotRight}" stroke="#5a6268" fill="none"/>
            {scale.Ticks.Select(tick => Html.Of($"<line x1=\"{scale.X(tick)}\" x2=\"{scale.X(tick)}\" y1=\"{AxisY}\" y2=\"{AxisY + 5}\" stroke=\"#5a6268\"/><text x=\"{scale.X(tick)}\" y=\"{AxisY + 20}\" text-anchor=\"middle\" font-size=\"12\">{ForestScale.Print(tick)}</text>"))}

            """
        );
}

/// <summary>A row of a forest plot: a heading when it has no ratio text, a subgroup otherwise.</summary>
/// <param name="Label">The name of the factor or of its level.</param>
/// <param name="Counts">Events and participants, one text per arm; empty for a heading.</param>
/// <param name="RatioText">The hazard ratio and its interval as printed; null for a heading.</param>
/// <param name="Ratio">Experimental over control; NaN draws no mark.</param>
/// <param name="Lower">The lower limit.</param>
/// <param name="Upper">The upper limit.</param>
/// <param name="Events">Events in both arms, which set the size of the mark.</param>
/// <param name="Interaction">The P value of the interaction test, on a heading; null for none.</param>
public sealed record ForestRow(
    BoundText Label,
    IReadOnlyList<BoundText> Counts,
    BoundText? RatioText,
    double Ratio = double.NaN,
    double Lower = double.NaN,
    double Upper = double.NaN,
    double Events = 0,
    BoundText? Interaction = null
)
{
    /// <summary>Whether it only names the rows below it.</summary>
    public bool IsHeading => RatioText is null;
}
