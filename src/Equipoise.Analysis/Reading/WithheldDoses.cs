using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Reading;

/// <summary>Which doses were not given: rows of EX, or rows of EC that EX does not have.</summary>
/// <remarks>
/// A dose of 0 was withheld where its treatment has a positive dose, in the protocol or anywhere in the data. Of any other
/// treatment it is the dose, as SDTM records placebo. A missing dose was given, in an amount that nobody stated.
/// </remarks>
static class WithheldDoses
{
    public static Func<int, bool> In(TrialProtocol protocol, TableReader ex)
    {
        var dose = ex.NumberOrMissing("EXDOSE");
        var (treatment, positive) = (ex.TextOrBlank("EXTRT"), WithPositiveDose(protocol, ex));
        return row => dose(row) < 0 || (dose(row) == 0 && positive.Contains(treatment(row)));
    }

    /// <summary>
    /// The data with the stretches of EC that did not occur as doses of 0 at the end of EX, so that both ways of telling are
    /// read as one. Where EX tells doses of 0 itself, it is left as it is.
    /// </summary>
    public static IReadOnlyDictionary<string, Table> Joined(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data)
    {
        if (data.GetValueOrDefault("EX") is not { } table || data.GetValueOrDefault("EC") is not { } collected)
            return data;
        var (ex, ec) = (new TableReader(table, []), new TableReader(collected, []));
        var (isWithheld, positive) = (In(protocol, ex), WithPositiveDose(protocol, ex));
        var (occurred, treatment) = (ec.TextOrBlank("ECOCCUR"), ec.TextOrBlank("ECTRT"));
        var last = ec.TextOrBlank("ECENDTC");
        // A dose that was not given on a planned day, without a last day, is no stretch of days.
        int[] rows =
        [
            .. Enumerable
                .Range(0, ec.Count)
                .Where(row => occurred(row) == "N" && last(row).Length > 0 && positive.Contains(treatment(row))),
        ];
        if (rows.Length == 0 || Enumerable.Range(0, ex.Count).Any(isWithheld))
            return data;
        var reason = ec.TextOrBlank(ec.Has("ECREASOC") ? "ECREASOC" : "ECADJ");
        Table joined = new(
            table.Name,
            table.Label,
            [
                .. table.Columns.Select(column =>
                    column switch
                    {
                        NumberColumn number => number with
                        {
                            Values = [.. number.Values, .. rows.Select(_ => column.Name == "EXDOSE" ? 0 : double.NaN)],
                        },
                        TextColumn text => (Column)(
                            text with
                            {
                                Values = [.. text.Values, .. rows.Select(column.Name == "EXADJ" ? reason : Same(column.Name))],
                            }
                        ),
                        _ => throw new System.Diagnostics.UnreachableException(),
                    }
                ),
            ]
        );
        return new Dictionary<string, Table>(data, StringComparer.OrdinalIgnoreCase) { ["EX"] = joined };

        Func<int, string> Same(string name) =>
            ec.TextOrBlank(name.StartsWith("EX", StringComparison.Ordinal) ? $"EC{name[2..]}" : name);
    }

    static HashSet<string> WithPositiveDose(TrialProtocol protocol, TableReader ex)
    {
        var (treatment, dose) = (ex.TextOrBlank("EXTRT"), ex.NumberOrMissing("EXDOSE"));
        var positive = Enumerable
            .Range(0, ex.Count)
            .Where(row => dose(row) > 0)
            .Select(treatment)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var named in protocol.Treatments.Where(named => named.Doses.Any(level => level.Amount > 0)))
            positive.UnionWith([named.Id, named.Label]);
        return positive;
    }
}
