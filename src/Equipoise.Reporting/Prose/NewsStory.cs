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
    readonly string endpoint = EndpointOrder.Primary(m.Protocol);
    readonly Arm[] arms = [.. m.Protocol.Experimental];
    readonly string control = m.Protocol.Control.Id;

    Name Outcome => m.Names.Outcome(endpoint);

    public BoundText Headline
    {
        get
        {
            var found = BoundText.Join("; ", ArmWords.Claimed(m, endpoint).Select(one => Headed(one.Claim, one.Arms)));
            return m.Results.Provenance.Synthetic ? m.Say($"Rehearsal, {found}") : found;
        }
    }

    BoundText Headed(Claim claim, IReadOnlyList<Arm> of)
    {
        var found = claim switch
        {
            Claim.Longer => m.Say($"longer {Outcome}"),
            Claim.Shorter => m.Say($"shorter {Outcome}"),
            Claim.Different => m.Say($"{Outcome} differed, and how much changed over time"),
            Claim.NotShown => m.Say($"no difference shown in {Outcome}"),
            Claim.NotInferior => m.Say($"not inferior in {Outcome}"),
            Claim.MarginNotRuledOut => m.Say($"not shown to be non-inferior in {Outcome}"),
            Claim.Undecided => m.Say($"no decision yet on the {Outcome}"),
            Claim.Futile => m.Say($"little hope of being shown better in {Outcome}"),
            Claim.NotTested => m.Say($"{Outcome} described, not tested"),
            _ => m.Say($"{Outcome} could not be compared"),
        };
        var begins = !m.Results.Provenance.Synthetic;
        var names = of.Select((arm, i) => i == 0 && begins ? m.Say($"{m.Names.Arm(arm)}") : m.Say($"{m.Names.Arm(arm).Small}"));
        return m.Say($"{BoundText.Series(names)}: {found}");
    }

    public IEnumerable<BoundText> Paragraphs =>
        new[]
        {
            Lead(),
            Enrolled(),
            Told(new PrimaryFinding(m).Sentences),
            BoundText.Join(" ", EndpointOrder.Others(m.Protocol).Select(Other)),
            Harms.Of(m),
            Quotation(),
            Told(Paid()),
        }.Where(text => !text.IsEmpty);

    BoundText Lead()
    {
        var found = BoundText.Join("; ", ArmWords.Claimed(m, endpoint).Select(one => Finding(one.Claim, one.Arms)));
        return m.Say($"In {m.Names.Population}, {found}, the {m.Names.TrialOrRehearsal} reports.");
    }

    BoundText Finding(Claim claim, IReadOnlyList<Arm> of)
    {
        var (one, other) = (ArmWords.Tested(m, of), ArmWords.ComparedWith(m));
        var was = m.Say(of.Count == 1 ? "was" : "were");
        return claim switch
        {
            Claim.Longer => m.Say($"{one} {was} followed by a longer {Outcome} than {other}"),
            Claim.Shorter => m.Say($"{one} {was} followed by a shorter {Outcome} than {other}"),
            Claim.Different => m.Say(
                $"the {Outcome} differed between {one} and {other}, but not in one direction throughout"
            ),
            Claim.NotShown => m.Say($"{one} {was} not shown to change the {Outcome} compared with {other}"),
            Claim.NotInferior => m.Say(
                $"{one} {was} not worse than {other}, by the margin set in advance, in the {Outcome}"
            ),
            Claim.MarginNotRuledOut => m.Say(
                $"{one} {was} not shown to be as good as {other}, by the margin set in advance, in the {Outcome}"
            ),
            Claim.Undecided => m.Say($"the {Outcome} with {one} and with {other} is not decided yet"),
            Claim.Futile => m.Say(
                $"there is little hope that {one} will be shown to be better than {other} in the {Outcome}, by the rule set "
                    + $"in advance"
            ),
            Claim.NotTested => m.Say(
                $"{one} {was} compared with {other}; the {Outcome} was not tested{EffectSentence.Because(m, endpoint)}"
            ),
            _ => m.Say($"{one} {was} compared with {other}, but the {Outcome} could not be compared"),
        };
    }

    BoundText Enrolled()
    {
        var all = new DispositionResults().AllRandomized;
        var sizes = m.Protocol.Arms.Select(arm => m.SizeInFullAnalysis(arm.Id)).ToArray();
        var assigned =
            !m.HasNumbers(sizes) ? BoundText.Empty
            : m.HasNumbers(all)
                ? m.Say($"Of {all} participants, chance assigned {ArmWords.OfEach(m, Assigned)}.")
            : m.Say($"The trial counted {ArmWords.OfEach(m, Counted)}.");
        var followUp = new FollowUpResults(endpoint).Median(By.Everyone).Estimate;
        return Told(
            m.Protocol.PlainWords?.Why is null ? BoundText.Empty : m.Say($"{m.Names.Why}"),
            assigned,
            WhereAndWhen(),
            m.HasNumbers(followUp)
                ? m.Say($"Median follow-up was {followUp} {m.Names.Unit(endpoint)}.")
                : BoundText.Empty
        );

        BoundText Assigned(Arm arm) => m.Say($"{m.SizeInFullAnalysis(arm.Id)} to {m.Names.ArmInFull(arm).Small}");
        BoundText Counted(Arm arm) =>
            arm == arms[0]
                ? m.Say($"{m.SizeInFullAnalysis(arm.Id)} participants with {m.Names.Arm(arm).Small}")
                : m.Say($"{m.SizeInFullAnalysis(arm.Id)} with {m.Names.Arm(arm).Small}");
    }

    /// <summary>At how many sites and where; virtual participants were nowhere.</summary>
    BoundText WhereAndWhen()
    {
        if (m.Results.Provenance.Synthetic || m.Protocol.PlainWords?.Where is null)
            return BoundText.Empty;
        var sites = new RecruitmentResults().Sites;
        return m.HasNumbers(sites)
            ? m.Say($"They were enrolled at {sites} sites in {m.Names.Where}.")
            : m.Say($"They were enrolled in {m.Names.Where}.");
    }

    BoundText Other(string id)
    {
        var events = new EventsResults(id);
        var ratios = arms.Select(arm => (Arm: arm, Ratio: new CoxResults(id).HazardRatio(arm.Id))).ToArray();
        if (
            m.Protocol.PlainWords?.Outcomes.ContainsKey(id) != true
            || !m.HasNumbers([.. m.Protocol.Arms.Select(arm => events.Events(arm.Id))])
            || !ratios.All(one => m.HasNumbers(one.Ratio))
        )
            return BoundText.Empty;
        var said = BoundText.Series(ArmWords.Claimed(m, id).Select(one => Said(id, one.Claim, one.Arms)));
        if (ratios is [var (_, ratio)])
            return m.Say(
                $"The {m.Names.Outcome(id)} {said}: {events.Events(arms[0].Id)} against {events.Events(control)} {Happened(id)} "
                    + $"(hazard ratio {ratio.Estimate}, {ratio.Lower} to {ratio.Upper})."
            );
        var counts = ArmWords.OfEach(m, arm => m.Say($"{events.Events(arm.Id)} with {m.Names.Arm(arm).Small}"));
        var effects = BoundText.Series(
            ratios.Select(one =>
                m.Say($"{one.Ratio.Estimate}, {one.Ratio.Lower} to {one.Ratio.Upper}, with {m.Names.Arm(one.Arm).Small}")
            )
        );
        return m.Say($"The {m.Names.Outcome(id)} {said}: {counts} {Happened(id)} (hazard ratio {effects}).");
    }

    BoundText Said(string id, Claim claim, IReadOnlyList<Arm> of)
    {
        var with = m.Say($"with {BoundText.Series(of.Select(arm => m.Say($"{m.Names.Arm(arm).Small}")))}");
        return claim switch
        {
            Claim.Longer => m.Say($"was longer {with}"),
            Claim.Shorter => m.Say($"was shorter {with}"),
            Claim.Different => m.Say("differed, and not in one direction throughout"),
            Claim.NotShown => m.Say("was not shown to differ"),
            Claim.Undecided => m.Say("is not decided yet"),
            Claim.Futile => m.Say("is not decided, with little hope by the rule set in advance"),
            Claim.NotInferior => m.Say($"was not worse {with} by the margin set in advance"),
            Claim.MarginNotRuledOut => m.Say($"was not shown to be as good {with} by the margin set in advance"),
            // What was planned is said of the primary endpoint; here only what came between.
            _ => m.Verdicts.GetValueOrDefault(id) is { Untested: UntestedReason.NotReached }
                ? m.Say($"was not tested{EffectSentence.Because(m, id)}")
                : m.Say("was not tested"),
        };
    }

    /// <summary>An endpoint of death alone tells of deaths by that word.</summary>
    BoundText Happened(string id) =>
        m.Say(m.Protocol.Endpoint(id).Events is [EndpointEvent.Death] ? "died" : "had an event");

    /// <summary>What somebody said of the result of the trial, which a rehearsal is not.</summary>
    BoundText Quotation() =>
        m.Protocol.PlainWords?.Quotation is null || m.Results.Provenance.Synthetic
            ? BoundText.Empty
            : m.Say($"\u201C{m.Names.Quoted},\u201D said {m.Names.Speaker}.");

    IEnumerable<BoundText> Paid() =>
        [
            Published(),
            m.Protocol.Trial.Funding is null
                ? m.Say("Who paid for the trial is not stated.")
                : m.Say($"Funding: {m.Names.Funding}."),
            .. m.Names.Disclosures.Select(disclosure => m.Say($"Disclosure: {disclosure}")),
            .. m.Names.Meaning.Select(words => m.Say($"{words}")),
        ];

    BoundText Published()
    {
        if (m.Results.Provenance.Synthetic || m.Protocol.PlainWords is not { } words)
            return BoundText.Empty;
        var on = words.Published is { } day ? m.Say($" on {Stated.Day(day)}") : BoundText.Empty;
        return (words.Authors, words.Journal) switch
        {
            (not null, not null) => m.Say($"{m.Names.Authors} reported the trial in {m.Names.Journal}{on}."),
            (not null, null) => m.Say($"{m.Names.Authors} reported the trial{on}."),
            (null, not null) => m.Say($"The trial was reported in {m.Names.Journal}{on}."),
            _ => BoundText.Empty,
        };
    }

    static BoundText Told(params IEnumerable<BoundText> sentences) => BoundText.Join(" ", sentences);
}
