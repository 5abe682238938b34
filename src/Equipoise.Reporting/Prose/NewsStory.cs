using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>The trial as a medical news desk would tell it: who, what, the finding, its cost, who paid.</summary>
/// <remarks>
/// Sentences are chosen by conditions on results, never written for one. The words of the protocol name things; the results give
/// every number. A sentence whose numbers are not there is left out.
/// </remarks>
sealed class NewsStory(Manuscript m)
{
    readonly string endpoint = m.Protocol.Analysis.TimeToEvent[0].EndpointId;
    readonly string arm = m.Protocol.Experimental.First().Id;
    readonly string control = m.Protocol.Control.Id;

    string Arm => $"{{{{label:arm={arm}|lower}}}}";

    string Control => $"{{{{label:arm={control}|lower}}}}";

    string Outcome => $"{{{{words:outcome {endpoint}}}}}";

    public string Headline =>
        $"{{{{label:arm={arm}}}}}: "
        + Findings.Of(m.Results, m.Protocol, endpoint, arm) switch
        {
            Finding.Better or Finding.TendsBetter => $"longer {Outcome}",
            Finding.Worse or Finding.TendsWorse => $"shorter {Outcome}",
            Finding.NotShown or Finding.TendsNeither => $"no difference shown in {Outcome}",
            _ => $"{Outcome} could not be compared",
        };

    public IEnumerable<string> Paragraphs =>
        new[] { Lead(), Enrolled(), Found(), string.Join(" ", Others()), Harms.Of(m, arm, control), Paid() }.Where(text =>
            text.Length > 0
        );

    string Lead()
    {
        var finding = Findings.Of(m.Results, m.Protocol, endpoint, arm) switch
        {
            Finding.Better or Finding.TendsBetter =>
                $"{{{{words:experimental}}}} was followed by a longer {Outcome} than {{{{words:control}}}}",
            Finding.Worse or Finding.TendsWorse =>
                $"{{{{words:experimental}}}} was followed by a shorter {Outcome} than {{{{words:control}}}}",
            Finding.NotShown or Finding.TendsNeither =>
                $"{{{{words:experimental}}}} was not shown to change the {Outcome} compared with {{{{words:control}}}}",
            _ => $"{{{{words:experimental}}}} was compared with {{{{words:control}}}}, but the {Outcome} could not be compared",
        };
        return $"In {{{{words:population}}}}, {finding}, the {{{{protocol:id}}}} trial reports.";
    }

    string Enrolled()
    {
        var (one, other) = (m.SizeInFullAnalysis(arm), m.SizeInFullAnalysis(control));
        var assigned =
            m.HasNumbers("Disposition/randomized", one, other)
                ? $"Of {{{{Disposition/randomized}}}} participants, chance assigned {{{{{one}}}}} to {Arm} and "
                    + $"{{{{{other}}}}} to {Control}."
            : m.HasNumbers(one, other)
                ? $"The trial counted {{{{{one}}}}} participants with {Arm} and {{{{{other}}}}} with {Control}."
            : "";
        var followUp = $"{endpoint}.FollowUp/median[arm=all]";
        return Join(
            m.Protocol.PlainWords?.Why is null ? "" : "{{words:why}}",
            assigned,
            m.HasNumbers(followUp) ? $"Median follow-up was {{{{{followUp}}}}} {{{{protocol:unit {endpoint}}}}}." : ""
        );
    }

    string Found()
    {
        var (one, other) = ($"{endpoint}.KaplanMeier/median[arm={arm}]", $"{endpoint}.KaplanMeier/median[arm={control}]");
        var unit = $"{{{{protocol:unit {endpoint}}}}}";
        var medians = (m.HasNumbers(one), m.HasNumbers(other)) switch
        {
            (true, true) =>
                $"Half of those on {Arm} went {{{{{one}}}}} {unit} or more without such an event, "
                    + $"against {{{{{other}}}}} {unit} on {Control}.",
            (true, false) =>
                $"Half of those on {Arm} went {{{{{one}}}}} {unit} or more without such an event; of those on {Control}, "
                    + "more than half had none throughout.",
            (false, true) =>
                $"Half of those on {Control} went {{{{{other}}}}} {unit} or more without such an event; of those on {Arm}, "
                    + "more than half had none throughout.",
            _ => "",
        };
        return Join(medians, Landmark(), Ratio(), Verdict());
    }

    string Landmark()
    {
        string Survival(string of, string time) => $"{endpoint}.KaplanMeier/survival[arm={of};time={time}]";
        var last = m.GroupsOf("time", $"{endpoint}.KaplanMeier")
            .LastOrDefault(time => m.HasNumbers(Survival(arm, time.Id), Survival(control, time.Id)));
        return last is null
            ? ""
            : $"At {{{{label:time={last.Id}}}}}, {{{{{Survival(arm, last.Id)}}}}} and {{{{{Survival(control, last.Id)}}}}}, "
                + "respectively, were still without one.";
    }

    string Ratio()
    {
        var cox = $"{endpoint}.Cox";
        return m.HasNumbers($"{cox}/hazardRatio[arm={arm}]", $"{cox}/lower[arm={arm}]", $"{cox}/upper[arm={arm}]")
            ? $"The hazard ratio, which compares event rates, was {{{{{cox}/hazardRatio[arm={arm}]}}}} "
                + $"({{{{protocol:confidence {endpoint}}}}} confidence interval {{{{{cox}/lower[arm={arm}]}}}} to "
                + $"{{{{{cox}/upper[arm={arm}]}}}}); below one favors {Arm}."
            : "";
    }

    string Verdict()
    {
        var p = $"two-sided {EffectSentence.PValue(m, endpoint)}";
        return Findings.Of(m.Results, m.Protocol, endpoint, arm) switch
        {
            Finding.Better or Finding.Worse => $"The difference met the standard of evidence set in advance ({p}).",
            Finding.NotShown =>
                $"The difference did not meet the standard of evidence set in advance ({p}), "
                    + "which does not show that the treatments are equal.",
            _ => "",
        };
    }

    IEnumerable<string> Others()
    {
        foreach (var plan in m.Protocol.Analysis.TimeToEvent.Skip(1))
        {
            var id = plan.EndpointId;
            var (one, other, ratio) = (
                $"{id}.Events/events[arm={arm}]",
                $"{id}.Events/events[arm={control}]",
                $"{id}.Cox/hazardRatio[arm={arm}]"
            );
            if (
                m.Protocol.PlainWords?.Outcomes.ContainsKey(id) != true
                || !m.HasNumbers(one, other, ratio, $"{id}.Cox/lower[arm={arm}]", $"{id}.Cox/upper[arm={arm}]")
            )
                continue;
            var said = Findings.Of(m.Results, m.Protocol, id, arm) switch
            {
                Finding.TendsBetter => $"was longer with {Arm}",
                Finding.TendsWorse => $"was shorter with {Arm}",
                _ => "did not clearly differ",
            };
            yield return $"The {{{{words:outcome {id}}}}} {said}: {{{{{one}}}}} and {{{{{other}}}}} events, "
                + $"hazard ratio {{{{{ratio}}}}} ({{{{{id}.Cox/lower[arm={arm}]}}}} to {{{{{id}.Cox/upper[arm={arm}]}}}}).";
        }
    }

    string Paid() =>
        Join(
            m.Protocol.Trial.Funding is null ? "Who paid for the trial is not stated." : "Funding: {{protocol:funding}}.",
            string.Join(" ", (m.Protocol.PlainWords?.Meaning ?? []).Select((_, i) => $"{{{{words:meaning {i}}}}}"))
        );

    static string Join(params IEnumerable<string> sentences) =>
        string.Join(" ", sentences.Where(sentence => sentence.Length > 0));
}
