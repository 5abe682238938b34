using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>Times to the first adverse event of a kind, as ADAETTE has them.</summary>
/// <param name="Parameter">PARAMCD.</param>
/// <param name="Label">PARAM.</param>
/// <param name="Times">The years of each participant of the safety set until the event or the end, and whether it came.</param>
sealed record FirstEventTimes(
    string Parameter,
    string Label,
    IReadOnlyDictionary<Participant, (double Years, bool Event)> Times
)
{
    /// <summary>The parameters that the plan names.</summary>
    public static IReadOnlyList<FirstEventTimes> Read(
        TrialProtocol protocol,
        Table? adaette,
        IReadOnlyDictionary<string, Participant> byId,
        List<DataProblem> problems
    )
    {
        if (protocol.Analysis.Safety?.RateParameters is not { Count: > 0 } wanted)
            return [];
        if (adaette is null)
        {
            problems.Add(
                new("ADAETTE", null, null, "missing, and 'rate parameters' in 'safety' of the protocol are of it.")
            );
            return [];
        }
        var reader = new TableReader(adaette, problems);
        var (id, parameter, name) = (reader.Text("USUBJID"), reader.Text("PARAMCD"), reader.TextOrBlank("PARAM"));
        var (value, censored) = (reader.Number("AVAL"), reader.Number("CNSR"));
        var unit = new UnitOfTime(reader, wanted, protocol.Data.UnitOfTime);
        var read = wanted.ToDictionary(
            code => code,
            _ => (Label: "", Times: new Dictionary<Participant, (double, bool)>()),
            StringComparer.Ordinal
        );
        for (var row = 0; row < reader.Count; row++)
        {
            if (!read.TryGetValue(parameter(row), out var times))
                continue;
            if (!byId.TryGetValue(id(row), out var who))
                reader.Report("USUBJID", row, $"'{id(row)}' is not in ADSL.");
            else if (unit.Of(row, TimeUnit.Year) is not { } given)
                reader.Report("AVALU", row, "that is no unit of time that is known: DAYS, WEEKS, MONTHS or YEARS.");
            else if (!(value(row) >= 0) || !(censored(row) >= 0))
                reader.Report("AVAL", row, "a time to event is 0 or more, and CNSR 0 for an event or a positive number.");
            else if (who.InSafety && !times.Times.TryAdd(who, (Years(value(row), given), censored(row) == 0)))
                reader.Report("USUBJID", row, $"'{id(row)}' has two rows of {parameter(row)}.");
            if (times.Label.Length == 0)
                read[parameter(row)] = times with { Label = name(row) };
        }
        foreach (var code in wanted.Where(code => read[code].Times.Count == 0))
            reader.Report("PARAMCD", null, $"no row is of '{code}', one of the 'rate parameters' of the protocol.");
        return [.. wanted.Select(code => new FirstEventTimes(code, read[code].Label, read[code].Times))];
    }

    static double Years(double time, TimeUnit unit) =>
        unit == TimeUnit.Year ? time : time * unit.Days() / TimeUnit.Year.Days();
}
