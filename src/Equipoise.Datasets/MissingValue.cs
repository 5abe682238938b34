namespace Equipoise.Datasets;

/// <summary>The 28 missing values of SAS, carried as NaNs that remember their letter.</summary>
/// <remarks>Plain <see cref="double.NaN"/> is the ordinary "." of SAS. Arithmetic on a missing value gives a missing
/// value.</remarks>
public static class MissingValue
{
    const ulong Signature = 0x7FF8_5A5A_0000_0000;

    /// <summary>The missing value of that code: '.', '_' or 'A' to 'Z'.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Any other code.</exception>
    public static double Of(char code) =>
        code switch
        {
            '.' => double.NaN,
            '_' or (>= 'A' and <= 'Z') => BitConverter.UInt64BitsToDouble(Signature | code),
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A SAS missing value is '.', '_' or 'A' to 'Z'."),
        };

    /// <summary>The code of a missing value; '.' for any NaN that carries none.</summary>
    /// <exception cref="ArgumentException">The value is not missing.</exception>
    public static char CodeOf(double value)
    {
        if (!double.IsNaN(value))
            throw new ArgumentException($"{value} is not missing.", nameof(value));
        var bits = BitConverter.DoubleToUInt64Bits(value);
        return (bits & 0xFFFF_FFFF_0000_0000) == Signature ? (char)(bits & 0xFF) : '.';
    }
}
