using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Analysis.Sets;
using Equipoise.Datasets.Standards;

namespace Equipoise.Analysis;

/// <summary>
/// The parts of the data sets to which analyses are confined: the rows of an endpoint in ADTTE, the treatment-emergent
/// adverse events in ADAE, and the kinds of them that are counted apart.
/// </summary>
static class DataSubsets
{
    const string Emergent = "TEAE";

    static string OfKind(string category) => $"{Emergent}.{category}";

    /// <summary>Those of the trial, as far as its data have them.</summary>
    public static IReadOnlyList<DataSubset> Of(TrialData trial) =>
        [
            .. trial.Protocol.Analysis.TimeToEvent.Select(plan => new DataSubset(
                plan.EndpointId,
                trial.Protocol.Endpoint(plan.EndpointId).Label,
                new WhereClause.Condition("ADTTE", "PARAMCD", Comparator.Equal, [plan.EndpointId])
            )),
            .. trial.AdverseEvents is { } events ? OfAdverseEvents(events) : [],
        ];

    /// <summary>These analyses, each with the subset to which it is confined.</summary>
    public static IReadOnlyList<NamedAnalysis> Named(IEnumerable<NamedAnalysis> analyses, IReadOnlyList<DataSubset> subsets) =>
        [
            .. analyses.Select(analysis =>
                analysis.SubsetId.Length == 0 && subsets.FirstOrDefault(subset => subset.Id == Named(analysis)) is { } subset
                    ? analysis with { SubsetId = subset.Id }
                    : analysis
            ),
        ];

    static string Named(NamedAnalysis analysis) =>
        analysis.Dataset switch
        {
            "ADTTE" => analysis.Id.Split('.')[0],
            "ADAE" when analysis.Id == new AdverseEventTerms(Severe: true).Id => OfKind(AdverseEventOverview.Severe),
            "ADAE" => Emergent,
            _ => "",
        };

    static IEnumerable<DataSubset> OfAdverseEvents(AdverseEventData events)
    {
        yield return new(Emergent, "Treatment-emergent adverse events", Where("TRTEMFL", Comparator.Equal, "Y"));
        if (events.GradeVariable is { } grade)
            yield return Kind(AdverseEventOverview.Severe, "of grade 3 or higher", Where(grade, Comparator.GreaterOrEqual, "3"));
        if (events.HasSeriousness)
            yield return Kind(AdverseEventOverview.Serious, "that were serious", Where("AESER", Comparator.Equal, "Y"));
        if (events.HasCausality)
            yield return Kind(
                AdverseEventOverview.Related,
                "of which a relation to treatment was not denied",
                Where("AEREL", Comparator.NotIn, AdverseEventData.Unrelated)
            );
        if (Fatal(events) is { Count: > 0 } signs)
            yield return Kind(
                AdverseEventOverview.Fatal,
                "that led to death",
                signs is [var only] ? only : new WhereClause.Compound(LogicalOperator.Or, signs)
            );
        if (!events.HasAction)
            yield break;
        yield return Action(
            AdverseEventOverview.Discontinuation,
            "that led to discontinuation of treatment",
            Terms.DrugWithdrawn
        );
        yield return Action(AdverseEventOverview.DoseReduction, "that led to dose reduction", Terms.DoseReduced);
        yield return Action(AdverseEventOverview.Interruption, "that led to interruption of treatment", Terms.DrugInterrupted);
    }

    static List<WhereClause> Fatal(AdverseEventData events)
    {
        List<WhereClause> signs = [];
        if (events.GradeVariable is { } grade)
            signs.Add(Where(grade, Comparator.Equal, "5"));
        if (events.HasOutcome)
            signs.Add(Where("AEOUT", Comparator.Equal, Terms.Fatal));
        return signs;
    }

    static DataSubset Action(string category, string label, string action) =>
        Kind(category, label, Where("AEACN", Comparator.Equal, action));

    static DataSubset Kind(string category, string label, WhereClause where) =>
        new(
            OfKind(category),
            $"Treatment-emergent adverse events {label}",
            new WhereClause.Compound(LogicalOperator.And, [new WhereClause.Reference(Emergent), where])
        );

    static WhereClause Where(string variable, Comparator comparator, params IReadOnlyList<string> values) =>
        new WhereClause.Condition("ADAE", variable, comparator, values);
}
