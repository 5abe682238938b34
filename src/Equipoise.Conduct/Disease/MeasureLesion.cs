using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Disease;

/// <summary>
/// Records what became of a lesion at an assessment after baseline: a diameter for a target, a state for any other.
/// </summary>
/// <remarks>
/// A target that has disappeared has 0 mm; one that is seen but too small to measure has 5 mm (RECIST 1.1, section 4.3.1). A
/// lymph node keeps its measured short axis, also below 10 mm, where it is normal. A lesion that has split has the longest
/// diameters of its parts added together; one that has merged with another, so that nobody can tell them apart, has none of its
/// own: the other is measured for both (appendix II).
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Lesion">The identifier of the lesion.</param>
/// <param name="On">The day of the image; the images of one assessment may lie some days apart.</param>
/// <param name="Diameter">Longest diameter, or short axis of a node, in mm; for a target lesion.</param>
/// <param name="State">The state; for a lesion that is no target.</param>
/// <param name="NotEvaluated">Why neither could be told, such as "not in the field of view"; null where one was.</param>
/// <param name="MergedWith">The target lesion with which this one has merged; null where it stands alone.</param>
public sealed record MeasureLesion(
    string Participant,
    string Lesion,
    DateOnly On,
    double? Diameter = null,
    LesionState? State = null,
    string? NotEvaluated = null,
    string? MergedWith = null
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        var lesion = now.Participant.All<LesionIdentified>().FirstOrDefault(one => one.Lesion == Lesion);
        if (lesion is null)
        {
            yield return new("unknown-lesion", $"{Participant} has no lesion '{Lesion}': identify it first.");
            yield break;
        }
        if (On <= lesion.On && lesion.Kind != LesionKind.New)
            yield return new(
                "not-after-baseline",
                $"Lesion {Lesion} was identified on {lesion.On:yyyy-MM-dd}: follow-up comes later."
            );
        if (On < lesion.On)
            yield return new("before-the-lesion", $"Lesion {Lesion} was found on {lesion.On:yyyy-MM-dd} only.");
        var missing = !string.IsNullOrWhiteSpace(NotEvaluated);
        foreach (var refusal in Merging(now.Participant, lesion))
            yield return refusal;
        if (missing && (Diameter is not null || State is not null))
            yield return new("evaluated-and-not", $"Lesion {Lesion} was either evaluated or not: say one of them.");
        else if (!missing && lesion.Kind == LesionKind.Target && Diameter is null && MergedWith is null)
            yield return new(
                "no-diameter",
                $"{Lesion} is a target lesion: give its diameter in mm, or why it was not evaluated."
            );
        else if (!missing && lesion.Kind != LesionKind.Target && State is null)
            yield return new(
                "no-state",
                $"{Lesion} is no target lesion: say whether it is present, absent or has unequivocally progressed."
            );
        if (Diameter is { } diameter && (lesion.Kind != LesionKind.Target || diameter is not (>= 0 and <= 1000)))
            yield return new("bad-diameter", $"A diameter of {diameter} mm is not possible for lesion {Lesion}.");
        if (State is { } state && (lesion.Kind == LesionKind.Target || !Enum.IsDefined(state)))
            yield return new("bad-state", $"Lesion {Lesion} has no such state.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new LesionMeasured(
                Participant,
                Lesion,
                On,
                Diameter,
                State,
                string.IsNullOrWhiteSpace(NotEvaluated) ? null : NotEvaluated.Trim(),
                MergedWith
            ),
        ];

    IEnumerable<Refusal> Merging(ParticipantState participant, LesionIdentified lesion)
    {
        if (MergedWith is null)
            yield break;
        var other = participant.All<LesionIdentified>().FirstOrDefault(one => one.Lesion == MergedWith);
        var latest = participant
            .All<LesionMeasured>()
            .Where(one => one.Lesion == MergedWith && one.On <= On)
            .MaxBy(one => one.On);
        if (lesion.Kind != LesionKind.Target || other is not { Kind: LesionKind.Target } || MergedWith == Lesion)
            yield return new(
                "bad-merging",
                $"{Lesion} cannot have merged with '{MergedWith}': name another target lesion, which is measured for both."
            );
        else if (latest?.MergedWith is { } third)
            yield return new("bad-merging", $"{MergedWith} has itself merged with {third}: name {third}.");
        if (Diameter is not null || !string.IsNullOrWhiteSpace(NotEvaluated))
            yield return new(
                "merged-and-measured",
                $"Lesion {Lesion} has merged with {MergedWith}, which has the diameter of both: give none here."
            );
    }
}

/// <summary>The state of a lesion that is not measured.</summary>
public enum LesionState
{
    /// <summary>It is still there.</summary>
    Present,

    /// <summary>It has disappeared; a lymph node is below 10 mm in its short axis.</summary>
    Absent,

    /// <summary>
    /// It has grown so much that this alone is progression, also where target lesions respond (RECIST 1.1, section 4.3.4).
    /// </summary>
    UnequivocalProgression,
}

/// <summary>A lesion was looked at.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Lesion">The identifier of the lesion.</param>
/// <param name="On">The day of the assessment.</param>
/// <param name="Diameter">The diameter in mm; null where there is none.</param>
/// <param name="State">The state; null for a target lesion.</param>
/// <param name="NotEvaluated">Why it was not evaluated; null where it was.</param>
/// <param name="MergedWith">The lesion with which it has merged; null where it stands alone.</param>
public sealed record LesionMeasured(
    string Participant,
    string Lesion,
    DateOnly On,
    double? Diameter,
    LesionState? State,
    [FreeText] string? NotEvaluated,
    [property: SinceFormat(2)] string? MergedWith = null
) : ParticipantEvent
{
    internal override FactItem Item => new(Lesion, On);

    internal override string What => $"lesion {Lesion} on {On:yyyy-MM-dd}";

    internal override string Says(TrialProtocol protocol) =>
        $"Lesion {Lesion}: "
            + (
                NotEvaluated is not null ? $"not evaluated, because: {NotEvaluated}"
                : MergedWith is not null ? $"merged with {MergedWith}"
                : Diameter is { } mm ? $"{mm} mm"
                : $"{State?.InWords}"
            );

    internal override bool RestsOn(ParticipantEvent other) =>
        other is LesionIdentified lesion && (lesion.Lesion == Lesion || lesion.Lesion == MergedWith);

    internal override TrialCommand AsAsked(Trace trace) =>
        new MeasureLesion(Participant, Lesion, On, Diameter, State, NotEvaluated)
        {
            MergedWith = MergedWith,
            ReasonForChange = ReasonForChange,
        };
}
