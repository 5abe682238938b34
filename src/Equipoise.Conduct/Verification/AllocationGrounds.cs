using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Verification;

/// <summary>
/// What can be said of a record that is not decided anew: in a log of the first format, which knows no people and was written
/// under the rules of its time, and where there is no protocol to decide by.
/// </summary>
sealed class AllocationGrounds(TrialProtocol? opening, AllocationKey? key, List<LogProblem> problems)
{
    readonly AllocationMethod? allocation = opening is not null && key is not null ? AllocationMethod.Of(opening, key) : null;
    TrialProtocol? protocol = opening;

    internal void Check(ReadRow row, TrialState state)
    {
        var sequence = row.Row.Sequence;
        var foundation = state.Part<Foundation>();
        if (foundation.IsLocked && !row.Event.MayFollowTheLock)
            problems.Add(new(sequence, "it was recorded after the trial was locked"));
        if (!row.Entry.Stamp.HasUser)
            problems.Add(new(sequence, "nobody answers for it"));
        if (foundation.Format == LogFormat.First && (IsOfLaterFormat(row.Event) || row.Entry.Texts.Count > 0))
            problems.Add(new(sequence, "a log of the first format has nothing of the kind"));
        switch (row.Event)
        {
            case TrialOpened when sequence != 1:
                problems.Add(new(sequence, "a trial is opened once, in the first row"));
                break;
            case ProtocolAmended amended when protocol is not null:
                protocol = amended.Protocol();
                break;
            case ParticipantRandomized randomized:
                CheckAllocation(sequence, randomized, state);
                break;
            case EnteredInError mark:
                CheckTakenBack(sequence, mark, state);
                break;
        }
    }

    static bool IsOfLaterFormat(TrialEvent one) => Attribute.IsDefined(one.GetType(), typeof(SinceFormatAttribute));

    void CheckAllocation(long row, ParticipantRandomized randomized, TrialState state)
    {
        if (state.Find(randomized.Participant)?.Randomized is not null)
            problems.Add(new(row, $"{randomized.Participant} was randomized before"));
        var place = state.AllocatedIn(randomized.Stratum) + 1;
        if (randomized.Place != place)
            problems.Add(
                new(
                    row,
                    $"{randomized.Participant} has place {randomized.Place} in stratum '{randomized.Stratum}', where "
                        + $"place {place} is next"
                )
            );
        else if (state.Find(randomized.Participant) is { } who)
            CheckChoice(row, randomized, who.Site, state);
        if (protocol is not null && state.Find(randomized.Participant) is { } participant)
            CheckGrounds(row, randomized, participant, protocol, state.Part<Foundation>().Format);
    }

    /// <summary>The log and the key must give the arm, and what is said to have led to it.</summary>
    void CheckChoice(long row, ParticipantRandomized randomized, string site, TrialState state)
    {
        if (protocol is null)
            return;
        foreach (var refusal in AccrualGate.ToRandomization(state, protocol, site))
            problems.Add(new(row, $"{randomized.Participant} was randomized, and could not have been: {refusal.Words}"));
        if (allocation is null || allocation.OpenArms(state.Part<Allocations>().Tally) < 2)
            return;
        var next = allocation.Next(state.Part<Allocations>().Tally, randomized.Stratum, site);
        var computed = randomized with { Arm = next.Arm, Basis = next.Basis };
        foreach (var (member, _, _) in Difference.Between(EventJson.Write(randomized), EventJson.Write(computed)))
            problems.Add(new(row, $"its {member} is not what the log and the key give"));
    }

    /// <summary>The facts recorded before must give the eligibility, and what was signed must be what was used.</summary>
    void CheckGrounds(
        long row,
        ParticipantRandomized randomized,
        ParticipantState participant,
        TrialProtocol protocol,
        int format
    )
    {
        if (participant.Consent is null || !Eligibility.Of(participant, protocol).IsMet)
            problems.Add(new(row, $"{randomized.Participant} was randomized without consent or without meeting every criterion"));
        if (participant.Signed is not { } signed)
        {
            problems.Add(new(row, $"{randomized.Participant} was randomized without a signed eligibility"));
            return;
        }
        if (signed.ProtocolSha256 != (format == LogFormat.First ? protocol.FileSha256 : protocol.Sha256))
            problems.Add(
                new(row, $"{randomized.Participant} was randomized with an eligibility signed on another version of the protocol")
            );
        if (!signed.Evidence.SequenceEqual(Evidence.Of(participant, protocol)))
            problems.Add(new(row, $"{randomized.Participant} was randomized on other facts than those that were signed"));
        if (signed.Stratum != randomized.Stratum || !signed.Choices.SequenceEqual(randomized.Choices))
            problems.Add(
                new(
                    row,
                    $"{randomized.Participant} was allocated in stratum '{randomized.Stratum}', but signed is '{signed.Stratum}'"
                )
            );
        if (Recomputed(signed, participant, protocol) is var stratum && stratum != randomized.Stratum)
            problems.Add(
                new(
                    row,
                    $"{randomized.Participant} was allocated in stratum '{randomized.Stratum}', but the recorded facts "
                        + $"give '{stratum}'"
                )
            );
    }

    static Stratum? Recomputed(EligibilitySigned signed, ParticipantState participant, TrialProtocol protocol) =>
        Stratification.Of(signed.LevelsAsked(protocol), signed.ChoicesNamed, participant, protocol).Stratum;

    /// <summary>A fact may be taken back while it stands; what cannot be undone, an allocation above all, never.</summary>
    void CheckTakenBack(long row, EnteredInError mark, TrialState state)
    {
        var who = state.Find(mark.Participant);
        if (
            who?.Standing(mark.Sequence)?.Event is not ParticipantEvent { InsteadOfTakingBack: null } fact
            || fact.GetType().Name != mark.Kind
        )
            problems.Add(
                new(
                    row,
                    $"it takes back row {mark.Sequence}, which is no {mark.Kind} of {mark.Participant} that can be taken back"
                )
            );
        else if (fact.IsTakenBackUnderSignature && mark.Signature is null)
            problems.Add(new(row, $"it takes back row {mark.Sequence}, {fact.What}, without a signature"));
        else if (fact.IsTakenBackByTwo && ErrorDeclared.Of(who, mark.Sequence)?.Sequence != (mark.Declared ?? 0))
            problems.Add(
                new(row, $"it takes back row {mark.Sequence}, {fact.What}, which no investigator had declared to be an error")
            );
        else if (who.Facts.FirstOrDefault(other => other.RestsOn(fact)) is { } other)
            problems.Add(new(row, $"it takes back row {mark.Sequence}, on which {other.What} rests"));
    }
}
