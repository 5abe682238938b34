using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>The flow of participants, filled from the results of the analysis "Disposition".</summary>
static class FlowOfParticipants
{
    static readonly DispositionResults of = new();

    /// <summary>The figure; null when the results do not say who was analyzed.</summary>
    public static ConsortFigure? From(Manuscript m)
    {
        ConsortStage[] stages =
        [
            .. Stage(m, "Allocation", Allocated),
            .. Stage(m, "Follow-up", FollowedUp),
            .. Stage(m, "Analysis", Analyzed),
        ];
        return stages.Length == 0
            ? null
            : new ConsortFigure
            {
                Id = "flow-figure",
                Title = m.Plain($"Flow of participants"),
                Description = Description(m).Text,
                Screened = Box(m, m.Say("Assessed for eligibility"), of.Screened),
                Excluded = Box(m, m.Say("Excluded"), of.Excluded, Exclusions(m)),
                Randomized = Box(m, m.Say("Randomized"), of.AllRandomized),
                Arms = [.. m.Protocol.Arms.Select(arm => m.Say($"{m.Names.ArmInFull(arm)}"))],
                Stages = stages,
            };
    }

    static BoundText Description(Manuscript m) =>
        BoundText.Join(
            " ",
            [
                m.HasNumbers(of.AllRandomized)
                    ? m.Say($"{of.AllRandomized} participants were randomized.")
                    : BoundText.Empty,
                .. m
                    .Protocol.Arms.Where(arm => m.HasNumbers(of.Randomized(arm.Id), of.InFullAnalysis(arm.Id)))
                    .Select(arm =>
                        m.Say(
                            $"{m.Names.ArmInFull(arm)}: {of.Randomized(arm.Id)} randomized, {of.InFullAnalysis(arm.Id)} analyzed."
                        )
                    ),
            ]
        );

    static IEnumerable<ConsortStage> Stage(Manuscript m, string name, Func<Manuscript, Arm, ConsortBox?> box)
    {
        ConsortBox?[] boxes = [.. m.Protocol.Arms.Select(arm => box(m, arm))];
        return boxes.All(one => one is not null) ? [new(name, [.. boxes.OfType<ConsortBox>()])] : [];
    }

    static ConsortBox? Allocated(Manuscript m, Arm arm) =>
        Box(
            m,
            m.Say($"{m.Names.ArmInFull(arm)}"),
            of.Randomized(arm.Id),
            [
                .. Line(m, "Received treatment", of.Treated(arm.Id)),
                .. Line(m, "Did not receive treatment", of.NotTreated(arm.Id)),
            ]
        );

    static ConsortBox? FollowedUp(Manuscript m, Arm arm) =>
        Box(
            m,
            m.Say("Discontinued treatment"),
            of.DiscontinuedTreatment(arm.Id),
            [
                .. Reasons(m, reason => of.DiscontinuedTreatmentBecause(arm.Id, reason), 1),
                .. Line(m, "Completed treatment", of.CompletedTreatment(arm.Id)),
                .. Line(m, "On treatment at data cutoff", of.OnTreatment(arm.Id)),
                .. Line(m, "End of treatment not stated", of.TreatmentStatusNotStated(arm.Id)),
                .. Left(m, arm),
                .. Line(m, "Died", of.Died(arm.Id)),
            ]
        );

    /// <summary>Every reason for leaving the study, where the data say who left; else the two that they name.</summary>
    static IEnumerable<ConsortLine> Left(Manuscript m, Arm arm) =>
        m.Has(of.LeftStudy(arm.Id))
            ?
            [
                .. Line(m, "Left the study", of.LeftStudy(arm.Id)),
                .. Reasons(m, reason => of.LeftStudyBecause(arm.Id, reason), 1),
                .. Line(m, "Completed the study", of.CompletedStudy(arm.Id)),
                .. Line(m, "In the study at data cutoff", of.InStudy(arm.Id)),
                .. Line(m, "End of study not stated", of.StudyStatusNotStated(arm.Id)),
            ]
            :
            [
                .. Line(m, "Withdrew from the study", of.WithdrewFromStudy(arm.Id)),
                .. Line(m, "Lost to follow-up", of.LostToFollowUp(arm.Id)),
            ];

    /// <summary>Whether everyone who enters a box leaves it in one of its parts, in every arm.</summary>
    public static bool AddsUp(Manuscript m) =>
        m.Protocol.Arms.Select(arm => arm.Id)
            .All(arm =>
                Sums(m, of.Randomized(arm), of.Treated(arm), of.NotTreated(arm))
                && Sums(
                    m,
                    of.Treated(arm),
                    of.DiscontinuedTreatment(arm),
                    of.CompletedTreatment(arm),
                    of.OnTreatment(arm),
                    of.TreatmentStatusNotStated(arm)
                )
                && Sums(
                    m,
                    of.Randomized(arm),
                    of.LeftStudy(arm),
                    of.CompletedStudy(arm),
                    of.InStudy(arm),
                    of.StudyStatusNotStated(arm)
                )
            );

    /// <summary>A part that the results do not have is none; without the first of them nothing is known.</summary>
    static bool Sums(Manuscript m, ResultRef whole, params ReadOnlySpan<ResultRef> parts)
    {
        if (!m.HasNumbers(whole, parts[0]))
            return true;
        var sum = 0.0;
        foreach (var part in parts)
            sum += m.Raw(part) ?? 0;
        return sum == m.Raw(whole);
    }

    static ConsortBox? Analyzed(Manuscript m, Arm arm) =>
        Box(
            m,
            m.Say("Analyzed"),
            of.InFullAnalysis(arm.Id),
            [.. Line(m, "In the safety set", of.InSafety(arm.Id))]
        );

    static ConsortBox? Box(Manuscript m, BoundText name, ResultRef count, params IReadOnlyList<ConsortLine> lines) =>
        m.Has(count) ? new(m.Say($"{name} (n\u00A0=\u00A0{count.OrNE})"), lines) : null;

    static IEnumerable<ConsortLine> Line(Manuscript m, string text, ResultRef count) =>
        m.Has(count) ? [new(m.Say($"{m.Say(text)}: {count.OrNE}"), 0)] : [];

    /// <summary>By the kind of criterion: "metastatic disease: 3" would not say whether it was there or missing.</summary>
    static ConsortLine[] Exclusions(Manuscript m)
    {
        ConsortLine[] Because(CriterionKind? kind) =>
            Reasons(m, of.ExcludedBecause, kind is null ? 0 : 1, reason => KindOf(m, reason) == kind);
        var (unmet, met) = (Because(CriterionKind.Include), Because(CriterionKind.Exclude));
        return
        [
            .. unmet.Length == 0 ? [] : new[] { new ConsortLine(m.Say("Inclusion criterion not met"), 0) },
            .. unmet,
            .. met.Length == 0 ? [] : new[] { new ConsortLine(m.Say("Exclusion criterion met"), 0) },
            .. met,
            .. Because(null),
        ];
    }

    static CriterionKind? KindOf(Manuscript m, string reason) =>
        m
            .Protocol.Eligibility.FirstOrDefault(criterion =>
                criterion.Ask.TrimEnd('?').Equals(reason.TrimEnd('?'), StringComparison.OrdinalIgnoreCase)
            )
            ?.Kind;

    /// <summary>
    /// Every reason that occurred in some arm is shown in all, also where it is zero, so that the arms can be compared.
    /// </summary>
    static ConsortLine[] Reasons(
        Manuscript m,
        Func<string, ResultRef> count,
        int depth,
        Func<string, bool>? only = null
    ) =>
        [
            .. m.GroupsOf(By.Reason, of)
                .Where(reason => m.Has(count(reason.Id)) && only?.Invoke(reason.Label) != false)
                .Select(reason => new ConsortLine(
                    m.Say($"{m.Names.Group(By.Reason, reason.Id)}:\u00A0{count(reason.Id)}"),
                    depth
                )),
        ];
}
