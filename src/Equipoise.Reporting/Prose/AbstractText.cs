using Equipoise.Analysis.Disposition;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>The structured abstract of a journal, item by item of CONSORT for Abstracts (2008).</summary>
sealed class AbstractText(Manuscript m)
{
    readonly string endpoint = EndpointOrder.Primary(m.Protocol);

    /// <summary>The title, which says that the trial was randomized.</summary>
    public BoundText Title => m.Say($"{m.Names.Title}: a randomized trial ({m.Names.Trial})");

    public IReadOnlyList<Block> Blocks =>
        [
            .. Part("Trial design", Kind()),
            .. Part(
                "Methods",
                Item("Participants", Participants()),
                Item("Interventions", m.Say($"{BoundText.Join("; ", m.Protocol.Arms.Select(Given))}.")),
                Item("Objective", Objective()),
                Item("Outcome", Outcome()),
                Item("Randomization", Randomization()),
                Item("Blinding", Blinding())
            ),
            .. Part(
                "Results",
                Item("Numbers randomized", Sizes()),
                Item("Recruitment", Recruitment()),
                Item("Numbers analyzed", Analyzed()),
                Item("Outcome", Found()),
                Item("Harms", BoundText.Join(" ", [Harms.InShort(m), Harms.SevereInShort(m)]))
            ),
            .. Part("Conclusions", Conclusion()),
            .. Part(
                "Trial registration",
                m.Protocol.Trial.Registry is null ? m.Say("Not stated.") : m.Say($"{m.Names.Registry}.")
            ),
            .. Part("Funding", m.Protocol.Trial.Funding is null ? m.Say("Not stated.") : m.Say($"{m.Names.Funding}.")),
        ];

    IEnumerable<Block> Part(string heading, params IEnumerable<BoundText> items) =>
        [new Heading(m.Say(heading)), .. Paragraph.Of(items)];

    BoundText Item(string name, BoundText text) =>
        text.IsEmpty ? text : m.Say($"{m.Say($"{m.Say(name)}:").As(AsideKind.Strong)} {text}");

    BoundText Kind()
    {
        BoundText[] kind =
        [
            m.Say(m.Results.Provenance.Synthetic ? "Rehearsal, with virtual participants, of a randomized" : "Randomized"),
            m.Protocol.Trial.Phase is null ? BoundText.Empty : m.Say($"phase {m.Names.Phase}"),
            m.Protocol.Trial.Masking is null ? BoundText.Empty : m.Say($"{m.Names.Masking}"),
        ];
        var arms = m.Protocol.Experimental.Append(m.Protocol.Control);
        return m.Say($"{BoundText.Join(", ", kind)} trial with parallel arms, allocated {Stated.Ratio(arms)}.");
    }

    BoundText Participants()
    {
        var sites = new RecruitmentResults().Sites;
        var places = m.Say(m.Raw(sites) == 1 ? "site" : "sites");
        var at = m.HasNumbers(sites) ? m.Say($", enrolled at {sites} {places}") : BoundText.Empty;
        var isReal = !m.Results.Provenance.Synthetic;
        var where = isReal && m.Protocol.PlainWords?.Where is not null ? m.Say($" in {m.Names.Where}") : BoundText.Empty;
        return m.Protocol.PlainWords is not null ? m.Say($"{m.Names.Population.Large}{at}{where}.")
            : at.IsEmpty ? BoundText.Empty
            : m.Say($"Participants{at}{where}.");
    }

    BoundText Given(Arm arm) =>
        arm.Gives.Count == 0
            ? m.Say($"{Label(arm)}")
            : m.Say($"{Label(arm)} ({BoundText.Series(arm.Gives.Select(How))})");

    Name Label(Arm arm) => arm == m.Protocol.Arms[0] ? m.Names.ArmInFull(arm) : m.Names.ArmInFull(arm).Small;

    BoundText How(string id)
    {
        var name = m.Names.Treatment(id).Small;
        return m.Protocol.Treatments.FirstOrDefault(treatment => treatment.Id == id) switch
        {
            { Doses: [var first, ..], Days: { } days, Cycle: { } cycle } => m.Say(
                $"{name} {Stated.Dose(first)} on {Stated.Days(days)} of cycles of {Stated.Time(cycle)}"
            ),
            { Doses: [var first, ..] } => m.Say($"{name} {Stated.Dose(first)}"),
            _ => m.Say($"{name}"),
        };
    }

    BoundText Objective()
    {
        var arms = BoundText.Series(m.Protocol.Experimental.Select(arm => m.Say($"{m.Names.ArmInFull(arm).Small}")), "or");
        var control = m.Names.ArmInFull(m.Protocol.Control).Small;
        var name = m.Names.Endpoint(endpoint).Small;
        return m.Protocol.Design is { Margin: > 1 } design
            ? m.Say(
                $"To show that {arms} is not inferior to {control} in {name}, by a margin of {Stated.Margin(design)} for the "
                    + $"hazard ratio."
            )
            : m.Say($"To compare {arms} with {control} in {name}.");
    }

    BoundText Outcome()
    {
        var of = m.Protocol.Endpoint(endpoint);
        var from = m.Say(of.From == TimeOrigin.Randomization ? "randomization" : "the first dose");
        var events = BoundText.Series(of.Events.Select(one => m.Say($"{Stated.Event(one)}")), "or");
        return m.Say($"The primary outcome was {m.Names.Endpoint(endpoint).Small}, the time from {from} to {events}.");
    }

    BoundText Randomization()
    {
        if (m.Protocol.Randomization is not { } plan)
            return BoundText.Empty;
        var how = m.Say(
            plan.Method switch
            {
                RandomizationMethod.Minimization => "by minimization over",
                RandomizationMethod.Simple => "by a draw for each participant, recorded with",
                _ => "in permuted blocks, stratified by",
            }
        );
        var factors = plan.Factors.Select(factor => m.Say($"{m.Names.Factor(factor.Id).Small}")).ToArray();
        return factors.Length > 0
            ? m.Say($"Participants were allocated {how} {BoundText.Series(factors)}.")
            : m.Say(
                plan.Method switch
                {
                    RandomizationMethod.Minimization => "Participants were allocated by minimization.",
                    RandomizationMethod.Simple => "Participants were allocated by a draw for each.",
                    _ => "Participants were allocated in permuted blocks.",
                }
            );
    }

    BoundText Blinding() =>
        m.Protocol.Trial.Masking switch
        {
            null => BoundText.Empty,
            Masking.Blind { Masked.Count: > 0 } blind => m.Say(
                $"The allocation was not known to: {BoundText.Series(blind.Masked.Select(one => m.Say($"{Stated.Party(one)}")))}."
            ),
            Masking.Blind blind => m.Say($"The trial was {Stated.Level(blind.Level)}."),
            _ => m.Say("Nobody was masked to the allocation."),
        };

    BoundText Sizes()
    {
        var of = new DispositionResults();
        return m.HasNumbers([.. m.Protocol.Arms.Select(arm => of.Randomized(arm.Id))])
            ? m.Say($"{ArmWords.OfEach(m, arm => m.Say($"{of.Randomized(arm.Id)} to {m.Names.ArmInFull(arm).Small}"))}.")
            : BoundText.Empty;
    }

    BoundText Recruitment()
    {
        var of = new RecruitmentResults();
        var when = m.HasNumbers(of.FirstRandomized, of.LastRandomized)
            ? m.Say($"Participants were randomized from {of.FirstRandomized} to {of.LastRandomized}.")
            : BoundText.Empty;
        var cut = m.Results.Provenance.Cutoff is null ? BoundText.Empty : m.Say($"The data were cut on {m.Names.Cutoff}.");
        return BoundText.Join(" ", [when, cut]);
    }

    BoundText Analyzed()
    {
        var of = new DispositionResults();
        return m.HasNumbers([.. m.Protocol.Arms.Select(arm => of.InFullAnalysis(arm.Id))])
            ? m.Say($"{ArmWords.OfEach(m, arm => m.Say($"{of.InFullAnalysis(arm.Id)} with {m.Names.Arm(arm).Small}"))}.")
            : BoundText.Empty;
    }

    BoundText Found() =>
        BoundText.Join(
            " ",
            [
                .. m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, m.Protocol.Endpoint(endpoint), arm)),
                .. m.Protocol.Experimental.Select(arm => ChangeSentence.Of(m, endpoint, arm)).Distinct(),
                // Where the P value stands with the effect and there was one look, the verdict says nothing new.
                Claims.HasP(m, endpoint) && m.Verdicts[endpoint].Looks == 1
                    ? BoundText.Empty
                    : VerdictSentence.Of(m, endpoint, inFull: false),
                .. EndpointOrder.Others(m.Protocol)
                    .SelectMany(id => m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, m.Protocol.Endpoint(id), arm))),
            ]
        );

    BoundText Conclusion() =>
        BoundText.Join(
            " ",
            [
                m.Results.Provenance.Synthetic
                    ? m.Say("A rehearsal allows no conclusion about a treatment; this is how its numbers would read.")
                    : BoundText.Empty,
                .. ArmWords.Claimed(m, endpoint).Select(one => Concluded(one.Claim, one.Arms)),
                Harms.Balance(m),
            ]
        );

    BoundText Concluded(Claim claim, IReadOnlyList<Arm> of)
    {
        var (name, control) = (m.Names.Endpoint(endpoint), m.Names.ArmInFull(m.Protocol.Control).Small);
        var arms = BoundText.Series(of.Select(arm => m.Say($"{m.Names.ArmInFull(arm).Small}")));
        return claim switch
        {
            Claim.Longer => m.Say($"{name} was longer with {arms} than with {control}."),
            Claim.Shorter => m.Say($"{name} was shorter with {arms} than with {control}."),
            Claim.Different => m.Say($"{name} differed between {arms} and {control}, and not in one direction throughout."),
            Claim.NotShown => m.Say(
                $"No difference in {name.Small} was shown between {arms} and {control}; that they are equal was not shown either."
            ),
            Claim.NotInferior => m.Say($"In {name.Small}, {arms} was not inferior to {control} by the margin set in advance."),
            Claim.MarginNotRuledOut => m.Say(
                $"In {name.Small}, {arms} was not shown to be non-inferior to {control} by the margin set in advance."
            ),
            Claim.Futile => m.Say(
                $"Whether {name.Small} differs between {arms} and {control} is not decided; the bound for futility was reached."
            ),
            Claim.Undecided => m.Say($"Whether {name.Small} differs between {arms} and {control} is not decided yet."),
            Claim.NotTested => m.Say($"{name} with {arms} and {control} was described and not tested."),
            _ => m.Say($"The effect of {arms} on {name.Small} could not be estimated."),
        };
    }
}
