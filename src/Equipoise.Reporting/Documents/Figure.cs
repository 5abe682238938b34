using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Documents;

/// <summary>A figure: a caption, drawings, and the conventions they rest on.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Caption">What it shows. Its number is that of its place in the document.</param>
/// <param name="Panels">The drawings; several stand beside one another.</param>
/// <param name="Notes">What stands under it; empty for nothing.</param>
sealed record Figure(string Id, BoundText Caption, IReadOnlyList<Panel> Panels, BoundText Notes) : Block
{
    /// <summary>The values of the drawings, for those who do not see them; null where a table of the document has them.</summary>
    public Table? Values { get; init; }

    /// <summary>What the lines and marks of all panels stand for; empty where the drawings say it.</summary>
    public IReadOnlyList<KeyEntry> Key { get; init; } = [];

    /// <summary>Its number among the outputs of the trial, such as "Figure 14.2.1"; null where its place is its number.</summary>
    public string? Number { get; init; }
}

/// <summary>A drawing.</summary>
/// <param name="Wide">The drawing, as an SVG element that escapes its own texts.</param>
/// <param name="Narrow">The same for a narrow page; null where the drawing serves both.</param>
/// <param name="Title">What this one of several shows; "" for nothing.</param>
sealed record Panel(string Wide, string? Narrow = null, string Title = "");

/// <summary>What a line or mark stands for.</summary>
/// <param name="Sample">A sample of it, as an SVG element.</param>
/// <param name="Label">What it stands for.</param>
sealed record KeyEntry(string Sample, string Label);
