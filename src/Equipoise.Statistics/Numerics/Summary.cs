using System.Globalization;

namespace Equipoise.Statistics.Numerics;

/// <summary>Numbers in the short texts by which results show themselves, as in a debugger: four digits, NE for none.</summary>
static class Summary
{
    public static string Of(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("G4", CultureInfo.InvariantCulture) : "NE";

    /// <summary>"2.963, 1.969", or "none".</summary>
    public static string Of(IEnumerable<double> values) => Of(values.Select(static value => (double?)value));

    /// <summary>"2.963, NE", or "none".</summary>
    public static string Of(IEnumerable<double?> values)
    {
        var words = string.Join(", ", values.Select(Of));
        return words.Length == 0 ? "none" : words;
    }

    /// <summary>"2.963, 1.969", or "none".</summary>
    public static string Of(ReadOnlySpan<double> values) => Of(values.ToArray().AsEnumerable());

    /// <summary>"27 (95% 18 to 45)"</summary>
    public static string Of(double? estimate, double? lower, double? upper, double confidence) =>
        $"{Of(estimate)} ({Of(100 * confidence)}% {Of(lower)} to {Of(upper)})";
}
