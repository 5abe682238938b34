using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>Records the investigator's signed decision about a dose, beside what the rules proposed.</summary>
/// <remarks>
/// The proposal is computed here, from what is recorded; a caller cannot supply one. The decision may differ, with a reason.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol.</param>
/// <param name="Cycle">The cycle, counted from 1.</param>
/// <param name="Day">The day of the cycle; 1 while the start of the cycle is still to be decided.</param>
/// <param name="Answers">What the rules need to know and nobody records elsewhere.</param>
/// <param name="Decision">What is done.</param>
/// <param name="NewLevel">The new dose in the protocol's unit, for a reduction; null otherwise.</param>
/// <param name="Reason">Why; needed where the decision differs from the proposal, or the label leaves it to judgement.</param>
/// <param name="Signature">The investigator's.</param>
/// <param name="On">The day of the decision: the first of what is decided.</param>
public sealed record DecideDose(
    string Participant,
    string Treatment,
    int Cycle,
    int Day,
    DoseAnswers Answers,
    DoseStep Decision,
    double? NewLevel,
    string? Reason,
    Signature Signature,
    DateOnly On
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.DecideDose;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What is signed.</summary>
    public const string Meaning =
        "I confirm that I have weighed the proposal of the dose rules and that this dose decision is mine.";

    internal override Milestone Needs => Milestone.Randomization;

    /// <summary>What the rules propose on what is recorded; null where the protocol names no rules for that treatment.</summary>
    /// <param name="state">What is recorded.</param>
    /// <param name="rules">The protocol.</param>
    public DoseProposal? Proposal(TrialState state, TrialRules rules)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(rules);
        return state.Find(Participant) is { } participant && Known(rules) is var (treatment, table)
            ? DoseProposals.Of(FactsOf(participant, rules, treatment, table), table)
            : null;
    }

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in Signature.Objections(Meaning, now.Stamp))
            yield return refusal;
        if (DoseLevels.Find(now.Rules, Treatment) is null)
            yield return DoseLevels.Unknown(Treatment);
        else if (Known(now.Rules) is not var (treatment, table))
            yield return new("no-dose-rules", $"The protocol names no dose rules for {Treatment}.");
        else
        {
            foreach (var refusal in Occasion(now.Participant, treatment))
                yield return refusal;
            var facts = FactsOf(now.Participant, now.Rules, treatment, table);
            foreach (var refusal in Unanswered(facts, table))
                yield return refusal;
            foreach (var refusal in Undecided(facts))
                yield return refusal;
            foreach (var refusal in Differences(DoseProposals.Of(facts, table), facts))
                yield return refusal;
            foreach (
                var refusal in ChangeOf(now.Participant, "as decided")?.Against(now)
                    ?? DoseLevels.AfterDiscontinuation(now.Participant, Treatment, On)
            )
                yield return refusal;
        }
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var (treatment, table) = Known(now.Rules)!.Value;
        var facts = FactsOf(now.Participant, now.Rules, treatment, table);
        var proposal = DoseProposals.Of(facts, table);
        var reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();
        yield return new DoseDecided(
            Participant,
            Treatment,
            On,
            Cycle,
            Day,
            Answers,
            proposal,
            Decision,
            Decision == DoseStep.Reduce ? NewLevel : null,
            reason,
            Signature
        );
        var why =
            reason
            ?? (
                proposal.Because.Count > 0 ? string.Join("; ", proposal.Because)
                : proposal.Rules is [var deciding, ..] ? deciding.Says
                : "No dose rule applies"
            );
        switch (ChangeOf(now.Participant, why))
        {
            case ModifyDose change when !(change.Change == DoseChange.Withheld && facts.WithheldSince is not null):
                yield return change.Fact(now);
                break;
            case DiscontinueTreatment:
                yield return new TreatmentDiscontinued(Participant, Treatment, DiscontinuationReason.AdverseEvent, On);
                break;
        }
    }

    /// <summary>The change of dose that the decision is, so that exposure tells it; null where nothing changes.</summary>
    ParticipantCommand? ChangeOf(ParticipantState participant, string why)
    {
        var changedToday = participant.All<DoseModified>().Any(change => change.Treatment == Treatment && change.On == On);
        return Decision switch
        {
            DoseStep.Withhold => new ModifyDose(Participant, Treatment, DoseChange.Withheld, null, why, On),
            DoseStep.Resume => new ModifyDose(Participant, Treatment, DoseChange.Resumed, null, why, On),
            DoseStep.Reduce => new ModifyDose(Participant, Treatment, DoseChange.Reduced, NewLevel, why, On),
            DoseStep.Stop => new DiscontinueTreatment(Participant, Treatment, DiscontinuationReason.AdverseEvent, On),
            // A change decided earlier the same day is taken back.
            _ when changedToday => new ModifyDose(Participant, Treatment, DoseChange.Resumed, null, why, On),
            _ => null,
        };
    }

    IEnumerable<Refusal> Occasion(ParticipantState participant, Protocol.Treatment treatment)
    {
        var length = treatment.Cycle?.WholeDays ?? int.MaxValue;
        if (Cycle < 1)
            yield return new("bad-cycle", $"Cycles are counted from 1, not {Cycle}.");
        // A cycle may be prolonged by what is withheld in it.
        if (Day < 1 || Day > 2L * length)
            yield return new("bad-cycle-day", $"There is no day {Day} of a cycle of {length} days.");
        var begun = participant
            .All<DoseGiven>()
            .Where(dose => dose.Treatment == Treatment && dose.Cycle == Cycle && dose.Amount is not 0)
            .Min(dose => (DateOnly?)dose.On);
        if (begun is { } first && first <= On && On.DayNumber - first.DayNumber + 1 is var day && day != Day)
            yield return new(
                "other-cycle-day",
                $"{On:yyyy-MM-dd} is day {day} of cycle {Cycle}, which began on {first:yyyy-MM-dd}, not day {Day}."
            );
    }

    static IEnumerable<Refusal> Unanswered(DoseFacts facts, DoseRuleTable table)
    {
        if (facts.Answers.RemainingGrade is < 0 or > 5)
            yield return new("bad-grade", $"A CTCAE grade is 0 (gone) to 5, not {facts.Answers.RemainingGrade}.");
        var isNeutropenic = facts.Counts.Any(count => count.Code == table.BloodCounts[0] && count.Grade == 3);
        if (facts.Answers.FeverOrInfection is null && isNeutropenic)
            yield return new(
                "fever-not-answered",
                "Neutropenia is of grade 3: is there fever of 38.5 degrees or more, or an infection?"
            );
        var grave = facts.Events.Where(item => item is { IsOtherToxicity: true, Grade: >= 3 }).ToList();
        if (grave.Count > 0 && facts.Answers.PersistsDespiteTreatment is null)
            yield return new(
                "persistence-not-answered",
                $"{grave[0].Term} is of grade {grave[0].Grade}: does it persist despite the best medical treatment?"
            );
    }

    /// <summary>
    /// What may be of grade 4 is no reason to give the drug: whoever does so without a count that tells its grade says why.
    /// </summary>
    IEnumerable<Refusal> Undecided(DoseFacts facts)
    {
        if (Decision is DoseStep.Withhold or DoseStep.Stop || !string.IsNullOrWhiteSpace(Reason))
            yield break;
        foreach (var count in facts.Counts.Where(count => count.IsUndecided))
            yield return new(
                "count-undecided",
                $"{count.Code} {count.Value} {count.Unit} of {count.On:yyyy-MM-dd} may be of more than one grade: record a "
                    + "count that tells its grade, withhold the dose, or give your reason."
            );
    }

    IEnumerable<Refusal> Differences(DoseProposal proposal, DoseFacts facts)
    {
        if (!Enum.IsDefined(Decision))
        {
            yield return new("bad-decision", "A dose is continued, resumed, reduced, withheld or stopped.");
            yield break;
        }
        if (Decision == DoseStep.Resume && facts.WithheldSince is null)
            yield return new("not-withheld", $"{Treatment} is not withheld: there is nothing to resume.");
        if (Decision == DoseStep.Continue && facts.WithheldSince is not null)
            yield return new(
                "is-withheld",
                $"{Treatment} is withheld since {facts.WithheldSince:yyyy-MM-dd}: resume, reduce or stop it."
            );
        if (Decision != DoseStep.Reduce && NewLevel is not null)
            yield return new("level-without-reduction", "A new dose goes with a reduction only.");
        if (!string.IsNullOrWhiteSpace(Reason))
            yield break;
        if (Decision != proposal.Step || (Decision == DoseStep.Reduce && NewLevel != proposal.Level))
            yield return new(
                "differs-without-reason",
                $"The rules propose to {proposal.Step.ToString().ToLowerInvariant()}"
                    + (proposal.Step == DoseStep.Reduce ? $" to {proposal.Level} {proposal.Unit}" : "")
                    + (proposal.Rules.Count > 0 ? $" ({proposal.Rules[0].Says})" : "")
                    + ": another decision needs a reason."
            );
        else if (proposal.Rules.FirstOrDefault(rule => rule.Judgement) is { } weigh)
            yield return new("judgement-without-reason", $"The label leaves this to judgement ({weigh.Says}): give your reason.");
    }

    (Protocol.Treatment, DoseRuleTable)? Known(TrialRules rules) =>
        DoseLevels.Find(rules, Treatment) is { DoseRules: { } name, Doses.Count: > 0 } treatment
        && DoseRuleTable.Find(name) is { } table
            ? (treatment, table)
            : null;

    DoseFacts FactsOf(ParticipantState participant, TrialRules rules, Protocol.Treatment treatment, DoseRuleTable table) =>
        DoseFacts.Of(participant, rules.Protocol, treatment, table, Cycle, Day, On, Answers);
}

/// <summary>The investigator decided about a dose.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Treatment">The id of the treatment in the protocol.</param>
/// <param name="On">The day of the decision.</param>
/// <param name="Cycle">The cycle, counted from 1.</param>
/// <param name="Day">The day of the cycle.</param>
/// <param name="Answers">What the investigator answered.</param>
/// <param name="Proposal">What the rules proposed, with the values that were used.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Level">The new dose, for a reduction; null otherwise.</param>
/// <param name="Reason">Why, where the decision differs or the label leaves it to judgement; null otherwise.</param>
/// <param name="Signature">The investigator's.</param>
public sealed record DoseDecided(
    string Participant,
    string Treatment,
    DateOnly On,
    int Cycle,
    int Day,
    DoseAnswers Answers,
    DoseProposal Proposal,
    DoseStep Decision,
    double? Level,
    [FreeText] string? Reason,
    Signature Signature
) : ParticipantEvent
{
    internal override bool TellsArm => true;

    internal override FactItem Item => new(Treatment, On);

    internal override string What => $"the decision about the dose of {Treatment} on {On:yyyy-MM-dd}";

    internal override string Says(TrialProtocol protocol) =>
        $"{protocol.LabelOf(Treatment)}, cycle {Cycle} day {Day}, decided: {Decision.InWords}"
            + $"{(Level is { } level ? $" to {level} {Proposal.Unit}" : "")}, proposed: {Proposal.Step.InWords}"
            + (Reason is null ? "" : $", because: {Reason}");

    internal override string? SignedAs => Signature.Name;

    internal override bool IsTakenBackUnderSignature => true;

    /// <summary>The change of dose that was decided: without it the exposure would contradict what was signed.</summary>
    internal override bool RestsOn(ParticipantEvent other) =>
        other switch
        {
            DoseModified change => change.Treatment == Treatment && change.On == On,
            TreatmentDiscontinued stop => Decision == DoseStep.Stop && stop.Treatment == Treatment && stop.On == On,
            _ => false,
        };

    /// <summary>The change of dose is recorded with it, and may be what the reason for a change is about.</summary>
    internal override TrialCommand AsAsked(Trace trace) =>
        new DecideDose(Participant, Treatment, Cycle, Day, Answers, Decision, Level, Reason, Signature, On)
        {
            ReasonForChange = ReasonForChange ?? trace.Next.OfType<ParticipantEvent>().FirstOrDefault(RestsOn)?.ReasonForChange,
        };
}
