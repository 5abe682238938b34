namespace Equipoise.Datasets.Standards;

/// <summary>A variable of SDTM or ADaM as the standards define it: one label and one type wherever it stands.</summary>
/// <param name="Name">Such as "AEDECOD".</param>
/// <param name="Datasets">The data sets that have it here; "*" for all.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Label">Such as "Dictionary-Derived Term", at most 40 characters.</param>
public sealed record StandardVariable(string Name, IReadOnlyList<string> Datasets, StandardType Type, string Label)
{
    static readonly Dictionary<string, StandardVariable> byName = Read().ToDictionary(
        variable => variable.Name,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>All that are known here, in the order of the table.</summary>
    public static IReadOnlyCollection<StandardVariable> All => byName.Values;

    /// <summary>The variable of that name, ignoring case; null for one that is not known here.</summary>
    public static StandardVariable? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The variable of that name, ignoring case.</summary>
    /// <exception cref="ArgumentException">It is not in the table.</exception>
    public static StandardVariable Of(string name) =>
        Find(name) ?? throw new ArgumentException($"The variable {name} is not in Standards/variables.csv.", nameof(name));

    static IEnumerable<StandardVariable> Read() =>
        StandardRows
            .Of("standard-variables.csv", 4)
            .Select(cells => new StandardVariable(cells[0], cells[1].Split(' '), TypeOf(cells[2]), cells[3]));

    static StandardType TypeOf(string word) =>
        word switch
        {
            "Char" => StandardType.Text,
            "Num" => StandardType.Number,
            "Date" => StandardType.Date,
            _ => throw new InvalidOperationException($"'{word}' is no type of a variable."),
        };
}

/// <summary>What a variable holds.</summary>
public enum StandardType
{
    /// <summary>Text; of SDTM also dates, as ISO 8601.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number of days since 1960-01-01, with a date format.</summary>
    Date,
}
