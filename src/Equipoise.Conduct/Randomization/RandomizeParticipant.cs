using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Randomization;

/// <summary>Allocates an arm to an eligible participant: once, and for ever.</summary>
/// <remarks>
/// The request brings nothing but the participant: the stratum and the choices are those that were signed with the eligibility,
/// so that no value can be sent by mistake or on purpose. A fact corrected later changes the record, not the allocation.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="On">The day, which must be today at the site: an allocation is an act and cannot be backdated.</param>
public sealed record RandomizeParticipant(string Participant, DateOnly On) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Randomize;

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Participant.Randomized is { } before)
        {
            // Whoever may randomize may be blinded: the words name no arm.
            yield return new("already-randomized", $"{Participant} was already randomized on {before.On:yyyy-MM-dd}.");
            yield break;
        }
        if (now.Rules.AgainstRunning is { } concealed)
            yield return concealed;
        if (On < now.Stamp.EarliestToday)
            yield return new("backdated", $"A randomization is dated the day on which it is done, not {On:yyyy-MM-dd}.");
        foreach (var refusal in AccrualGate.Calendar(now.Rules.Protocol, On, "randomization"))
            yield return refusal;
        if (now.State.FinalCutoff is not null)
            yield return new("accrual-closed", "The data are cut off for the final analysis: nobody is randomized any more.");
        if (now.Participant.At(Milestone.Withdrawal) is not null || now.Participant.At(Milestone.Death) is not null)
            yield return new("left-the-study", $"{Participant} has left the study.");
        foreach (var refusal in AccrualGate.ToRandomization(now.State, now.Rules.Protocol, now.Participant.Site))
            yield return refusal;
        if (now.State.ConsentStillNeeded(now.Participant) is { } amendment)
            yield return new(
                "consent-to-an-earlier-version",
                $"{Participant} consented before version {amendment.Version} of the protocol, to which consent has to be renewed."
            );
        foreach (var refusal in Eligibility.Objections(now.Participant, now.Rules.Protocol, On))
            yield return refusal;
        foreach (var refusal in Unsigned(now.Participant, now.Rules.Protocol, On))
            yield return refusal;
    }

    /// <summary>
    /// The arm of an allocation that is decided and not written: nobody has it, because it is drawn when it is written.
    /// </summary>
    internal const string NotDrawn = "";

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var signed = now.Participant.Signed!;
        var place = now.State.AllocatedIn(signed.Stratum) + 1;
        return [new ParticipantRandomized(Participant, signed.Stratum, place, NotDrawn, signed.Choices, On)];
    }

    /// <summary>Why the signature on the eligibility does not hold for what is recorded now; nothing when it does.</summary>
    internal static IEnumerable<Refusal> Unsigned(ParticipantState participant, TrialProtocol protocol, DateOnly on)
    {
        if (participant.Signed is not { } signed)
        {
            yield return new("not-signed", $"The eligibility of {participant.Id} is not signed.");
            yield break;
        }
        if (signed.ProtocolSha256 != protocol.Sha256)
            yield return new(
                "signed-on-another-version",
                $"The eligibility of {participant.Id} was signed on protocol version {signed.ProtocolVersion}; the version "
                    + "in force is "
                    + $"{protocol.Trial.Version}: sign again."
            );
        var changed = Evidence.Of(participant, protocol).Except(signed.Evidence).Select(one => $"'{one.Criterion}'").ToArray();
        if (changed.Length > 0)
            yield return new(
                "changed-since-signed",
                $"Since the eligibility of {participant.Id} was signed, the answer to {string.Join(", ", changed)} changed: "
                    + "sign again."
            );
        if (on < signed.On)
            yield return new(
                "before-signature",
                $"{on:yyyy-MM-dd} is before the eligibility of {participant.Id} was signed on {signed.On:yyyy-MM-dd}."
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
    internal override bool TellsArm => true;

    internal override FactItem Item => new();

    internal override string What => "the randomization";

    internal override string Says(TrialProtocol protocol) =>
        $"Randomized: {protocol.Arms.FirstOrDefault(arm => arm.Id == Arm)?.Label ?? Arm}, stratum: {Stratum}";

    internal override string? InsteadOfTakingBack =>
        "An allocation stands for ever: mark it as made in error.";

    internal override Milestone? Reaches => Milestone.Randomization;

    internal override TrialEvent AsWritten(TrialState trial, TrialRules rules)
    {
        var (arm, basis) = rules.Allocation!.Next(trial.Part<Allocations>().Tally, Stratum, trial.Find(Participant)!.Site);
        return this with { Arm = arm, Basis = basis };
    }

    internal override TrialEvent AsDecided() => this with { Arm = RandomizeParticipant.NotDrawn, Basis = null };

    internal override TrialCommand AsAsked(Trace trace) =>
        new RandomizeParticipant(Participant, On) { ReasonForChange = ReasonForChange };

    internal override void Apply(TrialState trial, Entry entry)
    {
        base.Apply(trial, entry);
        trial.Own<Allocations>().Tally.Count(Stratum, trial.Find(Participant)!.Site, Arm);
    }
}

/// <summary>The allocations so far.</summary>
public static class RandomizationState
{
    extension(ParticipantState who)
    {
        /// <summary>The allocation; null when not randomized. Once there, it never changes.</summary>
        public ParticipantRandomized? Randomized => who.The<ParticipantRandomized>();
    }

    extension(TrialState trial)
    {
        /// <summary>How many participants were randomized.</summary>
        public int RandomizedCount => trial.Part<Allocations>().Tally.Total;

        /// <summary>How many participants of that stratum were randomized.</summary>
        public int AllocatedIn(Stratum stratum) => trial.Part<Allocations>().Tally.In(stratum);
    }

    extension(TrialRules rules)
    {
        internal Arm ArmOf(ParticipantRandomized randomized) => rules.Protocol.Arms.Single(arm => arm.Id == randomized.Arm);
    }
}
