using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Safety;

/// <summary>
/// All adverse events by system organ class, preferred term and worst grade or severity: whoever had several in a row of the
/// table counts there once, at the worst. Classes stand by the number of participants in all arms together, terms within them
/// likewise, ties by name. Not at all without a variable of the class.
/// </summary>
/// <remarks>R: <c>tern::count_occurrences_by_grade</c> in the tables AET02 to AET04 of chevron.</remarks>
static class SystemAnalysis
{
    static readonly (string Id, string Label, int From, int To)[] grades =
    [
        ("1-2", "Grade 1 or 2", 1, 2),
        ("1", "Grade 1", 1, 1),
        ("2", "Grade 2", 2, 2),
        ("3-4", "Grade 3 or 4", 3, 4),
        ("3", "Grade 3", 3, 3),
        ("4", "Grade 4", 4, 4),
        ("5", "Grade 5", 5, 5),
        ("3-5", "Grade 3 to 5", 3, 5),
    ];

    /// <summary>One table for each kind of event that is told by term.</summary>
    public static IEnumerable<NamedAnalysis> Of(
        TrialData trial,
        SafetyPlan plan,
        AdverseEventData recorded,
        GroupCatalog catalog
    ) =>
        recorded.SystemVariable is not { } variable
            ? []
            : AdverseEventKind
                .Of(plan, recorded)
                .Where(kind => kind.ByTerm)
                .Select(kind => Of(new(kind.Id), kind, variable, trial, plan, recorded, catalog));

    static NamedAnalysis Of(
        AdverseEventsBySystem of,
        AdverseEventKind kind,
        string variable,
        TrialData trial,
        SafetyPlan plan,
        AdverseEventData recorded,
        GroupCatalog catalog
    )
    {
        var name = kind.Id == AdverseEventOverview.Any ? "" : $": {char.ToLowerInvariant(kind.Label[0])}{kind.Label[1..]}";
        var results = SafetyAnalyses.Collector(catalog, of.Id, $"Adverse events by class and term{name}", variable);
        var columns = SafetyColumn.Of(trial, catalog);
        // The terms within a class stand there by the events of the kind; those of any event are in the results of any event.
        var graded = plan.Graded && recorded.GradeVariable is not null;
        foreach (var system in ByFrequency(recorded.Events.Where(kind.Counts), item => item.System))
        {
            var systemId = catalog.Group(By.System, system.Key, PrintedWords.OfTerm(system.Key)).Group;
            Row(system.Events, systemId, null);
            foreach (var term in ByFrequency(system.Events, item => item.Term))
                Row(term.Events, systemId, catalog.Group(By.Term, term.Key, PrintedWords.OfTerm(term.Key)).Group);
        }
        if (kind.Id == AdverseEventOverview.Any)
            Row([.. recorded.Events], null, null);
        return results.Done();

        void Row(List<AdverseEvent> events, string? system, string? term)
        {
            foreach (var column in columns)
            {
                var count = column.Participants(events);
                results.Count(of.Participants(column.Id, system, term), count);
                results.Percent(of.Percent(column.Id, system, term), count, column.Treated);
                results.Count(of.Events(column.Id, system, term), column.Events(events));
            }
            if (graded)
                Worst(events, system, term, By.Grade, item => item.Grade, grades, "Grade not recorded");
            if (recorded.SeverityVariable is not null)
                Worst(events, system, term, By.Severity, item => (int?)item.Severity, severities, "Severity not recorded");
        }

        // Groups that nobody is in are left out: a row of zeros in every column tells nothing.
        void Worst(
            List<AdverseEvent> events,
            string? system,
            string? term,
            string grouping,
            Func<AdverseEvent, int?> rank,
            (string Id, string Label, int From, int To)[] groups,
            string notRecorded
        )
        {
            var worst = events.GroupBy(item => item.Who).Select(own => (Who: own.Key, Rank: own.Max(rank))).ToList();
            foreach (var group in groups)
                Add(group.Id, group.Label, worst.Where(one => one.Rank >= group.From && one.Rank <= group.To));
            Add(WorstGradeResults.NotRecorded, notRecorded, worst.Where(one => one.Rank is null));

            void Add(string id, string label, IEnumerable<(Participant Who, int? Rank)> those)
            {
                var list = those.ToList();
                if (list.Count == 0)
                    return;
                var group = new ResultGroup(grouping, catalog.Group(grouping, id, label).Group);
                foreach (var column in columns)
                {
                    var count = list.Count(one => column.Holds(one.Who));
                    results.Count(of.Worst(column.Id, system, term, group), count);
                    results.Percent(of.WorstPercent(column.Id, system, term, group), count, column.Treated);
                }
            }
        }
    }

    static readonly (string Id, string Label, int From, int To)[] severities =
    [
        .. Enum.GetValues<Severity>().Select(one => ($"{one}".ToLowerInvariant(), $"{one}", (int)one, (int)one)),
    ];

    static IEnumerable<(string Key, List<AdverseEvent> Events)> ByFrequency(
        IEnumerable<AdverseEvent> events,
        Func<AdverseEvent, string> text
    ) =>
        events
            .GroupBy(text, StringComparer.Ordinal)
            .Select(group => (group.Key, Events: group.ToList()))
            .OrderByDescending(group => group.Events.Select(item => item.Who.Id).Distinct(StringComparer.Ordinal).Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal);
}

/// <summary>Adverse events of a kind by system organ class, preferred term and worst grade or severity.</summary>
/// <param name="Kind">The group of the overview that is told, such as "any" or "serious".</param>
public sealed record AdverseEventsBySystem(string Kind)
    : AnalysisResults(Kind == AdverseEventOverview.Any ? "AE.System" : $"AE.System.{Kind}")
{
    /// <summary>How many had an event of a class, or of a term in it; of any class where none is named.</summary>
    public ResultRef Participants(string arm, string? system, string? term) => Of("participants", arm, system, term);

    /// <summary>Their percentage.</summary>
    public ResultRef Percent(string arm, string? system, string? term) => Of("percent", arm, system, term);

    /// <summary>How many events there were.</summary>
    public ResultRef Events(string arm, string? system, string? term) => Of("events", arm, system, term);

    /// <summary>For how many a grade, a range of grades or a severity was the worst; absent where it is nobody's.</summary>
    public ResultRef Worst(string arm, string? system, string? term, ResultGroup worst) => Of("worst", arm, system, term, worst);

    /// <summary>Their percentage.</summary>
    public ResultRef WorstPercent(string arm, string? system, string? term, ResultGroup worst) =>
        Of("worstPercent", arm, system, term, worst);

    ResultRef Of(string operation, string arm, string? system, string? term, ResultGroup? worst = null) =>
        At(operation, [new(By.Arm, arm), .. Row(system, term), .. worst is null ? (ResultGroup[])[] : [worst]]);

    /// <summary>The groups of a row, as they stand in its addresses.</summary>
    internal static IEnumerable<ResultGroup> Row(string? system, string? term)
    {
        if (system is not null)
            yield return new(By.System, system);
        if (term is not null)
            yield return new(By.Term, term);
    }
}
