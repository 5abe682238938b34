using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>The treatment-emergent adverse events of the safety set, and what the data can say of them.</summary>
/// <param name="Events">The events, in the order of ADAE.</param>
/// <param name="GradeVariable">The variable of the CTCAE grade; null when events carry none.</param>
/// <param name="HasSeriousness">Whether seriousness was recorded.</param>
/// <param name="HasCausality">Whether relation to treatment was recorded.</param>
/// <param name="HasAction">Whether the action taken with the treatment was recorded.</param>
/// <param name="HasOutcome">Whether the outcome was recorded.</param>
/// <param name="SystemVariable">The variable of the system organ class; null when events carry none.</param>
/// <param name="SeverityVariable">The variable of severity; null when events carry none.</param>
sealed record AdverseEventData(
    IReadOnlyList<AdverseEvent> Events,
    string? GradeVariable,
    bool HasSeriousness,
    bool HasCausality,
    bool HasAction,
    bool HasOutcome,
    string? SystemVariable,
    string? SeverityVariable
)
{
    /// <summary>Answers that deny a relation to treatment; any other answer, also a missing one, counts as related.</summary>
    public static readonly string[] Unrelated =
    [
        "N",
        "NO",
        "NONE",
        Terms.NotRelated,
        "UNRELATED",
        "UNLIKELY",
        "UNLIKELY RELATED",
        "REMOTE",
    ];

    /// <summary>The term, and the class, of events that were not coded.</summary>
    public const string NotCoded = "No coding available";

    /// <param name="plan">How events are to be shown.</param>
    /// <param name="adae">ADAE.</param>
    /// <param name="byId">The participants.</param>
    /// <param name="problems">Takes what cannot be used.</param>
    /// <param name="notes">Takes what can be used, and ought to be looked at.</param>
    public static AdverseEventData Read(
        SafetyPlan plan,
        Table adae,
        IReadOnlyDictionary<string, Participant> byId,
        List<DataProblem> problems,
        List<DataProblem> notes
    )
    {
        var reader = new TableReader(adae, problems);
        var (id, term, emergent) = (reader.Text("USUBJID"), reader.Text("AEDECOD"), reader.Flag("TRTEMFL"));
        reader.Demand("TRTEMFL");
        var gradeVariable = new[] { "ATOXGRN", "ATOXGR", "AETOXGR" }.FirstOrDefault(reader.Has);
        var grade = reader.NumberOrMissing(gradeVariable ?? "AETOXGR");
        var (serious, related) = (reader.Flag("AESER"), reader.TextOrBlank("AEREL"));
        var systemVariable = new[] { "AEBODSYS", "AESOC" }.FirstOrDefault(reader.Has);
        var severityVariable = new[] { "ASEV", "AESEV" }.FirstOrDefault(reader.Has);
        var system = reader.TextOrBlank(systemVariable ?? "AEBODSYS");
        var severity = EventSeverities.Read(reader, severityVariable ?? "AESEV", notes);
        var (start, end) = (EventDays.Of(adae, "ASTDT", "ASTDTM", "AESTDTC"), EventDays.Of(adae, "AENDT", "AENDTM", "AEENDTC"));
        var ofInterest = OfInterest.Read(plan, reader, notes);
        var (action, outcome, fatal) = (reader.TextOrBlank("AEACN"), reader.TextOrBlank("AEOUT"), reader.Flag("AESDTH"));
        var events = new List<AdverseEvent>();
        var (anySerious, anyRelated, anyAction, anyOutcome, anyGrade) = (false, false, false, false, false);
        for (var row = 0; row < reader.Count; row++)
        {
            if (!byId.TryGetValue(id(row), out var who))
            {
                if (reader.Has("USUBJID"))
                    reader.Report("USUBJID", row, $"'{id(row)}' is not in ADSL.");
                continue;
            }
            if (!who.InSafety || emergent(row) is not true)
                continue;
            var worst = grade(row);
            if (!double.IsNaN(worst) && worst is not (1 or 2 or 3 or 4 or 5))
            {
                reader.Report(gradeVariable, row, $"{worst} is no CTCAE grade, which is 1 to 5.");
                continue;
            }
            anyGrade |= !double.IsNaN(worst);
            anySerious |= serious(row) is not null;
            anyRelated |= related(row).Length > 0;
            anyAction |= action(row).Length > 0;
            anyOutcome |= outcome(row).Length > 0 || fatal(row) is not null;
            events.Add(
                new(
                    who,
                    term(row).Length == 0 ? NotCoded : term(row),
                    double.IsNaN(worst) ? null : (int)worst,
                    IsSerious: serious(row) is true,
                    IsRelated: !Unrelated.Contains(related(row), StringComparer.OrdinalIgnoreCase),
                    IsFatal: worst == 5
                        || fatal(row) is true
                        || outcome(row).Equals(Terms.Fatal, StringComparison.OrdinalIgnoreCase),
                    action(row).ToUpperInvariant()
                )
                {
                    System = system(row).Length == 0 ? NotCoded : system(row),
                    Severity = severity(row),
                    Start = start(row),
                    End = end(row),
                    OfInterest = ofInterest(row),
                }
            );
        }
        OneSpelling(events, "AEDECOD", "term", item => item.Term, (item, one) => item with { Term = one }, reader, notes);
        OneSpelling(
            events,
            systemVariable ?? "AEBODSYS",
            "class",
            item => item.System,
            (item, one) => item with { System = one },
            reader,
            notes
        );
        // Without a single event there is nothing to learn from the cells, so the columns decide.
        var none = events.Count == 0;
        return new(
            events,
            anyGrade || (none && gradeVariable is not null) ? gradeVariable : null,
            anySerious || (none && reader.Has("AESER")),
            anyRelated || (none && reader.Has("AEREL")),
            anyAction || (none && reader.Has("AEACN")),
            anyOutcome || (none && reader.Has("AEOUT")),
            systemVariable,
            severityVariable is not null && (none || events.Exists(item => item.Severity is not null)) ? severityVariable : null
        );
    }

    /// <summary>Texts that differ in capitals only are one, in the most frequent spelling.</summary>
    static void OneSpelling(
        List<AdverseEvent> events,
        string variable,
        string what,
        Func<AdverseEvent, string> text,
        Func<AdverseEvent, string, AdverseEvent> with,
        TableReader reader,
        List<DataProblem> notes
    )
    {
        foreach (var same in events.GroupBy(text, StringComparer.OrdinalIgnoreCase).ToList())
        {
            var spellings = same.GroupBy(text, StringComparer.Ordinal)
                .OrderByDescending(spelling => spelling.Count())
                .ThenBy(spelling => spelling.Key, StringComparer.Ordinal)
                .Select(spelling => spelling.Key)
                .ToList();
            if (spellings.Count == 1)
                continue;
            notes.Add(
                reader.Problem(
                    variable,
                    null,
                    $"'{string.Join("' and '", spellings)}' differ in capitals only and are counted as one {what}, "
                        + $"'{spellings[0]}'."
                )
            );
            for (var index = 0; index < events.Count; index++)
                if (text(events[index]).Equals(spellings[0], StringComparison.OrdinalIgnoreCase))
                    events[index] = with(events[index], spellings[0]);
        }
    }
}
