using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>The flow of participants from screening to analysis, as one SVG element.</summary>
/// <remarks>Answers: who came in, who left, when and why, and who is counted? After CONSORT 2025 (Hopewell et al., BMJ
/// 389:e081123).</remarks>
public sealed record ConsortFigure
{
    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>Those assessed for eligibility; null when the data do not say.</summary>
    public ConsortBox? Screened { get; init; }

    /// <summary>Those who were kept out, with the reasons; null when the data do not say.</summary>
    public ConsortBox? Excluded { get; init; }

    /// <summary>Those who were randomized; null when the data do not say.</summary>
    public ConsortBox? Randomized { get; init; }

    /// <summary>The names of the arms, in the order of the boxes.</summary>
    public required IReadOnlyList<BoundText> Arms { get; init; }

    /// <summary>The stages after randomization, each with its name and one box per arm.</summary>
    public required IReadOnlyList<ConsortStage> Stages { get; init; }

    /// <summary>Whether the arms stand one below the other, for a screen too narrow to hold them side by side.</summary>
    public bool Stacked { get; init; }

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg() => (Stacked ? new ConsortStack(this).Svg() : new ConsortDrawing(this).Svg()).ToString();
}

/// <summary>A stage of the flow after randomization.</summary>
/// <param name="Name">Such as "Allocation".</param>
/// <param name="Boxes">One box per arm, in the order of the protocol.</param>
public sealed record ConsortStage(string Name, IReadOnlyList<ConsortBox> Boxes);

/// <summary>A box of the flow.</summary>
/// <param name="Heading">Its first line, with the number that is in it.</param>
/// <param name="Lines">What the number is made of.</param>
public sealed record ConsortBox(BoundText Heading, IReadOnlyList<ConsortLine> Lines);

/// <summary>A line of a box.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Depth">How far it is set in: 0, or 1 for a part of the line above it.</param>
public sealed record ConsortLine(BoundText Text, int Depth);
