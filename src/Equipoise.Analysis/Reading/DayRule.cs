using System.Globalization;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Analysis.Reading;

/// <summary>The day of a date, as recorded or as the rule of the protocol puts it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Imputed">What was not recorded, as ADaM flags it in --DTF: D the day, M the day and the month; "" for
/// nothing.</param>
readonly record struct DayOf(DateOnly Day, string Imputed)
{
    /// <summary>A day that was recorded.</summary>
    public static implicit operator DayOf(DateOnly day) => new(day, "");

    public bool IsImputed => Imputed is { Length: > 0 };
}

/// <summary>What a date is the date of; the conservative rule puts each elsewhere.</summary>
enum Dated
{
    /// <summary>The first day of something.</summary>
    Start,

    /// <summary>The last day of something.</summary>
    End,

    /// <summary>A death.</summary>
    Death,
}

/// <summary>A date that was imputed, to be printed with the conventions.</summary>
/// <param name="Variable">Such as "DM.DTHDTC".</param>
/// <param name="Participant">Whose.</param>
/// <param name="Recorded">As far as it was known.</param>
/// <param name="Taken">The day that was taken for it.</param>
sealed record ImputedDate(string Variable, string Participant, PartialDate Recorded, DateOnly Taken);

/// <summary>Puts a day for a date of which only the month or the year is known.</summary>
static class DayRule
{
    /// <summary>The day; null, for a partial date, without a rule.</summary>
    /// <param name="rule">The rule of the protocol; null for none.</param>
    /// <param name="date">The date as far as it is known.</param>
    /// <param name="dated">What it is the date of.</param>
    /// <param name="notBefore">
    /// A day before which it cannot be, such as randomization: the rule's day moves there where the date may be that day.
    /// </param>
    public static DayOf? Apply(PartialDateRule? rule, PartialDate date, Dated dated, DateOnly? notBefore)
    {
        if (date.Day is { } known)
            return known;
        if (rule is not { } given)
            return null;
        var knowsMonth = date.First.Month == date.Last.Month;
        var day = given switch
        {
            PartialDateRule.FirstOfMonth => date.First,
            PartialDateRule.Middle => knowsMonth ? date.First.AddDays(14) : new(date.First.Year, 7, 1),
            _ => dated == Dated.End ? date.Last : date.First,
        };
        if (notBefore is { } limit && day < limit && limit <= date.Last)
            day = limit;
        return new(day, knowsMonth ? "D" : "M");
    }

    /// <summary>What to do about a date for which no rule puts a day.</summary>
    public static string Missing(PartialDate date) =>
        $"'{date}' is not a complete date such as 2021-07-20. Complete it, or let the protocol say which day stands for it: "
        + "'partial dates' in 'analysis', such as first of the month.";

    /// <summary>The rule as printed.</summary>
    public static string InWords(PartialDateRule rule) =>
        rule switch
        {
            PartialDateRule.FirstOfMonth =>
                "Of a partial date the first of the month is taken, January 1 where only the year is known",
            PartialDateRule.Middle => "Of a partial date the 15th of the month is taken, July 1 where only the year is known",
            _ =>
                "Of a partial date the first possible day is taken for what began, the last for what ended, and for a death the "
                    + "day after the last on which the participant was known alive",
        } + ", but where it may be then no day before randomization, and for a death none before the last day known alive.";

    /// <summary>Each imputation of one variable, as printed.</summary>
    public static string InWords(IEnumerable<ImputedDate> ofVariable) =>
        string.Join("; ", ofVariable.Select(one => $"{one.Participant} {one.Recorded} as {Written(one.Taken)}"));

    static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
