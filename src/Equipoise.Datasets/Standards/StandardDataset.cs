namespace Equipoise.Datasets.Standards;

/// <summary>A data set of SDTM or ADaM as the standards define it.</summary>
/// <param name="Name">Such as "DM"; "SUPP--" and "AD--" for all that begin so and are not named.</param>
/// <param name="Class">Such as "FINDINGS".</param>
/// <param name="SubClass">Such as "TIME-TO-EVENT"; "" for none.</param>
/// <param name="IsRepeating">Whether a participant may have several rows.</param>
/// <param name="IsReferenceData">Whether it is of no participant.</param>
/// <param name="Keys">The variables that tell rows apart, where it has them.</param>
/// <param name="Structure">What a row is, such as "One record per subject".</param>
public sealed record StandardDataset(
    string Name,
    string Class,
    string SubClass,
    bool IsRepeating,
    bool IsReferenceData,
    IReadOnlyList<string> Keys,
    string Structure
)
{
    static readonly Dictionary<string, StandardDataset> byName = StandardRows
        .Of("standard-datasets.csv", 7)
        .Select(cells => new StandardDataset(
            cells[0],
            cells[1],
            cells[2],
            cells[3] == "Yes",
            cells[4] == "Yes",
            cells[5].Split(' '),
            cells[6]
        ))
        .ToDictionary(dataset => dataset.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is one of ADaM, else of SDTM.</summary>
    public bool IsAnalysis => Name.StartsWith("AD", StringComparison.Ordinal);

    /// <summary>All that are known here, in the order of the table.</summary>
    public static IReadOnlyCollection<StandardDataset> All => byName.Values;

    /// <summary>The data set of that name, ignoring case; null for one that is not known here.</summary>
    public static StandardDataset? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return byName.GetValueOrDefault(name)
            ?? (
                name.StartsWith("SUPP", StringComparison.OrdinalIgnoreCase) ? byName["SUPP--"]
                : name.StartsWith("AD", StringComparison.OrdinalIgnoreCase) && name.Length > 2 ? byName["AD--"]
                : null
            );
    }
}
