using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>
/// A bar a participant: time on treatment, then follow-up, with what happened when, arm under arm, as one SVG element.
/// </summary>
/// <remarks>
/// Answers: how long was each treated, when came responses and how long did they last, who is still treated. The longest
/// treatment stands first. What happened differs in shape as well as in color.
/// </remarks>
sealed record SwimmerFigure
{
    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The title of the axis of time.</summary>
    public required string HorizontalTitle { get; init; }

    /// <summary>Times that are labeled on the axis; ascending.</summary>
    public required IReadOnlyList<double> Ticks { get; init; }

    /// <summary>The arms, from top to bottom.</summary>
    public required IReadOnlyList<SwimmerPanel> Panels { get; init; }

    /// <summary>The width in pixels that it is designed for.</summary>
    public double Width { get; init; } = 840;

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg() => new SwimmerDrawing(this).Drawn().ToSvg();

    /// <summary>The figure as a file of its own, under its title.</summary>
    /// <param name="notice">What must go wherever the figure goes; "" for nothing.</param>
    public string ToFile(string notice) => new SwimmerDrawing(this).Drawn().ToFile(Title, notice);
}

/// <summary>An arm of a swimmer plot.</summary>
/// <param name="Arm">The arm, with how many bars there are.</param>
/// <param name="Place">Its place among the styles of arms.</param>
/// <param name="Lanes">The bars, in any order.</param>
sealed record SwimmerPanel(BoundText Arm, int Place, IReadOnlyList<SwimmerLane> Lanes);

/// <summary>The course of a participant.</summary>
/// <param name="TreatedUntil">When treatment ended, or what is known of it.</param>
/// <param name="FollowedUntil">When follow-up ended.</param>
/// <param name="IsTreated">Whether treatment goes on.</param>
/// <param name="IsFollowed">Whether follow-up goes on.</param>
/// <param name="Marks">What happened when.</param>
sealed record SwimmerLane(
    double TreatedUntil,
    double FollowedUntil,
    bool IsTreated,
    bool IsFollowed,
    IReadOnlyList<(SwimmerMark What, double When)> Marks
);

/// <summary>What a mark of a swimmer plot stands for.</summary>
enum SwimmerMark
{
    /// <summary>The first response: a triangle.</summary>
    Response,

    /// <summary>Progression: a cross.</summary>
    Progression,

    /// <summary>Death: a square.</summary>
    Death,
}
