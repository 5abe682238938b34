using System.Text.RegularExpressions;
using Equipoise.Analysis.Reading;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>
/// The unit of AVAL, which ADaM does not demand to be stated: AVALU, else the words in brackets of PARAM, such as "(days)", else
/// what the protocol says of the data, else days where AVAL is what lies between STARTDT and ADT. Months must not be guessed:
/// days read as months are wrong thirtyfold.
/// </summary>
sealed partial class UnitOfTime
{
    readonly Func<int, string> stated;
    readonly IReadOnlyDictionary<string, TimeUnit> inferred;
    readonly Func<int, string> parameter;

    /// <param name="adtte">ADTTE.</param>
    /// <param name="wanted">The parameters that are read.</param>
    /// <param name="otherwise">The unit of those that nothing in the data states, as the protocol has it; null for none.</param>
    public UnitOfTime(TableReader adtte, IReadOnlyCollection<string> wanted, TimeUnit? otherwise)
    {
        (stated, parameter) = (adtte.TextOrBlank("AVALU"), adtte.TextOrBlank("PARAMCD"));
        var found = new Dictionary<string, TimeUnit>(StringComparer.Ordinal);
        foreach (var rows in Enumerable.Range(0, adtte.Count).Where(row => wanted.Contains(parameter(row))).GroupBy(parameter))
        {
            if (rows.All(row => stated(row).Length > 0))
                continue;
            if ((OfUnits(rows) ?? OfNames(adtte, rows) ?? otherwise ?? OfDates(adtte, rows)) is { } unit)
                found.Add(rows.Key, unit);
            else
                adtte.Report(
                    "AVALU",
                    null,
                    $"nothing states the unit of {rows.Key}: AVALU is missing or blank, PARAM names none in brackets such as "
                        + "(days), and AVAL is not the number of days from STARTDT to ADT. Add AVALU: DAYS, WEEKS, MONTHS or "
                        + "YEARS, or let the protocol say it: 'unit of time' in 'data'."
                );
        }
        inferred = found;
    }

    /// <summary>The unit of a row; null for one that is not known.</summary>
    public TimeUnit? Of(int row, TimeUnit otherwise) =>
        stated(row).Length == 0 ? inferred.GetValueOrDefault(parameter(row), otherwise) : Named(stated(row));

    /// <summary>The unit that other rows of the parameter state.</summary>
    TimeUnit? OfUnits(IEnumerable<int> rows) => Only(rows.Select(stated).Where(text => text.Length > 0).Select(Named));

    static TimeUnit? OfNames(TableReader adtte, IEnumerable<int> rows)
    {
        var name = adtte.TextOrBlank("PARAM");
        return Only(
            rows.Select(row => InBrackets().Match(name(row)))
                .Select(found => found.Success ? Named(found.Groups["unit"].Value) : null)
        );
    }

    static TimeUnit? OfDates(TableReader adtte, IEnumerable<int> rows)
    {
        var (start, end, value) = (adtte.DateOrMissing("STARTDT"), adtte.DateOrMissing("ADT"), adtte.NumberOrMissing("AVAL"));
        var offsets = rows.Where(row => !double.IsNaN(value(row)))
            .Select(row => value(row) - (end(row)?.DayNumber - start(row)?.DayNumber))
            .Distinct()
            .ToList();
        return offsets is [0.0 or 1.0] ? TimeUnit.Day : null;
    }

    static TimeUnit? Only(IEnumerable<TimeUnit?> units) => units.Distinct().ToList() is [{ } unit] ? unit : null;

    static TimeUnit? Named(string unit) =>
        unit.ToUpperInvariant().TrimEnd('S') switch
        {
            "DAY" => TimeUnit.Day,
            "WEEK" => TimeUnit.Week,
            "MONTH" => TimeUnit.Month,
            "YEAR" => TimeUnit.Year,
            _ => null,
        };

    [GeneratedRegex(
        @"[(\[]\s*(in\s+)?(?<unit>days?|weeks?|months?|years?)\s*[)\]]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex InBrackets();
}
