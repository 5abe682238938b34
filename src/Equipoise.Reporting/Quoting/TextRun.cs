namespace Equipoise.Reporting.Quoting;

/// <summary>A stretch of a text, which remembers where it came from.</summary>
/// <param name="Text">What is printed.</param>
public abstract record TextRun(string Text)
{
    /// <summary>Words of the author of the sentence; they hold no number.</summary>
    /// <param name="Text">What is printed.</param>
    public sealed record Words(string Text) : TextRun(Text);

    /// <summary>A result, quoted.</summary>
    /// <param name="Text">The number as printed everywhere.</param>
    /// <param name="Address">Its address.</param>
    /// <param name="Raw">The number at full precision; null when it cannot be estimated.</param>
    public sealed record Number(string Text, string Address, double? Raw) : TextRun(Text);

    /// <summary>Text of the protocol, of a grouping or of the provenance, such as an arm's label.</summary>
    /// <param name="Text">What is printed.</param>
    /// <param name="Kind">What it is a name of.</param>
    public sealed record Named(string Text, NameKind Kind = NameKind.Name) : TextRun(Text);

    /// <summary>What a machine reads, such as a hash.</summary>
    /// <param name="Text">What is printed.</param>
    /// <param name="Whole">The whole of it, where only its beginning is printed; else null.</param>
    public sealed record Code(string Text, string? Whole = null) : TextRun(Text);

    /// <summary>Runs that are set apart from those around them.</summary>
    /// <param name="Kind">What they are.</param>
    /// <param name="Runs">The runs.</param>
    public sealed record Aside(AsideKind Kind, IReadOnlyList<TextRun> Runs)
        : TextRun(string.Concat(Runs.Select(run => run.Text)));

    /// <summary>Runs that lead to another place of the document.</summary>
    /// <param name="Anchor">The place.</param>
    /// <param name="Runs">The runs.</param>
    public sealed record Link(string Anchor, IReadOnlyList<TextRun> Runs)
        : TextRun(string.Concat(Runs.Select(run => run.Text)));
}

/// <summary>What a name is a name of, as far as it changes how it is set.</summary>
public enum NameKind
{
    /// <summary>Anything else.</summary>
    Name,

    /// <summary>A unit, which stays on the line of its number.</summary>
    Unit,

    /// <summary>A number with its unit, such as "48 months" or "Grade 3", which stays whole.</summary>
    Measure,

    /// <summary>Plain words of the protocol, which may hold no number.</summary>
    PlainWords,
}

/// <summary>What is set apart.</summary>
public enum AsideKind
{
    /// <summary>What must be seen.</summary>
    Strong,

    /// <summary>A percentage after its count, or a deviation after its mean.</summary>
    Share,

    /// <summary>The limits after an estimate.</summary>
    Interval,

    /// <summary>The size of a group, or the unit of a column, on a line of its own under its name.</summary>
    Size,

    /// <summary>The unit after a number that stands alone.</summary>
    Unit,

    /// <summary>The error of a simulation after an estimate.</summary>
    Error,

    /// <summary>Where more stands.</summary>
    See,
}
