using System.Text.Json;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Verification;

/// <summary>The second look at a log's content: each event is read, folded, and each allocation computed anew.</summary>
sealed class Replay(TrialProtocol? opening, AllocationKey? key, List<LogProblem> problems)
{
    readonly AllocationMethod? allocation = opening is not null && key is not null ? AllocationMethod.Of(opening, key) : null;
    readonly TrialState state = new();
    readonly List<LogProblem> unreadable = [];
    readonly TextReplay texts = new(problems);
    TrialProtocol? protocol = opening;

    internal int Allocations { get; private set; }

    internal bool Replays => allocation is not null;

    internal void Take(LogRow row)
    {
        try
        {
            var read = RowTexts.PutBack(row);
            texts.Take(row, read);
            var entry = Entry.Of(row, read);
            var one = entry.Event;
            unreadable.AddRange(TypedTexts.NotExchanged(one, read.Json).Select(words => new LogProblem(row.Sequence, words)));
            if (state.Locked is not null && !one.MayFollowTheLock)
                problems.Add(new(row.Sequence, "it was recorded after the trial was locked"));
            if (TextReplay.Rewritten(row, read, one) is var rewritten && rewritten != row.Payload && !HasHalves(row, rewritten))
                problems.Add(new(row.Sequence, "its content is not written as this program writes it"));
            if (one is TrialOpened opened)
                CheckOpening(row.Sequence, opened);
            if (one is ProtocolAmended amended && protocol is not null)
                protocol = amended.Protocol();
            if (one is TrialLocked locked && AllocationKey.Parse(locked.Key)?.Commitment != state.Opened?.KeyCommitment)
                problems.Add(new(row.Sequence, "the revealed key is not the one that was sealed when the trial opened"));
            if (one is ParticipantRandomized randomized)
                CheckAllocation(row.Sequence, randomized);
            if (one is EnteredInError mark)
                CheckTakenBack(row.Sequence, mark);
            state.Apply(entry, LogHead.Of(row));
            if (one is TextRedacted redacted)
                texts.Take(entry, redacted, state);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            problems.Add(new(row.Sequence, $"it cannot be understood: {failure.Message}"));
        }
    }

    /// <summary>
    /// Whether it only has half characters, which an earlier program took, and which JSON has as an escape where the letter that
    /// it reads as would stand as itself. They are told among the texts that cannot be exchanged.
    /// </summary>
    static bool HasHalves(LogRow row, string rewritten) =>
        row.Payload.Replace(@"\uFFFD", "\uFFFD", StringComparison.Ordinal) == rewritten;

    /// <summary>What was redacted, in the order of the rows.</summary>
    internal IReadOnlyList<RedactionFound> Redactions => texts.Redactions;

    /// <summary>The texts that no file of exchange can carry.</summary>
    internal IReadOnlyList<LogProblem> Unreadable => unreadable;

    internal void Finish()
    {
        texts.Finish();
        if (state.Opened is null)
            problems.Add(new(1, "the log does not start with the opening of a trial"));
    }

    /// <summary>A fact may be taken back while it stands; what cannot be undone, an allocation above all, never.</summary>
    void CheckTakenBack(long row, EnteredInError mark)
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

    void CheckOpening(long row, TrialOpened opened)
    {
        if (row != 1)
            problems.Add(new(row, "a trial is opened once, in the first row"));
        if (protocol is not null && opened.ProtocolSha256 != protocol.Sha256)
            problems.Add(new(row, $"the trial was opened under another protocol file, of SHA-256 {opened.ProtocolSha256}"));
        if (key is not null && opened.KeyCommitment != key.Commitment)
            problems.Add(new(row, "the key is not the one that was sealed when the trial opened"));
    }

    void CheckAllocation(long row, ParticipantRandomized randomized)
    {
        Allocations++;
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
            CheckChoice(row, randomized, who.Site);
        if (protocol is not null && state.Find(randomized.Participant) is { } participant)
            CheckGrounds(row, randomized, participant, protocol);
    }

    /// <summary>The log and the key must give the arm, and what is said to have led to it.</summary>
    void CheckChoice(long row, ParticipantRandomized randomized, string site)
    {
        if (protocol is null)
            return;
        foreach (var refusal in AccrualGate.ToRandomization(state, protocol, site))
            problems.Add(new(row, $"{randomized.Participant} was randomized, and could not have been: {refusal.Words}"));
        if (allocation is null || allocation.OpenArms(state.Part<Allocations>().Tally) < 2)
            return;
        var next = allocation.Next(state.Part<Allocations>().Tally, randomized.Stratum, site);
        if (next.Arm != randomized.Arm)
            problems.Add(new(row, $"{randomized.Participant} has arm '{randomized.Arm}', but the key gives '{next.Arm}'"));
        foreach (var difference in AllocationBasis.Differences(randomized.Basis, next.Basis))
            problems.Add(new(row, $"the allocation of {randomized.Participant} states {difference}"));
    }

    /// <summary>The facts recorded before must give the eligibility, and what was signed must be what was used.</summary>
    void CheckGrounds(long row, ParticipantRandomized randomized, ParticipantState participant, TrialProtocol protocol)
    {
        if (participant.Consent is null || !Eligibility.Of(participant, protocol).IsMet)
            problems.Add(new(row, $"{randomized.Participant} was randomized without consent or without meeting every criterion"));
        if (participant.Signed is not { } signed)
        {
            problems.Add(new(row, $"{randomized.Participant} was randomized without a signed eligibility"));
            return;
        }
        if (signed.ProtocolSha256 != protocol.Sha256)
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

    static Stratum? Recomputed(EligibilitySigned signed, ParticipantState participant, TrialProtocol protocol)
    {
        var asked = (protocol.Randomization?.Factors ?? [])
            .Where(factor => factor.Source is FactorSource.Asked)
            .Select(factor => factor.Id)
            .ToHashSet();
        return Stratification
            .Of(
                signed
                    .Stratum.Values.Where(value => asked.Contains(value.Factor))
                    .ToDictionary(value => value.Factor, value => value.Level),
                signed.Choices.ToDictionary(choice => choice.Treatment, choice => choice.Alternative),
                participant,
                protocol
            )
            .Stratum;
    }
}
