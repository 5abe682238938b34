using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>How much of a treatment a participant of the safety set had.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Treatment">The treatment.</param>
/// <param name="Days">From the first dose to the last, both days counted; null where the data do not say.</param>
/// <param name="Doses">How many dosing records there are of it; null where the data do not say.</param>
/// <param name="Total">The dose of all days together; null where no amounts are recorded.</param>
/// <param name="Reasons">Why doses were reduced or withheld, as far as it was recorded, each once.</param>
sealed record TreatmentExposure(
    Participant Who,
    Treatment Treatment,
    double? Days,
    double? Doses,
    double? Total,
    IReadOnlyList<string> Reasons
)
{
    /// <summary>
    /// From ADEX where ADaM is given with it (the totals TDURD, TNDOSE and TDOSE of each treatment in PARCAT2), else from EX;
    /// null without either.
    /// </summary>
    public static IReadOnlyList<TreatmentExposure>? Read(
        TrialProtocol protocol,
        IReadOnlyDictionary<string, Table> data,
        bool isDerived,
        IReadOnlyList<Participant> participants,
        DateOnly? cutoff,
        List<DataProblem> problems
    )
    {
        if (protocol.Treatments.Count == 0)
            return null;
        var byId = participants.Where(who => who.InSafety).DistinctBy(who => who.Id).ToDictionary(who => who.Id);
        return !isDerived && data.GetValueOrDefault("ADEX") is { } adex ? FromTotals(protocol, new(adex, problems), byId)
            : data.GetValueOrDefault("EX") is { } ex ? FromRecords(protocol, new(ex, []), byId, cutoff)
            : null;
    }

    static List<TreatmentExposure> FromTotals(
        TrialProtocol protocol,
        TableReader reader,
        Dictionary<string, Participant> byId
    )
    {
        var (id, code, of) = (reader.Text("USUBJID"), reader.Text("PARAMCD"), reader.Text("PARCAT2"));
        var value = reader.Number("AVAL");
        var totals = Enumerable
            .Range(0, reader.Count)
            .Where(row => code(row) is "TDURD" or "TNDOSE" or "TDOSE" && byId.ContainsKey(id(row)))
            .GroupBy(row => (Id: id(row), Treatment: protocol.Treatments.FirstOrDefault(one => one.IsNamed(of(row)))));
        return
        [
            .. from total in totals
            where total.Key.Treatment is not null
            select new TreatmentExposure(
                byId[total.Key.Id],
                total.Key.Treatment,
                Total(total, "TDURD"),
                Total(total, "TNDOSE"),
                Total(total, "TDOSE"),
                []
            ),
        ];

        double? Total(IEnumerable<int> rows, string parameter) =>
            rows.Where(row => code(row) == parameter && !double.IsNaN(value(row)))
                .Select(row => (double?)value(row))
                .FirstOrDefault();
    }

    /// <summary>
    /// Rows whose dates are not known to the day were reported where ADSL took its first and last dose from them.
    /// </summary>
    static List<TreatmentExposure> FromRecords(
        TrialProtocol protocol,
        TableReader reader,
        Dictionary<string, Participant> byId,
        DateOnly? cutoff
    )
    {
        var (id, treatment) = (reader.TextOrBlank("USUBJID"), reader.TextOrBlank("EXTRT"));
        var dose = reader.NumberOrMissing("EXDOSE");
        var (start, end, reason) = (reader.DateAsKnown("EXSTDTC"), reader.DateAsKnown("EXENDTC"), reader.TextOrBlank("EXADJ"));
        var isWithheld = WithheldDoses.In(protocol, reader);
        var rule = protocol.Analysis.PartialDates;
        var rows =
            from row in Enumerable.Range(0, reader.Count)
            where byId.ContainsKey(id(row))
            let first = start(row) is { } date ? DayRule.Apply(rule, date, Dated.Start, null)?.Day : null
            where first is not null && !(first > cutoff)
            let last = (end(row) is { } date ? DayRule.Apply(rule, date, Dated.End, first)?.Day : null) ?? first
            let of = protocol.Treatments.FirstOrDefault(one => one.IsNamed(treatment(row)))
            where of is not null
            select (Who: byId[id(row)], Of: of, First: first.Value, Last: last > cutoff ? cutoff.Value : last.Value, Row: row);
        var exposures = new List<TreatmentExposure>();
        foreach (var course in rows.GroupBy(row => (row.Who.Id, row.Of.Id)))
        {
            var given = course.Where(row => !isWithheld(row.Row)).ToList();
            if (given.Count == 0)
                continue;
            var of = given[0].Of;
            var starting = of.Doses.Count > 0 ? of.Doses[0].Amount : (double?)null;
            exposures.Add(
                new(
                    given[0].Who,
                    of,
                    given.Max(row => row.Last).DayNumber - given.Min(row => row.First).DayNumber + 1,
                    given.Count,
                    given.All(row => dose(row.Row) > 0)
                        ? given.Sum(row => dose(row.Row) * DosingDays(of, row.Last.DayNumber - row.First.DayNumber + 1))
                        : null,
                    [
                        .. course
                            .Where(row => isWithheld(row.Row) || dose(row.Row) < starting)
                            .Select(row => reason(row.Row))
                            .Where(text => text.Length > 0)
                            .Distinct(StringComparer.OrdinalIgnoreCase),
                    ]
                )
            );
        }
        return exposures;
    }

    /// <summary>
    /// The dosing days in a stretch of this many days that begins with one; every day when the protocol does not say.
    /// </summary>
    static int DosingDays(Treatment treatment, int days)
    {
        var cycle = treatment.Cycle?.WholeDays ?? 1;
        var dosing = treatment.Days is { } planned ? planned.Last - planned.First + 1 : cycle;
        return (days / cycle * dosing) + Math.Min(days % cycle, dosing);
    }
}
