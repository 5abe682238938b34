using System.Runtime.CompilerServices;
using System.Text;
using Equipoise.Analysis.Results;

namespace Equipoise.Reporting.Quoting;

/// <summary>
/// Takes an interpolated string whose holes are results, names and texts, and nothing else: a bare number does not compile.
/// </summary>
/// <remarks>
/// <c>m.Say($"The hazard ratio was {cox.HazardRatio(arm).Estimate}.")</c> prints the result as it is printed everywhere. A digit
/// that the author typed, a result that this trial does not have and one that could not be estimated are problems of the
/// manuscript, so that no document can say a number that the analysis did not compute.
/// </remarks>
[InterpolatedStringHandler]
sealed class Sentence
{
    // Not in a sentence, and neither letter nor digit: it stands for what was quoted where typed numbers are looked for.
    const char Quoted = '\uFFFC';

    readonly Manuscript m;
    readonly List<TextRun> runs = [];
    readonly StringBuilder source = new();
    readonly StringBuilder typed = new();
    readonly List<(int At, string Subject, string Message)> faults = [];

    public Sentence(int literalLength, int holes, Manuscript m) => this.m = m;

    public void AppendLiteral(string words)
    {
        runs.Add(new TextRun.Words(words));
        Typed(words);
    }

    /// <summary>A result that must be a number.</summary>
    public void AppendFormatted(ResultRef result) => AppendFormatted(new Quote(result));

    public void AppendFormatted(Quote quote)
    {
        var result = m.Results.At(quote.Result.Address);
        if (result is null)
            Fault(quote.Result.Address, "there is no result at this address");
        else if (!result.IsEstimable && !quote.MayBeMissing)
            Fault(quote.Result.Address, "the result could not be estimated, and the sentence needs a number");
        else
            runs.Add(new TextRun.Number(m.Printed(quote, result), quote.Result.Address, result.Raw));
        From(quote.Result.Address);
    }

    public void AppendFormatted(Name name)
    {
        if (name.Text is not { } text)
        {
            Fault(name.Asked, "there is nothing of that name");
            From(name.Asked);
            return;
        }
        runs.Add(new TextRun.Named(text, name.Kind));
        if (name.Kind == NameKind.PlainWords)
            Typed(text);
        else
            From(name.Asked);
    }

    /// <summary>A text that was bound before, and was looked through then.</summary>
    public void AppendFormatted(BoundText text)
    {
        runs.AddRange(text.Runs);
        source.Append(text.Text);
        typed.Append(Quoted);
    }

    /// <summary>The text; what is wrong with it is told to the manuscript.</summary>
    public BoundText Bound(Action<ReportProblem> report)
    {
        var written = source.ToString();
        foreach (var (at, subject, message) in faults)
            report(new(SentenceAt(written, at), subject, message));
        var start = 0;
        var isWhole = faults.Count == 0;
        foreach (var number in StandingNumber.In(typed.ToString()))
        {
            var found = written.IndexOf(number, start, StringComparison.Ordinal);
            start = found < 0 ? start : found + number.Length;
            report(new(found < 0 ? written : SentenceAt(written, found), number, "the number is bound to no result"));
            isWhole = false;
        }
        return isWhole ? Typography.Set(new BoundText(runs)) : BoundText.Empty;
    }

    void Typed(string words)
    {
        source.Append(words);
        typed.Append(words);
    }

    void From(string address)
    {
        source.Append('{').Append(address).Append('}');
        typed.Append(Quoted);
    }

    void Fault(string subject, string message) => faults.Add((source.Length, subject, message));

    /// <summary>The sentence around a position: a full stop inside a reference ends none.</summary>
    static string SentenceAt(string text, int position)
    {
        var (start, end, depth) = (0, text.Length, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth +=
                text[i] == '{' ? 1
                : text[i] == '}' ? -1
                : 0;
            if (
                depth > 0
                || text[i] is not ('.' or '!' or '?' or '\n')
                || (i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]))
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
        return text[start..end].Trim();
    }
}
