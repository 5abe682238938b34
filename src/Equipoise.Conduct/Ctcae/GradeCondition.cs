using System.Globalization;

namespace Equipoise.Conduct.Ctcae;

/// <summary>What a condition is judged by.</summary>
readonly record struct Measured(LaboratoryReading Now, LaboratoryReading? Baseline, int Digits)
{
    internal double Rounded(double value) => SignificantDigits.Of(value, Digits);

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

    /// <summary>Whether it holds: null when an unknown limit or baseline would decide.</summary>
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
            ? all.Where(comparison => comparison.Holds(measured) is null).Select(comparison => comparison.Limit.Name)
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

    internal bool? Holds(Measured measured)
    {
        if (Of == "value")
            return Limit.In(measured) is { } limit ? Passes(measured.Rounded(measured.Now.Value), measured.Rounded(limit)) : null;
        if (measured.Baseline is not { } baseline)
            return null;
        var change = measured.Now.Value - baseline.Value;
        if (Of == "rise")
            return Passes(measured.Rounded(change), Limit.Factor);
        // The percentage of a baseline of 0 does not exist.
        return baseline.Value == 0 ? null : Passes(measured.Rounded(-100 * change / baseline.Value), Limit.Factor);
    }

    bool Passes(double value, double limit) =>
        Sign switch
        {
            "<" => value < limit,
            "<=" => value <= limit,
            ">" => value > limit,
            ">=" => value >= limit,
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
            Start => (Factor * measured.Baseline?.Value) + More,
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
