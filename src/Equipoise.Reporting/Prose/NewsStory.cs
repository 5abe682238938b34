using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
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

    Name Arm => m.Names.Arm(arm).Small;

    Name Control => m.Names.Arm(control).Small;

    Name Outcome => m.Names.Outcome(endpoint);

    public BoundText Headline
    {
        get
        {
            var found = Findings.Of(m.Results, m.Protocol, endpoint, arm) switch
            {
                Finding.Better or Finding.TendsBetter => m.Say($"longer {Outcome}"),
                Finding.Worse or Finding.TendsWorse => m.Say($"shorter {Outcome}"),
                Finding.NotShown or Finding.TendsNeither => m.Say($"no difference shown in {Outcome}"),
                _ => m.Say($"{Outcome} could not be compared"),
            };
            return m.Say($"{m.Names.Arm(arm)}: {found}");
        }
    }

    public IEnumerable<BoundText> Paragraphs =>
        new[] { Lead(), Enrolled(), Found(), BoundText.Join(" ", Others()), Harms.Of(m, arm, control), Paid() }.Where(text =>
            !text.IsEmpty
        );

    BoundText Lead()
    {
        var (one, other) = (m.Names.Experimental, m.Names.Control);
        var finding = Findings.Of(m.Results, m.Protocol, endpoint, arm) switch
        {
            Finding.Better or Finding.TendsBetter => m.Say($"{one} was followed by a longer {Outcome} than {other}"),
            Finding.Worse or Finding.TendsWorse => m.Say($"{one} was followed by a shorter {Outcome} than {other}"),
            Finding.NotShown or Finding.TendsNeither => m.Say(
                $"{one} was not shown to change the {Outcome} compared with {other}"
            ),
            _ => m.Say($"{one} was compared with {other}, but the {Outcome} could not be compared"),
        };
        return m.Say($"In {m.Names.Population}, {finding}, the {m.Names.Trial} trial reports.");
    }

    BoundText Enrolled()
    {
        var (one, other) = (m.SizeInFullAnalysis(arm), m.SizeInFullAnalysis(control));
        var all = new DispositionResults().AllRandomized;
        var assigned =
            m.HasNumbers(all, one, other)
                ? m.Say($"Of {all} participants, chance assigned {one} to {Arm} and {other} to {Control}.")
            : m.HasNumbers(one, other)
                ? m.Say($"The trial counted {one} participants with {Arm} and {other} with {Control}.")
            : BoundText.Empty;
        var followUp = new FollowUpResults(endpoint).Median(By.Everyone).Estimate;
        return Told(
            m.Protocol.PlainWords?.Why is null ? BoundText.Empty : m.Say($"{m.Names.Why}"),
            assigned,
            m.HasNumbers(followUp)
                ? m.Say($"Median follow-up was {followUp} {m.Names.Unit(endpoint)}.")
                : BoundText.Empty
        );
    }

    BoundText Found()
    {
        var curves = new KaplanMeierResults(endpoint);
        var (one, other) = (curves.Median(arm).Estimate, curves.Median(control).Estimate);
        var unit = m.Names.Unit(endpoint);
        var medians = (m.HasNumbers(one), m.HasNumbers(other)) switch
        {
            (true, true) => m.Say(
                $"Half of those on {Arm} went {one} {unit} or more without such an event, against {other} {unit} on {Control}."
            ),
            (true, false) => m.Say(
                $"Half of those on {Arm} went {one} {unit} or more without such an event; of those on {Control}, more than "
                    + $"half had none throughout."
            ),
            (false, true) => m.Say(
                $"Half of those on {Control} went {other} {unit} or more without such an event; of those on {Arm}, more than "
                    + $"half had none throughout."
            ),
            _ => BoundText.Empty,
        };
        return Told(medians, Landmark(curves), Ratio(), Verdict());
    }

    BoundText Landmark(KaplanMeierResults curves)
    {
        var last = m.GroupsOf(By.Time, curves)
            .LastOrDefault(time =>
                m.HasNumbers(curves.Survival(arm, time.Id).Estimate, curves.Survival(control, time.Id).Estimate)
            );
        return last is null
            ? BoundText.Empty
            : m.Say(
                $"At {m.Names.Group(By.Time, last.Id)}, {curves.Survival(arm, last.Id).Estimate} and "
                    + $"{curves.Survival(control, last.Id).Estimate}, respectively, were still without one."
            );
    }

    BoundText Ratio()
    {
        var ratio = new CoxResults(endpoint).HazardRatio(arm);
        return m.HasNumbers(ratio)
            ? m.Say(
                $"The hazard ratio, which compares event rates, was {ratio.Estimate} ({m.Names.Confidence(endpoint)} "
                    + $"confidence interval {ratio.Lower} to {ratio.Upper}); below one favors {Arm}."
            )
            : BoundText.Empty;
    }

    BoundText Verdict()
    {
        BoundText P() => m.Say($"two-sided {EffectSentence.PValue(m, endpoint)}");
        return Findings.Of(m.Results, m.Protocol, endpoint, arm) switch
        {
            Finding.Better or Finding.Worse => m.Say(
                $"The difference met the standard of evidence set in advance ({P()})."
            ),
            Finding.NotShown => m.Say(
                $"The difference did not meet the standard of evidence set in advance ({P()}), which does not show that the "
                    + $"treatments are equal."
            ),
            _ => BoundText.Empty,
        };
    }

    IEnumerable<BoundText> Others()
    {
        foreach (var id in m.Protocol.Analysis.TimeToEvent.Skip(1).Select(plan => plan.EndpointId))
        {
            var (events, ratio) = (new EventsResults(id), new CoxResults(id).HazardRatio(arm));
            if (
                m.Protocol.PlainWords?.Outcomes.ContainsKey(id) != true
                || !m.HasNumbers(events.Events(arm), events.Events(control))
                || !m.HasNumbers(ratio)
            )
                continue;
            var said = Findings.Of(m.Results, m.Protocol, id, arm) switch
            {
                Finding.TendsBetter => m.Say($"was longer with {Arm}"),
                Finding.TendsWorse => m.Say($"was shorter with {Arm}"),
                _ => m.Say("did not clearly differ"),
            };
            yield return m.Say(
                $"The {m.Names.Outcome(id)} {said}: {events.Events(arm)} and {events.Events(control)} events, hazard ratio "
                    + $"{ratio.Estimate} ({ratio.Lower} to {ratio.Upper})."
            );
        }
    }

    BoundText Paid() =>
        Told([
            m.Protocol.Trial.Funding is null
                ? m.Say("Who paid for the trial is not stated.")
                : m.Say($"Funding: {m.Names.Funding}."),
            .. m.Names.Meaning.Select(words => m.Say($"{words}")),
        ]);

    static BoundText Told(params IEnumerable<BoundText> sentences) => BoundText.Join(" ", sentences);
}
