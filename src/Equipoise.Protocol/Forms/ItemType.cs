using System.Globalization;
using Equipoise.Protocol.Values;

namespace Equipoise.Protocol.Forms;

/// <summary>
/// What an answer of a form is. Each type reads a text as typed and gives the one text under which that value is recorded.
/// </summary>
/// <remarks>Two texts are the same answer exactly when they are recorded alike: 5.10 and 5.1, "Yes" and "yes".</remarks>
public abstract record ItemType
{
    ItemType() { }

    /// <summary>The value as it is recorded; null when the text is none of this type. The empty text is none of any.</summary>
    public abstract string? Read(string text);

    /// <summary>What would be right, for people: "a whole number".</summary>
    public abstract string Wanted { get; }

    /// <summary>Words, kept letter by letter, white space included.</summary>
    /// <param name="Longest">The most characters.</param>
    public sealed record Text(int Longest) : ItemType
    {
        /// <inheritdoc/>
        public override string? Read(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            // Spaces alone would answer what is required, and say nothing.
            var isSome = !string.IsNullOrWhiteSpace(text) && text.Length <= Longest;
            return isSome && LegibleText.Fault(text, severalLines: true) is null ? text : null;
        }

        /// <inheritdoc/>
        public override string Wanted => $"a text of at most {Longest} characters";
    }

    /// <summary>A number without decimals.</summary>
    public sealed record WholeNumber : ItemType
    {
        /// <inheritdoc/>
        public override string? Read(string text) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number.ToString(CultureInfo.InvariantCulture)
                : null;

        /// <inheritdoc/>
        public override string Wanted => "a whole number";
    }

    /// <summary>A number with a decimal point.</summary>
    /// <param name="Decimals">The most decimals.</param>
    public sealed record DecimalNumber(int Decimals) : ItemType
    {
        // Dividing by one with every decimal that there is takes trailing zeros away.
        const decimal One = 1.0000000000000000000000000000m;

        /// <inheritdoc/>
        public override string? Read(string text) =>
            Number(text) is { } number && number == decimal.Round(number, Decimals)
                ? (number / One).ToString(CultureInfo.InvariantCulture)
                : null;

        /// <inheritdoc/>
        public override string Wanted =>
            $"a number with a decimal point and at most {Decimals} {(Decimals == 1 ? "decimal" : "decimals")}";
    }

    /// <summary>A day of the calendar.</summary>
    public sealed record Date : ItemType
    {
        /// <inheritdoc/>
        public override string? Read(string text) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null;

        /// <inheritdoc/>
        public override string Wanted => "a day as year-month-day";
    }

    /// <summary>A day as far as it is known: of an earlier disease or therapy perhaps only the month or the year.</summary>
    public sealed record PartOfDate : ItemType
    {
        /// <inheritdoc/>
        public override string? Read(string text) => PartialDate.Read(text)?.ToString();

        /// <inheritdoc/>
        public override string Wanted => "a date as far as it is known: year, year-month or year-month-day";
    }

    /// <summary>Yes or no.</summary>
    public sealed record YesNo : ItemType
    {
        /// <inheritdoc/>
        public override string? Read(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            return text.ToLowerInvariant() is ("yes" or "no") and var answer ? answer : null;
        }

        /// <inheritdoc/>
        public override string Wanted => "yes or no";
    }

    /// <summary>One answer of a code list, by its code.</summary>
    /// <param name="List">The list.</param>
    public sealed record Choice(CodeList List) : ItemType
    {
        /// <inheritdoc/>
        public override string? Read(string text) => List.TextOf(text) is null ? null : text;

        /// <inheritdoc/>
        public override string Wanted => $"one of {string.Join(", ", List.Answers.Select(answer => answer.Code))}";
    }

    /// <summary>The number that a text is; null for none. At most 28 digits, so that it is exact.</summary>
    public static decimal? Number(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
