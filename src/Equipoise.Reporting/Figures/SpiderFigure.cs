using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>A line a participant: the change of target lesions as time goes on, arm under arm, as one SVG element.</summary>
/// <remarks>
/// Answers: when did tumors shrink, for how long, and when did they grow again. All arms have one scale in time and in change.
/// Lines differ in color and in dash by best overall response; a cross marks progression on the day on which it was seen, at the
/// height of the change last seen.
/// </remarks>
sealed record SpiderFigure
{
    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The title of the upright axis.</summary>
    public required string VerticalTitle { get; init; }

    /// <summary>The title of the axis of time.</summary>
    public required string HorizontalTitle { get; init; }

    /// <summary>Times that are labeled on the axis; ascending.</summary>
    public required IReadOnlyList<double> Ticks { get; init; }

    /// <summary>The arms, from top to bottom.</summary>
    public required IReadOnlyList<SpiderPanel> Panels { get; init; }

    /// <summary>The best overall responses that somebody has, with their names; empty where the data have none.</summary>
    public IReadOnlyList<(string Response, string Label)> Responses { get; init; } = [];

    /// <summary>What a cross is; "" where there is none.</summary>
    public string CrossLabel { get; init; } = "";

    /// <summary>The width in pixels that it is designed for.</summary>
    public double Width { get; init; } = 840;

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg() => new SpiderDrawing(this).Drawn().ToSvg();

    /// <summary>The figure as a file of its own, under its title.</summary>
    /// <param name="notice">What must go wherever the figure goes; "" for nothing.</param>
    public string ToFile(string notice) => new SpiderDrawing(this).Drawn().ToFile(Title, notice);
}

/// <summary>An arm of a spider plot.</summary>
/// <param name="Arm">The arm, with how many lines there are.</param>
/// <param name="Lines">The lines.</param>
sealed record SpiderPanel(BoundText Arm, IReadOnlyList<SpiderLine> Lines);

/// <summary>The course of a participant.</summary>
/// <param name="Points">The changes after baseline by time; one or more.</param>
/// <param name="Response">The best overall response; null where the data have none.</param>
/// <param name="Progressed">When progression was first seen; null where it was not.</param>
sealed record SpiderLine(IReadOnlyList<(double Time, double Percent)> Points, string? Response, double? Progressed);
