using System.Globalization;
using System.Text;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>Dates and times as ISO 8601 writes them and as SAS counts them.</summary>
static class IsoTime
{
    const int SecondsOfDay = 86_400;
    const int MostDigits = 20;

    static readonly int Epoch = new DateOnly(1960, 1, 1).DayNumber;
    static readonly int LastDay = DateOnly.MaxValue.DayNumber - Epoch;

    /// <summary>As long as any that is written.</summary>
    public const int Longest = 64;

    /// <summary>Whether numbers between those two can be written: the years 1 to 9999, the hours 0 to 23.</summary>
    public static bool CanWrite(DataType type, double least, double greatest, bool areWhole) =>
        type switch
        {
            DataType.Date => areWhole && least >= -Epoch && greatest <= LastDay,
            DataType.DateTime => least >= -(double)Epoch * SecondsOfDay && greatest < (LastDay + 1.0) * SecondsOfDay,
            _ => least >= 0 && greatest < SecondsOfDay,
        };

    /// <summary>Writes a number that <see cref="CanWrite"/> has let through.</summary>
    /// <returns>The bytes used; a part of a second has as many digits as the number, up to 20.</returns>
    public static int Write(double value, DataType type, Span<byte> text)
    {
        if (type == DataType.Date)
        {
            DateOnly.FromDayNumber((int)value + Epoch).TryFormat(text, out var used, "o", CultureInfo.InvariantCulture);
            return used;
        }
        var whole = Math.Floor(value);
        var fraction = "";
        if (whole != value)
        {
            // In decimal, because the difference of two doubles is not what their digits say.
            var digits = value.ToString("R", CultureInfo.InvariantCulture);
            var exact = decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
            whole = (double)Math.Floor(exact);
            fraction = (exact - Math.Floor(exact)).ToString(CultureInfo.InvariantCulture).TrimEnd('0').TrimStart('0');
            fraction = fraction[..Math.Min(fraction.Length, 1 + MostDigits)].TrimEnd('.');
        }
        var seconds = (long)whole + (type == DataType.Time ? 0 : (long)Epoch * SecondsOfDay);
        var format = type == DataType.Time ? "HH:mm:ss" : "s";
        new DateTime(seconds * TimeSpan.TicksPerSecond).TryFormat(text, out var written, format, CultureInfo.InvariantCulture);
        return written + Encoding.ASCII.GetBytes(fraction, text[written..]);
    }

    /// <summary>Reads a whole date, date with time, or time; a partial one is no number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">Which of the three.</param>
    /// <param name="value">The number as SAS counts, of the clock that is shown.</param>
    /// <param name="hasZone">Whether it names a time zone, which the number does not hold.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, DataType type, out double value, out bool hasZone)
    {
        (value, hasZone) = (0, false);
        if (type == DataType.Time)
            return TryClock(text, 0, out value);
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !TryDay(text, out var day))
            return false;
        if (type == DataType.Date)
        {
            value = day;
            return text.Length == 10;
        }
        if (text.Length < 16 || text[10] != 'T')
            return false;
        var clock = text[11..];
        var zone = clock.IndexOfAny("Z+-"u8);
        if (zone >= 0)
        {
            if (!IsZone(clock[zone..]))
                return false;
            clock = clock[..zone];
            hasZone = true;
        }
        return TryClock(clock, (long)day * SecondsOfDay, out value);
    }

    static bool TryDay(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (!TryTwo(text, out var century) || !TryTwo(text[2..], out var year))
            return false;
        if (!TryTwo(text[5..], out var month) || !TryTwo(text[8..], out var ofMonth))
            return false;
        year += 100 * century;
        if (year == 0 || month is < 1 or > 12 || ofMonth < 1 || ofMonth > DateTime.DaysInMonth(year, month))
            return false;
        day = new DateOnly(year, month, ofMonth).DayNumber - Epoch;
        return true;
    }

    static bool TryClock(ReadOnlySpan<byte> text, long before, out double value)
    {
        value = 0;
        if (text.Length < 5 || !TryHour(text, out var minutes))
            return false;
        var seconds = 0;
        if (text.Length > 5 && (text.Length < 8 || text[5] != ':' || !TryTwo(text[6..], out seconds) || seconds > 59))
            return false;
        var whole = before + minutes * 60 + seconds;
        value = whole;
        return text.Length is 5 or 8 || TryFraction(text[8..], whole, out value);
    }

    static bool TryFraction(ReadOnlySpan<byte> text, long whole, out double value)
    {
        value = 0;
        if (text[0] is not ((byte)'.' or (byte)',') || text.Length is 1 or > 1 + MostDigits)
            return false;
        var digits = text[1..];
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var fraction = decimal.Parse($"0.{Encoding.ASCII.GetString(digits)}", CultureInfo.InvariantCulture);
        value = double.Parse((whole + fraction).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return true;
    }

    static bool IsZone(ReadOnlySpan<byte> text) =>
        text is [(byte)'Z'] || (text.Length == 6 && text[0] != 'Z' && TryHour(text[1..], out _));

    // hh:mm, as minutes.
    static bool TryHour(ReadOnlySpan<byte> text, out int minutes)
    {
        if (TryTwo(text, out var hours) & TryTwo(text[3..], out minutes) && text[2] == ':' && hours < 24 && minutes < 60)
        {
            minutes += 60 * hours;
            return true;
        }
        return false;
    }

    static bool TryTwo(ReadOnlySpan<byte> text, out int value)
    {
        var (tens, ones) = ((uint)(text[0] - '0'), (uint)(text[1] - '0'));
        value = (int)(10 * tens + ones);
        return tens <= 9 && ones <= 9;
    }
}
