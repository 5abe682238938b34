using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Treatment;

/// <summary>Records the investigator's decision to change a dose.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol.</param>
/// <param name="Change">What is changed.</param>
/// <param name="NewLevel">The new dose in the protocol's unit, for a reduction; null otherwise.</param>
/// <param name="Reason">Why, in words; exported as EXADJ.</param>
/// <param name="On">The first day of the change.</param>
public sealed record ModifyDose(
    string Participant,
    string Treatment,
    DoseChange Change,
    double? NewLevel,
    string Reason,
    DateOnly On
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    internal override Milestone Needs => Milestone.Randomization;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            yield return new("no-reason", "A change of dose needs a reason.");
        if (!Enum.IsDefined(Change))
            yield return new("bad-change", "A dose is reduced, withheld or resumed.");
        if (DoseLevels.Find(now.Rules, Treatment) is not { } treatment)
        {
            yield return DoseLevels.Unknown(Treatment);
            yield break;
        }
        foreach (var late in DoseLevels.AfterDiscontinuation(now.Participant, Treatment, On))
            yield return late;
        if (now.Participant.Randomized is { } randomized && !now.Rules.ArmOf(randomized).Gives.Contains(Treatment))
            yield return new("not-in-arm", $"{Treatment} is not a treatment of arm '{randomized.Arm}'.");

        if (Change != DoseChange.Reduced)
        {
            if (NewLevel is not null)
                yield return new("level-without-reduction", "A new dose goes with a reduction only.");
            yield break;
        }
        // The day before: a reduction of the same day is the one that this may correct.
        var current = DoseLevels.Current(now.Participant, treatment, On.AddDays(-1));
        if (current is null)
            yield return new("no-levels", $"The protocol states no dose levels of {Treatment}.");
        else if (!treatment.Doses.Any(dose => dose.Amount == NewLevel && dose.Amount < current.Value.Amount))
            yield return new(
                "not-a-lower-level",
                $"From {current}, {Treatment} can be reduced to "
                    + (
                        Lower(treatment, current.Value) is { Length: > 0 } lower
                            ? $"{lower}."
                            : "no lower level: it is discontinued instead."
                    )
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) => [Fact(now)];

    internal DoseModified Fact(Situation now) =>
        new(
            Participant,
            Treatment,
            Change,
            NewLevel,
            NewLevel is null ? null : DoseLevels.Find(now.Rules, Treatment)!.Doses[0].Unit,
            Reason.Trim(),
            On
        );

    static string Lower(Protocol.Treatment treatment, Protocol.Dose current) =>
        string.Join(" or ", treatment.Doses.Where(dose => dose.Amount < current.Amount));
}

/// <summary>How a dose changes.</summary>
public enum DoseChange
{
    /// <summary>To a lower level, for good: the levels of a protocol go down only.</summary>
    Reduced,

    /// <summary>Not given for a time.</summary>
    Withheld,

    /// <summary>Given again, at the level at which it stood.</summary>
    Resumed,
}

/// <summary>A dose was changed.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol.</param>
/// <param name="Change">What was changed.</param>
/// <param name="Level">The new dose, for a reduction; null otherwise.</param>
/// <param name="Unit">Its unit; null without a new dose.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The first day of the change.</param>
public sealed record DoseModified(
    string Participant,
    string Treatment,
    DoseChange Change,
    double? Level,
    string? Unit,
    [FreeText] string Reason,
    DateOnly On
) : ParticipantEvent
{
    internal override bool TellsArm => true;

    internal override FactItem Item => new(Treatment, On);

    internal override string What => $"the change of dose of {Treatment} on {On:yyyy-MM-dd}";

    internal override string Says(TrialProtocol protocol) =>
        $"{protocol.LabelOf(Treatment)} {Change.InWords}{(Level is { } level ? $" to {level} {Unit}" : "")}, because: {Reason}";

    internal override TrialCommand AsAsked(Trace trace) =>
        new ModifyDose(Participant, Treatment, Change, Level, Reason, On) { ReasonForChange = ReasonForChange };
}
