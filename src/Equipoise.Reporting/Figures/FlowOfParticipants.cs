using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>The flow of participants, filled from the results of the analysis "Disposition".</summary>
static class FlowOfParticipants
{
    const string Id = "Disposition";

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
                Title = m.Plain("Flow of participants"),
                Description = m.Plain(Description(m)),
                Screened = Box(m, "Assessed for eligibility", "screened", ""),
                Excluded = Box(m, "Excluded", "excluded", "", Exclusions(m)),
                Randomized = Box(m, "Randomized", "randomized", ""),
                Stages = stages,
            };
    }

    static string Description(Manuscript m) =>
        string.Join(
            " ",
            m.Protocol.Arms.Where(arm => m.HasNumbers($"{Id}/randomized[arm={arm.Id}]", $"{Id}/analyzedFAS[arm={arm.Id}]"))
                .Select(arm =>
                    $"{{{{label:arm={arm.Id}}}}}: {{{{{Id}/randomized[arm={arm.Id}]}}}} randomized, "
                        + $"{{{{{Id}/analyzedFAS[arm={arm.Id}]}}}} analyzed."
                )
                .Prepend(m.HasNumbers($"{Id}/randomized") ? $"{{{{{Id}/randomized}}}} participants were randomized." : "")
        );

    static IEnumerable<ConsortStage> Stage(Manuscript m, string name, Func<Manuscript, Arm, ConsortBox?> box)
    {
        ConsortBox?[] boxes = [.. m.Protocol.Arms.Select(arm => box(m, arm))];
        return boxes.All(one => one is not null) ? [new(name, [.. boxes.OfType<ConsortBox>()])] : [];
    }

    static ConsortBox? Allocated(Manuscript m, Arm arm) =>
        Box(
            m,
            $"{{{{label:arm={arm.Id}}}}}",
            "randomized",
            $"[arm={arm.Id}]",
            [.. Line(m, "Received treatment", "treated", arm), .. Line(m, "Did not receive treatment", "notTreated", arm)]
        );

    static ConsortBox? FollowedUp(Manuscript m, Arm arm) =>
        Box(
            m,
            "Discontinued treatment",
            "discontinuedTreatment",
            $"[arm={arm.Id}]",
            [
                .. Reasons(m, "discontinuedTreatmentBecause", $"arm={arm.Id};", 1),
                .. Line(m, "On treatment at data cutoff", "onTreatmentAtCutoff", arm),
                .. Line(m, "Withdrew from the study", "withdrewFromStudy", arm),
                .. Line(m, "Lost to follow-up", "lostToFollowUp", arm),
                .. Line(m, "Died", "died", arm),
            ]
        );

    static ConsortBox? Analyzed(Manuscript m, Arm arm) =>
        Box(m, "Analyzed", "analyzedFAS", $"[arm={arm.Id}]", [.. Line(m, "In the safety set", "analyzedSAF", arm)]);

    static ConsortBox? Box(Manuscript m, string name, string operation, string groups, params IReadOnlyList<ConsortLine> lines) =>
        m.Has($"{Id}/{operation}{groups}")
            ? new(m.Bind($"{name} (n\u00A0=\u00A0{{{{{Id}/{operation}{groups}?}}}})"), lines)
            : null;

    static IEnumerable<ConsortLine> Line(Manuscript m, string text, string operation, Arm arm) =>
        m.Has($"{Id}/{operation}[arm={arm.Id}]") ? [new(m.Bind($"{text}: {{{{{Id}/{operation}[arm={arm.Id}]?}}}}"), 0)] : [];

    /// <summary>By the kind of criterion: "metastatic disease: 3" would not say whether it was there or missing.</summary>
    static ConsortLine[] Exclusions(Manuscript m)
    {
        ConsortLine[] Because(CriterionKind? kind) =>
            Reasons(m, "excludedBecause", "", kind is null ? 0 : 1, reason => KindOf(m, reason) == kind);
        var (unmet, met) = (Because(CriterionKind.Include), Because(CriterionKind.Exclude));
        return
        [
            .. unmet.Length == 0 ? [] : new[] { new ConsortLine(m.Bind("Inclusion criterion not met"), 0) },
            .. unmet,
            .. met.Length == 0 ? [] : new[] { new ConsortLine(m.Bind("Exclusion criterion met"), 0) },
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
    static ConsortLine[] Reasons(Manuscript m, string operation, string arm, int depth, Func<string, bool>? only = null) =>
        [
            .. m.GroupsOf("reason", Id)
                .Where(reason => m.Has($"{Id}/{operation}[{arm}reason={reason.Id}]") && only?.Invoke(reason.Label) != false)
                .Select(reason => new ConsortLine(
                    m.Bind($"{{{{label:reason={reason.Id}}}}}:\u00A0{{{{{Id}/{operation}[{arm}reason={reason.Id}]}}}}"),
                    depth
                )),
        ];
}
