using System.Text;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Quoting;

/// <summary>Text of which every number is a quoted result.</summary>
/// <remarks>
/// An author writes <c>The hazard ratio was {{PFS.Cox/hazardRatio[arm=new]}}.</c> Binding puts in the result as it is printed
/// everywhere. A digit that the author typed, a result that does not exist and a result that could not be estimated are
/// problems, so that no document can say a number that the analysis did not compute. The references:
/// <list type="bullet">
/// <item><c>{{analysis/operation[groups]}}</c>: the result at that address; a <c>?</c> at the end lets it print as "NE";
/// <c>|bare</c> after it leaves out a percent sign, for a limit whose estimate carries it.</item>
/// <item><c>{{label:grouping=group}}</c>: the printed name of a group, such as an arm or "48 months".</item>
/// <item><c>{{protocol:…}}</c>: title, id, registry, phase, masking, version, funding, sha256, alpha (two-sided), and
/// "endpoint PFS", "unit PFS", "confidence PFS", "treatment palbociclib", "factor response", "disclosure 0".</item>
/// <item><c>{{words:…}}</c>: the plain words of the protocol: condition, population, experimental, control, why, "outcome PFS",
/// "meaning 0". They may hold no number either.</item>
/// <item><c>{{analysis:ID}}</c>, <c>{{method:ID}}</c>, <c>{{set:ID}}</c>, <c>{{set name:ID}}</c>, <c>{{convention:ID}}</c>,
/// <c>{{provenance:cutoff}}</c>, <c>{{provenance:program}}</c>: the analysis's own words.</item>
/// <item><c>|lower</c> after any of the words begins it with a small letter, unless more of it is in capitals.</item>
/// </list>
/// </remarks>
/// <param name="Runs">Its stretches, in order.</param>
public sealed record BoundText(IReadOnlyList<TextRun> Runs)
{
    /// <summary>The text as a reader sees it.</summary>
    public string Text => string.Concat(Runs.Select(run => run.Text));

    /// <summary>The addresses of the results that it quotes, in order, repeated as in the text.</summary>
    public IEnumerable<string> Quoted => Runs.OfType<TextRun.Number>().Select(number => number.Address);

    /// <summary>Puts results and names into a template.</summary>
    /// <param name="template">The text with references in double braces.</param>
    /// <param name="results">Where numbers come from.</param>
    /// <param name="protocol">Where names come from.</param>
    public static Binding Bind(string template, ReportingEvent results, TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(protocol);
        var source = new QuoteSource(results, protocol);
        var runs = new List<TextRun>();
        var problems = new List<ReportProblem>();
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            if (open != at)
                runs.Add(new TextRun.Words(template[at..(open < 0 ? template.Length : open)]));
            if (open < 0)
                break;
            var close = template.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                problems.Add(new(Sentence(template, open), template[open..], "the reference is not closed"));
                break;
            }
            var reference = template[(open + 2)..close].Trim();
            switch (source.Find(reference))
            {
                case Quote.Found found:
                    runs.Add(found.Run);
                    break;
                case Quote.Missing missing:
                    problems.Add(new(Sentence(template, open), reference, missing.Why));
                    break;
            }
            at = close + 2;
        }
        problems.AddRange(NumbersBoundToNothing(template, runs));
        return problems.Count == 0 ? new Binding.Bound(new BoundText(runs)) : new Binding.Unbound(problems);
    }

    static IEnumerable<ReportProblem> NumbersBoundToNothing(string template, List<TextRun> runs)
    {
        // Neighbors matter: the 2 of "HER{{…}}2" is no name. Quoted stretches are blanked to a character that is neither.
        var typed = new StringBuilder();
        var start = 0;
        foreach (var run in runs)
            typed.Append(
                run is TextRun.Words or TextRun.Named { Reference: ['w', 'o', 'r', 'd', 's', ':', ..] } ? run.Text : "\uFFFC"
            );
        foreach (var number in StandingNumber.In(typed.ToString()))
        {
            var found = template.IndexOf(number, start, StringComparison.Ordinal);
            var sentence = found < 0 ? template : Sentence(template, found);
            start = found < 0 ? start : found + number.Length;
            yield return new(sentence, number, "the number is bound to no result");
        }
    }

    /// <summary>The sentence around a position: a full stop inside a reference ends none.</summary>
    static string Sentence(string template, int position)
    {
        var (start, end, depth) = (0, template.Length, 0);
        for (var i = 0; i < template.Length; i++)
        {
            depth +=
                template[i] == '{' ? 1
                : template[i] == '}' ? -1
                : 0;
            if (
                depth > 0
                || template[i] is not ('.' or '!' or '?' or '\n')
                || (i + 1 < template.Length && !char.IsWhiteSpace(template[i + 1]))
            )
                continue;
            if (i < position)
                start = i + 1;
            else
            {
                end = i + 1;
                break;
            }
        }
        return template[start..end].Trim();
    }
}

/// <summary>What came of binding a text.</summary>
public abstract record Binding
{
    Binding() { }

    /// <summary>Every number is a result.</summary>
    public sealed record Bound(BoundText Text) : Binding;

    /// <summary>Something in it is not.</summary>
    public sealed record Unbound(IReadOnlyList<ReportProblem> Problems) : Binding;
}
