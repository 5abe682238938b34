using System.Globalization;
using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Conduct.Ctcae;

/// <summary>The numbers in a limit of our tables, and in the NCI's words.</summary>
static partial class NumbersIn
{
    /// <summary>
    /// What the NCI writes in other units than the table: ionized calcium in mmol/L only (x 4 is mg/dL); hemoglobin "increase in 2 gm/dL"
    /// (x 10 is g/L); uric acid 0.59 mmol/L for 590 umol/L; fibrinogen "50 mg/dL" (0.5 g/L); counts "/mm3" for 10^3/mL with thousands;
    /// leukocytosis and high lymphocytes in /mm3 only. And "&lt;25% decrease", any fall, is more than 0.
    /// </summary>
    internal static readonly string[] OtherUnits =
    [
        "Hypercalcemia (Ionized) mg/dL",
        "Hypocalcemia (Ionized) mg/dL",
        "Hemoglobin increased g/L",
        "Hyperuricemia umol/L",
        "Fibrinogen decreased g/L grade 4",
        "Fibrinogen decreased g/L grade 1: 0",
        "Fibrinogen decreased mg/dL grade 1: 0",
        "Leukocytosis 10^9/L",
        "Lymphocyte count increased 10^9/L",
    ];

    internal static IEnumerable<double> Limits(string cell) =>
        from match in Number().Matches(cell)
        select double.Parse(match.Value, CultureInfo.InvariantCulture);

    internal static IReadOnlyList<double> Words(string words) =>
        [.. Number().Matches(words.Replace(",", "", StringComparison.Ordinal)).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
