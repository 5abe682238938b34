using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Checks;

/// <summary>Which data sets a rule is about.</summary>
static class InScope
{
    const string All = "ALL";

    public static bool Is(Scope scope, StudyDataset dataset, bool isSplit) =>
        OfDomains(scope, dataset, isSplit) && OfClasses(scope, dataset) && OfStructures(scope, dataset);

    static bool OfDomains(Scope scope, StudyDataset dataset, bool isSplit)
    {
        if (scope.DomainsExcluded.Any(domain => Means(domain, dataset)) || (scope.SplitDatasets == false && isSplit))
            return false;
        return scope.Domains.Count == 0
            ? scope.SplitDatasets != true || isSplit
            : scope.Domains.Any(domain => Means(domain, dataset)) || (scope.SplitDatasets == true && isSplit);
    }

    static bool Means(string domain, StudyDataset dataset) =>
        domain switch
        {
            All => true,
            "SUPP--" => dataset.Name.StartsWith("SUPP", StringComparison.Ordinal),
            "SQ--" => dataset.Name.StartsWith("SQ", StringComparison.Ordinal),
            "AP--" => dataset.IsAssociatedPersons,
            "APFA--" => dataset.WholeName.StartsWith("APFA", StringComparison.Ordinal),
            _ => domain == dataset.WholeName || domain == dataset.Domain,
        };

    static bool OfClasses(Scope scope, StudyDataset dataset)
    {
        if (scope.Classes.Contains(All) || (scope.Classes.Count == 0 && scope.ClassesExcluded.Count == 0))
            return true;
        var its = Catalog.ClassOf(dataset);
        return (scope.Classes.Count == 0 || Names(scope.Classes, its)) && !(its is not null && Names(scope.ClassesExcluded, its));
    }

    // Findings about events and interventions are findings.
    static bool Names(IReadOnlyList<string> classes, string? its) =>
        its is not null && (classes.Contains(its) || (its == "FINDINGS ABOUT" && classes.Contains("FINDINGS")));

    static bool OfStructures(Scope scope, StudyDataset dataset)
    {
        if (scope.Structures.Contains(All) || (scope.Structures.Count == 0 && scope.StructuresExcluded.Count == 0))
            return true;
        var its = StructureOf(dataset);
        return (scope.Structures.Count == 0 || scope.Structures.Contains(its)) && !scope.StructuresExcluded.Contains(its);
    }

    static string StructureOf(StudyDataset dataset) =>
        dataset.Name == "ADSL" ? "SUBJECT LEVEL ANALYSIS DATASET"
        : dataset.Table.Has("PARAMCD") || dataset.Table.Has("PARAM") ? "BASIC DATA STRUCTURE"
        : dataset.Table.Columns.Any(column => IsOccurrence(column.Name)) ? "OCCURRENCE DATA STRUCTURE"
        : "ADAM OTHER";

    static bool IsOccurrence(string variable) =>
        variable.EndsWith("TERM", StringComparison.Ordinal) || variable.EndsWith("TRT", StringComparison.Ordinal);
}
