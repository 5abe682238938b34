using System.Globalization;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>What a figure shows of each combination.</summary>
/// <param name="Title">The title of its axis, with the unit.</param>
/// <param name="Of">The value and its bar; null where there is none.</param>
sealed record Measure(string Title, Func<SimulationTally, Plotted?> Of)
{
    /// <summary>The 97.5th percentile of the standard normal distribution.</summary>
    public const double Z975 = 1.96;

    /// <summary>Where the axis ends at the latest.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>The least that an axis spans, so that Monte-Carlo noise does not look like a finding.</summary>
    public double LeastSpan { get; init; }

    /// <summary>Values of the design to compare with.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Whether lines stand a little apart, because their bars are long.</summary>
    public bool Apart { get; init; }

    /// <summary>
    /// A mean or probability with 1.96 Monte-Carlo standard errors to either side; 0 and 1 with their exact limits.
    /// </summary>
    public static Func<SimulationTally, Plotted?> Estimated(Func<SimulationTally, MonteCarloEstimate?> of, double unit = 1) =>
        tally =>
            of(tally) is { } found
                ? new(
                    unit * found.Estimate,
                    unit * (found.IsNoneOrAll ? found.Lower!.Value : found.Estimate - (Z975 * (found.StandardError ?? 0))),
                    unit * (found.IsNoneOrAll ? found.Upper!.Value : found.Estimate + (Z975 * (found.StandardError ?? 0)))
                )
                : null;
}

/// <summary>A value with the ends of its bar.</summary>
readonly record struct Plotted(double Value, double Low, double High);

/// <summary>A value of the design.</summary>
/// <param name="Label">What it is, with its value.</param>
/// <param name="At">The value.</param>
/// <param name="Dash">The dash pattern of its line.</param>
readonly record struct ReferenceLine(string Label, double At, string Dash);

/// <summary>An axis from and to round numbers, with three to seven of them between.</summary>
sealed record ValueScale(double Low, double High, IReadOnlyList<double> Ticks, int Decimals)
{
    /// <summary>The scale that holds these values and is never below 0.</summary>
    public static ValueScale Of(IReadOnlyList<double> values, double leastSpan, double most)
    {
        var (low, high) = (Math.Max(0, values.Min()), Math.Min(most, values.Max()));
        if (high - low < leastSpan)
        {
            var middle = (low + high) / 2;
            (low, high) = (Math.Max(0, middle - (leastSpan / 2)), Math.Min(most, middle + (leastSpan / 2)));
        }
        var step = RoundStep(Math.Max(high - low, 1e-9) / 5);
        var first = (long)Math.Floor((low / step) + 1e-9);
        var last = Math.Max(first + 1, (long)Math.Ceiling((high / step) - 1e-9));
        var decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(step) + 1e-9));
        return new(
            first * step,
            last * step,
            [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step)],
            decimals
        );
    }

    public string Print(double tick) => tick.ToString($"F{Decimals}", CultureInfo.InvariantCulture);

    /// <summary>Where a value stands between two pixels; what lies outside stands at the end.</summary>
    public double Between(double from, double to, double value) =>
        from + ((Math.Clamp(value, Low, High) - Low) / (High - Low) * (to - from));

    static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
    }
}
