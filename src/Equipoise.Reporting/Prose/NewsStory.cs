using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
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

    Name ArmInFull => m.Names.ArmInFull(m.Protocol.Experimental.First()).Small;

    Name ControlInFull => m.Names.ArmInFull(m.Protocol.Control).Small;

    Name Outcome => m.Names.Outcome(endpoint);

    Claim Claimed => Claims.Of(m, endpoint, m.Protocol.Experimental.First());

    public BoundText Headline
    {
        get
        {
            var found = Claimed switch
            {
                Claim.Longer => m.Say($"longer {Outcome}"),
                Claim.Shorter => m.Say($"shorter {Outcome}"),
                Claim.Different => m.Say($"{Outcome} differed, and how much changed over time"),
                Claim.NotShown => m.Say($"no difference shown in {Outcome}"),
                Claim.NotInferior => m.Say($"not inferior in {Outcome}"),
                Claim.MarginNotRuledOut => m.Say($"not shown to be non-inferior in {Outcome}"),
                Claim.Undecided => m.Say($"{Outcome} not decided yet"),
                Claim.NotTested => m.Say($"{Outcome} described, not tested"),
                _ => m.Say($"{Outcome} could not be compared"),
            };
            return m.Results.Provenance.Synthetic
                ? m.Say($"Rehearsal, {m.Names.Arm(arm).Small}: {found}")
                : m.Say($"{m.Names.Arm(arm)}: {found}");
        }
    }

    public IEnumerable<BoundText> Paragraphs =>
        new[] { Lead(), Enrolled(), Found(), BoundText.Join(" ", Others()), Harms.Of(m, arm, control), Paid() }.Where(text =>
            !text.IsEmpty
        );

    BoundText Lead()
    {
        var (one, other) = (m.Names.Experimental, m.Names.Control);
        var finding = Claimed switch
        {
            Claim.Longer => m.Say($"{one} was followed by a longer {Outcome} than {other}"),
            Claim.Shorter => m.Say($"{one} was followed by a shorter {Outcome} than {other}"),
            Claim.Different => m.Say(
                $"the {Outcome} differed between {one} and {other}, but not in one direction throughout"
            ),
            Claim.NotShown => m.Say($"{one} was not shown to change the {Outcome} compared with {other}"),
            Claim.NotInferior => m.Say($"{one} was not worse than {other}, by the margin set in advance, in the {Outcome}"),
            Claim.MarginNotRuledOut => m.Say(
                $"{one} was not shown to be as good as {other}, by the margin set in advance, in the {Outcome}"
            ),
            Claim.Undecided => m.Say($"the {Outcome} with {one} and with {other} is not decided yet"),
            Claim.NotTested => m.Say(
                $"{one} was compared with {other}; the {Outcome} was not tested{EffectSentence.Because(m, endpoint)}"
            ),
            _ => m.Say($"{one} was compared with {other}, but the {Outcome} could not be compared"),
        };
        return m.Say($"In {m.Names.Population}, {finding}, the {m.Names.TrialOrRehearsal} reports.");
    }

    BoundText Enrolled()
    {
        var (one, other) = (m.SizeInFullAnalysis(arm), m.SizeInFullAnalysis(control));
        var all = new DispositionResults().AllRandomized;
        var assigned =
            m.HasNumbers(all, one, other)
                ? m.Say($"Of {all} participants, chance assigned {one} to {ArmInFull} and {other} to {ControlInFull}.")
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
        var events = new EventsResults(endpoint);
        var medians =
            m.Raw(events.Events(arm)) == 0 || m.Raw(events.Events(control)) == 0
                ? m.HasNumbers(events.Participants(arm), events.Participants(control))
                    ? m.Say(
                        $"Of those on {Arm}, {EffectSentence.Had(m, events, arm)} had such an event, against "
                            + $"{EffectSentence.Had(m, events, control)} on {Control}."
                    )
                    : BoundText.Empty
                : (m.HasNumbers(one), m.HasNumbers(other)) switch
                {
                    (true, true) => m.Say(
                        $"Half of those on {Arm} went {one} {unit} or more without such an event, against {other} {unit} on "
                            + $"{Control}."
                    ),
                    (true, false) => m.Say(
                        $"Half of those on {Arm} went {one} {unit} or more without such an event; of those on {Control}, "
                            + $"{HalfOrMore(control)} had none throughout."
                    ),
                    (false, true) => m.Say(
                        $"Half of those on {Control} went {other} {unit} or more without such an event; of those on {Arm}, "
                            + $"{HalfOrMore(arm)} had none throughout."
                    ),
                    _ => BoundText.Empty,
                };
        var changed = ChangeSentence.Of(m, endpoint, m.Protocol.Experimental.First());
        var landmark = Landmark(curves, areNamed: !medians.IsEmpty);
        return Told(medians, landmark, Ratio(), changed, VerdictSentence.Of(m, endpoint, inFull: false));
    }

    /// <summary>A median that is not reached says "half or more"; "more than half" only where the curve does.</summary>
    BoundText HalfOrMore(string of) =>
        m.Say(
            m.Curves.FirstOrDefault(curves => curves.EndpointId == endpoint)
                ?.Arms.FirstOrDefault(curve => curve.ArmId == of)
                ?.Steps is [.., { Survival: > 0.5 + 1e-9 }]
                ? "more than half"
                : "at least half"
        );

    BoundText Landmark(KaplanMeierResults curves, bool areNamed)
    {
        var last = m.GroupsOf(By.Time, curves)
            .LastOrDefault(time =>
                m.HasNumbers(curves.Survival(arm, time.Id).Estimate, curves.Survival(control, time.Id).Estimate)
            );
        if (last is null)
            return BoundText.Empty;
        var (time, one, other) = (
            m.Names.Group(By.Time, last.Id),
            curves.Survival(arm, last.Id).Estimate,
            curves.Survival(control, last.Id).Estimate
        );
        return areNamed
            ? m.Say($"At {time}, {one} and {other} were without one.")
            : m.Say($"At {time}, {one} on {Arm} and {other} on {Control} were still without such an event.");
    }

    BoundText Ratio()
    {
        var ratio = new CoxResults(endpoint).HazardRatio(arm);
        return m.HasNumbers(ratio)
            ? m.Say(
                $"The hazard ratio, of event rates, was {ratio.Estimate} ({m.Names.Confidence(endpoint)} "
                    + $"confidence interval {ratio.Lower} to {ratio.Upper}); below one favors {Arm}."
            )
            : BoundText.Empty;
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
            var said = Claims.Of(m, id, m.Protocol.Experimental.First()) switch
            {
                Claim.Longer => m.Say($"was longer with {Arm}"),
                Claim.Shorter => m.Say($"was shorter with {Arm}"),
                Claim.Different => m.Say("differed, and not in one direction throughout"),
                Claim.NotShown => m.Say("was not shown to differ"),
                Claim.Undecided => m.Say("is not decided yet"),
                Claim.NotInferior => m.Say($"was not worse with {Arm} by the margin set in advance"),
                Claim.MarginNotRuledOut => m.Say($"was not shown to be as good with {Arm} by the margin set in advance"),
                // What was planned is said of the primary endpoint; here only what came between.
                _ => m.Verdicts.GetValueOrDefault(id) is { Untested: UntestedReason.NotReached }
                    ? m.Say($"was not tested{EffectSentence.Because(m, id)}")
                    : m.Say("was not tested"),
            };
            yield return m.Say(
                $"The {m.Names.Outcome(id)} {said}: {events.Events(arm)} against {events.Events(control)} {Happened(id)} "
                    + $"(hazard ratio {ratio.Estimate}, {ratio.Lower} to {ratio.Upper})."
            );
        }
    }

    /// <summary>An endpoint of death alone tells of deaths by that word.</summary>
    BoundText Happened(string id) =>
        m.Say(m.Protocol.Endpoint(id).Events is [EndpointEvent.Death] ? "died" : "had an event");

    BoundText Paid() =>
        Told([
            m.Protocol.Trial.Funding is null
                ? m.Say("Who paid for the trial is not stated.")
                : m.Say($"Funding: {m.Names.Funding}."),
            .. m.Names.Meaning.Select(words => m.Say($"{words}")),
        ]);

    static BoundText Told(params IEnumerable<BoundText> sentences) => BoundText.Join(" ", sentences);
}
