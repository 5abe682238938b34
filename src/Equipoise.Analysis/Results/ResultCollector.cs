namespace Equipoise.Analysis.Results;

/// <summary>Gathers the results of one analysis.</summary>
/// <param name="catalog">Where groups are named.</param>
/// <param name="id">The id of the analysis.</param>
/// <param name="name">What it answers, in words.</param>
/// <param name="method">The method.</param>
/// <param name="dataset">The data set.</param>
/// <param name="variable">The variable.</param>
/// <param name="setId">The analysis set.</param>
sealed class ResultCollector(
    GroupCatalog catalog,
    string id,
    string name,
    string method,
    string dataset,
    string variable,
    string setId
)
{
    readonly List<OperationResult> results = [];
    readonly List<string> groupings = [];

    public GroupCatalog Catalog => catalog;

    /// <summary>A number of participants, events or rows.</summary>
    public void Count(ResultRef result, int count) => Add(result, count, Format.Count(count));

    /// <summary>A share in percent; not estimable of nobody.</summary>
    public void Percent(ResultRef result, int part, int whole)
    {
        var percent = whole == 0 ? (double?)null : 100.0 * part / whole;
        Add(result, percent, Format.Percent(percent));
    }

    /// <summary>A number with its printed form. Its groups are in the catalog: without a name they are not printed.</summary>
    public void Add(ResultRef result, double? raw, string formatted)
    {
        if (result.Analysis != id)
            throw new ArgumentException($"{result} is no result of {id}.", nameof(result));
        foreach (var group in result.Groups.Where(group => !catalog.Has(group)))
            throw new ArgumentException($"{result}: the group {group.Group} has no name.", nameof(result));
        groupings.AddRange(result.Groups.Select(group => group.Grouping).Where(grouping => !groupings.Contains(grouping)));
        // Adding 0 takes the sign off a negative zero.
        var number = raw is { } value && double.IsFinite(value) ? value + 0.0 : (double?)null;
        results.Add(new(result.Operation, result.Groups, number, formatted));
    }

    /// <summary>An estimate with its limits, printed alike.</summary>
    public void Add(IntervalRef result, double? estimate, double? lower, double? upper, Func<double?, string> print)
    {
        Add(result.Estimate, estimate, print(estimate));
        Add(result.Lower, lower, print(lower));
        Add(result.Upper, upper, print(upper));
    }

    public NamedAnalysis Done() => new(id, name, method, dataset, variable, setId, groupings, results);
}

/// <summary>Names every group that results are split by, in the order in which it first appears.</summary>
sealed class GroupCatalog
{
    readonly List<(string Id, string Label, string Dataset, string Variable, List<Group> Groups)> groupings = [];

    public void Grouping(string id, string label, string dataset = "", string variable = "")
    {
        if (groupings.TrueForAll(grouping => grouping.Id != id))
            groupings.Add((id, label, dataset, variable, []));
    }

    /// <summary>Whether the group was made known.</summary>
    public bool Has(ResultGroup group) =>
        groupings.Find(item => item.Id == group.Grouping).Groups?.Exists(known => known.Id == group.Group) == true;

    /// <summary>Makes the group known and gives it back as it stands in an address.</summary>
    public (string Grouping, string Group) Group(string grouping, string id, string label)
    {
        var groups = groupings.Find(item => item.Id == grouping).Groups;
        if (groups.TrueForAll(group => group.Id != id))
            groups.Add(new(id, label));
        return (grouping, id);
    }

    readonly Dictionary<(string Grouping, string Text), string> slugs = [];

    /// <summary>
    /// The id of a text in its grouping: its slug, with a number where another text has the same. Texts that differ in capitals
    /// only are one.
    /// </summary>
    public string SlugOf(string grouping, string text)
    {
        var key = (grouping, text.ToUpperInvariant());
        if (slugs.TryGetValue(key, out var known))
            return known;
        var slug = Results.Groups.Slug(text);
        var unique = slug;
        for (var copy = 2; slugs.Any(other => other.Key.Grouping == grouping && other.Value == unique); copy++)
            unique = $"{slug}-{copy}";
        return slugs[key] = unique;
    }

    public IReadOnlyList<Grouping> Groupings =>
        [
            .. groupings
                .Where(item => item.Groups.Count > 0)
                .Select(item => new Grouping(item.Id, item.Label, item.Dataset, item.Variable, item.Groups)),
        ];
}
