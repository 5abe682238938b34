namespace Equipoise.Reporting.Pictures;

/// <summary>Something that a picture is made of, in the picture's own pixels.</summary>
abstract record Mark
{
    Mark() { }

    /// <summary>Lines and areas.</summary>
    /// <param name="Steps">How the pen moves.</param>
    /// <param name="Ink">How it is filled and drawn.</param>
    public sealed record Path(IReadOnlyList<PenStep> Steps, Ink Ink) : Mark;

    /// <summary>A line of text.</summary>
    /// <param name="Words">The text.</param>
    /// <param name="X">Where it is anchored.</param>
    /// <param name="Y">Its baseline.</param>
    /// <param name="Anchor">Which part of it stands there.</param>
    /// <param name="Size">The size of its letters.</param>
    /// <param name="IsBold">Whether it is bold.</param>
    /// <param name="Color">Its color, as #rrggbb.</param>
    public sealed record Text(string Words, double X, double Y, Anchor Anchor, double Size, bool IsBold, string Color) : Mark;
}

/// <summary>A movement of the pen: to a point, drawing or not, or back to where it was put down.</summary>
readonly record struct PenStep(PenMove Move, double X, double Y);

enum PenMove
{
    To,
    LineTo,
    Close,
}

/// <summary>Which part of a text stands at its point.</summary>
enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>How a path is filled and drawn; a color is #rrggbb, and null for none.</summary>
/// <param name="Fill">The color inside.</param>
/// <param name="Opacity">How much of it covers what is below, 0 to 1.</param>
/// <param name="Stroke">The color of the line.</param>
/// <param name="Width">How wide the line is.</param>
/// <param name="Dashes">Lengths of dashes and gaps in turn; empty for a solid line.</param>
sealed record Ink(string? Fill, double Opacity, string? Stroke, double Width, IReadOnlyList<double> Dashes);
