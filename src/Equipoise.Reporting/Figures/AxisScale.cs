using System.Globalization;

namespace Equipoise.Reporting.Figures;

/// <summary>An axis from and to round numbers, with some of them between.</summary>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Ticks">The round numbers.</param>
/// <param name="Print">How one is written.</param>
/// <param name="IsLogarithmic">Whether equal ratios are equally far apart.</param>
sealed record AxisScale(double Low, double High, IReadOnlyList<double> Ticks, Func<double, string> Print, bool IsLogarithmic)
{
    /// <summary>A scale that holds these values, with about so many numbers.</summary>
    public static AxisScale Of(IEnumerable<double> values, int ticks = 6)
    {
        double[] all = [.. values.Where(double.IsFinite)];
        var (low, high) = (all.Min(), all.Max());
        var step = RoundStep(Math.Max(high - low, 1e-9) / ticks);
        var first = Math.Floor((low / step) + 1e-9);
        var last = Math.Max(first + 1, Math.Ceiling((high / step) - 1e-9));
        var decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(step) + 1e-9));
        return new(
            first * step,
            last * step,
            [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)],
            tick => tick.ToString($"F{decimals}", CultureInfo.InvariantCulture),
            IsLogarithmic: false
        );
    }

    /// <summary>A scale of powers of ten that holds these values, which are above 0.</summary>
    public static AxisScale OfDecades(IEnumerable<double> values)
    {
        double[] all = [.. values.Where(value => value > 0)];
        var (first, last) = ((int)Math.Floor(Math.Log10(all.Min()) + 1e-9), (int)Math.Ceiling(Math.Log10(all.Max()) - 1e-9));
        last = Math.Max(first + 1, last);
        var every = Math.Max(1, (last - first + 5) / 6);
        return new(
            Math.Pow(10, first),
            Math.Pow(10, last),
            [.. Enumerable.Range(0, ((last - first) / every) + 1).Select(i => Math.Pow(10, last - (i * every)))],
            tick => tick.ToString(tick >= 1e-4 ? "0.####" : "0e-0", CultureInfo.InvariantCulture),
            IsLogarithmic: true
        );
    }

    /// <summary>Where a value stands between two pixels; what lies outside stands at the end.</summary>
    public double Between(double from, double to, double value)
    {
        var (low, high, at) = IsLogarithmic
            ? (Math.Log(Low), Math.Log(High), Math.Log(Math.Clamp(value, Low, High)))
            : (Low, High, Math.Clamp(value, Low, High));
        return from + ((at - low) / (high - low) * (to - from));
    }

    static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power
            * (least / power) switch
            {
                <= 1 => 1,
                <= 2 => 2,
                <= 5 => 5,
                _ => 10,
            };
    }
}
