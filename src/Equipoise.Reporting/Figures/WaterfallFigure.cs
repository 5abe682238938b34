using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>A bar a participant, from the most growth to the most shrinkage, arm under arm, as one SVG element.</summary>
/// <remarks>
/// Answers: how deep were responses, and in how many. All arms have one scale, and a bar is as wide in each. Under the bars each
/// participant's best overall response is marked in a row of its own, so that it is told without color. A bar beyond twice the
/// size ends in a point.
/// </remarks>
sealed record WaterfallFigure
{
    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The title of the upright axis.</summary>
    public required string VerticalTitle { get; init; }

    /// <summary>The arms, from top to bottom.</summary>
    public required IReadOnlyList<WaterfallPanel> Panels { get; init; }

    /// <summary>The best overall responses that somebody has, with their names; empty where the data have none.</summary>
    public IReadOnlyList<(string Response, string Label)> Responses { get; init; } = [];

    /// <summary>The width in pixels that it is designed for.</summary>
    public double Width { get; init; } = 840;

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg() => new WaterfallDrawing(this).Drawn().ToSvg();

    /// <summary>The figure as a file of its own, under its title.</summary>
    /// <param name="notice">What must go wherever the figure goes; "" for nothing.</param>
    public string ToFile(string notice) => new WaterfallDrawing(this).Drawn().ToFile(Title, notice);
}

/// <summary>An arm of a waterfall.</summary>
/// <param name="Arm">The arm, with how many bars there are.</param>
/// <param name="Notes">Who is not drawn, and what else must be said of the bars.</param>
/// <param name="Bars">The bars, in any order.</param>
sealed record WaterfallPanel(BoundText Arm, IReadOnlyList<BoundText> Notes, IReadOnlyList<WaterfallBar> Bars);

/// <summary>The best change of a participant.</summary>
/// <param name="Percent">In percent of baseline.</param>
/// <param name="Response">The best overall response; null where the data have none.</param>
readonly record struct WaterfallBar(double Percent, string? Response);
