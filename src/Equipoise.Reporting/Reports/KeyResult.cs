using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Reports;

/// <summary>The answer to the question of the trial: one sentence, and the numbers that it stands on.</summary>
static class KeyResult
{
    public static Section Of(Manuscript m)
    {
        var endpoint = m.Protocol.Endpoint(m.Protocol.Analysis.TimeToEvent[0].EndpointId);
        var effects = m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, endpoint, arm));
        var two = m.Protocol.Arms.Count == 2;
        return new(
            "key-result",
            m.Say("Key result"),
            [
                new Paragraph(BoundText.Join(" ", [Rehearsed(m), Enrolled(m), .. effects]), IsLead: true),
                .. Paragraph.Of([
                    BoundText.Join(
                        " ",
                        [
                            .. m.Protocol.Experimental.Select(arm => ChangeSentence.Of(m, endpoint.Id, arm)).Distinct(),
                            VerdictSentence.Of(m, endpoint.Id, inFull: true),
                        ]
                    ),
                    Harms.InShort(m),
                ]),
                new KeyNumbers(
                    [.. m.Protocol.Arms.SelectMany((arm, i) => OfArm(m, endpoint, arm, i))],
                    [.. m.Protocol.Arms.SelectMany((arm, i) => Ratio(m, endpoint, arm, two ? null : i + 1))],
                    two ? 3 : m.Protocol.Arms.Count
                ),
            ]
        )
        {
            Kind = SectionKind.KeyResult,
        };
    }

    static BoundText Rehearsed(Manuscript m) =>
        m.Results.Provenance.Synthetic
            ? m.Say($"This is the {m.Names.TrialOrRehearsal} with virtual participants, not its result.")
            : BoundText.Empty;

    static BoundText Enrolled(Manuscript m)
    {
        var all = new DispositionResults().AllRandomized;
        return m.HasNumbers(all) && m.HasNumbers([.. m.Protocol.Arms.Select(arm => m.SizeInFullAnalysis(arm.Id))])
            ? m.Say($"Of {all} participants, {BoundText.Series(m.Protocol.Arms.Select(Assigned))}.")
            : BoundText.Empty;

        BoundText Assigned(Arm arm, int i) =>
            i == 0
                ? m.Say($"{m.SizeInFullAnalysis(arm.Id)} were assigned to {m.Names.ArmInFull(arm).Small}")
                : m.Say($"{m.SizeInFullAnalysis(arm.Id)} to {m.Names.ArmInFull(arm).Small}");
    }

    static IEnumerable<KeyNumber> OfArm(Manuscript m, Endpoint endpoint, Arm arm, int place)
    {
        var median = new KaplanMeierResults(endpoint.Id).Median(arm.Id);
        if (!m.Has(median.Estimate))
            yield break;
        var reached = m.HasNumbers(median.Estimate);
        yield return new(
            m.Say($"{m.Names.Arm(arm)}"),
            reached
                ? m.Say($"{median.Estimate} {m.Say($"{m.Names.Unit(endpoint.Id)}").As(AsideKind.Unit)}")
                : m.Say("Not reached"),
            reached
                ? m.Say($"median, {m.Names.Confidence(endpoint.Id)} CI {median.Lower.OrNE} to {median.Upper.OrNE}")
                : m.HasNumbers(median.Lower)
                    ? m.Say($"median, {m.Names.Confidence(endpoint.Id)} CI {median.Lower} to not reached")
                : m.Say("median"),
            Arm: place
        );
    }

    /// <summary>With two arms it stands beside them; with more, under the arm that it is about.</summary>
    static IEnumerable<KeyNumber> Ratio(Manuscript m, Endpoint endpoint, Arm arm, int? column)
    {
        var ratio = new CoxResults(endpoint.Id).HazardRatio(arm.Id);
        if (!m.HasNumbers(ratio.Estimate))
            yield break;
        var p =
            column is null && Claims.HasP(m, endpoint.Id)
                ? m.Say($"; {EffectSentence.PValue(m, endpoint.Id)}")
                : BoundText.Empty;
        yield return new(
            column is null ? m.Say("Hazard ratio") : m.Say($"Hazard ratio to {m.Names.Arm(m.Protocol.Control).Small}"),
            m.Say($"{ratio.Estimate}"),
            m.Say($"{m.Names.Confidence(endpoint.Id)} CI {ratio.Lower.OrNE} to {ratio.Upper.OrNE}{p}"),
            Column: column
        );
    }
}
