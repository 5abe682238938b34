using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>Harm, with the same denominators throughout: all who were treated, as treated.</summary>
static class AdverseEventTables
{
    /// <summary>Participants with an adverse event of each kind.</summary>
    public static Html Overview(Manuscript m)
    {
        const string id = "AE.Overview";
        var hasEvents = m.Results.Find(id)?.Results.Any(result => result.Operation == "events") == true;
        return ByGroup(
            m,
            "adverse-events",
            id,
            "category",
            "Adverse events",
            "Kind",
            hasEvents
                ? "Data are participants with percentages, and numbers of events in brackets."
                : "Data are participants with percentages.",
            (arm, group) =>
            {
                var (groups, cell) = ($"[arm={arm};category={group}]", Share(m, id, arm, "category", group));
                return m.Has($"{id}/events{groups}") ? Html.Of($"{cell} {m.Say($"[{{{{{id}/events{groups}}}}}]")}") : cell;
            }
        );
    }

    /// <summary>Participants by the worst grade that they had, each once.</summary>
    public static Html WorstGrade(Manuscript m) =>
        ByGroup(
            m,
            "worst-grade",
            "AE.WorstGrade",
            "grade",
            "Adverse events by worst grade of each participant",
            "Worst grade",
            "Data are participants with percentages.",
            (arm, grade) => Share(m, "AE.WorstGrade", arm, "grade", grade)
        );

    /// <summary>The frequent terms: any grade beside the severe ones, arm by arm.</summary>
    public static Html FrequentTerms(Manuscript m)
    {
        var arms = Arms(m, "AE.Term");
        var terms = m.GroupsOf("term", "AE.Term");
        if (arms.Length == 0 || terms.Count == 0)
            return Html.Empty;
        var graded = m.Results.Find("AE.TermGrade3") is not null;
        var severe = m.Say(
            m.HasLabel("category", "grade3plus") ? "{{label:category=grade3plus}}"
            : graded ? "{{analysis:AE.TermGrade3}}"
            : ""
        );
        var head = graded
            ? Html.Of(
                $"""
                <tr><th scope="col" rowspan="2">Term</th>{arms.Select(arm =>
                    Html.Of(
                        $"<th scope=\"colgroup\" colspan=\"2\" class=\"n over\">{ReportTable.ArmName(m, arm)}{ReportTable.Size(m, Manuscript.SizeInSafety(arm))}</th>"
                    )
                )}</tr>
                <tr>{arms.Select(_ =>
                    Html.Of($"<th scope=\"col\" class=\"n\">Any grade</th><th scope=\"col\" class=\"n\">{severe}</th>")
                )}</tr>

                """
            )
            : ReportTable.ArmHead(m, "Term", arms, Manuscript.SizeInSafety);
        var rows = terms.Select(term =>
            ReportTable.Row(
                m.Say($"{{{{label:term={term.Id}}}}}"),
                arms.SelectMany(arm =>
                    graded
                        ? new[] { Share(m, "AE.Term", arm, "term", term.Id), Share(m, "AE.TermGrade3", arm, "term", term.Id) }
                        : [Share(m, "AE.Term", arm, "term", term.Id)]
                )
            )
        );
        return new ReportTable(
            "terms",
            m.Say("Most frequent adverse events"),
            head,
            Html.Join(rows),
            Footnotes.Under(m, "Data are participants with percentages.", graded ? ["AE.Term", "AE.TermGrade3"] : ["AE.Term"])
        ).Render();
    }

    static Html ByGroup(
        Manuscript m,
        string anchor,
        string id,
        string grouping,
        string caption,
        string first,
        string note,
        Func<string, string, Html> cell
    )
    {
        var arms = Arms(m, id);
        var groups = m.GroupsOf(grouping, id);
        if (arms.Length == 0 || groups.Count == 0)
            return Html.Empty;
        var rows = groups.Select(group =>
            ReportTable.Row(m.Say($"{{{{label:{grouping}={group.Id}}}}}"), arms.Select(arm => cell(arm, group.Id)))
        );
        return new ReportTable(
            anchor,
            m.Say(caption),
            ReportTable.ArmHead(m, first, arms, Manuscript.SizeInSafety),
            Html.Join(rows),
            Footnotes.Under(m, note, id)
        ).Render();
    }

    static Html Share(Manuscript m, string id, string arm, string grouping, string group) =>
        m.CountAndPercent($"{id}/participants[arm={arm};{grouping}={group}]", $"{id}/percent[arm={arm};{grouping}={group}]");

    static string[] Arms(Manuscript m, string id) => [.. m.Protocol.Arms.Select(arm => arm.Id).Where(arm => m.Speaks(id, arm))];
}
