using Equipoise.Analysis.Results;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>Survival curves with pointwise intervals, censoring marks and numbers at risk, as one SVG element.</summary>
/// <remarks>
/// Answers: how many are still free of the event at each time, by arm, and on how many participants that rests. After the layout
/// of Morris et al. (2019, KMunicate, BMJ Open 9:e030215): curves start at one, the vertical axis runs from zero, numbers at risk
/// stand under their tick. The same drawing holds curves of cumulative incidence, which start at zero. Arms differ in color and
/// in line, and are named where their curve ends and above their numbers. The
/// element scales to its container; it needs no script, style sheet or font of its own. R: <c>survminer::ggsurvplot</c>.
/// </remarks>
public sealed record KaplanMeierFigure
{
    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What stands above it in a file of its own; null for nothing.</summary>
    public string? Heading { get; init; }

    /// <summary>Lines inside the plot, where no curve is; above it where there is no such place.</summary>
    public IReadOnlyList<BoundText> Inset { get; init; } = [];

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The title of the vertical axis, such as "Progression-free survival (%)".</summary>
    public required string VerticalTitle { get; init; }

    /// <summary>The title of the horizontal axis with its unit, such as "Months since randomization".</summary>
    public required string HorizontalTitle { get; init; }

    /// <summary>Times that are labeled on the axis; numbers at risk stand under them. Ascending, two or more.</summary>
    public required IReadOnlyList<double> Ticks { get; init; }

    /// <summary>What the numbers under the ticks are.</summary>
    public string CountsTitle { get; init; } = "Number at risk";

    /// <summary>One curve per arm, in display order.</summary>
    public required IReadOnlyList<KaplanMeierCurve> Curves { get; init; }

    /// <summary>
    /// The width in pixels that it is designed for. Below 500, arms are named only above their numbers and every other tick is
    /// labeled.
    /// </summary>
    public double Width { get; init; } = 840;

    /// <summary>The figure as an SVG element.</summary>
    /// <exception cref="ArgumentException">There is no curve, or fewer than two ticks.</exception>
    public string ToSvg() => Drawn().ToSvg();

    /// <summary>
    /// The figure as a file of its own: it has a size and a white ground, so that it reads on any page and on any slide.
    /// </summary>
    /// <param name="notice">What must go wherever the figure goes, such as that the data are synthetic; "" for nothing.</param>
    /// <exception cref="ArgumentException">There is no curve, or fewer than two ticks.</exception>
    public string ToFile(string notice) => Drawn().ToFile(Heading, notice);

    Drawing Drawn() =>
        Curves.Count == 0 || Ticks.Count < 2
            ? throw new ArgumentException($"A figure needs a curve and two ticks; it has {Curves.Count} and {Ticks.Count}.")
            : new KaplanMeierDrawing(this).Drawn();
}

/// <summary>The curve of one arm, with the numbers at risk under it.</summary>
/// <param name="Label">The arm as printed.</param>
/// <param name="Curve">Its steps.</param>
/// <param name="AtRisk">The number at each tick of the figure, in the same order; empty words print nothing.</param>
/// <param name="Median">The time at which it is at one half; null draws no line.</param>
public sealed record KaplanMeierCurve(string Label, ArmCurve Curve, IReadOnlyList<TextRun> AtRisk, double? Median = null)
{
    /// <summary>How many were censored before each tick; empty prints no such row.</summary>
    public IReadOnlyList<TextRun> Censored { get; init; } = [];

    /// <summary>How many had the event before each tick; empty prints no such row.</summary>
    public IReadOnlyList<TextRun> Events { get; init; } = [];
}
