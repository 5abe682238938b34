namespace Equipoise.Datasets.Standards;

/// <summary>A code list of CDISC's SDTM terminology.</summary>
/// <param name="Code">Its code at the NCI, such as "C66731".</param>
/// <param name="Name">Such as "Sex".</param>
public sealed record StandardCodeList(string Code, string Name)
{
    static readonly (string Variable, StandardCodeList List)[] rows =
    [
        .. from cells in StandardRows.Of("standard-codelists.csv", 3)
        let list = new StandardCodeList(cells[1], cells[2])
        from variable in cells[0].Split(' ')
        select (variable, list),
    ];

    static readonly Dictionary<string, StandardCodeList> byVariable = rows.ToDictionary(
        row => row.Variable,
        row => row.List,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>All that are known here.</summary>
    public static IEnumerable<StandardCodeList> All => rows.Select(row => row.List).Distinct();

    /// <summary>The code list of a variable of SDTM; null for one that has none, or that is not known here.</summary>
    /// <param name="dataset">The data set, such as "LB".</param>
    /// <param name="variable">The variable, such as "LBORRESU".</param>
    public static StandardCodeList? Of(string dataset, string variable)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(variable);
        return byVariable.GetValueOrDefault(variable)
            ?? (SdtmName.Suffix(dataset, variable) is { } suffix ? byVariable.GetValueOrDefault($"--{suffix}") : null);
    }
}
