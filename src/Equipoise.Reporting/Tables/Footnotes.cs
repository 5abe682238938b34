using Equipoise.Analysis.Results;
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
    public static BoundText Under(Manuscript m, string first, params IReadOnlyList<AnalysisResults> analyses)
    {
        var shown = analyses.Select(of => m.Results.Find(of.Id)).OfType<NamedAnalysis>().ToArray();
        AnalysisSet[] sets =
        [
            .. shown
                .Select(analysis => analysis.SetId)
                .Distinct()
                .Select(id => m.Results.Sets.FirstOrDefault(set => set.Id == id))
                .OfType<AnalysisSet>(),
        ];
        List<BoundText> notes =
        [
            m.Say(first),
            .. sets.Select(set =>
                m.Say($"{(m.Conventions.State(Defined(set)) ? Names.SetInFull(set) : Names.Set(set))}")
            ),
            Methods(m, shown),
        ];
        var references = new List<int>();
        foreach (
            var convention in m.Conventions.All.Where(one =>
                shown.Any(analysis => Applies(m, one, analysis.Id)) && !sets.Any(set => Restates(one, set))
            )
        )
            if (m.Conventions.State(convention.Text))
                notes.Add(m.Say($"{Names.Convention(convention)}"));
            else
                references.Add(m.Conventions.NumberOf(convention));
        var missing = shown.SelectMany(analysis => analysis.Results.Where(result => !result.IsEstimable)).ToArray();
        if (Array.Exists(missing, result => result.Formatted == Format.NotReached))
            notes.Add(m.Say("NR: not reached"));
        if (Array.Exists(missing, result => result.Formatted == Format.NotEstimable))
            notes.Add(m.Say("NE: not estimable"));
        return BoundText.Join(" ", [.. notes.Select(Sentence), .. References(references)]);
    }

    static string Defined(AnalysisSet set) => $"{set.Label}: {set.Definition}";

    static BoundText Methods(Manuscript m, IEnumerable<NamedAnalysis> shown)
    {
        var methods = shown.DistinctBy(analysis => analysis.Method).Where(analysis => analysis.Method.Length > 0).ToArray();
        return methods.Length == 0
            ? BoundText.Empty
            : m.Say($"Method: {BoundText.Join("; ", methods.Select(analysis => m.Say($"{Names.Method(analysis)}")))}");
    }

    /// <summary>A set's definition may return as a convention; its name is enough then.</summary>
    static bool Restates(Convention convention, AnalysisSet set) =>
        Defined(set).Contains(convention.Text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    static IEnumerable<BoundText> References(IReadOnlyList<int> numbers)
    {
        if (numbers.Count == 0)
            return [];
        var ranges = new List<(int From, int To)>();
        foreach (var number in numbers)
            if (ranges.Count > 0 && ranges[^1].To == number - 1)
                ranges[^1] = (ranges[^1].From, number);
            else
                ranges.Add((number, number));
        var links = ranges.Select(range =>
            range.From == range.To
                ? Link(range.From)
                : BoundText.Join(range.From == range.To - 1 ? ", " : "–", [Link(range.From), Link(range.To)])
        );
        var text = BoundText.Join(
            "",
            [
                Words($"See also {(numbers.Count == 1 ? "convention" : "conventions")}\u00A0"),
                BoundText.Join(", ", links),
                Words("."),
            ]
        );
        return [text.As(AsideKind.See)];
    }

    static BoundText Words(string words) => new([new TextRun.Words(words)]);

    /// <summary>The number of a convention is its place in the list, no number of the trial.</summary>
    static BoundText Link(int number) =>
        new([new TextRun.Link(ConventionRegister.Anchor(number), [new TextRun.Words($"{number}")])]);

    /// <summary>
    /// Whether some convention of that text names the analysis, or the beginning of its id; names are separated by commas. The
    /// general ones are not repeated.
    /// </summary>
    static bool Applies(Manuscript m, Convention convention, string analysisId) =>
        !ConventionRegister.IsGeneral(convention)
        && m.Results.Conventions.Where(one => one.Text == convention.Text)
            .SelectMany(one => one.Applies.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
            .Any(prefix => analysisId.StartsWith(prefix.TrimEnd('*'), StringComparison.Ordinal));

    static BoundText Sentence(BoundText text) =>
        text.IsEmpty || (text.Runs[^1] is TextRun.Words or TextRun.Named && text.Text is [.., '.' or '!' or '?'])
            ? text
            : BoundText.Join("", [text, Words(".")]);
}
