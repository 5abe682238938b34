namespace Equipoise.Reporting.Quoting;

/// <summary>A stretch of a sentence, which remembers where it came from.</summary>
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
    /// <param name="Reference">The reference by which it was asked for, such as "label:arm=control".</param>
    public sealed record Named(string Text, string Reference) : TextRun(Text);
}
