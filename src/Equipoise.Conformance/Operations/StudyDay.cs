using System.Globalization;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>The study day of a date: day 1 is that of RFSTDTC, the one before is day -1.</summary>
/// <remarks>Source: SDTMIG 4.4.4. Missing where either is no complete date.</remarks>
static class StudyDay
{
    public static Variable? Of(Working working)
    {
        if (working.Frame.Find(working.Name) is not { } dates || working.Frame.Find("RFSTDTC") is not { } starts)
            return null;
        var days = Array.ConvertAll(dates.Values.ToArray(), DayOf);
        var first = Array.ConvertAll(starts.Values.ToArray(), DayOf);
        return Variable.Of(
            Enumerable.Range(0, working.Frame.RowCount).Select(row => Between(first[starts.CodeOf(row)], days[dates.CodeOf(row)]))
        );
    }

    static Cell Between(int? first, int? day) =>
        day - first is { } days ? Cell.Of((double)(days >= 0 ? days + 1 : days)) : Cell.Missing;

    static int? DayOf(Cell cell) =>
        cell.Text.Length >= 10
        && DateOnly.TryParseExact(
            cell.Text.AsSpan(0, 10),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date.DayNumber
            : null;
}
