namespace Equipoise.Protocol.Forms;

/// <summary>
/// A form of the trial: what is written down at a visit, beside the facts for which the program has places of its own.
/// </summary>
/// <param name="Id">The key in the file; every recorded value carries it.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="At">At which visits it is filled in; never empty.</param>
/// <param name="Category">The category under which SDTM groups its tests, such as EQ-5D-5L (QSCAT); null for none.</param>
/// <param name="Groups">Its items in groups, in the order of the file; no two items of a form share an id.</param>
public sealed record FormDefinition(
    string Id,
    string Label,
    IReadOnlyList<FormTiming> At,
    string? Category,
    IReadOnlyList<ItemGroup> Groups
)
{
    /// <summary>Who fills it in.</summary>
    public FilledInBy FilledInBy { get; init; }

    /// <summary>Whether the participant answers it, and nobody for them.</summary>
    public bool IsParticipantsOwn => FilledInBy == FilledInBy.Participant;

    /// <summary>Every item, group after group.</summary>
    public IEnumerable<FormItem> Items => Groups.SelectMany(group => group.Items);

    /// <summary>The group of the item with that id; null when the form has no such item.</summary>
    public ItemGroup? GroupOf(string item) => Groups.FirstOrDefault(group => group.Items.Any(one => one.Id == item));

    /// <summary>The item with that id; null when there is none.</summary>
    public FormItem? Find(string item) => Items.FirstOrDefault(one => one.Id == item);

    /// <summary>Whether the form belongs to that occurrence of that visit.</summary>
    public bool IsFilledInAt(string visit, int occurrence) => At.Any(timing => timing.Includes(visit, occurrence));
}

/// <summary>Who fills a form in.</summary>
public enum FilledInBy
{
    /// <summary>The site.</summary>
    Site,

    /// <summary>The participant, with a code that the site gave out.</summary>
    Participant,
}

/// <summary>Items that belong together: once in a form, or as often as there is something to tell.</summary>
/// <param name="Id">The key in the file; the id of the form for items that stand in no named group.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Repeats">Whether there may be a second one.</param>
/// <param name="Items">Its items, in the order of the file; never empty.</param>
public sealed record ItemGroup(string Id, string Label, bool Repeats, IReadOnlyList<FormItem> Items);

/// <summary>One question of a form.</summary>
/// <param name="Id">The key in the file, unique in its form.</param>
/// <param name="Ask">The question as the site reads it.</param>
/// <param name="Type">What an answer is.</param>
/// <param name="Unit">The unit of a measured answer; null for none.</param>
/// <param name="Possible">Answers outside are refused; null for no bounds.</param>
/// <param name="Usual">Answers outside are taken, and a query asks about them; null for no bounds.</param>
/// <param name="Required">Whether a form without it is incomplete, as long as it is asked.</param>
/// <param name="OnlyIf">When it is asked at all; null for always. An item that is not asked must be empty.</param>
/// <param name="Sdtm">Where SDTM has it; null for nowhere.</param>
public sealed record FormItem(
    string Id,
    string Ask,
    ItemType Type,
    string? Unit,
    ItemRange? Possible,
    ItemRange? Usual,
    bool Required,
    SkipRule? OnlyIf,
    SdtmTarget? Sdtm
);

/// <summary>
/// An item is asked only when another has a certain value. The other stands in its group, or in one that does not repeat.
/// </summary>
/// <param name="Item">The other item.</param>
/// <param name="Value">Its value, as it would be recorded.</param>
public sealed record SkipRule(string Item, string Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Item} is {Value}";
}

/// <summary>Where SDTM has the values of an item.</summary>
/// <param name="Domain">
/// A findings domain (LB, QS, RS, VS), the supplement of a domain (SUPPDM, SUPPQS, ...), or DM or MH, where the answer is a
/// variable.
/// </param>
/// <param name="Code">The short name: --TESTCD in a domain of findings, QNAM in a supplement, else the variable.</param>
/// <param name="Name">The name, at most 40 characters: --TEST or QLABEL.</param>
public sealed record SdtmTarget(string Domain, string Code, string Name)
{
    /// <summary>Whether the values are qualifiers of other records, not records of their own.</summary>
    public bool IsSupplement => Domain.StartsWith("SUPP", StringComparison.Ordinal);

    /// <summary>
    /// The variables of a domain that take answers as they are; empty for one whose every answer is a record.
    /// </summary>
    public static IReadOnlyList<string> VariablesOf(string domain) =>
        domain switch
        {
            "DM" => ["RACE", "ETHNIC"],
            "MH" => ["MHTERM", "MHSTDTC", "MHENDTC", "MHENRTPT"],
            _ => [],
        };

    /// <summary>
    /// The answers that CDISC has for a variable of DM, in capitals (SDTM controlled terminology of 2025-03-28, C74457 and
    /// C66790: neither list may be extended).
    /// </summary>
    public static IReadOnlyList<string> AnswersOf(string variable) =>
        variable switch
        {
            "RACE" =>
            [
                "AMERICAN INDIAN OR ALASKA NATIVE",
                "ASIAN",
                "BLACK OR AFRICAN AMERICAN",
                "NATIVE HAWAIIAN OR OTHER PACIFIC ISLANDER",
                "NOT REPORTED",
                "OTHER",
                "UNKNOWN",
                "WHITE",
            ],
            "ETHNIC" => ["HISPANIC OR LATINO", "NOT HISPANIC OR LATINO", "NOT REPORTED", "UNKNOWN"],
            _ => [],
        };
}

/// <summary>A list of the answers that a choice has, named once and used by any number of items.</summary>
/// <param name="Id">The key in the file.</param>
/// <param name="Answers">The answers in the order of the file; at least two, no code twice.</param>
public sealed record CodeList(string Id, IReadOnlyList<CodedAnswer> Answers)
{
    /// <summary>The words of a code; null when it is none of the list.</summary>
    public string? TextOf(string code) => Answers.FirstOrDefault(answer => answer.Code == code)?.Text;
}

/// <summary>One answer of a code list.</summary>
/// <param name="Code">What is recorded.</param>
/// <param name="Text">What it means, as the site reads it.</param>
public sealed record CodedAnswer(string Code, string Text);
