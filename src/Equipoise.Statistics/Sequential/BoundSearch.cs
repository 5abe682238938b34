using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>The bound of one look that spends a given probability.</summary>
/// <remarks>The logarithm of the probability is what is solved, so that 1e-100 is met as well as 0.01.</remarks>
static class BoundSearch
{
    /// <summary>The z above which the path first crosses with that probability; +∞ for 0;
    /// null when not even going on has it.</summary>
    public static double? Upper(ContinuingPath path, double probability, double mean) =>
        Solve(path.Above, path, probability, mean, 1);

    /// <summary>The z below which the path first crosses with that probability; -∞ for 0;
    /// null when not even going on has it.</summary>
    public static double? Lower(ContinuingPath path, double probability, double mean) =>
        Solve(path.Below, path, probability, mean, -1);

    static double? Solve(Func<double, double> crossing, ContinuingPath path, double probability, double mean, int side)
    {
        if (!(probability > 0))
            return side * double.PositiveInfinity;
        if (probability >= path.Remaining)
            return null;
        var far = mean - side * Normal.Quantile(probability);
        if (path.Look == 0)
            return far;
        // Not more than the tail of Z_k alone crosses, and not less than that tail without all who stopped before.
        var stopped = double.Max(0, 1 - path.Remaining);
        var near = mean - side * Normal.Quantile(double.Min(probability + stopped, 1));
        var margin = 1e-7;
        while (!(crossing(near) >= probability))
        {
            near = double.IsInfinity(near) ? far - side : near - side * margin;
            margin *= 4;
        }
        margin = 1e-7;
        while (!(crossing(far) <= probability))
        {
            far += side * margin;
            margin *= 4;
        }
        var target = double.Log(probability);
        return near == far ? near : Brent.Zero(z => double.Log(crossing(z)) - target, near, far);
    }
}
