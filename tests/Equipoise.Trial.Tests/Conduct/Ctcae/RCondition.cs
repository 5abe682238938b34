using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Conduct.Ctcae;

/// <summary>
/// As much of R as admiral's grading criteria need: a list of <c>condition ~ "3"</c>, the first that is TRUE wins, as in case_when. Numbers
/// and truth values are nullable (NA), with R's three-valued &amp; and |.
/// </summary>
sealed partial class RCondition
{
    /// <summary>What the variables stand for; a text such as BNRIND is NA when null.</summary>
    public sealed record Row(double? Aval, double? Anrlo, double? Anrhi, double? Base, string? Bnrind, int Digits = 15)
    {
        public double? Pchg => Base is { } start and not 0 ? 100 * (Aval - start) / start : null;
    }

    static readonly ConcurrentDictionary<string, string[]> read = new();

    readonly string[] tokens;
    readonly Row row;
    int at;

    RCondition(string text, Row row) =>
        (tokens, this.row) = (read.GetOrAdd(text, code => [.. Token().Matches(code).Select(match => match.Value)]), row);

    /// <summary>What the first branch that is TRUE yields: "NA" or a grade; null when none is.</summary>
    public static string? CaseWhen(IEnumerable<string> codes, Row row)
    {
        foreach (var code in codes)
        {
            var reader = new RCondition(code, row);
            while (reader.at < reader.tokens.Length)
            {
                var holds = reader.Or();
                reader.Expect("~");
                var value = reader.Next().Trim('"');
                if (holds is true)
                    return value == "NA_character_" ? "NA" : value;
                if (reader.at < reader.tokens.Length)
                    reader.Expect(",");
            }
        }
        return null;
    }

    bool? Or()
    {
        var left = And();
        while (Take("|"))
        {
            var right = And();
            left = left is true || right is true ? true : left is null || right is null ? null : false;
        }
        return left;
    }

    bool? And()
    {
        var left = Not();
        while (Take("&"))
        {
            var right = Not();
            left = left is false || right is false ? false : left is null || right is null ? null : true;
        }
        return left;
    }

    bool? Not()
    {
        if (Take("!"))
            return !Not();
        if (Peek() == "is.na")
        {
            Next();
            Expect("(");
            var isNa = Peek() == "BNRIND" ? Text() is null : Sum() is null;
            Expect(")");
            return isNa;
        }
        if (Peek() == "BNRIND")
        {
            var text = Text();
            Expect("%in%");
            return text == Next() switch
            {
                "high_indicator" => "HIGH",
                "low_indicator" => "LOW",
                var other => throw new FormatException(other),
            };
        }
        if (Peek() == "(")
        {
            Next();
            var inner = Or();
            Expect(")");
            return inner;
        }
        var left = Sum();
        var sign = Next();
        var right = Sum();
        if (left is null || right is null)
            return null;
        return sign switch
        {
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            ">=" => left >= right,
            _ => throw new FormatException(sign),
        };
    }

    double? Sum()
    {
        var left = Product();
        while (Take("+"))
            left += Product();
        return left;
    }

    double? Product()
    {
        var left = Factor();
        while (Take("*"))
            left *= Factor();
        return left;
    }

    double? Factor()
    {
        if (Take("-"))
            return -Factor();
        var token = Next();
        switch (token)
        {
            case "signif":
                Expect("(");
                var value = Sum();
                Expect(",");
                Expect("signif_dig");
                Expect(")");
                return value is { } number ? Signif(number, row.Digits) : null;
            case "AVAL":
                return row.Aval;
            case "ANRLO":
                return row.Anrlo;
            case "ANRHI":
                return row.Anrhi;
            case "BASE":
                return row.Base;
            case "PCHG":
                return row.Pchg;
            default:
                return double.Parse(token, CultureInfo.InvariantCulture);
        }
    }

    string? Text()
    {
        Expect("BNRIND");
        return row.Bnrind;
    }

    /// <summary>R's signif by decimal arithmetic, apart from the program's.</summary>
    static double Signif(double value, int digits)
    {
        if (value == 0)
            return 0;
        var places = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var exact = (decimal)value;
        return places switch
        {
            < 0 => (double)(Math.Round(exact / (decimal)Math.Pow(10, -places)) * (decimal)Math.Pow(10, -places)),
            > 28 => value,
            _ => (double)Math.Round(exact, places),
        };
    }

    string? Peek() => at < tokens.Length ? tokens[at] : null;

    string Next() => tokens[at++];

    bool Take(string token)
    {
        if (Peek() != token)
            return false;
        at++;
        return true;
    }

    void Expect(string token)
    {
        if (Next() is var found && found != token)
            throw new FormatException($"'{token}' expected, not '{found}', in: {string.Join(' ', tokens)}");
    }

    [GeneratedRegex(@"%in%|is\.na|<=|>=|[<>!&|~,()*+-]|""\d""|\d+(\.\d+)?|[A-Za-z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
