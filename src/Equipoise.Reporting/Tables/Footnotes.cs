using Equipoise.Analysis.Results;
using Equipoise.Reporting.Pages;

namespace Equipoise.Reporting.Tables;

/// <summary>What stands under a table or figure: who is counted, by what method, and every convention on which its numbers depend.</summary>
static class Footnotes
{
    /// <param name="m">The document.</param>
    /// <param name="first">A sentence of its own to begin with; "" for none.</param>
    /// <param name="analyses">The analyses that the output shows.</param>
    public static Html Under(Manuscript m, string first, params IReadOnlyList<string> analyses)
    {
        var shown = analyses.Select(m.Results.Find).OfType<NamedAnalysis>().ToArray();
        var sets = shown.Select(analysis => analysis.SetId).Distinct().Where(id => m.Results.Sets.Any(set => set.Id == id));
        var methods = shown.DistinctBy(analysis => analysis.Method).Where(analysis => analysis.Method.Length > 0);
        var conventions = m.Results.Conventions.Where(convention => shown.Any(analysis => Applies(convention, analysis.Id)));
        string[] sentences =
        [
            first,
            .. sets.Select(id => $"{{{{set:{id}}}}}"),
            shown.Length == 0 ? "" : $"Method: {string.Join("; ", methods.Select(analysis => $"{{{{method:{analysis.Id}}}}}"))}",
            .. conventions.Select(convention => $"{{{{convention:{convention.Id}}}}}"),
            shown.Any(analysis => analysis.Results.Any(result => !double.IsFinite(result.Raw))) ? "NE: not estimable" : "",
        ];
        var said = new List<string>();
        var text = new List<Html>();
        foreach (var sentence in sentences.Where(sentence => sentence.Length > 0))
        {
            var bound = m.Bind(sentence);
            // A set's definition may return as a convention; once is enough.
            if (said.Any(earlier => earlier.Contains(bound.Text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase)))
                continue;
            said.Add(bound.Text);
            text.Add(EndWithStop(Manuscript.Markup(bound)));
        }
        return text.Count == 0 ? Html.Empty : Html.Of($"<p class=\"notes\">{Html.Join(text, " ")}</p>\n");
    }

    /// <summary>A convention names analyses or the beginning they share, separated by commas; "" and "*" mean all.</summary>
    static bool Applies(Convention convention, string analysisId) =>
        convention.Applies is "" or "*"
        || convention
            .Applies.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Any(prefix => analysisId.StartsWith(prefix.TrimEnd('*'), StringComparison.Ordinal));

    static Html EndWithStop(Html sentence) => sentence.Markup is [.., '.' or '!' or '?'] ? sentence : Html.Of($"{sentence}.");
}
