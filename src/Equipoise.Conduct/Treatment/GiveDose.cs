using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Treatment;

/// <summary>
/// Records what was given in one cycle. A departure from plan is recorded, with a reason, never refused: it happened.
/// </summary>
/// <remarks>
/// A dose is known by its interval: what was held in the middle of a cycle and given again is a second interval of it, and no
/// change of the first. Told without a number, it is the recorded interval of the cycle that has the same first day or that it
/// overlaps, and a further one where there is none. Intervals of one treatment do not overlap: nobody takes it twice a day.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol.</param>
/// <param name="Cycle">The cycle, counted from 1.</param>
/// <param name="Amount">The dose in the protocol's unit; 0 when withheld; null where the protocol states no doses.</param>
/// <param name="On">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Deviation">Why this is not the participant's current dose, or not a treatment of the participant's arm, or was
/// given while withheld; null when none of it is so.</param>
/// <param name="Interval">Which interval of the cycle this is, counted from 1, so that its first day can be corrected; null to
/// find it by its days.</param>
public sealed record GiveDose(
    string Participant,
    string Treatment,
    int Cycle,
    double? Amount,
    DateOnly On,
    DateOnly Until,
    string? Deviation = null,
    int? Interval = null
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
        foreach (var refusal in Place(now.Participant))
            yield return refusal;
        if (Amount is not 0)
            foreach (var refusal in now.Participant.AgainstDoing(PlannedItem.Dose(Treatment, Cycle)))
                yield return refusal;

        var explained = !string.IsNullOrWhiteSpace(Deviation);
        if (now.Participant.Randomized is { } randomized && !explained && !now.Rules.ArmOf(randomized).Gives.Contains(Treatment))
            yield return new(
                "not-in-arm",
                $"{Treatment} is not a treatment of arm '{randomized.Arm}': if it was given, say why."
            );

        if (
            !explained
            && Amount is not 0
            && DoseLevels.WithheldWithin(now.Participant, Treatment, On, Until) is { } withheld
        )
            yield return new(
                "dose-while-withheld",
                $"{Treatment} is withheld on {withheld:yyyy-MM-dd}: if it was given all the same, say why; if it may be given "
                    + "again, record that decision first."
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
                string.IsNullOrWhiteSpace(Deviation) ? null : Deviation.Trim(),
                IntervalIn(InCycle(now.Participant)) is var interval && interval == 1 ? null : interval
            ),
        ];

    /// <summary>What speaks against this interval beside those that are recorded.</summary>
    IEnumerable<Refusal> Place(ParticipantState participant)
    {
        var cycle = InCycle(participant);
        var which = IntervalIn(cycle);
        if (Interval is not null && which != Free(cycle) && cycle.All(dose => dose.IntervalNumber != which))
            yield return new(
                "no-such-interval",
                $"Cycle {Cycle} of {Treatment} has {cycle.Count} intervals: there is no number {Interval}."
            );
        else if (
            !string.IsNullOrWhiteSpace(ReasonForChange)
            && cycle.Count > 0
            && cycle.All(dose => dose.IntervalNumber != which)
        )
            yield return new(
                "which-interval",
                $"A change needs a recorded dose, and none of {Treatment} in cycle {Cycle} has these days: say which interval it "
                    + $"is, or leave the reason out for a further one. Recorded: {string.Join("; ", cycle.Select(Told))}."
            );
        if (Overlapping(participant).FirstOrDefault(dose => dose.Cycle != Cycle || dose.IntervalNumber != which) is { } other)
            yield return new(
                "overlapping-doses",
                $"{On:yyyy-MM-dd} to {Until:yyyy-MM-dd} overlaps what is recorded of {Treatment}: {Told(other)} of cycle "
                    + $"{other.Cycle}. Correct that one, with a reason, or take it back."
            );
    }

    /// <summary>Which interval of the cycle this is, counted from 1.</summary>
    int IntervalIn(List<DoseGiven> cycle)
    {
        if (Interval is { } named)
            return named;
        if (cycle.Find(dose => dose.On == On) is { } same)
            return same.IntervalNumber;
        return cycle.FindAll(Overlaps) is [var only] ? only.IntervalNumber : Free(cycle);
    }

    /// <summary>The first number that no recorded interval of the cycle has.</summary>
    static int Free(List<DoseGiven> cycle) =>
        Enumerable.Range(1, cycle.Count + 1).First(number => cycle.All(dose => dose.IntervalNumber != number));

    List<DoseGiven> InCycle(ParticipantState participant) => [.. participant.All<DoseGiven>(Treatment, Cycle)];

    /// <summary>What is recorded of the treatment on any of these days. Most doses come after all others.</summary>
    IEnumerable<DoseGiven> Overlapping(ParticipantState participant) =>
        participant.NoneLastsAfter<DoseGiven>(Treatment) < On
            ? []
            : participant.All<DoseGiven>().Where(dose => dose.Treatment == Treatment && Overlaps(dose));

    bool Overlaps(DoseGiven dose) => dose.On <= Until && On <= dose.Until;

    static string Told(DoseGiven dose) => $"interval {dose.IntervalNumber}, {dose.On:yyyy-MM-dd} to {dose.Until:yyyy-MM-dd}";
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
/// <param name="Interval">Which interval of the cycle, from 2; null for the first.</param>
public sealed record DoseGiven(
    string Participant,
    string Treatment,
    int Cycle,
    double? Amount,
    string? Unit,
    DateOnly On,
    DateOnly Until,
    [FreeText] string? Deviation,
    [property: SinceFormat(2)] int? Interval = null
) : ParticipantEvent
{
    internal override bool TellsArm => true;

    /// <summary>Which interval of the cycle, counted from 1.</summary>
    internal int IntervalNumber => Interval ?? 1;

    internal override FactItem Item => new(Treatment, Number: Cycle, Which: Interval ?? 0);

    internal override string What =>
        Interval is null
            ? $"the dose of {Treatment} in cycle {Cycle}"
            : $"the dose of {Treatment} in cycle {Cycle} from {On:yyyy-MM-dd}";

    internal override string Says(TrialProtocol protocol) =>
        $"{protocol.LabelOf(Treatment)}, cycle {Cycle}: "
            + (Amount is 0 ? "not given" : Amount is { } amount ? $"{amount} {Unit}" : "given")
            + (Until == On ? $" on {On.InWords}" : $" from {On.InWords} to {Until.InWords}")
            + $"{(Deviation is null ? "" : $", because: {Deviation}")}";

    internal override DateOnly LastDay => Until;

    /// <summary>What was withheld was not given.</summary>
    internal override PlannedItem? Fulfils => Amount is 0 ? null : PlannedItem.Dose(Treatment, Cycle);

    /// <summary>A dose that is the current one because of a reduction.</summary>
    internal override bool RestsOn(ParticipantEvent other) =>
        other is DoseModified { Level: { } level } reduced
        && reduced.Treatment == Treatment
        && reduced.On <= On
        && level == Amount
        && Deviation is null;

    internal override TrialCommand AsAsked(Trace trace) =>
        new GiveDose(Participant, Treatment, Cycle, Amount, On, Until, Deviation, Interval ?? 1)
        {
            ReasonForChange = ReasonForChange,
        };
}
