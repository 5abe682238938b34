using System.Globalization;

namespace Equipoise.Reporting.Figures;

/// <summary>A logarithmic axis, symmetric about one, so that halving and doubling look alike.</summary>
sealed class ForestScale
{
    static readonly (double Limit, double[] Ticks)[] Choices =
    [
        (2, [0.5, 0.75, 1, 1.5, 2]),
        (4, [0.25, 0.5, 1, 2, 4]),
        (10, [0.1, 0.25, 0.5, 1, 2, 4, 10]),
    ];

    readonly double limit,
        left,
        right;

    ForestScale(double limit, double[] ticks, double left, double right) =>
        (this.limit, Ticks, this.left, this.right) = (limit, ticks, left, right);

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>
    /// The narrowest axis that holds every estimate and three quarters of the intervals; the others end in arrows.
    /// </summary>
    public static ForestScale For(IReadOnlyList<ForestRow> rows, double left, double right)
    {
        var drawn = rows.Where(row => row.Ratio > 0 && row.Lower > 0).ToArray();
        var (limit, ticks) = Choices.FirstOrDefault(
            choice =>
                drawn.All(row => Inside(row.Ratio, choice.Limit))
                && drawn.Count(row => Inside(row.Lower, choice.Limit) && Inside(row.Upper, choice.Limit)) >= 0.75 * drawn.Length,
            Choices[^1]
        );
        return new(limit, ticks, left, right);
    }

    public double X(double ratio) =>
        left + ((Math.Log(Math.Clamp(ratio, 1 / limit, limit)) / Math.Log(limit) + 1) / 2 * (right - left));

    public bool Holds(double ratio) => Inside(ratio, limit);

    public static string Print(double tick) => tick.ToString("0.##", CultureInfo.InvariantCulture);

    static bool Inside(double? ratio, double limit) => ratio >= 1 / limit && ratio <= limit;
}
