using System.Globalization;

namespace Equipoise.Protocol.Values;

/// <summary>
/// A measured number, or only a bound of it: a laboratory that cannot tell how little there is reports "&lt;0.1". Neither a text
/// nor the number 0.1.
/// </summary>
/// <param name="Number">The number, or the bound.</param>
/// <param name="Comparator">On which side of the bound the value lies; null for the number itself.</param>
public readonly record struct MeasuredValue(double Number, Comparator? Comparator = null)
{
    /// <summary>A number that was measured as such.</summary>
    public static implicit operator MeasuredValue(double number) => new(number);

    /// <summary>Whether it is a bound, so that the number must not be reckoned with.</summary>
    public bool IsBound => Comparator is not null;

    /// <summary>The same in another unit: the bound moves, the side does not.</summary>
    /// <param name="factor">What a value is multiplied by; above 0.</param>
    public MeasuredValue Times(double factor) => this with { Number = Number * factor };

    /// <summary>The same on the other side of 0: what was at most 2 is at least -2.</summary>
    public MeasuredValue Negated() => new(-Number, Opposite);

    /// <summary>Whether the value is known to lie below a limit: null where it may or may not.</summary>
    public bool? IsBelow(double limit) =>
        Comparator switch
        {
            null => Number < limit,
            Values.Comparator.LessThan => Number <= limit ? true : null,
            Values.Comparator.AtMost => Number < limit ? true : null,
            _ => Number >= limit ? false : null,
        };

    /// <summary>Whether the value is known to lie above a limit: null where it may or may not.</summary>
    public bool? IsAbove(double limit) =>
        Comparator switch
        {
            null => Number > limit,
            Values.Comparator.GreaterThan => Number >= limit ? true : null,
            Values.Comparator.AtLeast => Number > limit ? true : null,
            _ => Number <= limit ? false : null,
        };

    /// <summary>Whether any value that it allows lies between two limits, both included; null is no limit.</summary>
    public bool MayLieWithin(double? low, double? high) =>
        !(low is { } least && IsBelow(least) is true) && !(high is { } most && IsAbove(most) is true);

    Comparator? Opposite =>
        Comparator switch
        {
            Values.Comparator.LessThan => Values.Comparator.GreaterThan,
            Values.Comparator.AtMost => Values.Comparator.AtLeast,
            Values.Comparator.AtLeast => Values.Comparator.AtMost,
            Values.Comparator.GreaterThan => Values.Comparator.LessThan,
            _ => null,
        };

    /// <summary>As a laboratory writes it, and as SDTM has it: "0.45", "&lt;0.1", ">=1000".</summary>
    public override string ToString() => $"{Comparator?.Sign()}{Number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>How a number bounds a value that is not known itself: the comparator of a quantity in HL7 FHIR.</summary>
public enum Comparator
{
    /// <summary>The value is less than the number: &lt;.</summary>
    LessThan,

    /// <summary>The value is the number or less: &lt;=.</summary>
    AtMost,

    /// <summary>The value is the number or more: >=.</summary>
    AtLeast,

    /// <summary>The value is more than the number: >.</summary>
    GreaterThan,
}

/// <summary>How comparators are written.</summary>
public static class ComparatorSigns
{
    /// <summary>The sign, such as &lt;=.</summary>
    public static string Sign(this Comparator comparator) =>
        comparator switch
        {
            Comparator.LessThan => "<",
            Comparator.AtMost => "<=",
            Comparator.AtLeast => ">=",
            Comparator.GreaterThan => ">",
            _ => throw new ArgumentOutOfRangeException(nameof(comparator), comparator, "No such comparator is known."),
        };
}
