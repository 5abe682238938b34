using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>The results as a journal prints them: who took part, the endpoints in their order, harms.</summary>
sealed class JournalResults(Manuscript m)
{
    // The flow diagram has them all.
    const int Reasons = 3;

    readonly DispositionResults flow = new();
    readonly string primary = EndpointOrder.Primary(m.Protocol);

    public IReadOnlyList<Block> Blocks =>
        [
            .. Part(
                "Participants",
                BoundText.Join(" ", [Rehearsed(), Screened(), Randomized(), .. m.Protocol.Arms.Select(Course)])
            ),
            .. Part("Baseline", BoundText.Join(" ", m.Protocol.Analysis.Baseline.Select(id => Baseline(new(id))))),
            .. Part("Primary outcome", Outcome(primary)),
            .. Part("Secondary outcomes", [.. EndpointOrder.Others(m.Protocol).Select(Other)]),
            .. Part("Subgroups", [.. m.Protocol.Experimental.Select(arm => new SubgroupSentences(m).Of(primary, arm))]),
            .. Part("Harms", Harms.Of(m)),
        ];

    IEnumerable<Block> Part(string heading, params BoundText[] paragraphs) =>
        paragraphs.All(text => text.IsEmpty) ? [] : [new Heading(m.Say(heading)), .. Paragraph.Of(paragraphs)];

    BoundText Rehearsed() =>
        m.Results.Provenance.Synthetic
            ? m.Say($"This is the {m.Names.TrialOrRehearsal} with virtual participants, not its result.")
            : BoundText.Empty;

    BoundText Screened()
    {
        if (!m.HasNumbers(flow.Screened, flow.AllRandomized))
            return BoundText.Empty;
        var reasons = m.GroupsOf(By.Reason, flow)
            .Where(reason => m.Raw(flow.ExcludedBecause(reason.Id)) > 0)
            .OrderByDescending(reason => m.Raw(flow.ExcludedBecause(reason.Id)))
            .Take(Reasons)
            .Select(reason => m.Say($"{m.Names.Group(By.Reason, reason.Id).Small}, {flow.ExcludedBecause(reason.Id)}"))
            .ToArray();
        var excluded =
            !(m.Raw(flow.Excluded) > 0) ? BoundText.Empty
            : reasons.Length == 0 ? m.Say($", {flow.Excluded} were excluded")
            : m.Say($", {flow.Excluded} were excluded (most often for {BoundText.Join("; ", reasons)})");
        return m.Say($"Of {flow.Screened} people screened{excluded} and {flow.AllRandomized} were randomized.");
    }

    BoundText Randomized()
    {
        var of = new RecruitmentResults();
        var when = m.HasNumbers(of.FirstRandomized, of.LastRandomized)
            ? m.Say($"Between {of.FirstRandomized} and {of.LastRandomized}, ")
            : BoundText.Empty;
        return m.HasNumbers([.. m.Protocol.Arms.Select(arm => flow.Randomized(arm.Id))])
            ? m.Say($"{when}{ArmWords.OfEach(m, Assigned)}.")
            : BoundText.Empty;

        BoundText Assigned(Arm arm) =>
            arm == m.Protocol.Experimental.First()
                ? m.Say($"{flow.Randomized(arm.Id)} were assigned to {m.Names.ArmInFull(arm).Small}")
                : m.Say($"{flow.Randomized(arm.Id)} to {m.Names.ArmInFull(arm).Small}");
    }

    /// <summary>How it went on in an arm; what is zero or not known is left out, but not how many were treated.</summary>
    BoundText Course(Arm arm)
    {
        if (!m.HasNumbers(flow.Treated(arm.Id)))
            return BoundText.Empty;
        var most = m.GroupsOf(By.Reason, flow)
            .Where(reason => m.Raw(flow.DiscontinuedTreatmentBecause(arm.Id, reason.Id)) > 0)
            .MaxBy(reason => m.Raw(flow.DiscontinuedTreatmentBecause(arm.Id, reason.Id)));
        var because = most is null
            ? BoundText.Empty
            : m.Say(
                $", most often because of {m.Names.Group(By.Reason, most.Id).Small} "
                    + $"({flow.DiscontinuedTreatmentBecause(arm.Id, most.Id)})"
            );
        BoundText[] parts =
        [
            m.Say($"{flow.Treated(arm.Id)} were treated"),
            m.Raw(flow.DiscontinuedTreatment(arm.Id)) > 0
                ? m.Say($"{flow.DiscontinuedTreatment(arm.Id)} stopped treatment{because}")
                : BoundText.Empty,
            m.Raw(flow.OnTreatment(arm.Id)) > 0
                ? m.Say($"{flow.OnTreatment(arm.Id)} were on treatment at the data cutoff")
                : BoundText.Empty,
            m.Raw(flow.WithdrewFromStudy(arm.Id)) > 0
                ? m.Say($"{flow.WithdrewFromStudy(arm.Id)} withdrew from the study")
                : BoundText.Empty,
            m.Raw(flow.LostToFollowUp(arm.Id)) > 0
                ? m.Say($"{flow.LostToFollowUp(arm.Id)} were lost to follow-up")
                : BoundText.Empty,
        ];
        return m.Say($"With {m.Names.Arm(arm).Small}, {BoundText.Join("; ", parts)}.");
    }

    /// <summary>A measure by its median, anything else by the level that most participants had.</summary>
    BoundText Baseline(BaselineResults of)
    {
        if (!m.Has(of))
            return BoundText.Empty;
        var name = m.Names.Analysis(of);
        if (m.Protocol.Arms.All(arm => m.HasNumbers(of.Median(arm.Id))))
            return m.Say($"{name}: {ArmWords.OfEach(m, Median)}.");
        var level = m.GroupsOf(By.Level, of)
            .Where(level => m.Protocol.Arms.All(arm => m.HasNumbers(of.Count(arm.Id, level.Id), of.Percent(arm.Id, level.Id))))
            .MaxBy(level => m.Protocol.Arms.Sum(arm => m.Raw(of.Count(arm.Id, level.Id))));
        return level is null
            ? BoundText.Empty
            : m.Say($"{name}: {m.Names.Group(By.Level, level.Id).Small} in {ArmWords.OfEach(m, Share)}.");

        BoundText Median(Arm arm)
        {
            var median = of.Median(arm.Id);
            return m.Say($"median {median.Estimate} (quartiles {median.Lower} to {median.Upper}) with {m.Names.Arm(arm).Small}");
        }

        BoundText Share(Arm arm) =>
            m.Say($"{of.Count(arm.Id, level!.Id)} ({of.Percent(arm.Id, level.Id)}) with {m.Names.Arm(arm).Small}");
    }

    BoundText Other(string id) =>
        Outcome(id) is { IsEmpty: false } told
            ? m.Say($"{m.Say($"{m.Names.Endpoint(id)}.").As(AsideKind.Strong)} {told}")
            : BoundText.Empty;

    BoundText Outcome(string id)
    {
        var endpoint = m.Protocol.Endpoint(id);
        if (!m.Has(new EventsResults(id)))
            return BoundText.Empty;
        return BoundText.Join(
            " ",
            [
                FollowUp(id),
                Events(id),
                .. m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, endpoint, arm)),
                Landmark(id),
                .. m.Protocol.Experimental.Select(arm => ChangeSentence.Of(m, id, arm)).Distinct(),
                VerdictSentence.Of(m, id, inFull: true),
            ]
        );
    }

    BoundText FollowUp(string id)
    {
        var median = new FollowUpResults(id).Median(By.Everyone).Estimate;
        return m.HasNumbers(median) ? m.Say($"Median follow-up was {median} {m.Names.Unit(id)}.") : BoundText.Empty;
    }

    BoundText Events(string id)
    {
        var of = new EventsResults(id);
        return m.Protocol.Arms.All(arm => m.HasNumbers(of.Events(arm.Id), of.Participants(arm.Id)))
            ? m.Say($"Events occurred in {ArmWords.OfEach(m, Had)}.")
            : BoundText.Empty;

        BoundText Had(Arm arm) => m.Say($"{EffectSentence.Had(m, of, arm.Id)} with {m.Names.Arm(arm).Small}");
    }

    BoundText Landmark(string id)
    {
        var curves = new KaplanMeierResults(id);
        var last = m.GroupsOf(By.Time, curves)
            .LastOrDefault(time => m.Protocol.Arms.All(arm => m.HasNumbers(curves.Survival(arm.Id, time.Id))));
        return last is null
            ? BoundText.Empty
            : m.Say($"At {m.Names.Group(By.Time, last.Id)}, the rate without an event was {ArmWords.OfEach(m, Rate)}.");

        BoundText Rate(Arm arm)
        {
            var rate = curves.Survival(arm.Id, last!.Id);
            return m.Say(
                $"{rate.Estimate} ({m.Names.Confidence(id)} confidence interval {rate.Lower.Bare} to {rate.Upper.Bare}) with "
                    + $"{m.Names.Arm(arm).Small}"
            );
        }
    }
}
