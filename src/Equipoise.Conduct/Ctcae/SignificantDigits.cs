using System.Globalization;

namespace Equipoise.Conduct.Ctcae;

/// <summary>
/// Rounding to significant digits, as R's <c>signif</c>: what arithmetic leaves in the last bits must not move a grade.
/// </summary>
static class SignificantDigits
{
    /// <summary>1.5 x 0.1 is 0.15000000000000002 in binary; to 15 digits it is 0.15, as a person would say.</summary>
    internal static double Of(double value, int digits) =>
        double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
