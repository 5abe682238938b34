using Equipoise.Datasets.Standards;

namespace Equipoise.Conformance.Studies;

/// <summary>What the standards say about domains, as far as rules ask for it.</summary>
public static class Catalog
{
    static readonly Dictionary<string, StandardDomain> domains = Rows("domains")
        .Select(cells => new StandardDomain(cells[0], cells[1], cells[2]))
        .ToDictionary(domain => domain.Name);

    /// <summary>The domains of SDTMIG and of its kin.</summary>
    public static IReadOnlyCollection<StandardDomain> Domains => domains.Values;

    /// <summary>The domain of that name; null for a custom one.</summary>
    public static StandardDomain? Find(string domain) => domains.GetValueOrDefault(domain);

    /// <summary>The class of a data set of a study; null when nothing tells.</summary>
    /// <remarks>A standard domain has its class; a custom one that of its topic variable; one of associated persons that of the
    /// domain it copies.</remarks>
    public static string? ClassOf(StudyDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.IsSupplement || dataset.Table.Has("QNAM"))
            return "RELATIONSHIP";
        if (Find(dataset.WholeName) is { } known)
            return known.Class;
        if (dataset.Prefix is not { } prefix)
            return null;
        return dataset.Table.Has(prefix + "TERM") ? "EVENTS"
            : dataset.Table.Has(prefix + "TRT") ? "INTERVENTIONS"
            : dataset.Table.Has(prefix + "TESTCD") ? (dataset.Table.Has(prefix + "OBJ") ? "FINDINGS ABOUT" : "FINDINGS")
            : Find(prefix)?.Class;
    }

    internal static IEnumerable<string[]> Rows(string name) =>
        StandardRows.Of(typeof(Catalog).Assembly, $"conformance-{name}.csv", 3);
}

/// <summary>A domain as the standard has it.</summary>
/// <param name="Name">Such as "AE".</param>
/// <param name="Class">Such as "EVENTS".</param>
/// <param name="Label">Such as "Adverse Events".</param>
public sealed record StandardDomain(string Name, string Class, string Label);
