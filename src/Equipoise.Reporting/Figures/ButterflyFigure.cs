using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>
/// Two arms back to back: for each kind of harm how many percent had it, and of them how many severely, as one SVG element.
/// </summary>
/// <remarks>
/// Answers: which harms does the treatment bring, and how grave are they. Both sides have one scale, and the names stand between
/// them. The darker part of a bar is that of the severe ones.
/// </remarks>
sealed record ButterflyFigure
{
    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The arm on the left, with its size.</summary>
    public required BoundText LeftHead { get; init; }

    /// <summary>The arm on the right, with its size.</summary>
    public required BoundText RightHead { get; init; }

    /// <summary>The kinds of harm, from top to bottom.</summary>
    public required IReadOnlyList<ButterflyRow> Rows { get; init; }

    /// <summary>The title of the axis, which says what the two parts of a bar are.</summary>
    public required string AxisTitle { get; init; }

    /// <summary>The place of each arm among the styles of arms: that on the left, that on the right.</summary>
    public (int Left, int Right) Arms { get; init; } = (0, 1);

    /// <summary>The width in pixels that it is designed for. Below 500, names stand above their bars.</summary>
    public double Width { get; init; } = 840;

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg() => new ButterflyDrawing(this).Svg().ToString();
}

/// <summary>A kind of harm in two arms.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Left">How many percent of the left arm had it.</param>
/// <param name="Right">How many of the right one.</param>
sealed record ButterflyRow(BoundText Label, ButterflyBar Left, ButterflyBar Right);

/// <summary>A bar of a <see cref="ButterflyFigure"/>.</summary>
/// <param name="Any">The percentage who had it.</param>
/// <param name="Severe">The percentage who had it severely; null where that is not known.</param>
/// <param name="Text">The two as printed.</param>
sealed record ButterflyBar(double Any, double? Severe, BoundText Text);
