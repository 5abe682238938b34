using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>Hazard ratios of subgroups beside the overall one, on a logarithmic axis, as one SVG element.</summary>
/// <remarks>
/// Answers: is the effect about the same in everyone? The dashed line stands at the overall hazard ratio, because that, not one,
/// is what each subgroup is to be compared with (Cuzick 2005, Lancet 365:1308). The area of a square is proportional to the
/// number of events, which is the information. An interval that leaves the axis ends in an arrow. R: <c>forestplot</c>.
/// </remarks>
public sealed record ForestFigure
{
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

    /// <summary>
    /// Whether counts and intervals stand under their subgroup, for a screen too narrow to hold them beside it.
    /// </summary>
    public bool Stacked { get; init; }

    /// <summary>The figure as a file of its own: it has a size and a white ground. Never stacked.</summary>
    public string ToFile() => new ForestDrawing(this).Document() + "\n";

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg() => (Stacked ? new ForestStack(this).Svg() : new ForestDrawing(this).Svg()).ToString();
}

/// <summary>A row of a forest plot: a heading when it has no ratio text, a subgroup otherwise.</summary>
/// <param name="Label">The name of the factor or of its level.</param>
/// <param name="Counts">Events and participants, one text per arm; empty for a heading.</param>
/// <param name="RatioText">The hazard ratio and its interval as printed; null for a heading.</param>
/// <param name="Ratio">Experimental over control; null draws no mark.</param>
/// <param name="Lower">The lower limit.</param>
/// <param name="Upper">The upper limit.</param>
/// <param name="Events">Events in both arms, which set the size of the mark.</param>
/// <param name="Interaction">The P value of the interaction test, on a heading; null for none.</param>
public sealed record ForestRow(
    BoundText Label,
    IReadOnlyList<BoundText> Counts,
    BoundText? RatioText,
    double? Ratio = null,
    double? Lower = null,
    double? Upper = null,
    double Events = 0,
    BoundText? Interaction = null
)
{
    /// <summary>Whether it only names the rows below it.</summary>
    public bool IsHeading => RatioText is null;
}
