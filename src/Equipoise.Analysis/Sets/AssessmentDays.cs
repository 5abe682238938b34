using Equipoise.Analysis.Reading;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Sets;

/// <summary>
/// On which day tumors were assessed: the days from RANDDT of ADSL to ADT (or ADTM) where the data have both, else those that
/// ADY counts, of which 1 is the first.
/// </summary>
sealed class AssessmentDays
{
    static readonly string[] dates = ["ADT", "ADTM"];

    readonly Func<int, DateOnly?> randomized;

    AssessmentDays(bool sinceRandomization, Func<int, DateOnly?> randomized) =>
        (SinceRandomization, this.randomized) = (sinceRandomization, randomized);

    /// <summary>Whether they count from randomization, and not from the first day of ADY.</summary>
    public bool SinceRandomization { get; }

    /// <summary>How the assessments of ADTR are dated; null, with a problem, where they are not.</summary>
    public static AssessmentDays? Of(Table adtr, Table adsl, List<DataProblem> problems)
    {
        if (dates.Any(adtr.Has) && adsl.Has("RANDDT"))
            return new(true, EventDays.Of(adsl, "RANDDT"));
        if (adtr.Has("ADY"))
            return new(false, _ => null);
        problems.Add(
            new(adtr.Name, null, null, "nothing says when tumors were assessed: ADT, with RANDDT in ADSL, or ADY is needed.")
        );
        return null;
    }

    /// <summary>The days from the origin to the rows of a data set; null for a row without a date.</summary>
    public Func<int, Participant, int?> In(Table rows)
    {
        if (SinceRandomization)
        {
            var date = EventDays.Of(rows, dates);
            return (row, who) => Since(date(row), who);
        }
        var day = new TableReader(rows, []).NumberOrMissing("ADY");
        return (row, _) => double.IsNaN(day(row)) ? null : (int)Math.Floor(day(row) > 0 ? day(row) - 1 : day(row));
    }

    /// <summary>The days from randomization to a date; null where one of the two is not known.</summary>
    public int? Since(DateOnly? date, Participant who) => date?.DayNumber - randomized(who.Row)?.DayNumber;
}
