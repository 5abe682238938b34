namespace Equipoise.Reporting.Quoting;

/// <summary>Text of which every number is a quoted result. <see cref="Manuscript"/> makes it.</summary>
/// <param name="Runs">Its stretches, in order.</param>
public sealed record BoundText(IReadOnlyList<TextRun> Runs)
{
    /// <summary>No text.</summary>
    public static BoundText Empty { get; } = new([]);

    /// <summary>Whether there is nothing to print.</summary>
    public bool IsEmpty => Runs.All(run => run.Text.Length == 0);

    /// <summary>The text as a reader sees it.</summary>
    public string Text => string.Concat(Runs.Select(run => run.Text));

    /// <summary>The results that it quotes, in order, repeated as in the text.</summary>
    public IEnumerable<TextRun.Number> Numbers => In(Runs);

    /// <summary>A name or a count as it was given, of the provenance or of a figure: no result of the trial.</summary>
    internal static BoundText AsGiven(string text) => new([new TextRun.Named(text)]);

    /// <summary>What a machine reads, such as a hash or an address.</summary>
    internal static BoundText Code(string text) => new([new TextRun.Code(text)]);

    /// <summary>Texts one after the other; those without a word are left out, with what would separate them.</summary>
    public static BoundText Join(string separator, IEnumerable<BoundText> texts)
    {
        var runs = new List<TextRun>();
        foreach (var text in texts.Where(text => !text.IsEmpty))
        {
            if (runs.Count > 0 && separator.Length > 0)
                runs.Add(new TextRun.Words(separator));
            runs.AddRange(text.Runs);
        }
        return new(runs);
    }

    /// <summary>Texts in a series: "a, b and c".</summary>
    /// <param name="texts">The texts; one at least.</param>
    /// <param name="last">What joins the last one.</param>
    public static BoundText Series(IEnumerable<BoundText> texts, string last = "and")
    {
        BoundText[] all = [.. texts];
        return Join($" {last} ", [Join(", ", all[..^1]), all[^1]]);
    }

    /// <summary>The text, set apart from what stands around it.</summary>
    public BoundText As(AsideKind kind) => IsEmpty ? this : new([new TextRun.Aside(kind, Runs)]);

    static IEnumerable<TextRun.Number> In(IEnumerable<TextRun> runs) =>
        runs.SelectMany(run =>
            run switch
            {
                TextRun.Number number => [number],
                TextRun.Aside aside => In(aside.Runs),
                TextRun.Link link => In(link.Runs),
                _ => Enumerable.Empty<TextRun.Number>(),
            }
        );
}
