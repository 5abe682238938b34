using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Reading;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Sets;

/// <summary>Where ADRS says that progression was seen.</summary>
static class Progressions
{
    /// <summary>
    /// The rows of the overall response that are PD, by participant, those alone that are selected for analysis; null where ADRS
    /// has no overall responses.
    /// </summary>
    /// <param name="adrs">ADRS; what is wrong with it was said where best responses were read.</param>
    /// <param name="parameter">The parameter of the overall response at each assessment.</param>
    public static ILookup<string, int>? Of(Table? adrs, string parameter)
    {
        if (adrs is null)
            return null;
        var reader = new TableReader(adrs, []);
        var (id, code, value) = (reader.Text("USUBJID"), reader.Text("PARAMCD"), reader.Text("AVALC"));
        var selected = reader.Flag("ANL01FL");
        int[] rows = [.. Enumerable.Range(0, reader.Count).Where(row => code(row) == parameter)];
        return rows.Length == 0
            ? null
            : rows.Where(row => value(row) == BestResponse.Progression && (!reader.Has("ANL01FL") || selected(row) is true))
                .ToLookup(id, StringComparer.Ordinal);
    }
}
