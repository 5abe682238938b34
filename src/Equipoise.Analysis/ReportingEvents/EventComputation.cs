using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Results;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Rates;

namespace Equipoise.Analysis.ReportingEvents;

/// <summary>Computes results of a reporting event anew from its data. What it is asked for is known to be computable.</summary>
/// <param name="stored">The event.</param>
/// <param name="data">Its data.</param>
sealed class EventComputation(StoredEvent stored, EventData data)
{
    readonly Dictionary<string, int[]> ofAnalyses = [];
    readonly Dictionary<string, Descriptive> summaries = [];
    readonly Dictionary<(string Group, string Dataset), Func<int, bool?>> questions = [];

    /// <summary>The number; null where it cannot be estimated.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="groups">Of whom.</param>
    public double? Compute(StoredAnalysis analysis, StoredOperation operation, IReadOnlyList<StoredResultGroup> groups)
    {
        var meaning = OperationMeanings.Of(operation, stored.Methods[analysis.Method], analysis.Variable);
        return meaning switch
        {
            OperationMeaning.Participants => Participants(analysis, Records(analysis, groups)).Count,
            OperationMeaning.Records => Records(analysis, groups).Count(),
            OperationMeaning.Percent => Percent(analysis, operation, groups),
            OperationMeaning.ChiSquareTest => ChiSquare(Table(analysis, groups)),
            OperationMeaning.FisherTest => Fisher(Table(analysis, groups)),
            OperationMeaning.VarianceTest => Variance(analysis, groups),
            _ => OfSummary(meaning, Summary(analysis, groups)),
        };
    }

    static double? OfSummary(OperationMeaning meaning, Descriptive summary) =>
        meaning switch
        {
            OperationMeaning.Values => summary.Count,
            OperationMeaning.Mean => summary.Mean,
            OperationMeaning.StandardDeviation => summary.StandardDeviation,
            OperationMeaning.LowerQuartile => summary.LowerQuartile,
            OperationMeaning.Median => summary.Median,
            OperationMeaning.UpperQuartile => summary.UpperQuartile,
            OperationMeaning.Minimum => summary.Minimum,
            OperationMeaning.Maximum => summary.Maximum,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    double? Percent(StoredAnalysis analysis, StoredOperation operation, IReadOnlyList<StoredResultGroup> groups)
    {
        var part = OfRole(analysis, operation.Numerator!, groups);
        var whole = OfRole(analysis, operation.Denominator!, groups);
        return whole is > 0 ? 100 * part / whole : null;
    }

    /// <summary>The part of another operation, in those of the groups by which its analysis is split.</summary>
    double? OfRole(StoredAnalysis analysis, StoredRole role, IReadOnlyList<StoredResultGroup> groups)
    {
        var other = AnalysisOf(analysis, role);
        return Compute(other, OperationOf(other, role), [.. groups.Where(group => other.Groupings.Contains(group.Grouping))]);
    }

    /// <summary>The analysis of a role.</summary>
    public StoredAnalysis AnalysisOf(StoredAnalysis analysis, StoredRole role)
    {
        var id = role.Analysis ?? analysis.References.GetValueOrDefault(role.Id, analysis.Id);
        return stored.Analyses.First(one => one.Id == id);
    }

    /// <summary>The operation of a role.</summary>
    public StoredOperation OperationOf(StoredAnalysis analysis, StoredRole role) =>
        stored.Methods[analysis.Method].Operations.First(operation => operation.Id == role.Operation);

    Descriptive Summary(StoredAnalysis analysis, IReadOnlyList<StoredResultGroup> groups)
    {
        var key = $"{analysis.Id}\n{string.Join('\n', groups)}";
        if (summaries.TryGetValue(key, out var known))
            return known;
        var value = data.Number(analysis.Dataset, analysis.Variable);
        return summaries[key] = Descriptive.Of(Records(analysis, groups).Select(value));
    }

    HashSet<int> Participants(StoredAnalysis analysis, IEnumerable<int> records)
    {
        var rows = data.ParticipantsOf(analysis.Dataset);
        return [.. records.Select(record => rows[record])];
    }

    /// <summary>The records of the analysis that are in the groups.</summary>
    IEnumerable<int> Records(StoredAnalysis analysis, IEnumerable<StoredResultGroup> groups)
    {
        Func<int, bool?>[] asked = [.. groups.Where(group => group.Confines).Select(group => Asks(group, analysis.Dataset))];
        return OfAnalysis(analysis).Where(record => asked.All(ask => ask(record) == true));
    }

    int[] OfAnalysis(StoredAnalysis analysis)
    {
        if (ofAnalyses.TryGetValue(analysis.Id, out var known))
            return known;
        var rows = data.ParticipantsOf(analysis.Dataset);
        Func<int, bool?>[] asked =
        [
            .. new[] { analysis.Set, analysis.Subset }
                .Where(id => id.Length > 0)
                .Select(id => data.Asks(stored.Rules[id], analysis.Dataset)),
        ];
        return ofAnalyses[analysis.Id] =
        [
            .. Enumerable
                .Range(0, data.Count(analysis.Dataset))
                .Where(record => rows[record] >= 0 && asked.All(ask => ask(record) == true)),
        ];
    }

    Func<int, bool?> Asks(StoredResultGroup group, string dataset)
    {
        var key = (group.ToString(), dataset);
        if (questions.TryGetValue(key, out var known))
            return known;
        var grouping = stored.Groupings[group.Grouping];
        var rule =
            grouping.Groups.FirstOrDefault(one => one.Id == group.Group)?.Rule
            ?? new WhereClause.Condition(grouping.Dataset, grouping.Variable, Comparator.Equal, [group.Value!]);
        return questions[key] = data.Asks(rule, dataset);
    }

    /// <summary>
    /// Those of the analysis set who could have had a record of the analysis: the rules that are about them hold.
    /// </summary>
    IEnumerable<int> AtRisk(StoredAnalysis analysis)
    {
        Func<int, bool?>[] asked =
        [
            .. new[] { analysis.Set, analysis.Subset }
                .Where(id => id.Length > 0)
                .Select(id => data.Asks(stored.Rules[id], EventData.OfParticipants)),
        ];
        return Enumerable.Range(0, data.Count(EventData.OfParticipants)).Where(row => asked.All(ask => ask(row) != false));
    }

    /// <summary>The groups of a grouping that are compared.</summary>
    StoredResultGroup[] Compared(string grouping)
    {
        var of = stored.Groupings[grouping];
        if (of.Groups.Count > 0)
            return [.. of.Groups.Select(group => new StoredResultGroup(grouping, group.Id, null))];
        var text = data.Text(of.Dataset, of.Variable);
        return
        [
            .. Enumerable
                .Range(0, data.Count(of.Dataset))
                .Select(text)
                .Where(value => value.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(value => new StoredResultGroup(grouping, null, value)),
        ];
    }

    static string[] ToCompare(StoredAnalysis analysis, IReadOnlyList<StoredResultGroup> groups) =>
        [.. analysis.Groupings.Where(id => !groups.Any(group => group.Grouping == id && group.Confines))];

    /// <summary>
    /// Participants by the groups that are compared: by those of a second grouping, or else by whether they have a record.
    /// </summary>
    long[][] Table(StoredAnalysis analysis, IReadOnlyList<StoredResultGroup> groups)
    {
        var compared = ToCompare(analysis, groups);
        var confined = groups.Where(group => group.Confines).ToList();
        var rows = Compared(compared[0]);
        if (compared.Length > 1)
        {
            var columns = Compared(compared[1]);
            return
            [
                .. rows.Select(row =>
                    columns
                        .Select(column => (long)Participants(analysis, Records(analysis, [.. confined, row, column])).Count)
                        .ToArray()
                ),
            ];
        }
        int[] atRisk = [.. AtRisk(analysis)];
        return
        [
            .. rows.Select(row =>
            {
                var ask = Asks(row, EventData.OfParticipants);
                var (some, all) = (
                    Participants(analysis, Records(analysis, [.. confined, row])).Count,
                    atRisk.Count(participant => ask(participant) == true)
                );
                return new long[] { some, all - some };
            }),
        ];
    }

    static double? ChiSquare(long[][] table) =>
        PearsonChiSquare.Of([.. table.SelectMany(row => row)], table[0].Length)?.PValue;

    /// <summary>Of two groups; without a record, or with one for everybody, there is nothing to compare.</summary>
    static double? Fisher(long[][] table)
    {
        long[][] rows = [.. table.Where(row => row.Sum() > 0)];
        int[] columns = [.. Enumerable.Range(0, table[0].Length).Where(column => rows.Any(row => row[column] > 0))];
        return rows is not [var first, var second] || columns is not [var one, var other]
            ? null
            : FisherTest.Of(new(first[one], first[one] + first[other], second[one], second[one] + second[other])).PValue;
    }

    double? Variance(StoredAnalysis analysis, IReadOnlyList<StoredResultGroup> groups)
    {
        var value = data.Number(analysis.Dataset, analysis.Variable);
        var (values, factor) = (new List<double>(), new List<int>());
        foreach (var (index, group) in Compared(ToCompare(analysis, groups)[0]).Index())
            foreach (var number in Records(analysis, [.. groups, group]).Select(value).Where(number => !double.IsNaN(number)))
            {
                values.Add(number);
                factor.Add(index);
            }
        return OneWayAnova.Of([.. values], [.. factor])?.PValue;
    }
}
