using Equipoise.Analysis.Results;

namespace Equipoise.Analysis.ReportingEvents;

/// <summary>Why a result of a reporting event cannot be computed from the data that are there.</summary>
/// <param name="stored">The event.</param>
/// <param name="data">Its data.</param>
sealed class EventObstacles(StoredEvent stored, EventData data)
{
    /// <summary>The first thing that is missing; null where nothing is.</summary>
    public string? Of(StoredAnalysis analysis, StoredOperation? operation, IReadOnlyList<StoredResultGroup> groups)
    {
        if (operation is null)
            return "its operation is none of its method";
        var meaning = OperationMeanings.Of(operation, stored.Methods[analysis.Method], analysis.Variable);
        return meaning == OperationMeaning.Unknown
            ? $"'{operation.Words.Split(';')[0]}' of '{stored.Methods[analysis.Method].Words.Split(';')[0]}' is not known here"
            : OfData(analysis, meaning) ?? OfGroups(analysis, meaning, groups) ?? OfRoles(analysis, operation, meaning, groups);
    }

    string? OfData(StoredAnalysis analysis, OperationMeaning meaning)
    {
        foreach (var dataset in new[] { EventData.OfParticipants, analysis.Dataset })
            if (!data.Has(dataset, EventData.Identifier))
                return $"there is no {dataset} with {EventData.Identifier}";
        if (IsOfValues(meaning) && !data.Has(analysis.Dataset, analysis.Variable))
            return $"{analysis.Dataset} has no {analysis.Variable}";
        foreach (var id in new[] { analysis.Set, analysis.Subset }.Where(id => id.Length > 0))
        {
            if (!stored.Rules.TryGetValue(id, out var rule))
                return $"'{id}' is defined nowhere";
            if (OfRule(rule, analysis.Dataset) is { } obstacle)
                return obstacle;
        }
        return null;
    }

    static bool IsOfValues(OperationMeaning meaning) =>
        meaning
            is OperationMeaning.Values
                or OperationMeaning.Mean
                or OperationMeaning.StandardDeviation
                or OperationMeaning.LowerQuartile
                or OperationMeaning.Median
                or OperationMeaning.UpperQuartile
                or OperationMeaning.Minimum
                or OperationMeaning.Maximum
                or OperationMeaning.VarianceTest;

    string? OfRule(WhereClause rule, string dataset) =>
        rule switch
        {
            WhereClause.Reference reference => stored.Rules.TryGetValue(reference.Id, out var other)
                ? OfRule(other, dataset)
                : $"'{reference.Id}' is defined nowhere",
            WhereClause.Compound compound => compound
                .Clauses.Select(clause => OfRule(clause, dataset))
                .FirstOrDefault(one => one is not null),
            WhereClause.Condition condition => OfVariable(
                condition.Dataset.Length == 0 ? dataset : condition.Dataset,
                condition.Variable,
                dataset
            ),
            _ => null,
        };

    string? OfVariable(string of, string variable, string dataset) =>
        of != dataset && of != EventData.OfParticipants ? $"a rule of {of} does not say which records of {dataset} meet it"
        : data.Has(of, variable) ? null
        : $"{of} has no {variable}";

    string? OfGroups(StoredAnalysis analysis, OperationMeaning meaning, IReadOnlyList<StoredResultGroup> groups)
    {
        foreach (var id in analysis.Groupings.Concat(groups.Select(group => group.Grouping)))
        {
            if (!stored.Groupings.TryGetValue(id, out var grouping))
                return $"the grouping '{id}' is defined nowhere";
            if (OfVariable(grouping.Dataset, grouping.Variable, analysis.Dataset) is { } obstacle)
                return obstacle;
            foreach (var group in grouping.Groups)
                if (group.Rule is null)
                    return $"the group '{group.Id}' has no rule";
                else if (OfRule(group.Rule, analysis.Dataset) is { } ofGroup)
                    return ofGroup;
        }
        foreach (var group in groups.Where(group => group.Group is not null))
            if (stored.Groupings[group.Grouping].Groups.All(one => one.Id != group.Group))
                return $"'{group.Group}' is no group of '{group.Grouping}'";
        var compared = analysis.Groupings.Count(id => !groups.Any(group => group.Grouping == id && group.Confines));
        return meaning switch
        {
            OperationMeaning.ChiSquareTest or OperationMeaning.FisherTest when compared is not (1 or 2) =>
                "a test of counts compares the groups of one or two groupings",
            OperationMeaning.VarianceTest when compared != 1 => "an analysis of variance compares the groups of one grouping",
            _ => null,
        };
    }

    string? OfRoles(
        StoredAnalysis analysis,
        StoredOperation operation,
        OperationMeaning meaning,
        IReadOnlyList<StoredResultGroup> groups
    )
    {
        if (meaning != OperationMeaning.Percent)
            return null;
        if (operation is not { Numerator: { } numerator, Denominator: { } denominator })
            return "it does not name its numerator and its denominator";
        foreach (var role in new[] { numerator, denominator })
        {
            var id = role.Analysis ?? analysis.References.GetValueOrDefault(role.Id, analysis.Id);
            if (stored.Analyses.FirstOrDefault(one => one.Id == id) is not { } other)
                return $"the analysis '{id}' is defined nowhere";
            var count = stored.Methods[other.Method].Operations.FirstOrDefault(one => one.Id == role.Operation);
            if (count is { Numerator: not null } or { Denominator: not null })
                return "it is a percentage of a percentage";
            if (Of(other, count, [.. groups.Where(group => other.Groupings.Contains(group.Grouping))]) is { } obstacle)
                return obstacle;
        }
        return null;
    }
}
