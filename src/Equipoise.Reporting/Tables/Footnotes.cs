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
        IEnumerable<Html> sentences =
        [
            .. first.Length == 0 ? [] : new[] { m.Say(first) },
            .. sets.Select(id => m.Say($"{{{{set:{id}}}}}")),
            .. shown.Length == 0 ? [] : new[] { Html.Of($"Method: {Html.Join(methods.Select(analysis => m.Say($"{{{{method:{analysis.Id}}}}}")), "; ")}") },
            .. conventions.Select(convention => m.Say($"{{{{convention:{convention.Id}}}}}")),
            .. shown.Any(analysis => analysis.Results.Any(result => !result.IsEstimable)) ? new[] { new Html("NE: not estimable") } : [],
        ];
        var text = Html.Join(sentences.Select(EndWithStop), " ");
        return text.IsEmpty ? Html.Empty : Html.Of($"<p class=\"notes\">{text}</p>\n");
    }

    /// <summary>A convention names analyses or the beginning they share, separated by commas; "" and "*" mean all.</summary>
    static bool Applies(Convention convention, string analysisId) =>
        convention.Applies is "" or "*"
        || convention
            .Applies.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Any(prefix => analysisId.StartsWith(prefix.TrimEnd('*'), StringComparison.Ordinal));

    static Html EndWithStop(Html sentence) => sentence.Markup is [.., '.' or '!' or '?'] ? sentence : Html.Of($"{sentence}.");
}
