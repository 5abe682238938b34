using Equipoise.Analysis.Reading;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>Which adverse events are on the lists of interest of the protocol.</summary>
static class OfInterest
{
    /// <summary>The ids of the lists that each row is on.</summary>
    /// <param name="plan">The lists.</param>
    /// <param name="reader">ADAE; a flag that it lacks is a problem.</param>
    /// <param name="notes">Takes terms and classes that no event has: nobody had it, or it is written otherwise.</param>
    public static Func<int, IReadOnlyList<string>> Read(SafetyPlan plan, TableReader reader, List<DataProblem> notes)
    {
        var lists = plan.OfInterest.Select(list => (list.Id, IsOn: OnList(list, reader, notes))).ToList();
        return row => lists.Count == 0 ? [] : [.. lists.Where(list => list.IsOn(row)).Select(list => list.Id)];
    }

    static Predicate<int> OnList(EventsOfInterest list, TableReader reader, List<DataProblem> notes)
    {
        if (list.Flag is not null)
            reader.Demand(list.Flag);
        if (list.Classes.Count > 0 && !reader.Has("AEBODSYS") && !reader.Has("AESOC"))
            reader.Report("AEBODSYS", null, $"the column is missing, and the list '{list.Id}' of interest goes by it.");
        var term = reader.TextOrBlank("AEDECOD");
        var (system, primary) = (reader.TextOrBlank("AEBODSYS"), reader.TextOrBlank("AESOC"));
        var flag = reader.TextOrBlank(list.Flag ?? "");
        var (terms, classes) = (
            list.Terms.ToHashSet(StringComparer.OrdinalIgnoreCase),
            list.Classes.ToHashSet(StringComparer.OrdinalIgnoreCase)
        );
        Unknown("AEDECOD", "preferred term", terms, term);
        Unknown("AEBODSYS", "class", classes, system, primary);
        return row =>
            terms.Contains(term(row))
            || classes.Contains(system(row))
            || classes.Contains(primary(row))
            || (list.FlagValue is { } value
                ? flag(row).Equals(value, StringComparison.OrdinalIgnoreCase)
                : list.Flag is not null && flag(row) is not ("" or "N"));

        void Unknown(string variable, string what, HashSet<string> wanted, params Func<int, string>[] columns)
        {
            if (wanted.Count == 0 || reader.Count == 0)
                return;
            var there = Enumerable
                .Range(0, reader.Count)
                .SelectMany(row => columns.Select(text => text(row)))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            var missing = wanted.Where(text => !there.Contains(text)).Order(StringComparer.Ordinal).ToList();
            if (missing.Count > 0)
                notes.Add(
                    reader.Problem(
                        variable,
                        null,
                        $"no event has the {what} '{string.Join("' or '", missing)}' of the list '{list.Id}' of interest; "
                            + "nobody had it, or the data write it otherwise."
                    )
                );
        }
    }
}
