using Equipoise.Conduct.Screening;
using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct.Randomization;

/// <summary>Allocates an arm to an eligible participant: once, and for ever.</summary>
/// <remarks>
/// The stratum is derived from recorded facts where the protocol says so, and each value is found by its name, never by its
/// place in a list. A fact corrected later changes the record, not the allocation.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Levels">The level of each factor that the site is asked for, by the id of the factor.</param>
/// <param name="Choices">The named alternative of each treatment that has a choice, by the id of the treatment.</param>
/// <param name="On">The day, which must be today at the site: an allocation is an act and cannot be backdated.</param>
public sealed record RandomizeParticipant(
    string Participant,
    IReadOnlyDictionary<string, string> Levels,
    IReadOnlyDictionary<string, string> Choices,
    DateOnly On
) : ParticipantCommand(Participant, On)
{
    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Participant.Randomized is { } before)
        {
            yield return new(
                "already-randomized",
                $"{Participant} was already randomized on {before.On:yyyy-MM-dd}, to arm '{before.Arm}'."
            );
            yield break;
        }
        if (On < now.Moment.EarliestToday)
            yield return new("backdated", $"A randomization is dated the day on which it is done, not {On:yyyy-MM-dd}.");
        if (now.Rules.Protocol.Trial.Calendar is { } calendar)
        {
            if (On < calendar.Opens)
                yield return new("not-yet-accruing", $"The trial opens on {calendar.Opens:yyyy-MM-dd}.");
            if (On > calendar.ClosesToAccrual)
                yield return new(
                    "accrual-closed",
                    $"The trial closed to randomization on {calendar.ClosesToAccrual:yyyy-MM-dd}."
                );
        }
        if (now.State.DataCutoff is not null)
            yield return new("accrual-closed", "The data are cut off: nobody is randomized any more.");
        if (now.Participant.Withdrawal is not null || now.Participant.Death is not null)
            yield return new("left-the-study", $"{Participant} has left the study.");
        foreach (var refusal in Closing.AccrualGate.ToRandomization(now.State, now.Rules.Protocol, now.Participant.Screened.Site))
            yield return refusal;
        foreach (var refusal in Ineligibility(now.Participant, now.Rules))
            yield return refusal;
        foreach (var refusal in Stratification.Of(this, now.Participant, now.Rules.Protocol).Refusals)
            yield return refusal;
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var stratum = Stratification.Of(this, now.Participant, now.Rules.Protocol).Stratum!;
        var place = now.State.AllocatedIn(stratum) + 1;
        var (arm, basis) = now.Rules.Allocation!.Next(now.State.Allocations, stratum, now.Participant.Screened.Site);
        var choices = now
            .Rules.Protocol.Treatments.Where(treatment => treatment.Choice.Count > 0)
            .Select(treatment => new TreatmentChoice(treatment.Id, Choices[treatment.Id]));
        return [new ParticipantRandomized(Participant, stratum, place, arm, [.. choices], On, basis)];
    }

    IEnumerable<Refusal> Ineligibility(ParticipantState participant, TrialRules rules)
    {
        var eligibility = Eligibility.Of(participant, rules.Protocol);
        foreach (var unmet in eligibility.Unmet)
            yield return new(
                "not-eligible",
                $"{Participant} is not eligible ({unmet.Criterion.Id}): {unmet.Criterion.Ask} The answer is {unmet.Answered.Answer}; "
                    + $"{(unmet.Criterion.Kind == Protocol.CriterionKind.Include ? "it must be" : "it must not be")} {unmet.Criterion.Rule}."
            );
        foreach (var unanswered in eligibility.Unanswered)
            yield return new("not-answered", $"Eligibility is not complete ({unanswered.Id}): {unanswered.Ask}");
        foreach (var criterion in rules.Protocol.Eligibility)
            if (
                criterion.Within is { } within
                && participant.AnswerTo(criterion.Id) is { } answer
                && answer.On.AddDays(within.WholeDays) < On
            )
                yield return new(
                    "evidence-too-old",
                    $"The answer to '{criterion.Id}' is of {answer.On:yyyy-MM-dd}: at randomization it may be {within} old at most."
                );
    }
}

/// <summary>An arm was allocated. The values that led to it are kept with it, so that it can be replayed.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Stratum">The stratum, as it was known then.</param>
/// <param name="Place">Which allocation of its stratum this is, counted from 1, without gaps.</param>
/// <param name="Arm">The id of the arm.</param>
/// <param name="Choices">The alternatives named before allocation.</param>
/// <param name="On">The day: time zero of every endpoint that starts at randomization.</param>
/// <param name="Basis">What the arm followed from besides; null for permuted blocks over all arms.</param>
public sealed record ParticipantRandomized(
    string Participant,
    Stratum Stratum,
    int Place,
    string Arm,
    IReadOnlyList<TreatmentChoice> Choices,
    DateOnly On,
    AllocationBasis? Basis = null
) : ParticipantEvent
{
    internal override FactItem Item => new();

    internal override string What => "the randomization";
}

/// <summary>The alternative of a treatment that the investigator named before allocation.</summary>
/// <param name="Treatment">The id of the treatment.</param>
/// <param name="Alternative">The alternative, as the protocol writes it.</param>
public sealed record TreatmentChoice(string Treatment, string Alternative);
