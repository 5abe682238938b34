using System.Globalization;
using System.Numerics;

namespace Equipoise.Design.Simulation.Tally;

/// <summary>A sum of numbers that does not depend on their order: fixed point, in units of 2⁻⁴².</summary>
/// <remarks>
/// Sums of floating point change with their order, so that shards would not merge to what one machine gives. Here each addend is
/// rounded once, to the nearest 2⁻⁴² (2.3e-13), and adding is exact, up to 3.8e25 in all.
/// </remarks>
/// <param name="Units">The sum in units of 2⁻⁴².</param>
public readonly record struct ExactSum(Int128 Units)
{
    internal const int FractionBits = 42;

    const double UnitsPerOne = 1L << FractionBits;

    /// <summary>The sum of one number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite, or 1e15 or more in size.</exception>
    public static ExactSum Of(double value) =>
        double.Abs(value) < 1e15
            ? new((Int128)double.Round(value * UnitsPerOne))
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A sum takes finite numbers below 1e15 in size.");

    /// <summary>The sum to the nearest double.</summary>
    public double Value => (double)Units / UnitsPerOne;

    /// <summary>Both sums together, exactly.</summary>
    /// <exception cref="OverflowException">It is 3.8e25 or more in size.</exception>
    public static ExactSum operator +(ExactSum left, ExactSum right) => new(checked(left.Units + right.Units));

    /// <summary>The same as the operator.</summary>
    public ExactSum Add(ExactSum other) => this + other;

    /// <summary>The units as a whole number, so that nothing is lost in a file.</summary>
    public override string ToString() => Units.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is not a whole number of 128 bits.</exception>
    public static ExactSum Parse(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units)
            ? new(units)
            : throw new FormatException($"'{text}' is not a whole number of 128 bits.");

    internal BigInteger Exactly => Units;
}
