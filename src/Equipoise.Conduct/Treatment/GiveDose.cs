using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Treatment;

/// <summary>
/// Records what was given in one cycle. A departure from plan is recorded, with a reason, never refused: it happened.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol.</param>
/// <param name="Cycle">The cycle, counted from 1.</param>
/// <param name="Amount">The dose in the protocol's unit; 0 when withheld; null where the protocol states no doses.</param>
/// <param name="On">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Deviation">Why this is not the participant's current dose, or not a treatment of the participant's arm; null
/// when it is.</param>
public sealed record GiveDose(
    string Participant,
    string Treatment,
    int Cycle,
    double? Amount,
    DateOnly On,
    DateOnly Until,
    string? Deviation = null
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.RecordDose;

    internal override Milestone Needs => Milestone.Randomization;

    internal override DateOnly LastDay => Until;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (Cycle < 1)
            yield return new("bad-cycle", $"Cycles are counted from 1, not {Cycle}.");
        if (Until < On)
            yield return new("ends-before-it-starts", $"The last day {Until:yyyy-MM-dd} is before the first, {On:yyyy-MM-dd}.");
        if (DoseLevels.Find(now.Rules, Treatment) is not { } treatment)
        {
            yield return DoseLevels.Unknown(Treatment);
            yield break;
        }
        foreach (var late in DoseLevels.AfterDiscontinuation(now.Participant, Treatment, On))
            yield return late;

        var explained = !string.IsNullOrWhiteSpace(Deviation);
        if (now.Participant.Randomized is { } randomized && !explained && !now.Rules.ArmOf(randomized).Gives.Contains(Treatment))
            yield return new(
                "not-in-arm",
                $"{Treatment} is not a treatment of arm '{randomized.Arm}': if it was given, say why."
            );

        var current = DoseLevels.Current(now.Participant, treatment, On);
        if (current is null && Amount is not null)
            yield return new("dose-not-recorded", $"The protocol states no doses of {Treatment}: leave the amount empty.");
        if (current is null)
            yield break;
        if (Amount is not { } amount || !double.IsFinite(amount) || amount < 0)
            yield return new("bad-dose", $"The dose of {Treatment} must be 0 (withheld) or an amount in {current.Value.Unit}.");
        else if (amount != current.Value.Amount && !explained)
            yield return new(
                "not-the-current-dose",
                $"The current dose of {Treatment} is {current}: if {amount} was given, say why."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new DoseGiven(
                Participant,
                Treatment,
                Cycle,
                Amount,
                DoseLevels.Current(now.Participant, DoseLevels.Find(now.Rules, Treatment)!, On)?.Unit,
                On,
                Until,
                string.IsNullOrWhiteSpace(Deviation) ? null : Deviation.Trim()
            ),
        ];
}

/// <summary>Treatment was given, or withheld, for one cycle.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol, exported as EXTRT.</param>
/// <param name="Cycle">The cycle, counted from 1.</param>
/// <param name="Amount">The dose; 0 when withheld; null where the protocol states no doses.</param>
/// <param name="Unit">Its unit; null where there is no dose.</param>
/// <param name="On">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Deviation">Why it departs from plan, exported as EXADJ; null when it does not.</param>
public sealed record DoseGiven(
    string Participant,
    string Treatment,
    int Cycle,
    double? Amount,
    string? Unit,
    DateOnly On,
    DateOnly Until,
    [FreeText] string? Deviation
) : ParticipantEvent
{
    internal override bool TellsArm => true;

    internal override FactItem Item => new(Treatment, Number: Cycle);

    internal override string What => $"the dose of {Treatment} in cycle {Cycle}";

    internal override DateOnly LastDay => Until;

    /// <summary>A dose that is the current one because of a reduction.</summary>
    internal override bool RestsOn(ParticipantEvent other) =>
        other is DoseModified { Level: { } level } reduced
        && reduced.Treatment == Treatment
        && reduced.On <= On
        && level == Amount
        && Deviation is null;

    internal override TrialCommand AsAsked(Trace trace) =>
        new GiveDose(Participant, Treatment, Cycle, Amount, On, Until, Deviation) { ReasonForChange = ReasonForChange };
}
