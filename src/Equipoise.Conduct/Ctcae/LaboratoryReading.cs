namespace Equipoise.Conduct.Ctcae;

/// <summary>A measured value with the limits of normal of the laboratory that measured it, all in one unit.</summary>
/// <param name="Value">The value.</param>
/// <param name="LowerLimit">The lower limit of normal (LLN); null when unknown.</param>
/// <param name="UpperLimit">The upper limit of normal (ULN); null when unknown.</param>
public sealed record LaboratoryReading(double Value, double? LowerLimit = null, double? UpperLimit = null)
{
    /// <summary>
    /// Whether it lies below, within or above the limits of normal; null where the limit that would tell is unknown.
    /// </summary>
    /// <remarks>
    /// A value on a limit is normal. Exported as LBNRIND, whose words (code list NRIND) these are: LOW, NORMAL, HIGH. Value
    /// and limits are compared after rounding to that many significant digits.
    /// </remarks>
    public string? Indicator(int significantDigits = CtcaeTerm.SignificantDigits)
    {
        var value = SignificantDigits.Of(Value, significantDigits);
        if (UpperLimit is { } upper && value > SignificantDigits.Of(upper, significantDigits))
            return "HIGH";
        if (LowerLimit is { } lower && value < SignificantDigits.Of(lower, significantDigits))
            return "LOW";
        return LowerLimit is null || UpperLimit is null ? null : "NORMAL";
    }

    /// <summary>The same in another unit.</summary>
    internal LaboratoryReading Times(double factor) =>
        factor == 1 ? this : new(Value * factor, LowerLimit * factor, UpperLimit * factor);
}
