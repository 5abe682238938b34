using System.Globalization;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Ctcae;

/// <summary>What a condition is judged by.</summary>
readonly record struct Measured(LaboratoryReading Now, LaboratoryReading? Baseline, int Digits)
{
    internal double Rounded(double value) => SignificantDigits.Of(value, Digits);

    internal MeasuredValue Rounded(MeasuredValue value) => value with { Number = Rounded(value.Number) };

    /// <summary>The baseline as a number; null where there is none, or only a bound of it.</summary>
    internal double? BaselineNumber => Baseline is { Value.IsBound: false } known ? known.Value.Number : null;

    /// <summary>A baseline whose place among its limits is unknown counts as normal, as does one that is missing.</summary>
    internal bool BaselineIs(string indicator) => Baseline?.Indicator(Digits) == indicator;
}

/// <summary>One alternative of a grade, such as "high baseline: > 3 x baseline". Holds, does not, or cannot be told.</summary>
/// <param name="Words">As the table writes it.</param>
sealed record GradeCondition(string Words)
{
    const string When = " baseline: ";

    readonly string? baseline = Words.Split(When) is [var before, _] ? before : null;

    readonly IReadOnlyList<Comparison> all = [.. Words.Split(When)[^1].Split(" and ").Select(Comparison.Read)];

    /// <summary>The alternatives of a cell of the table; none for an empty cell.</summary>
    internal static IReadOnlyList<GradeCondition> Alternatives(string cell) =>
        [
            .. cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(words => new GradeCondition(words)),
        ];

    /// <summary>
    /// Whether it holds: null when an unknown limit or baseline would decide, or when it holds for some of what a bound allows.
    /// </summary>
    internal bool? Holds(Measured measured)
    {
        if (!Applies(measured))
            return false;
        var answers = all.Select(comparison => comparison.Holds(measured)).ToList();
        return answers.Contains(false) ? false
            : answers.Contains(null) ? null
            : true;
    }

    /// <summary>What is missing to tell.</summary>
    internal IEnumerable<string> Missing(Measured measured) =>
        Applies(measured)
            ? all.Where(comparison => comparison.Holds(measured) is null).Select(comparison => comparison.Missing(measured))
            : [];

    bool Applies(Measured measured) =>
        baseline switch
        {
            null => true,
            "high" => measured.BaselineIs("HIGH"),
            "low" => measured.BaselineIs("LOW"),
            "normal" => !measured.BaselineIs("HIGH"),
            "no low" => !measured.BaselineIs("LOW"),
            _ => throw new FormatException($"'{baseline} baseline' is no condition of a grade."),
        };
}

/// <summary>A comparison with a limit: "&lt; 0.5", "> 3 x ULN", "> baseline + 2", "fall >= 25 %", "rise > 60".</summary>
/// <param name="Of">The value itself, or how far it fell or rose since the baseline.</param>
/// <param name="Sign">One of &lt;, &lt;=, > and >=.</param>
/// <param name="Limit">What it is compared with.</param>
sealed record Comparison(string Of, string Sign, Limit Limit)
{
    internal static Comparison Read(string words)
    {
        var parts = words.Split(' ', 3);
        return parts is ["fall" or "rise", var sign, var bound]
            ? new(parts[0], sign, new(double.Parse(bound.TrimEnd('%', ' '), CultureInfo.InvariantCulture), "the baseline", 0))
            : new("value", parts[0], Limit.Read(string.Join(' ', parts[1..])));
    }

    /// <summary>What is missing where only a bound of the value is known, and holds for some of what it allows.</summary>
    internal const string Itself = "the value itself";

    internal bool? Holds(Measured measured) =>
        Sides(measured) is var (value, limit) ? Passes(measured.Rounded(value), measured.Rounded(limit)) : null;

    internal string Missing(Measured measured) => Sides(measured) is null ? Limit.Name : Itself;

    /// <summary>What is compared with what; null where a limit or the baseline is unknown.</summary>
    (MeasuredValue Value, double Limit)? Sides(Measured measured)
    {
        var now = measured.Now.Value;
        if (Of == "value")
            return Limit.In(measured) is { } limit ? (now, limit) : null;
        // The percentage of a baseline of 0 does not exist.
        if (measured.BaselineNumber is not { } baseline || (Of == "fall" && baseline == 0))
            return null;
        var change = now with { Number = now.Number - baseline };
        var fall = change.Negated();
        return (Of == "rise" ? change : fall with { Number = 100 * fall.Number / baseline }, Limit.Factor);
    }

    bool? Passes(MeasuredValue value, double limit) =>
        Sign switch
        {
            "<" => value.IsBelow(limit),
            "<=" => !value.IsAbove(limit),
            ">" => value.IsAbove(limit),
            ">=" => !value.IsBelow(limit),
            _ => throw new FormatException($"'{Sign}' compares nothing."),
        };
}

/// <summary>A limit: a number, or a multiple of a limit of normal or of the baseline, or one of them and a number more.</summary>
/// <param name="Factor">The number, or the factor.</param>
/// <param name="Name">What it is a multiple of, in words; "" for a number.</param>
/// <param name="More">What is added.</param>
sealed record Limit(double Factor, string Name, double More)
{
    const string Lower = "the lower limit of normal";
    const string Upper = "the upper limit of normal";
    const string Start = "the baseline";

    internal static Limit Read(string words) =>
        words.Split(' ') switch
        {
            [var number, "x", var name] => new(Number(number), InWords(name), 0),
            [var name, "+", var number] => new(1, InWords(name), Number(number)),
            ["ULN" or "LLN" or "baseline"] => new(1, InWords(words), 0),
            [var number] => new(Number(number), "", 0),
            _ => throw new FormatException($"'{words}' is no limit of a grade."),
        };

    internal double? In(Measured measured) =>
        Name switch
        {
            Lower => (Factor * measured.Now.LowerLimit) + More,
            Upper => (Factor * measured.Now.UpperLimit) + More,
            Start => (Factor * measured.BaselineNumber) + More,
            _ => Factor,
        };

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static string InWords(string name) =>
        name switch
        {
            "LLN" => Lower,
            "ULN" => Upper,
            "baseline" => Start,
            _ => throw new FormatException($"'{name}' is no limit of a grade."),
        };
}
