using System.Globalization;

namespace Equipoise.Protocol.Values;

/// <summary>What a person meant who typed a number: a number, or a bound of one; or why nobody can tell.</summary>
/// <remarks>
/// <para>
/// The one place where typed text becomes a number, for every edge at which people type or files are read. Half of the world
/// writes 0,4 and half 0.4, and "1,234" is a thousand to some and little more than one to others: what has two readings at its
/// place is refused, with both, and never guessed. Beyond the edge there are only values.
/// </para>
/// <para>
/// Blanks around it do not count. Groups of three digits may be parted by blanks (also those that do not break, as French and the
/// SI write them), apostrophes (as the Swiss do), commas or points. Not taken are exponents, units, and a decimal sign
/// without a digit before and after it: ".5" and "5." are what is left of a number when a digit is lost (ISMP, error-prone dose
/// designations).
/// </para>
/// </remarks>
public abstract record TypedNumber
{
    TypedNumber() { }

    /// <summary>It has one reading.</summary>
    /// <param name="Number">The number, or the bound, with every digit that was typed.</param>
    /// <param name="Comparator">On which side of the bound the value lies; null for the number itself.</param>
    public sealed record Understood(decimal Number, Comparator? Comparator) : TypedNumber
    {
        /// <summary>The same as a measured value.</summary>
        public MeasuredValue Value => new((double)Number, Comparator);
    }

    /// <summary>It is no number, or might be two.</summary>
    /// <param name="Why">What is wrong and what to type, in a sentence.</param>
    public sealed record NotUnderstood(string Why) : TypedNumber;

    /// <summary>A decimal holds that many digits exactly.</summary>
    const int MostDigits = 28;

    static readonly (string Sign, Comparator Comparator)[] signs =
    [
        ("<=", Values.Comparator.AtMost),
        ("\u2264", Values.Comparator.AtMost),
        ("<", Values.Comparator.LessThan),
        (">=", Values.Comparator.AtLeast),
        ("\u2265", Values.Comparator.AtLeast),
        (">", Values.Comparator.GreaterThan),
    ];

    /// <summary>What was meant.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="convention">How numbers are written at that place.</param>
    public static TypedNumber Read(string text, NumberConvention convention)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.Trim();
        Comparator? comparator = null;
        foreach (var (sign, meaning) in signs)
            if (rest.StartsWith(sign, StringComparison.Ordinal))
            {
                (rest, comparator) = (rest[sign.Length..].TrimStart(), meaning);
                break;
            }
        if (rest.Length == 0)
            return new NotUnderstood("There is no number: type one, such as 0.4.");
        var isNegative = rest[0] is '-' or '\u2212';
        var digits = isNegative ? rest[1..] : rest;
        if (digits.Count(char.IsAsciiDigit) > MostDigits)
            return new NotUnderstood($"A number has at most {MostDigits} digits.");
        if (Strange(digits) is { } strange)
            return new NotUnderstood(strange);
        var readings = Readings(digits, convention).Distinct().ToList();
        return readings switch
        {
            [var one] => new Understood(isNegative ? -one : one, comparator),
            [] => new NotUnderstood(
                $"'{rest}' is no number as it is written here: type digits and one {InWords(convention)}, with a digit before "
                    + "and after it."
            ),
            _ => new NotUnderstood(
                $"'{rest}' may be {string.Join(" or ", readings.Select(one => FormattableString.Invariant($"{one}")))}: type it "
                    + "without marks between thousands, or with another count of decimals."
            ),
        };
    }

    static string? Strange(string digits)
    {
        foreach (var letter in digits)
            if (letter is '.' or ',' || IsGap(letter) || char.IsAsciiDigit(letter))
                continue;
            else if (char.IsDigit(letter))
                return "Type the digits 0 to 9.";
            else
                return $"'{letter}' belongs to no number: type the number alone, without its unit, a sign or an exponent.";
        return null;
    }

    /// <summary>Every number that it may be: with each of the two signs as the decimal sign, or none.</summary>
    static IEnumerable<decimal> Readings(string digits, NumberConvention convention)
    {
        foreach (var sign in (char?[])[null, '.', ','])
        {
            // Where the decimal sign is agreed upon it parts no thousands.
            if (Agreed(convention) is { } agreed && sign != agreed && digits.Contains(agreed, StringComparison.Ordinal))
                continue;
            var parts = sign is { } mark ? digits.Split(mark) : [digits];
            if (parts.Length == (sign is null ? 1 : 2) && IsWhole(parts[0]) && parts.Skip(1).All(IsDigits))
                yield return decimal.Parse(
                    string.Join('.', parts.Select(part => string.Concat(part.Where(char.IsAsciiDigit)))),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture
                );
        }
    }

    /// <summary>Digits alone, or in groups of three with one mark between them all; the first group is no zero.</summary>
    static bool IsWhole(string text)
    {
        if (IsDigits(text))
            return true;
        var marks = text.Where(letter => !char.IsAsciiDigit(letter)).Distinct().ToList();
        return marks is [var mark]
            && text.Split(mark) is [{ Length: >= 1 and <= 3 } first, .. var groups]
            && first[0] != '0'
            && groups.All(group => group.Length == 3);
    }

    static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    static bool IsGap(char letter) => letter is ' ' or '\u00A0' or '\u2009' or '\u202F' or '\'' or '\u2019';

    static char? Agreed(NumberConvention convention) =>
        convention switch
        {
            NumberConvention.Point => '.',
            NumberConvention.Comma => ',',
            NumberConvention.Either => null,
            _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "No such convention is known."),
        };

    static string InWords(NumberConvention convention) =>
        convention switch
        {
            NumberConvention.Point => "decimal point",
            NumberConvention.Comma => "decimal comma",
            _ => "decimal point or comma",
        };
}

/// <summary>How numbers are written where somebody types them.</summary>
public enum NumberConvention
{
    /// <summary>With a decimal point, as programs write and most English sites: 1.234 is little more than one.</summary>
    Point,

    /// <summary>With a decimal comma, as most of Europe and South America: 1,234 is little more than one.</summary>
    Comma,

    /// <summary>With either, as where sites of many countries share a form: both are refused where they differ.</summary>
    Either,
}
