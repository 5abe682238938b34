using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Ctcae;

/// <summary>A measured value with the limits of normal of the laboratory that measured it, all in one unit.</summary>
/// <param name="Value">The value, or a bound of it.</param>
/// <param name="LowerLimit">The lower limit of normal (LLN); null when unknown.</param>
/// <param name="UpperLimit">The upper limit of normal (ULN); null when unknown.</param>
public sealed record LaboratoryReading(MeasuredValue Value, double? LowerLimit = null, double? UpperLimit = null)
{
    /// <summary>
    /// Whether it lies below, within or above the limits of normal; null where the limit that would tell is unknown, or the value
    /// is a bound with some of it on either side.
    /// </summary>
    /// <remarks>
    /// A value on a limit is normal. Exported as LBNRIND, whose words (code list NRIND) these are: LOW, NORMAL, HIGH. Value
    /// and limits are compared after rounding to that many significant digits.
    /// </remarks>
    public string? Indicator(int significantDigits = CtcaeTerm.SignificantDigits)
    {
        var value = Value with { Number = SignificantDigits.Of(Value.Number, significantDigits) };
        var isHigh = UpperLimit is { } upper ? value.IsAbove(SignificantDigits.Of(upper, significantDigits)) : null;
        var isLow = LowerLimit is { } lower ? value.IsBelow(SignificantDigits.Of(lower, significantDigits)) : null;
        return isHigh is true ? "HIGH"
            : isLow is true ? "LOW"
            : isHigh is false && isLow is false ? "NORMAL"
            : null;
    }

    /// <summary>The same in another unit.</summary>
    internal LaboratoryReading Times(double factor) =>
        factor == 1 ? this : new(Value.Times(factor), LowerLimit * factor, UpperLimit * factor);
}
