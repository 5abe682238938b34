using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>What was found on an endpoint, for those who know no statistics.</summary>
sealed class LayFinding(Manuscript m)
{
    Name Experimental => m.Names.Arm(m.Protocol.Experimental.First()).Small;

    Name Control => m.Names.Arm(m.Protocol.Control).Small;

    public IEnumerable<BoundText> Primary
    {
        get
        {
            var id = EndpointOrder.Primary(m.Protocol);
            return
            [
                m.Say($"The main question was about the {m.Names.Outcome(id)}."),
                .. ArmWords.Claimed(m, id).Select(one => Said(id, one.Claim, one.Arms)),
                .. Medians(id),
                Landmark(id),
                Standard(id),
            ];
        }
    }

    /// <summary>What else was looked at, for an endpoint that has lay words and results.</summary>
    public IEnumerable<BoundText> Other(string id)
    {
        var events = new EventsResults(id);
        if (
            m.Protocol.PlainWords!.Outcomes.ContainsKey(id) != true
            || !m.HasNumbers([.. m.Protocol.Arms.Select(arm => events.Participants(arm.Id))])
            || !m.HasNumbers([.. m.Protocol.Arms.Select(arm => events.Events(arm.Id))])
        )
            return [];
        var isDeath = m.Protocol.Endpoint(id).Events is [EndpointEvent.Death];
        return
        [
            m.Say($"The study also looked at the {m.Names.Outcome(id)}."),
            .. ArmWords.Claimed(m, id).Select(one => Said(id, one.Claim, one.Arms)),
            m.Say($"{m.Say(isDeath ? "Deaths were seen in" : "The event was seen in")} {ArmWords.OfEach(m, OfArm)}."),
        ];

        BoundText OfArm(Arm arm) => m.Say($"{EffectSentence.Had(m, events, arm.Id)} people on {m.Names.Arm(arm).Small}");
    }

    BoundText Said(string id, Claim claim, IReadOnlyList<Arm> of)
    {
        var names = BoundText.Series(of.Select(arm => m.Say($"{m.Names.Arm(arm).Small}")));
        return claim switch
        {
            Claim.Longer => m.Say($"This time was longer with {names} than with {Control}."),
            Claim.Shorter => m.Say($"This time was shorter with {names} than with {Control}."),
            Claim.Different => m.Say(
                $"This time was not the same with {names} and {Control}, but no group did better throughout."
            ),
            Claim.NotShown => m.Say(
                $"The study did not show that {names} changed this time. It did not show that the groups are the same, either."
            ),
            Claim.NotInferior => m.Say(
                $"As to this time, {names} was not worse than {Control} by more than the limit set before."
            ),
            Claim.MarginNotRuledOut => m.Say($"The study did not show that {names} is about as good as {Control}."),
            Claim.Undecided => m.Say("It is too soon to say if the groups differ."),
            Claim.Futile => m.Say(
                $"The study has no final answer yet. By the rule set before, there is little hope that {names} will do better "
                    + $"than {Control}."
            ),
            Claim.NotTested => Untested(id),
            _ => m.Say("The groups could not be compared."),
        };
    }

    BoundText Untested(string id) =>
        m.Verdicts.GetValueOrDefault(id) is { Untested: UntestedReason.NotReached }
            ? m.Say("If the groups differ in this was not tested, since an earlier question had no clear answer.")
            : m.Say("The study shows the numbers. It did not test if the groups differ.");

    IEnumerable<BoundText> Medians(string id)
    {
        var (curves, events, unit) = (new KaplanMeierResults(id), new EventsResults(id), m.Names.Unit(id));
        Arm[] all = [.. m.Protocol.Experimental, m.Protocol.Control];
        return m.HasNumbers([.. all.Select(arm => events.Events(arm.Id))]) && all.Any(arm => m.Raw(events.Events(arm.Id)) == 0)
            ? m.HasNumbers([.. all.Select(arm => events.Participants(arm.Id))])
                ? [m.Say($"It happened to {ArmWords.OfEach(m, Happened)}.")]
                : []
            : all.Where(arm => m.Has(curves.Median(arm.Id).Estimate)).Select(OfArm);

        BoundText Happened(Arm arm) => m.Say($"{EffectSentence.Had(m, events, arm.Id)} people on {m.Names.Arm(arm).Small}");

        BoundText OfArm(Arm arm)
        {
            var (name, median) = (m.Names.Arm(arm).Small, curves.Median(arm.Id).Estimate);
            return m.HasNumbers(median)
                ? m.Say($"With {name}, half of the people went {median} {unit} or more before this happened.")
                : m.Say($"With {name}, it did not happen to at least half of the people while they were followed.");
        }
    }

    BoundText Landmark(string id)
    {
        var curves = new KaplanMeierResults(id);
        var last = m.GroupsOf(By.Time, curves)
            .LastOrDefault(time => m.HasNumbers([.. m.Protocol.Arms.Select(arm => curves.Survival(arm.Id, time.Id).Estimate)]));
        return last is null
            ? BoundText.Empty
            : m.Say($"After {m.Names.Group(By.Time, last.Id)}, it had not yet happened to {ArmWords.OfEach(m, Free)}.");

        BoundText Free(Arm arm) => m.Say($"{curves.Survival(arm.Id, last!.Id).Estimate} of those on {m.Names.Arm(arm).Small}");
    }

    BoundText Standard(string id) =>
        m.Verdicts.GetValueOrDefault(id) switch
        {
            // Of patients, few would read that a standard was met as bad news.
            { Kind: VerdictKind.Met, FavorsExperimental: false } when m.Protocol.Arms.Count == 2 => m.Say(
                $"The result met the standard that was set before the study began. It speaks against {Experimental}."
            ),
            { Kind: VerdictKind.Met } => m.Say("The result met the standard that was set before the study began."),
            { Kind: VerdictKind.NotMet } => m.Say("The result did not meet the standard that was set before the study began."),
            _ => BoundText.Empty,
        };
}
