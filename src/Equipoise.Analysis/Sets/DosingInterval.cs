using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Analysis.Sets;

/// <summary>A stretch of days at one dose.</summary>
sealed record DosingInterval(Participant Who, string Treatment, double Dose, DateOnly First, DateOnly Last)
{
    /// <summary>Both days counted.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The dosing of the safety set from EX, up to the cutoff.</summary>
    public static IReadOnlyList<DosingInterval> Read(
        TrialProtocol protocol,
        Table adsl,
        Table ex,
        IReadOnlyDictionary<string, Participant> byId,
        DateOnly? cutoff,
        List<DataProblem> problems
    )
    {
        var reader = new TableReader(ex, problems);
        var (id, treatment, dose) = (reader.Text("USUBJID"), reader.Text("EXTRT"), reader.Number("EXDOSE"));
        var (start, end) = (reader.DateAsKnown("EXSTDTC"), reader.DateAsKnown("EXENDTC"));
        reader.Demand("EXSTDTC");
        var randomized = new TableReader(adsl, []).DateOrMissing("RANDDT");
        var intervals = new List<DosingInterval>();
        for (var row = 0; row < reader.Count; row++)
        {
            if (!byId.TryGetValue(id(row), out var who) || !who.InSafety)
                continue;
            if (Day("EXSTDTC", row, who, start(row), Dated.Start) is not { } first || first > cutoff)
                continue;
            if (dose(row) is not (>= 0 and var amount))
                continue;
            // A stretch that is still running at the cutoff ends there.
            var last = Day("EXENDTC", row, who, end(row), Dated.End) ?? first;
            intervals.Add(new(who, treatment(row), amount, first, last > cutoff ? cutoff.Value : last));
        }
        return intervals;

        // As ADSL dates the first and the last dose.
        DateOnly? Day(string column, int row, Participant who, PartialDate? date, Dated dated)
        {
            if (date is not { } known)
                return null;
            var day = DayRule.Apply(protocol.Analysis.PartialDates, known, dated, randomized(who.Row))?.Day;
            if (day is null)
                reader.Report(column, row, DayRule.Missing(known));
            return day;
        }
    }
}
