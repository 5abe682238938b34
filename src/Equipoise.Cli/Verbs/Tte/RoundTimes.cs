using System.Globalization;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Times for an axis or a table: from 0 in steps of 1, 2 or 5 times a power of ten.</summary>
static class RoundTimes
{
    const int Most = 9;

    /// <summary>The times up to the last; two of them also when everyone ends at 0, or as good as there.</summary>
    public static double[] UpTo(double last)
    {
        var length = last > 1e-300 ? last : 1;
        var power = double.Pow(10, double.Floor(double.Log10(length / Most)));
        return Every(new[] { 1.0, 2, 5, 10 }.Select(digit => digit * power).First(step => length / step < Most), length);
    }

    /// <summary>From 0 in these steps.</summary>
    public static double[] Every(double step, double last) =>
        [.. Enumerable.Range(0, int.Max(2, (int)(last / step) + 1)).Select(tick => AsPrinted(tick * step))];

    // 3 · 0.1 is 0.30000000000000004, and would be printed so.
    static double AsPrinted(double tick) =>
        double.Parse(tick.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
