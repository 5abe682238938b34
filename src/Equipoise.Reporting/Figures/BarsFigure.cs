using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>Bars that lie one under the other, each divided into the same parts, as one SVG element.</summary>
/// <remarks>
/// Answers: of what does a whole consist, and how does that differ between rows. A part that has room for its number holds it;
/// all numbers are in the values of the figure.
/// </remarks>
sealed record BarsFigure
{
    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>What the parts are, from left to right.</summary>
    public required IReadOnlyList<BarPart> Parts { get; init; }

    /// <summary>The bars, from top to bottom.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>The title of the axis.</summary>
    public required string AxisTitle { get; init; }

    /// <summary>The width in pixels that it is designed for.</summary>
    public double Width { get; init; } = 840;

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg() => new BarsDrawing(this).Svg().ToString();
}

/// <summary>A part of every bar.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Fill">Its color.</param>
/// <param name="Ink">The color of numbers on it: contrast 4.5 or more.</param>
sealed record BarPart(string Label, string Fill, string Ink);

/// <summary>A bar.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Lengths">How long each of its parts is.</param>
/// <param name="Texts">Their numbers as printed.</param>
sealed record Bar(BoundText Label, IReadOnlyList<double> Lengths, IReadOnlyList<BoundText> Texts);
