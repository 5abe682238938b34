namespace Equipoise.Datasets.Csv;

/// <summary>Numbers so short that one division in double arithmetic gives their nearest double.</summary>
/// <remarks>
/// Digits below 2^53 and powers of ten up to 10^22 are doubles without error, and IEEE 754 rounds the one division correctly, so
/// that the quotient is the double nearest to the decimal. Source: Clinger, How to read floating point numbers accurately, 1990.
/// Nearly every number of a data set is of this kind.
/// </remarks>
static class ShortDecimal
{
    // As many digits as an unsigned 64-bit integer holds whatever they are, a sign and a point.
    const int Longest = 20;
    const int MostDigits = 18;
    const ulong LargestExactInteger = 1UL << 53;

    static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    /// <summary>
    /// Digits with at most one minus sign in front and one point; false for all else, though it may be a number.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        return cell.Length is > 0 and <= Longest && Begin(cell, out value) == cell.Length;
    }

    /// <summary>Such a number at the beginning of a text, whatever follows it.</summary>
    /// <returns>Its length in bytes; 0 when there is none.</returns>
    public static int Begin(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var cell = text[..Math.Min(text.Length, Longest)];
        if (cell.IsEmpty)
            return 0;
        var start = cell[0] == '-' ? 1 : 0;
        var digits = 0UL;
        var point = Digits(cell, start, ref digits);
        // 007 is a name, not a number.
        if (point - start > 1 && cell[start] == '0')
            return 0;
        var (end, decimals) = (point, 0);
        if (end < cell.Length && cell[end] == '.')
        {
            end = Digits(cell, point + 1, ref digits);
            decimals = end - point - 1;
        }
        if (point - start + decimals is 0 or > MostDigits || digits > LargestExactInteger)
            return 0;
        value = decimals == 0 ? digits : digits / PowersOfTen[decimals];
        if (start == 1)
            value = -value;
        return end;
    }

    static int Digits(ReadOnlySpan<byte> cell, int from, ref ulong digits)
    {
        for (; from < cell.Length && (uint)(cell[from] - '0') is <= 9 and var digit; from++)
            digits = digits * 10 + digit;
        return from;
    }
}
