using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Documents;

/// <summary>A part of a section.</summary>
abstract record Block;

/// <summary>A heading within a section.</summary>
/// <param name="Text">The words.</param>
/// <param name="Id">Its anchor, where a reader is sent to it; else null.</param>
sealed record Heading(BoundText Text, string? Id = null) : Block;

/// <summary>A paragraph.</summary>
/// <param name="Text">The sentences.</param>
/// <param name="IsLead">Whether it is the first and most important one of its section.</param>
sealed record Paragraph(BoundText Text, bool IsLead = false) : Block
{
    /// <summary>The paragraphs of these texts; a text without words is none.</summary>
    public static IEnumerable<Block> Of(params IEnumerable<BoundText> texts) =>
        texts.Where(text => !text.IsEmpty).Select(text => new Paragraph(text));
}

/// <summary>Blocks that are told together, apart from the rest of the section: the story in plain language.</summary>
/// <param name="Blocks">The blocks.</param>
sealed record Story(IReadOnlyList<Block> Blocks) : Block;

/// <summary>Things listed one under the other.</summary>
/// <param name="Entries">The things.</param>
/// <param name="AnchorPrefix">Where each can be referred to by its number, what its anchor begins with; else null.</param>
/// <param name="Name">What they are, for those who do not see the page; null where the section says it.</param>
sealed record Items(IReadOnlyList<BoundText> Entries, string? AnchorPrefix = null, string? Name = null) : Block;

/// <summary>Names with what each stands for.</summary>
/// <param name="Entries">The facts, in order.</param>
/// <param name="IsStacked">Whether each has a line of its own, because they are long.</param>
sealed record Facts(IReadOnlyList<Fact> Entries, bool IsStacked = false) : Block;

/// <summary>A name with what it stands for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">What it stands for.</param>
sealed record Fact(string Name, BoundText Value);

/// <summary>The few numbers that an answer stands on, each large enough to be seen from afar.</summary>
/// <param name="OfArms">One per arm, in the order of the protocol.</param>
/// <param name="Comparisons">What compares them.</param>
/// <param name="Columns">In how many columns they stand side by side.</param>
sealed record KeyNumbers(IReadOnlyList<KeyNumber> OfArms, IReadOnlyList<KeyNumber> Comparisons, int Columns) : Block;

/// <summary>A number that an answer stands on.</summary>
/// <param name="What">What it is, or of whom.</param>
/// <param name="Value">The number, with its unit.</param>
/// <param name="Detail">Its interval and test.</param>
/// <param name="Arm">The place of the arm whose color it has, counted from 0; null for none.</param>
/// <param name="Column">The column under which it must stand, counted from 1; null for the next.</param>
sealed record KeyNumber(BoundText What, BoundText Value, BoundText Detail, int? Arm = null, int? Column = null);
