using Equipoise.Analysis.Reading;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Sets;

/// <summary>Days in columns that may be dates, dates with a time of day, or texts, whichever is there.</summary>
static class EventDays
{
    const double SecondsPerDay = 86_400;

    /// <summary>
    /// The day of each row, by the first of these columns that is there; null where none is, and where the day is not fully
    /// known. Numbers of a column that is named as a datetime (-DTM) are seconds since 1960.
    /// </summary>
    public static Func<int, DateOnly?> Of(Table table, params ReadOnlySpan<string> columns)
    {
        foreach (var name in columns)
            switch (table.Find(name))
            {
                case NumberColumn number:
                    var unit = name.EndsWith("DTM", StringComparison.Ordinal) ? SecondsPerDay : 1;
                    return row => Day(Math.Floor(number[row] / unit));
                case TextColumn text:
                    return row => IsoDate.TryParse(text[row].Trim());
            }
        return _ => null;
    }

    // From 1600 to 2199, as all dates of SAS that a trial can hold.
    static DateOnly? Day(double days) => days is > -131_488 and < 87_658 ? SasDate.FromNumber(days) : null;
}
