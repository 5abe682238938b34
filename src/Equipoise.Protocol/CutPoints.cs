using System.Globalization;

namespace Equipoise.Protocol;

/// <summary>A number made into groups: below the first point, from each point to below the next, from the last on.</summary>
/// <param name="Variable">What is cut: "age", the id of a criterion, or a variable of ADSL.</param>
/// <param name="Points">Where, ascending, one or more.</param>
public sealed record CutPoints(string Variable, IReadOnlyList<double> Points)
{
    /// <summary>The name of the groups in plans and addresses: age cut at 65 is age-65.</summary>
    public string Id => string.Join('-', [Variable, .. Points.Select(point => point.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>The place of the group that holds a number, from 0; -1 for none.</summary>
    public int GroupOf(double value) => double.IsNaN(value) ? -1 : Points.Count(point => value >= point);
}
