using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>What the effect cost in side effects, in the same breath for both arms.</summary>
static class Harms
{
    public static string Of(Manuscript m, string arm, string control)
    {
        var label = $"{{{{label:arm={arm}|lower}}}}";
        return string.Join(
            " ",
            new[]
            {
                Severe(m, arm, control, label),
                ByGrade(m, arm, control),
                Commonest(m, arm, control),
                Doses(m, arm),
                Stopped(m, arm, control),
            }.Where(sentence => sentence.Length > 0)
        );
    }

    static string Severe(Manuscript m, string arm, string control, string label)
    {
        var worst = m.HasNumbers(Overview(arm, "grade3plus"), Overview(control, "grade3plus"));
        var (kind, category) = worst ? ("Severe side effects", "grade3plus") : ("Side effects", "any");
        var (one, other) = (Overview(arm, category), Overview(control, category));
        return m.HasNumbers(one, other)
            ? $"{kind} were {Compared(m.Raw(one), m.Raw(other))} with {label}: "
                + $"{{{{{one}}}}} against {{{{{other}}}}} of those treated."
            : "";
    }

    static string Compared(double? one, double? other) =>
        one > other ? "more common"
        : one < other ? "less common"
        : "as common";

    static string ByGrade(Manuscript m, string arm, string control)
    {
        string Worst(string of, string grade) => $"AE.WorstGrade/percent[arm={of};grade={grade}]";
        return m.HasNumbers(Worst(arm, "3"), Worst(control, "3"), Worst(arm, "4"), Worst(control, "4"))
            ? $"The worst one was {{{{label:grade=3|lower}}}} in {{{{{Worst(arm, "3")}}}}} against "
                + $"{{{{{Worst(control, "3")}}}}}, and {{{{label:grade=4|lower}}}}, life-threatening, "
                + $"in {{{{{Worst(arm, "4")}}}}} against {{{{{Worst(control, "4")}}}}}."
            : "";
    }

    static string Commonest(Manuscript m, string arm, string control)
    {
        string Share(string of, string term) => $"AE.TermGrade3/percent[arm={of};term={term}]";
        var term = m.GroupsOf("term", "AE.TermGrade3")
            .Where(term => m.HasNumbers(Share(arm, term.Id), Share(control, term.Id)))
            .MaxBy(term => m.Raw(Share(arm, term.Id)));
        return term is null
            ? ""
            : $"The most frequent severe one was {{{{label:term={term.Id}|lower}}}} ({{{{{Share(arm, term.Id)}}}}} against "
                + $"{{{{{Share(control, term.Id)}}}}}).";
    }

    static string Doses(Manuscript m, string arm) =>
        string.Join(
            " ",
            m.Protocol.Treatments.Select(treatment =>
                    (treatment.Id, Reduced: $"Exposure.{treatment.Id}/reducedPercent[arm={arm}]")
                )
                .Where(treatment => m.HasNumbers(treatment.Reduced))
                .Select(treatment =>
                    $"The dose of {{{{protocol:treatment {treatment.Id}|lower}}}} was reduced in {{{{{treatment.Reduced}}}}}."
                )
        );

    static string Stopped(Manuscript m, string arm, string control)
    {
        var (one, other) = (Overview(arm, "discontinuation"), Overview(control, "discontinuation"));
        if (!m.HasNumbers(one, other))
            return "";
        return (m.Raw(one) > 0, m.Raw(other) > 0) switch
        {
            (true, true) => $"Side effects made {{{{{one}}}}} against {{{{{other}}}}} stop a treatment.",
            (true, false) =>
                $"Side effects made {{{{{one}}}}} stop a treatment, and nobody on {{{{label:arm={control}|lower}}}}.",
            (false, true) =>
                $"Side effects made nobody on {{{{label:arm={arm}|lower}}}} stop a treatment, against {{{{{other}}}}}.",
            _ => "Side effects made nobody stop a treatment.",
        };
    }

    static string Overview(string arm, string category) => $"AE.Overview/percent[arm={arm};category={category}]";
}
