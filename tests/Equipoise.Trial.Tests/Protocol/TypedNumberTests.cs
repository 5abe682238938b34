using System.Globalization;
using Equipoise.Protocol.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>One place says what a typed number is. What has two readings where it was typed is refused, and never guessed.</summary>
public sealed class TypedNumberTests
{
    /// <summary>A column for each convention: with a decimal point, with a comma, with either; "" where it is refused.</summary>
    [Theory]
    [InlineData("0.4", "0.4", "0.4", "0.4")] // nobody writes a thousand that starts with 0
    [InlineData("0,4", "0.4", "0.4", "0.4")]
    [InlineData(" 12 ", "12", "12", "12")]
    [InlineData("1.234", "1.234", "", "")]
    [InlineData("1,234", "", "1.234", "")]
    [InlineData("0,123", "0.123", "0.123", "0.123")]
    [InlineData("1234,567", "1234.567", "1234.567", "1234.567")]
    [InlineData("12,34", "12.34", "12.34", "12.34")]
    [InlineData("1,234.5", "1234.5", "", "1234.5")]
    [InlineData("1.234,5", "", "1234.5", "1234.5")]
    [InlineData("1,234,567", "1234567", "", "1234567")]
    [InlineData("1.234.567", "", "1234567", "1234567")]
    [InlineData("1 234,5", "1234.5", "1234.5", "1234.5")]
    [InlineData("1\u202f234,5", "1234.5", "1234.5", "1234.5")]
    [InlineData("1\u00a0234", "1234", "1234", "1234")]
    [InlineData("1'234.5", "1234.5", "1234.5", "1234.5")]
    [InlineData("1\u2019234", "1234", "1234", "1234")]
    [InlineData("<0,1", "<0.1", "<0.1", "<0.1")]
    [InlineData("> 1000", ">1000", ">1000", ">1000")]
    [InlineData("\u2264 5", "<=5", "<=5", "<=5")]
    [InlineData("<=5", "<=5", "<=5", "<=5")]
    [InlineData("\u22655", ">=5", ">=5", ">=5")]
    [InlineData("<1,234", "", "<1.234", "")]
    [InlineData("-3", "-3", "-3", "-3")]
    [InlineData("\u22123,5", "-3.5", "-3.5", "-3.5")]
    [InlineData("5.10", "5.10", "5.10", "5.10")]
    [InlineData("1 23", "", "", "")]
    [InlineData("12 34", "", "", "")]
    [InlineData("1 234 56", "", "", "")]
    [InlineData("1 234.567", "1234.567", "1234.567", "1234.567")]
    [InlineData("1,23,456", "", "", "")]
    [InlineData("1.2.3", "", "", "")]
    [InlineData("1,234.567,8", "", "", "")]
    [InlineData(".5", "", "", "")]
    [InlineData(",5", "", "", "")]
    [InlineData("5.", "", "", "")]
    [InlineData("", "", "", "")]
    [InlineData("  ", "", "", "")]
    [InlineData("<", "", "", "")]
    [InlineData("<<5", "", "", "")]
    [InlineData("=5", "", "", "")]
    [InlineData("~5", "", "", "")]
    [InlineData("+5", "", "", "")]
    [InlineData("--5", "", "", "")]
    [InlineData("1e3", "", "", "")]
    [InlineData("5 mg", "", "", "")]
    [InlineData("O.4", "", "", "")]
    [InlineData("\u0665", "", "", "")]
    [InlineData("NaN", "", "", "")]
    public void A_typed_number_has_one_reading_or_none(string typed, string point, string comma, string either) =>
        ((NumberConvention[])[NumberConvention.Point, NumberConvention.Comma, NumberConvention.Either])
            .Select(convention => Told(TypedNumber.Read(typed, convention)))
            .ShouldBe([point, comma, either]);

    [Theory]
    [InlineData("1,234", "'1,234' may be 1234 or 1.234: type it without marks between thousands, or with another count of decimals.")]
    [InlineData("5 mg", "'m' belongs to no number: type the number alone, without its unit, a sign or an exponent.")]
    [InlineData(".5", "'.5' is no number as it is written here: type digits and one decimal point or comma, with a digit before and after it.")]
    [InlineData("1.234.56", "'1.234.56' is no number as it is written here: type digits and one decimal point or comma, with a digit before and after it.")]
    public void It_is_said_what_is_wrong(string typed, string words) =>
        TypedNumber.Read(typed, NumberConvention.Either).ShouldBeOfType<TypedNumber.NotUnderstood>().Why.ShouldBe(words);

    [Fact]
    public void A_number_is_exact_or_refused()
    {
        Told(TypedNumber.Read("0.1234567890123456789012345678"[..29], NumberConvention.Point)).ShouldBe("0.123456789012345678901234567");
        TypedNumber.Read(new string('1', 29), NumberConvention.Point).ShouldBeOfType<TypedNumber.NotUnderstood>();
    }

    /// <summary>What is written by a convention is read by it, whatever the number, the groups and the sign.</summary>
    [Fact]
    public void What_is_written_by_a_convention_is_read_by_it() =>
        Holds(
            Written,
            one => Told(TypedNumber.Read(one.Text, one.Convention)) == one.Number.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>
    /// Either convention knows less than one that is agreed upon: what it reads, the others read alike or refuse; so no two
    /// conventions that are agreed upon and Either disagree on a value.
    /// </summary>
    [Fact]
    public void What_either_convention_reads_no_other_reads_otherwise() =>
        Holds(
            Typed,
            text =>
                TypedNumber.Read(text, NumberConvention.Either) is not TypedNumber.Understood known
                || ((NumberConvention[])[NumberConvention.Point, NumberConvention.Comma]).All(convention =>
                    TypedNumber.Read(text, convention) is not TypedNumber.Understood other || other == known
                )
        );

    /// <summary>Swapping points and commas, and the convention with them, changes no answer.</summary>
    [Fact]
    public void Points_and_commas_are_treated_alike() =>
        Holds(
            Typed,
            text =>
                Told(TypedNumber.Read(text, NumberConvention.Point))
                == Told(TypedNumber.Read(text.Replace('.', ';').Replace(',', '.').Replace(';', ','), NumberConvention.Comma))
        );

    static void Holds<T>(Gen<T> any, Func<T, bool> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20_261_129UL, 77UL),
            Prop.ForAll(any.ToArbitrary(), property)
        );

    static Gen<string> Typed =>
        Gen.Elements("0", "1", "2", "34", "567", ".", ",", " ", "'", "<", ">=", "-", "000")
            .ListOf()
            .Select(parts => string.Concat(parts));

    static Gen<(string Text, NumberConvention Convention, decimal Number)> Written =>
        from whole in Gen.Choose(0, 99_999_999)
        from decimals in Gen.Choose(0, 999_999)
        from places in Gen.Choose(0, 6)
        from isComma in Gen.Elements(true, false)
        from gap in Gen.Elements("", " ", "\u202f", "'", "other")
        from isNegative in Gen.Elements(true, false)
        let sign = isComma ? "," : "."
        let mark = gap == "other" ? (isComma ? "." : ",") : gap
        let grouped = whole.ToString("N0", CultureInfo.InvariantCulture).Replace(",", mark, StringComparison.Ordinal)
        let part = places == 0 ? "" : (decimals % (int)Math.Pow(10, places)).ToString(CultureInfo.InvariantCulture).PadLeft(places, '0')
        // A single group without decimals is what nobody can tell.
        where !(gap == "other" && part.Length == 0 && whole is >= 1000 and < 1_000_000)
        let text = $"{(isNegative ? "-" : "")}{grouped}{(part.Length == 0 ? "" : sign)}{part}"
        let plain = $"{(isNegative ? "-" : "")}{whole}{(part.Length == 0 ? "" : ".")}{part}"
        select (text, isComma ? NumberConvention.Comma : NumberConvention.Point, decimal.Parse(plain, CultureInfo.InvariantCulture));

    static string Told(TypedNumber read) =>
        read is TypedNumber.Understood known
            ? $"{known.Comparator?.Sign()}{known.Number.ToString(CultureInfo.InvariantCulture)}"
            : "";
}
