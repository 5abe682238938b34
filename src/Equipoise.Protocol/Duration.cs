using System.Globalization;

namespace Equipoise.Protocol;

/// <summary>A length of time as a protocol writes it: an amount and its unit, such as "12 weeks".</summary>
/// <remarks>
/// Not a calendar period: adding a month to a date adds 30.4375 days' worth, rounded, never "the same day next month".
/// One month is 365.25 / 12 = 30.4375 days and one year 365.25 days everywhere in this program. The default value is no time.
/// </remarks>
/// <param name="Amount">How many of the unit; 0 or more.</param>
/// <param name="Unit">The unit as written.</param>
public readonly record struct Duration(double Amount, TimeUnit Unit)
{
    /// <summary>Days in a month: 365.25 / 12.</summary>
    public const double DaysPerMonth = 30.4375;

    /// <summary>This length in days.</summary>
    public double Days => Amount * Unit.Days();

    /// <summary>This length in months of 30.4375 days.</summary>
    public double Months => Days / DaysPerMonth;

    /// <summary>The day count, rounded to whole days with halves away from zero.</summary>
    public int WholeDays => (int)Math.Round(Days, MidpointRounding.AwayFromZero);

    /// <summary>As written: "12 weeks", "1 month".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Amount} {Unit}{(Amount == 1 ? "" : "s")}").ToLowerInvariant();
}

/// <summary>The units in which a protocol may state time.</summary>
public enum TimeUnit
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>30.4375 days.</summary>
    Month,

    /// <summary>365.25 days.</summary>
    Year,
}

/// <summary>What a unit of time is worth.</summary>
public static class TimeUnits
{
    /// <summary>Days in one of this unit.</summary>
    public static double Days(this TimeUnit unit) =>
        unit switch
        {
            TimeUnit.Day => 1,
            TimeUnit.Week => 7,
            TimeUnit.Month => Duration.DaysPerMonth,
            _ => 365.25,
        };
}
