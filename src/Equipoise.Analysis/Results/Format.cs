using System.Globalization;

namespace Equipoise.Analysis.Results;

/// <summary>How numbers are printed: the one place that rounds.</summary>
/// <remarks>
/// Halves are rounded away from zero on the decimal value, as SAS formats do: 0.745 prints as 0.75 although its binary
/// double lies below. R's <c>round</c> and <c>sprintf</c> may differ in the last place there. Every text is that of the invariant
/// culture, whatever the culture of the program that calls.
/// </remarks>
public static class Format
{
    /// <summary>What is printed for a number that cannot be estimated.</summary>
    public const string NotEstimable = "NE";

    /// <summary>What is printed for a median, or a limit of one, to which the curve or its band never comes.</summary>
    public const string NotReached = "NR";

    /// <summary>The convention in words, for the footnotes.</summary>
    public const string Rounding = "Numbers are rounded for print only, halves away from zero on the decimal value.";

    /// <summary>A whole number: 518.</summary>
    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest digits that give the same double back: 0.1, 48.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>With that many decimals; "NE" without a number, for NaN and for infinities.</summary>
    public static string Fixed(double? estimate, int decimals)
    {
        if (estimate is not { } value || !double.IsFinite(value))
            return NotEstimable;
        // A decimal holds 28 digits; beyond it no digit after the point is meaningful.
        if (Math.Abs(value) >= 1e15)
            return Exact(value);
        var rounded = Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0m : rounded).ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// With that many decimals, or with three digits where fewer would be left: 12.35, 0.0031, -3.27e-06. So a number that is
    /// small because of its unit is not printed as 0.
    /// </summary>
    public static string Significant(double? estimate, int decimals)
    {
        if (estimate is not { } value || !double.IsFinite(value) || value == 0)
            return Fixed(estimate, decimals);
        var size = double.Abs(value);
        if (size >= double.Pow(10, 2 - decimals))
            return Fixed(value, decimals);
        return size < 1e-5
            ? value.ToString("0.00e-00", CultureInfo.InvariantCulture)
            : ((decimal)double.Parse(value.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToString(
                "0.#############",
                CultureInfo.InvariantCulture
            );
    }

    /// <summary>A ratio or its limit, two decimals: 0.75.</summary>
    public static string Ratio(double? value) => Fixed(value, 2);

    /// <summary>
    /// A percentage from its value in percent, one decimal: 79.7%. Only none is 0% and only all is 100%; 0.04 prints as 0.0%.
    /// </summary>
    public static string Percent(double? percent) =>
        percent switch
        {
            0.0 or 100.0 => $"{Fixed(percent, 0)}%",
            { } value when double.IsFinite(value) => $"{Fixed(value, 1)}%",
            _ => NotEstimable,
        };

    /// <summary>A share that the plan states, in percent and with all its digits: 0.95 is 95%, 0.025 is 2.5%.</summary>
    internal static string Share(double share) => $"{Exact((double)(100 * (decimal)share))}%";

    /// <summary>A time: a whole number without decimals when the unit is days, else one decimal: 33, 44.3.</summary>
    public static string Time(double? value, bool inDays) =>
        inDays && value is { } time && time == Math.Floor(time) ? Fixed(value, 0) : Fixed(value, 1);

    /// <summary>A quantile of times, or a limit of one: "NR" where a curve of somebody does not come down to it.</summary>
    public static string Quantile(double? value, bool inDays, int participants) =>
        value is null && participants > 0 ? NotReached : Time(value, inDays);

    /// <summary>A p value as readers of that kind are used to it, on the same side of 0.05 as the number itself.</summary>
    public static string PValue(double? p, PValueStyle style) => PValue(p, style, UsualLevel);

    /// <summary>A p value as readers of that kind are used to it.</summary>
    /// <remarks>
    /// It has as many more decimals as keep what is printed on its side of every level: 0.0496 is not 0.05 where 0.05 decides.
    /// </remarks>
    /// <param name="p">The p value.</param>
    /// <param name="style">The kind of reader.</param>
    /// <param name="levels">The levels below which a test is met.</param>
    public static string PValue(double? p, PValueStyle style, params ReadOnlySpan<double> levels)
    {
        var (floor, ceiling, decimals) = style switch
        {
            // Two decimals of a number below 0.01 would say little.
            PValueStyle.Journal => ("<0.001", ">0.99", p < 0.00995 ? 3 : 2),
            PValueStyle.Regulatory => ("<.0001", ">.9999", 4),
            _ => ("<0.0001", ">0.9999", 4),
        };
        if (p < double.Parse(floor.AsSpan(1), CultureInfo.InvariantCulture))
            return floor;
        if (p <= 1 && p > double.Parse(ceiling.AsSpan(1), CultureInfo.InvariantCulture))
            return ceiling;
        var printed = Fixed(p, decimals);
        if (style != PValueStyle.Usual && p is { } value)
            while (decimals < MostDecimals && ChangesSide(value, printed, levels))
                printed = Fixed(p, ++decimals);
        return printed;
    }

    /// <summary>The level of most tests, beside which every reader holds a p value.</summary>
    const double UsualLevel = 0.05;

    // More digits than a double has in a number near such a level.
    const int MostDecimals = 16;

    static bool ChangesSide(double p, string printed, ReadOnlySpan<double> levels)
    {
        foreach (var level in levels)
            if (
                double.TryParse(printed, CultureInfo.InvariantCulture, out var read)
                && p.CompareTo(level) != read.CompareTo(level)
            )
                return true;
        return false;
    }

    /// <summary>A p value, four decimals: 0.0205, with &lt;0.0001 and &gt;0.9999 at the ends.</summary>
    public static string PValue(double? p) =>
        p switch
        {
            < 0.0001 => "<0.0001",
            > 0.9999 and <= 1 => ">0.9999",
            _ => Fixed(p, 4),
        };
}

/// <summary>How p values are printed.</summary>
public enum PValueStyle
{
    /// <summary>Four decimals: 0.0564, &lt;0.0001, &gt;0.9999.</summary>
    Usual,

    /// <summary>
    /// As medical journals ask (NEJM, ICMJE, AMA): two decimals, three below 0.01: 0.06, 0.008, &lt;0.001, &gt;0.99; and as many
    /// more as keep it on its side of 0.05: 0.049, 0.0496.
    /// </summary>
    Journal,

    /// <summary>As SAS prints them in tables for regulators (PVALUE6.4): 0.0564, &lt;.0001, &gt;.9999.</summary>
    Regulatory,
}
