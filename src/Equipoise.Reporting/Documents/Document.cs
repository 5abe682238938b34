using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Documents;

/// <summary>
/// A document before anyone decided whether it is a web page, Markdown or paper: what it says, in which order, and nothing of
/// its look. Renderers take it from here.
/// </summary>
/// <param name="Name">What it is, for a window or a list of files.</param>
/// <param name="Kind">Which kind of document it is, in one word: "report".</param>
/// <param name="Program">The program that wrote it.</param>
/// <param name="Masthead">What stands at its head; null for nothing.</param>
/// <param name="Sections">Its sections, in order. One without content is not printed, and not listed among the contents.</param>
sealed record Document(string Name, string Kind, string Program, Masthead? Masthead, IReadOnlyList<Section> Sections)
{
    /// <summary>What must be seen on every page, such as that the data are synthetic; empty for nothing.</summary>
    public BoundText Notice { get; init; } = BoundText.Empty;

    /// <summary>What is said of the text itself, such as its length, and is no part of it; empty for nothing.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Of which trial and which data it is; null where it is of none.</summary>
    public Origin? Origin { get; init; }
}

/// <summary>What a page that lies alone must say: of which trial it is, by which promise, from which data.</summary>
/// <param name="Trial">The trial's id.</param>
/// <param name="ProtocolSha256">The hash of its protocol.</param>
/// <param name="Cutoff">The data cutoff, in words; null for none.</param>
sealed record Origin(string Trial, string ProtocolSha256, string? Cutoff);

/// <summary>Which trial, which promise, which data: what a reader needs before the first number.</summary>
/// <param name="Kicker">What stands over the title.</param>
/// <param name="Title">The title.</param>
/// <param name="Facts">What identifies the trial and the document.</param>
sealed record Masthead(BoundText Kicker, BoundText Title, Facts Facts);

/// <summary>A section of a document.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">What it holds, in order.</param>
sealed record Section(string Id, BoundText Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>How it stands to the others.</summary>
    public SectionKind Kind { get; init; }

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Blocks.Count == 0;
}

/// <summary>How a section stands to the others.</summary>
enum SectionKind
{
    /// <summary>One among the others.</summary>
    Plain,

    /// <summary>It answers the question of the document, and is set apart.</summary>
    KeyResult,

    /// <summary>Text to be taken over word by word.</summary>
    Statement,
}
