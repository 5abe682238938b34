namespace Equipoise.Reporting.Rendering.Text;

/// <summary>How much text a page holds.</summary>
/// <param name="Columns">How many characters a line has.</param>
/// <param name="Lines">How many lines a page has.</param>
sealed record PageSize(int Columns, int Lines)
{
    /// <summary>A sheet of letter paper on its side, in a type of eight points, as regulators print it.</summary>
    public static PageSize LandscapeLetter { get; } = new(132, 60);
}
