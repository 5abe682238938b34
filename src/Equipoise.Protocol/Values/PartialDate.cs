using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Equipoise.Protocol.Values;

/// <summary>
/// A day as far as somebody knows it: a year, a month or the day. What is not known is not filled in (CDASH: collect the date to
/// the precision that is known; SDTMIG: --DTC is cut off where knowledge ends).
/// </summary>
/// <remarks>
/// Every comparison has three answers: yes or no where each day that it may be gives the same, else null. Whoever needs a day
/// asks for <see cref="Day"/> and says what to do without one.
/// </remarks>
[JsonConverter(typeof(PartialDateJson))]
public readonly record struct PartialDate
{
    readonly int year;
    readonly int? month;
    readonly int? day;

    PartialDate(int year, int? month, int? day) => (this.year, this.month, this.day) = (year, month, day);

    /// <summary>A day that is known.</summary>
    public static implicit operator PartialDate(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>The day; null where only its month or year is known.</summary>
    public DateOnly? Day => day is null ? null : First;

    /// <summary>The first day that it may be.</summary>
    public DateOnly First => year == 0 ? DateOnly.MinValue : new(year, month ?? 1, day ?? 1);

    /// <summary>The last day that it may be.</summary>
    public DateOnly Last =>
        year == 0 ? DateOnly.MinValue
        : day is not null ? First
        : new(year, month ?? 12, DateTime.DaysInMonth(year, month ?? 12));

    /// <summary>Whether it was before a day: null where it may or may not have been.</summary>
    public bool? IsBefore(DateOnly other) => Last < other ? true : First >= other ? false : null;

    /// <summary>Whether it was after a day: null where it may or may not have been.</summary>
    public bool? IsAfter(DateOnly other) => First > other ? true : Last <= other ? false : null;

    /// <summary>Whether it was before another date: null where it may or may not have been.</summary>
    public bool? IsBefore(PartialDate other) => Last < other.First ? true : First >= other.Last ? false : null;

    /// <summary>Whether it lies between two days, both included; null is no limit. Null where it may or may not.</summary>
    public bool? IsWithin(DateOnly? first, DateOnly? last)
    {
        var (isEarly, isLate) = (first is { } low ? IsBefore(low) : false, last is { } high ? IsAfter(high) : false);
        return isEarly is true || isLate is true ? false
            : isEarly is false && isLate is false ? true
            : null;
    }

    /// <summary>The date that a text is: 2019, 2019-04 or 2019-04-30; null for any other.</summary>
    public static PartialDate? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Each has its own length, so that no text is read as two of them.
        foreach (var (form, parts) in (ReadOnlySpan<(string, int)>)[("yyyy-MM-dd", 3), ("yyyy-MM", 2), ("yyyy", 1)])
            if (DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return new(date.Year, parts > 1 ? date.Month : null, parts > 2 ? date.Day : null);
        return null;
    }

    /// <summary>The date for people, its month by name, so that nobody reads it in another order: 30 Apr 2019, Apr 2019 or
    /// 2019.</summary>
    public string InWords =>
        First.ToString(day is not null ? "d MMM yyyy" : month is not null ? "MMM yyyy" : "yyyy", CultureInfo.InvariantCulture);

    /// <summary>As ISO 8601 and SDTM have it, cut off where knowledge ends: 2019, 2019-04, 2019-04-30.</summary>
    public override string ToString() =>
        First.ToString(day is not null ? "yyyy-MM-dd" : month is not null ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);
}

/// <summary>A date as the text that it is. That of a day is the text of the day.</summary>
sealed class PartialDateJson : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PartialDate.Read(reader.GetString()!) is { } date
            ? date
            : throw new JsonException("A date is a year, a month or a day, such as 2019, 2019-04 or 2019-04-30.");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
