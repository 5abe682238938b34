using System.Globalization;
using Equipoise.Conduct.Ctcae;
using Equipoise.Protocol;
using Equipoise.Protocol.Laboratory;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.FollowUp;

/// <summary>The units in which laboratories report a test, and what they are in the unit of the protocol.</summary>
public static class ReportedUnit
{
    // A report has three or four digits; a converted one shows no dust of binary fractions.
    const int Digits = 12;

    /// <summary>The units that can be told in that of the protocol, which comes first.</summary>
    /// <param name="test">The test in the protocol.</param>
    public static IReadOnlyList<string> Of(LaboratoryTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return
        [
            test.Unit,
            .. GradedTest.Find(test.Code)?.Units.Where(unit => unit != test.Unit && Factor(test, unit) is not null) ?? [],
        ];
    }

    /// <summary>What a value in that unit is multiplied by; null where the unit cannot be told in that of the protocol.</summary>
    /// <param name="test">The test in the protocol.</param>
    /// <param name="unit">The unit of the report.</param>
    public static double? Factor(LaboratoryTest test, string unit)
    {
        ArgumentNullException.ThrowIfNull(test);
        return unit == test.Unit ? 1 : GradedTest.Find(test.Code)?.Factor(unit, test.Unit);
    }

    /// <summary>A number of a report in the unit of the protocol, rounded to 12 significant digits.</summary>
    /// <param name="value">The number as it was reported.</param>
    /// <param name="factor">What it is multiplied by.</param>
    public static double In(double value, double factor) => factor == 1 ? value : SignificantDigits.Of(value * factor, Digits);

    /// <summary>
    /// A value as a laboratory writes it, such as 0.45 or &lt;0.1; a comma is taken for the point. Null for any other text.
    /// </summary>
    /// <param name="text">The text.</param>
    public static MeasuredValue? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.Trim().Replace('≤', '<').Replace('≥', '>');
        var isEqual = text.Contains('≤', StringComparison.Ordinal) || text.Contains('≥', StringComparison.Ordinal);
        Comparator? comparator = null;
        if (rest.Length > 0 && rest[0] is '<' or '>')
        {
            var sign = rest[0];
            rest = rest[1..];
            if (rest.StartsWith('='))
                (rest, isEqual) = (rest[1..], true);
            comparator =
                sign == '<' ? isEqual ? Comparator.AtMost : Comparator.LessThan
                : isEqual ? Comparator.AtLeast
                : Comparator.GreaterThan;
        }
        return double.TryParse(
            rest.Trim().Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        ) && double.IsFinite(number)
            ? new(number, comparator)
            : null;
    }
}
