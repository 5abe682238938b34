using System.Collections.Frozen;

namespace Equipoise.Datasets;

/// <summary>A format of SAS in its parts: DATE9. is DATE and 9, 8.2 is nameless, 8 and 2, $20. is $ and 20.</summary>
/// <remarks>
/// Source of what formats show: SAS 9.4 Formats and Informats: Reference, "Formats by Category".
/// </remarks>
public readonly record struct SasFormat(string Name, int Width, int Decimals)
{
    static readonly FrozenSet<string> dates = Names(
        """
        DATE DAY DDMMYY DDMMYYB DDMMYYC DDMMYYD DDMMYYN DDMMYYP DDMMYYS DOWNAME E8601DA B8601DA IS8601DA JULDAY JULIAN MINGUO
        MMDDYY MMDDYYB MMDDYYC MMDDYYD MMDDYYN MMDDYYP MMDDYYS MMYY MMYYC MMYYD MMYYN MMYYP MMYYS MONNAME MONTH MONYY NENGO
        QTR QTRR WEEKDATE WEEKDATX WEEKDAY WORDDATE WORDDATX YEAR YYMM YYMMC YYMMD YYMMN YYMMP YYMMS YYMMDD YYMMDDB YYMMDDC
        YYMMDDD YYMMDDN YYMMDDP YYMMDDS YYMON YYQ YYQC YYQD YYQN YYQP YYQS YYQR YYQRC YYQRD YYQRN YYQRP YYQRS
        """
    );

    static readonly FrozenSet<string> dateTimes = Names(
        """
        B8601DN B8601DT B8601DX B8601DZ B8601LX DATEAMPM DATETIME DTDATE DTMONYY DTWKDATX DTYEAR DTYYQC E8601DN E8601DT
        E8601DX E8601DZ E8601LX IS8601DN IS8601DT IS8601DZ MDYAMPM
        """
    );

    static readonly FrozenSet<string> times = Names(
        "B8601TM B8601TZ B8601LZ E8601LZ E8601TM E8601TZ HHMM HOUR IS8601LZ IS8601TM IS8601TZ MMSS TIME TIMEAMPM TOD"
    );

    /// <summary>No format.</summary>
    public static SasFormat None => new("", 0, 0);

    /// <summary>What numbers mean that are shown by that format; null when it shows them as numbers.</summary>
    public static DataType? MeaningOf(string format)
    {
        var name = Split(format).Name;
        return name.Length == 0 ? null
            : dates.Contains(name) ? DataType.Date
            : dateTimes.Contains(name) ? DataType.DateTime
            : times.Contains(name) ? DataType.Time
            : null;
    }

    /// <summary>As SAS writes it.</summary>
    public override string ToString() =>
        Name.Length == 0 && Width == 0 ? "" : $"{Name}{(Width > 0 ? Width : "")}.{(Decimals > 0 ? Decimals : "")}";

    /// <summary>The parts of a written format; null when it is none.</summary>
    /// <param name="format">Such as "DATE9.".</param>
    /// <param name="nameLength">How long a name may be: 8 in transport files of version 5, else 32.</param>
    public static SasFormat? Parse(string format, int nameLength = 32)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.Length == 0)
            return None;
        if (format == "." || format.Split('.') is not [_, var decimals])
            return null;
        if (decimals.Length > 2 || !decimals.All(char.IsAsciiDigit))
            return null;
        var (name, width) = Split(format);
        return IsName(name, nameLength) && width.Length <= 5 ? new(name, Number(width), Number(decimals)) : null;
    }

    /// <summary>A format as SAS writes it: in capitals, and with the point that documents often leave out.</summary>
    internal static string Normal(string written)
    {
        var format = written.ToUpperInvariant();
        return format.Contains('.') ? format : Parse(format + '.') is { } parsed ? parsed.ToString() : written;
    }

    // A name may hold digits (E8601DA) but not end in one: the last digits are the width.
    static (string Name, string Width) Split(string format)
    {
        var head = format.Split('.')[0];
        var name = head.TrimEnd("0123456789".ToCharArray());
        return (name, head[name.Length..]);
    }

    static bool IsName(string name, int length) =>
        name.Length <= length
        && (name.Length == 0 || !char.IsAsciiDigit(name[0]))
        && name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter is '_' or '$');

    static int Number(string digits) => digits.Length == 0 ? 0 : int.Parse(digits);

    static FrozenSet<string> Names(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
