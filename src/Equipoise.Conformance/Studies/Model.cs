namespace Equipoise.Conformance.Studies;

/// <summary>The variables that the SDTM model lets a data set have, in its order.</summary>
public static class Model
{
    static readonly Dictionary<string, string[]> parts = Catalog
        .Rows("model")
        .GroupBy(cells => cells[0], cells => cells[1])
        .ToDictionary(part => part.Key, part => part.ToArray());

    /// <summary>The variables of a data set; null for one that the table does not have.</summary>
    public static IReadOnlyList<string>? VariablesOf(StudyDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (parts.TryGetValue(dataset.WholeName, out var own))
            return own;
        var general = Catalog.ClassOf(dataset) is "FINDINGS ABOUT" ? "FINDINGS" : Catalog.ClassOf(dataset);
        return general is "INTERVENTIONS" or "EVENTS" or "FINDINGS" && dataset.Prefix is { } prefix
            ? Named(
                [
                    .. parts["IDENTIFIERS"],
                    .. dataset.IsAssociatedPersons ? parts["ASSOCIATED PERSONS"] : [],
                    .. parts[general],
                    .. parts["TIMING"],
                ],
                prefix
            )
            : null;
    }

    /// <summary>The variables of time of a data set.</summary>
    public static IReadOnlyList<string> TimingOf(StudyDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Named(parts["TIMING"], dataset.Prefix ?? "--");
    }

    static string[] Named(string[] names, string prefix) =>
        Array.ConvertAll(names, name => name.StartsWith("--", StringComparison.Ordinal) ? prefix + name[2..] : name);
}
