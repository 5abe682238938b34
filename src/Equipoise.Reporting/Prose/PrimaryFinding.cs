using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>What was found on the endpoint of the trial, in numbers, for those who read a newspaper.</summary>
sealed class PrimaryFinding(Manuscript m)
{
    readonly string endpoint = EndpointOrder.Primary(m.Protocol);
    readonly Arm[] arms = [.. m.Protocol.Experimental];
    readonly string control = m.Protocol.Control.Id;

    Name Control => m.Names.Arm(control).Small;

    public IEnumerable<BoundText> Sentences
    {
        get
        {
            var medians = m.Protocol.Comparison is null ? MediansOfSeveral() : Medians(m.Names.Arm(arms[0]).Small, arms[0].Id);
            return
            [
                medians,
                Landmark(areNamed: m.Protocol.Comparison is not null && !medians.IsEmpty),
                Ratio(),
                .. arms.Select(arm => ChangeSentence.Of(m, endpoint, arm)).Distinct(),
                VerdictSentence.Of(m, endpoint, inFull: false),
            ];
        }
    }

    BoundText Medians(Name name, string arm)
    {
        var curves = new KaplanMeierResults(endpoint);
        var (one, other) = (curves.Median(arm).Estimate, curves.Median(control).Estimate);
        var unit = m.Names.Unit(endpoint);
        var events = new EventsResults(endpoint);
        return m.Raw(events.Events(arm)) == 0 || m.Raw(events.Events(control)) == 0
            ? m.HasNumbers(events.Participants(arm), events.Participants(control))
                ? m.Say(
                    $"Of those on {name}, {EffectSentence.Had(m, events, arm)} had such an event, against "
                        + $"{EffectSentence.Had(m, events, control)} on {Control}."
                )
                : BoundText.Empty
            : (m.HasNumbers(one), m.HasNumbers(other)) switch
            {
                (true, true) => m.Say(
                    $"Half of those on {name} went {one} {unit} or more without such an event, against {other} {unit} on "
                        + $"{Control}."
                ),
                (true, false) => m.Say(
                    $"Half of those on {name} went {one} {unit} or more without such an event; of those on {Control}, "
                        + $"{HalfOrMore(control)} had none throughout."
                ),
                (false, true) => m.Say(
                    $"Half of those on {Control} went {other} {unit} or more without such an event; of those on {name}, "
                        + $"{HalfOrMore(arm)} had none throughout."
                ),
                _ => BoundText.Empty,
            };
    }

    /// <summary>The same of several arms, each by its own number: medians that are reached, and arms in which none is.</summary>
    BoundText MediansOfSeveral()
    {
        var (curves, events) = (new KaplanMeierResults(endpoint), new EventsResults(endpoint));
        var unit = m.Names.Unit(endpoint);
        Arm[] all = [.. arms, m.Protocol.Control];
        Arm[] reached = [.. all.Where(arm => m.HasNumbers(curves.Median(arm.Id).Estimate))];
        return BoundText.Join(
            " ",
            [
                reached.Length == 0
                    ? BoundText.Empty
                    : m.Say(
                        $"Half of the participants went without such an event for {BoundText.Series(reached.Select(OfArm))}."
                    ),
                .. all.Except(reached)
                    .Where(arm => m.HasNumbers(events.Participants(arm.Id), events.Events(arm.Id)))
                    .Select(arm =>
                        m.Say($"Of those on {m.Names.Arm(arm).Small}, {EffectSentence.Had(m, events, arm.Id)} had such an event.")
                    ),
            ]
        );

        BoundText OfArm(Arm arm) => m.Say($"{curves.Median(arm.Id).Estimate} {unit} or more with {m.Names.Arm(arm).Small}");
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

    BoundText Landmark(bool areNamed)
    {
        var curves = new KaplanMeierResults(endpoint);
        var last = m.GroupsOf(By.Time, curves)
            .LastOrDefault(time => m.HasNumbers([.. m.Protocol.Arms.Select(arm => curves.Survival(arm.Id, time.Id).Estimate)]));
        if (last is null)
            return BoundText.Empty;
        var time = m.Names.Group(By.Time, last.Id);
        return areNamed
            ? m.Say($"At {time}, {ArmWords.OfEach(m, Bare)} were without one.")
            : m.Say($"At {time}, {ArmWords.OfEach(m, Named)} were still without such an event.");

        BoundText Bare(Arm arm) => m.Say($"{curves.Survival(arm.Id, last.Id).Estimate}");
        BoundText Named(Arm arm) => m.Say($"{curves.Survival(arm.Id, last.Id).Estimate} on {m.Names.Arm(arm).Small}");
    }

    BoundText Ratio()
    {
        var level = m.Names.Confidence(endpoint);
        var ratios = arms.Select(arm => (Arm: arm, Ratio: new CoxResults(endpoint).HazardRatio(arm.Id)))
            .Where(one => m.HasNumbers(one.Ratio))
            .ToArray();
        if (ratios.Length == 0)
            return BoundText.Empty;
        if (m.Protocol.Comparison is not null)
        {
            var (arm, ratio) = ratios[0];
            return m.Say(
                $"The hazard ratio, of event rates, was {ratio.Estimate} ({level} "
                    + $"confidence interval {ratio.Lower} to {ratio.Upper}); below one favors {m.Names.Arm(arm).Small}."
            );
        }
        var each = BoundText.Series(
            ratios.Select(one =>
                m.Say(
                    $"{one.Ratio.Estimate} with {m.Names.Arm(one.Arm).Small} ({level} confidence interval "
                        + $"{one.Ratio.Lower} to {one.Ratio.Upper})"
                )
            )
        );
        return m.Say($"The hazard ratio to {Control}, of event rates, was {each}; below one favors the arm named.");
    }
}
