using Equipoise.Analysis.Results;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>
/// What stands under a table or figure: who is counted, by which method, and every convention on which its numbers depend.
/// </summary>
/// <remarks>
/// A convention is printed in full under the first output that rests on it, and by its number in the list of conventions under
/// the others: all are there, and no note outgrows its table. Outputs are therefore written in the order in which they are read.
/// </remarks>
static class Footnotes
{
    /// <param name="m">The document.</param>
    /// <param name="first">A sentence of its own to begin with; "" for none.</param>
    /// <param name="analyses">The analyses that the output shows.</param>
    public static Html Under(Manuscript m, string first, params IReadOnlyList<string> analyses)
    {
        var shown = analyses.Select(m.Results.Find).OfType<NamedAnalysis>().ToArray();
        AnalysisSet[] sets =
        [
            .. shown
                .Select(analysis => analysis.SetId)
                .Distinct()
                .Select(id => m.Results.Sets.FirstOrDefault(set => set.Id == id))
                .OfType<AnalysisSet>(),
        ];
        var methods = shown.DistinctBy(analysis => analysis.Method).Where(analysis => analysis.Method.Length > 0).ToArray();
        List<Html> text =
        [
            .. Sentence(m, first),
            .. sets.SelectMany(set =>
                Sentence(m, m.Conventions.State(Defined(set)) ? $"{{{{set:{set.Id}}}}}" : $"{{{{set name:{set.Id}}}}}")
            ),
            .. Sentence(
                m,
                methods.Length == 0
                    ? ""
                    : $"Method: {string.Join("; ", methods.Select(analysis => $"{{{{method:{analysis.Id}}}}}"))}"
            ),
        ];
        var references = new List<int>();
        foreach (
            var convention in m.Conventions.All.Where(one =>
                shown.Any(analysis => Applies(m, one, analysis.Id)) && !sets.Any(set => Restates(one, set))
            )
        )
            if (m.Conventions.State(convention.Text))
                text.AddRange(Sentence(m, $"{{{{convention:{convention.Id}}}}}"));
            else
                references.Add(m.Conventions.NumberOf(convention));
        text.AddRange(
            Sentence(
                m,
                shown.Any(analysis => analysis.Results.Any(result => !result.IsEstimable)) ? "NE: not estimable" : ""
            )
        );
        if (references.Count > 0)
            text.Add(References(references));
        return text.Count == 0 ? Html.Empty : Html.Of($"<p class=\"notes\">{Html.Join(text, " ")}</p>\n");
    }

    static string Defined(AnalysisSet set) => $"{set.Label}: {set.Definition}";

    /// <summary>A set's definition may return as a convention; its name is enough then.</summary>
    static bool Restates(Convention convention, AnalysisSet set) =>
        Defined(set).Contains(convention.Text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    static Html References(IReadOnlyList<int> numbers)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var number in numbers)
            if (ranges.Count > 0 && ranges[^1].To == number - 1)
                ranges[^1] = (ranges[^1].From, number);
            else
                ranges.Add((number, number));
        var links = ranges.Select(range =>
            range.From == range.To ? Link(range.From)
            : range.From == range.To - 1 ? Html.Of($"{Link(range.From)}, {Link(range.To)}")
            : Html.Of($"{Link(range.From)}–{Link(range.To)}")
        );
        return Html.Of(
            $"<span class=\"see\">See also "
                + $"{(numbers.Count == 1 ? "convention" : "conventions")}\u00A0{Html.Join(links, ", ")}.</span>"
        );
    }

    static Html Link(int number) => Html.Of($"<a href=\"#{ConventionRegister.Anchor(number)}\">{number}</a>");

    /// <summary>
    /// Whether some convention of that text names the analysis, or the beginning of its id; names are separated by commas. The
    /// general ones are not repeated.
    /// </summary>
    static bool Applies(Manuscript m, Convention convention, string analysisId) =>
        !ConventionRegister.IsGeneral(convention)
        && m.Results.Conventions.Where(one => one.Text == convention.Text)
            .SelectMany(one => one.Applies.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
            .Any(prefix => analysisId.StartsWith(prefix.TrimEnd('*'), StringComparison.Ordinal));

    static IEnumerable<Html> Sentence(Manuscript m, string template)
    {
        if (template.Length == 0)
            return [];
        var sentence = m.Say(template);
        return [sentence.Markup is [.., '.' or '!' or '?'] ? sentence : Html.Of($"{sentence}.")];
    }
}
