using Equipoise.Analysis.Results;
using Equipoise.Datasets;

namespace Equipoise.Analysis.ReportingEvents;

/// <summary>
/// Do the stored results of a reporting event follow from its data? Each result of CDISC's Analysis Results Standard (ARS v1)
/// is computed anew from the rules, groupings and methods that stand beside it.
/// </summary>
/// <remarks>
/// An operation is known by its words: counts of participants, records and values, percentages of the denominators that the
/// event names, mean, standard deviation, minimum, maximum, median and quartiles (SAS definition 5, R type 2), and the P values
/// of Pearson's chi-square test, of an analysis of variance and of Fisher's exact test. A stored number agrees when the computed
/// one rounds to it in the digits that are stored: as many decimals as its operation has in that analysis, or fewer where the
/// width of the stored texts leaves no room for them (SAS's BEST12.).
/// </remarks>
/// <param name="Event">The id of the event.</param>
/// <param name="Results">Every result, in the order of the event.</param>
public sealed record Recomputation(string Event, IReadOnlyList<RecomputedResult> Results)
{
    /// <summary>How many agree.</summary>
    public int Agreeing => Results.Count(result => result.Agrees);

    /// <summary>Those that differ.</summary>
    public IReadOnlyList<RecomputedResult> Differing { get; } =
        [.. Results.Where(result => !result.Agrees && result.Obstacle is null)];

    /// <summary>Those that could not be computed.</summary>
    public IReadOnlyList<RecomputedResult> NotComputed { get; } = [.. Results.Where(result => result.Obstacle is not null)];

    /// <summary>Computes every result anew.</summary>
    /// <param name="json">The reporting event.</param>
    /// <param name="data">The data sets, by upper-case name.</param>
    /// <exception cref="FormatException">The text is no reporting event; the message says why.</exception>
    public static Recomputation Of(string json, IReadOnlyDictionary<string, Table> data)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(data);
        var stored = StoredEventReader.Read(json);
        var tables = new EventData(data, stored.Rules);
        var (computation, obstacles) = (new EventComputation(stored, tables), new EventObstacles(stored, tables));
        return new(stored.Id, [.. stored.Analyses.SelectMany(analysis => Of(stored, analysis, computation, obstacles))]);
    }

    /// <summary>The names of the data sets of which an event speaks.</summary>
    /// <param name="json">The reporting event.</param>
    /// <exception cref="FormatException">The text is no reporting event; the message says why.</exception>
    public static IReadOnlyList<string> Datasets(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var stored = StoredEventReader.Read(json);
        return
        [
            .. stored
                .Analyses.Select(analysis => analysis.Dataset)
                .Append(EventData.OfParticipants)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    static IEnumerable<RecomputedResult> Of(
        StoredEvent stored,
        StoredAnalysis analysis,
        EventComputation computation,
        EventObstacles obstacles
    )
    {
        var digits = StoredDigits.Of(analysis);
        var operations = stored.Methods.TryGetValue(analysis.Method, out var method) ? method.Operations : [];
        foreach (var result in analysis.Results)
        {
            var operation = operations.FirstOrDefault(one => one.Id == result.Operation);
            var obstacle = obstacles.Of(analysis, operation, result.Groups);
            var computed = obstacle is null ? computation.Compute(analysis, operation!, result.Groups) : null;
            yield return new(
                AddressOf(analysis, result),
                result.Raw,
                computed,
                obstacle,
                obstacle is null && digits[result.Operation].Agree(result.Raw, computed)
            );
        }
    }

    static string AddressOf(StoredAnalysis analysis, StoredResult result) =>
        Address.Of(
            analysis.Id,
            result.Operation,
            [.. result.Groups.Select(group => new ResultGroup(group.Grouping, group.Group ?? group.Value ?? "all"))]
        );
}

/// <summary>A stored result beside the one that was computed.</summary>
/// <param name="Address">Its address in the event.</param>
/// <param name="Stored">The raw value as it is stored; "" where there is none.</param>
/// <param name="Computed">The number computed; null where it cannot be estimated or computed.</param>
/// <param name="Obstacle">Why it could not be computed; null where it could.</param>
/// <param name="Agrees">Whether the computed number rounds to the stored one.</param>
public sealed record RecomputedResult(string Address, string Stored, double? Computed, string? Obstacle, bool Agrees)
{
    /// <summary>The computed number, with two decimals more than the stored one has.</summary>
    public string Printed =>
        Computed is not { } number ? ""
        : number == Math.Floor(number) ? Format.Fixed(number, 0)
        : Format.Fixed(number, Math.Min(10, StoredDigits.DecimalsOf(Stored) + 2));
}
