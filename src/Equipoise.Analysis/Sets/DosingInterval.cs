using Equipoise.Analysis.Reading;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Sets;

/// <summary>A stretch of days at one dose.</summary>
sealed record DosingInterval(Participant Who, string Treatment, double Dose, DateOnly First, DateOnly Last)
{
    /// <summary>Both days counted.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The dosing of the safety set from EX, up to the cutoff.</summary>
    public static IReadOnlyList<DosingInterval> Read(
        Table ex,
        IReadOnlyDictionary<string, Participant> byId,
        DateOnly? cutoff,
        List<DataProblem> problems
    )
    {
        var reader = new TableReader(ex, problems);
        var (id, treatment, dose) = (reader.Text("USUBJID"), reader.Text("EXTRT"), reader.Number("EXDOSE"));
        var (start, end) = (reader.Date("EXSTDTC"), reader.DateOrMissing("EXENDTC"));
        var intervals = new List<DosingInterval>();
        for (var row = 0; row < reader.Count; row++)
        {
            if (!byId.TryGetValue(id(row), out var who) || !who.InSafety)
                continue;
            if (start(row) is not { } first || first > cutoff || dose(row) is not (>= 0 and var amount))
                continue;
            // A stretch that is still running at the cutoff ends there.
            var last = end(row) ?? first;
            intervals.Add(new(who, treatment(row), amount, first, last > cutoff ? cutoff.Value : last));
        }
        return intervals;
    }
}
