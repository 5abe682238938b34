using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.Safety;

/// <summary>The treatment-emergent adverse events of the safety set, by the treatment received.</summary>
static class SafetyAnalyses
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
    {
        if (trial.AdverseEvents is not { } recorded || trial.Protocol.Analysis.Safety is not { } plan)
            return [];
        var graded = plan.Graded && recorded.GradeVariable is not null;
        var columns = SafetyColumn.Of(trial, catalog);
        List<NamedAnalysis> analyses = [OverviewAnalysis.Of(trial, plan, recorded, catalog)];
        if (graded)
            analyses.Add(WorstGrade(columns, recorded, catalog));
        var terms = FrequentTerms(trial, recorded, plan.TermThreshold);
        analyses.Add(OfTerms(new(Severe: false), "Adverse events by preferred term", _ => true));
        if (graded)
            analyses.Add(
                OfTerms(new(Severe: true), "Adverse events of grade 3 or higher by preferred term", item => item.Grade >= 3)
            );
        analyses.AddRange(SystemAnalysis.Of(trial, plan, recorded, catalog));
        if (plan.HasDifferences || plan.FisherPValues)
            analyses.AddRange(analyses.Where(one => RiskDifferenceAnalysis.Compares(plan, one)).ToList().Select(Compared));
        return analyses;

        NamedAnalysis Compared(NamedAnalysis counted) => RiskDifferenceAnalysis.Of(trial, plan, counted, catalog);

        NamedAnalysis OfTerms(AdverseEventTerms of, string name, Func<AdverseEvent, bool> isCounted)
        {
            var results = Collector(catalog, of.Id, name, "AEDECOD");
            foreach (var term in terms)
            {
                var ofTerm = recorded.Events.Where(item => item.Term == term && isCounted(item));
                var group = catalog.Group(By.Term, term, PrintedWords.OfTerm(term)).Group;
                Participants(results, columns, ofTerm, group, of.Participants, of.Percent, of.Events);
            }
            return results.Done();
        }
    }

    /// <summary>
    /// Each participant counts once, at the worst grade, and whoever had only ungraded events in a group of their own: all
    /// groups together are those with any event.
    /// </summary>
    static NamedAnalysis WorstGrade(
        IReadOnlyList<SafetyColumn> columns,
        AdverseEventData recorded,
        GroupCatalog catalog
    )
    {
        var of = new WorstGradeResults();
        var results = Collector(catalog, of.Id, "Worst grade of any adverse event", recorded.GradeVariable!);
        var worst = recorded
            .Events.Where(item => item.Grade is not null)
            .GroupBy(item => item.Who)
            .Select(group => (Who: group.Key, Grade: group.Max(item => item.Grade!.Value)))
            .ToList();
        var ungraded = recorded.Events.Select(item => item.Who).Distinct().Except(worst.Select(item => item.Who)).ToList();
        foreach (var column in columns)
        {
            for (var grade = 1; grade <= 5; grade++)
                Add(
                    worst.Count(item => item.Grade == grade && column.Holds(item.Who)),
                    catalog.Group(By.Grade, $"{grade}", $"Grade {grade}")
                );
            if (ungraded.Count > 0)
                Add(
                    ungraded.Count(who => column.Holds(who)),
                    catalog.Group(By.Grade, WorstGradeResults.NotRecorded, "Grade not recorded")
                );

            void Add(int count, (string Grouping, string Grade) group)
            {
                results.Count(of.Participants(column.Id, group.Grade), count);
                results.Percent(of.Percent(column.Id, group.Grade), count, column.Treated);
            }
        }
        return results.Done();
    }

    /// <summary>Terms that reach the threshold in some arm, most participants first, ties by name.</summary>
    internal static List<string> FrequentTerms(TrialData trial, AdverseEventData recorded, double threshold)
    {
        var treated = trial.Protocol.Arms.ToDictionary(arm => arm.Id, arm => trial.Safety.Count(who => who.Received == arm));
        return
        [
            .. recorded
                .Events.DistinctBy(item => (item.Term, item.Who.Id))
                .GroupBy(item => item.Term, StringComparer.Ordinal)
                .Where(term =>
                    trial.Protocol.Arms.Any(arm => Reaches(term.Count(item => item.Who.Received == arm), treated[arm.Id]))
                )
                .OrderByDescending(term => term.Count())
                .ThenBy(term => term.Key, StringComparer.Ordinal)
                .Select(term => term.Key),
        ];

        // 5% of 40 is 2 exactly: the product is compared with a hair's breadth for the binary threshold.
        bool Reaches(int count, int size) => count > 0 && count >= (threshold * size) - 1e-9;
    }

    /// <summary>Who had these events, their share, and how many events there were, column by column.</summary>
    internal static void Participants(
        ResultCollector results,
        IReadOnlyList<SafetyColumn> columns,
        IEnumerable<AdverseEvent> events,
        string group,
        Func<string, string, ResultRef> count,
        Func<string, string, ResultRef> percent,
        Func<string, string, ResultRef> ofEvents
    )
    {
        var list = events.ToList();
        foreach (var column in columns)
        {
            var participants = column.Participants(list);
            results.Count(count(column.Id, group), participants);
            results.Percent(percent(column.Id, group), participants, column.Treated);
            results.Count(ofEvents(column.Id, group), column.Events(list));
        }
    }

    /// <summary>When a date that is not fully known does not count; said where there is one.</summary>
    static string NotFullyKnown(TrialData trial) =>
        trial.Datasets.From?.AdverseEvents?.Any(item => item.Start?.Day is null) is true
            ? ", unless every day that it may have been lies outside or the event ended before the first dose."
            : ".";

    internal static ResultCollector Collector(GroupCatalog catalog, string id, string name, string variable) =>
        new(catalog, id, name, "Count of participants with an event, and of events", "ADAE", variable, AnalysisSets.SafetyId);

    /// <summary>Which adverse events count, and how; nothing without adverse events.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.AdverseEvents is not { } events)
            yield break;
        yield return new("AE.set", "AE", AnalysisSets.InWords(trial.Sets.Safety));
        var window = trial.Protocol.FollowUp?.AdverseEvents?.UntilAfterLastDose;
        yield return new(
            "AE.emergent",
            "AE",
            (trial.Datasets.Derived, window) switch
            {
                (false, _) => "Treatment-emergent events as flagged in ADAE (TRTEMFL).",
                (true, null) =>
                    "Treatment-emergent: began on or after the day of the first dose, or at a date not fully known"
                        + NotFullyKnown(trial),
                _ =>
                    $"Treatment-emergent: began on or after the day of the first dose and, once treatment has ended, "
                        + $"no later than {window} "
                        + $"after the last; or at a date not fully known{NotFullyKnown(trial)}",
            }
        );
        if (events.GradeVariable is not null && trial.Protocol.Analysis.Safety is { Graded: true })
            yield return new("AE.worst", "AE.WorstGrade", "Each participant counts once, at the worst grade.");
        if (events.SystemVariable is { } system)
            yield return new(
                "AE.system",
                "AE.System",
                $"Classes ({system}) stand by the number of participants with an event in them, terms within them likewise, "
                    + "ties by name; whoever had several events in a row counts there once, at the worst."
            );
        if (events.HasAction)
            yield return new(
                "AE.action",
                "AE.Overview",
                "Reduction, interruption and discontinuation in this table are those named as the action for an adverse event "
                    + "(AEACN), of any treatment; those of the dosing records are counted under the treatment."
            );
        if (events.HasCausality)
            yield return new(
                "AE.related",
                "AE.Overview",
                "An event counts as related unless a relation was denied; a missing answer counts as related."
            );
        yield return new(
            "AE.threshold",
            "AE.Term",
            $"Terms that occurred in at least {Format.Share(trial.Protocol.Analysis.Safety!.TermThreshold)} of some arm, "
                + "most frequent first."
        );
        foreach (var convention in RiskDifferenceAnalysis.Conventions(trial))
            yield return convention;
    }
}

/// <summary>Participants by the worst grade of their adverse events.</summary>
public sealed record WorstGradeResults() : AnalysisResults("AE.WorstGrade")
{
    /// <summary>The group of those whose events carry no grade at all; there is none where there is nobody.</summary>
    public const string NotRecorded = "not-recorded";

    /// <summary>For how many this grade was the worst.</summary>
    public ResultRef Participants(string arm, string grade) =>
        At("participants", new ResultGroup(By.Arm, arm), new(By.Grade, grade));

    /// <summary>Their percentage.</summary>
    public ResultRef Percent(string arm, string grade) => At("percent", new ResultGroup(By.Arm, arm), new(By.Grade, grade));
}

/// <summary>Participants with an adverse event of each preferred term.</summary>
/// <param name="Severe">Whether events of grade 3 or higher alone are counted.</param>
public sealed record AdverseEventTerms(bool Severe) : AnalysisResults(Severe ? "AE.TermGrade3" : "AE.Term")
{
    /// <summary>How many had an event of a term.</summary>
    public ResultRef Participants(string arm, string term) =>
        At("participants", new ResultGroup(By.Arm, arm), new(By.Term, term));

    /// <summary>Their percentage.</summary>
    public ResultRef Percent(string arm, string term) => At("percent", new ResultGroup(By.Arm, arm), new(By.Term, term));

    /// <summary>How many events of the term there were.</summary>
    public ResultRef Events(string arm, string term) => At("events", new ResultGroup(By.Arm, arm), new(By.Term, term));
}
