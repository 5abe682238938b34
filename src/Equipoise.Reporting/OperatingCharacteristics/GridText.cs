using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>
/// Text of a simulated grid. Its numbers are tallies of that grid, which the page holds whole in its own tables: they have no
/// address.
/// </summary>
static class GridText
{
    public static BoundText Of(string text) => BoundText.AsGiven(text);
}
