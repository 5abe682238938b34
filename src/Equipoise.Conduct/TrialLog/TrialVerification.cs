using System.Text.Json;
using Equipoise.Conduct.Randomization;
using Equipoise.Protocol;

namespace Equipoise.Conduct.TrialLog;

/// <summary>Checks that a log is whole and unchanged, and that every allocation follows from the sealed key.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>The chain: each row is hashed again; an edited, dropped, inserted or reordered row is named.</item>
/// <item>The end: rows missing at the end, and a log written anew, are found against heads that were kept elsewhere, and only against those.</item>
/// <item>The allocations: with the key and the protocol, each is computed again from its stratum and place; without, only that
/// places are dense and nobody has two.</item>
/// </list>
/// A person who can write the log, its head and the sealed key can forge all three alike. Against that stands only a head, or the
/// key's published commitment, kept where that person cannot write.
/// </remarks>
public static class TrialVerification
{
    /// <summary>How a log says that its trial was opened; null when it does not start with that.</summary>
    public static Opening.TrialOpened? OpeningOf(IReadOnlyList<LogRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        try
        {
            return rows.Count > 0 ? EventJson.Read(rows[0].Kind, rows[0].Payload) as Opening.TrialOpened : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The key that the log reveals since the trial was locked; null before.</summary>
    public static AllocationKey? RevealedKeyOf(IReadOnlyList<LogRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        try
        {
            return rows.Count > 0 && EventJson.Read(rows[^1].Kind, rows[^1].Payload) is Closing.TrialLocked locked
                ? AllocationKey.Parse(locked.Key)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Verifies a log.</summary>
    /// <param name="rows">The rows in the order of their sequence, as a log reads them.</param>
    /// <param name="head">The end of the log as it was noted elsewhere; null when there is no such note.</param>
    /// <param name="protocol">The protocol, to replay allocations; null to leave that out.</param>
    /// <param name="key">The sealed key, to replay allocations; null to leave that out.</param>
    /// <param name="anchors">Heads that were kept where nobody who can write the log can write; null for none.</param>
    public static VerificationReport Verify(
        IEnumerable<LogRow> rows,
        LogHead? head,
        TrialProtocol? protocol,
        AllocationKey? key,
        IReadOnlyList<LogHead>? anchors = null
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var noted = (anchors ?? []).Append(head).OfType<LogHead>().Where(one => one.Sequence > 0).Distinct().ToLookup(one => one.Sequence);
        List<LogProblem> problems = [];
        var replay = new Replay(protocol, key, problems);
        var end = LogHead.Empty;
        try
        {
            foreach (var row in rows)
            {
                if (HashChain.Problem(end, row) is { } broken)
                    problems.Add(new(row.Sequence, broken));
                if (noted[row.Sequence].Any(note => note.Hash != row.Hash))
                    problems.Add(
                        new(row.Sequence, "the row is not the one that was noted as the end of the log: the log was written anew")
                    );
                end = LogHead.Of(row);
                replay.Take(row);
            }
        }
        catch (LogUnreadableException damaged)
        {
            problems.Add(new(end.Sequence + 1, damaged.Message));
        }

        if (noted.Select(note => note.Key).DefaultIfEmpty().Max() is var longest && longest > end.Sequence)
            problems.Add(
                new(
                    end.Sequence + 1,
                    $"the log once went on to row {longest}: everything after row {end.Sequence} is missing"
                )
            );
        replay.Finish();
        return new(end, replay.Allocations, replay.Replays, problems);
    }
}

/// <summary>What a verification found.</summary>
/// <param name="End">The last row that was read.</param>
/// <param name="Allocations">How many allocations the log holds.</param>
/// <param name="Replayed">Whether each was computed again from the key.</param>
/// <param name="Problems">Every problem, in the order of the log; empty when all is well.</param>
public sealed record VerificationReport(LogHead End, int Allocations, bool Replayed, IReadOnlyList<LogProblem> Problems)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Problems.Count == 0;
}

/// <summary>Something wrong in a log.</summary>
/// <param name="Row">The sequence of the row.</param>
/// <param name="Words">What is wrong with it.</param>
public sealed record LogProblem(long Row, string Words)
{
    /// <summary>As printed: "row 17: ...".</summary>
    public override string ToString() => $"row {Row}: {Words}";
}

/// <summary>The second look at a log's content: each event is read, folded, and each allocation computed anew.</summary>
sealed class Replay(TrialProtocol? opening, AllocationKey? key, List<LogProblem> problems)
{
    readonly Allocation? allocation = opening is not null && key is not null ? Allocation.Of(opening, key) : null;
    readonly TrialState state = new();
    TrialProtocol? protocol = opening;

    internal int Allocations { get; private set; }

    internal bool Replays => allocation is not null;

    internal void Take(LogRow row)
    {
        try
        {
            var one = EventJson.Read(row.Kind, row.Payload);
            if (state.Locked is not null)
                problems.Add(new(row.Sequence, "it was recorded after the trial was locked"));
            if (EventJson.Write(one) != row.Payload)
                problems.Add(new(row.Sequence, "its content is not written as this program writes it"));
            if (one is Opening.TrialOpened opened)
                CheckOpening(row.Sequence, opened);
            if (one is Opening.ProtocolAmended amended && protocol is not null)
                protocol = amended.Protocol();
            if (one is Closing.TrialLocked locked && AllocationKey.Parse(locked.Key)?.Commitment != state.Opened?.KeyCommitment)
                problems.Add(new(row.Sequence, "the revealed key is not the one that was sealed when the trial opened"));
            if (one is ParticipantRandomized randomized)
                CheckAllocation(row.Sequence, randomized);
            state.Apply(one);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            problems.Add(new(row.Sequence, $"it cannot be understood: {failure.Message}"));
        }
    }

    internal void Finish()
    {
        if (state.Opened is null)
            problems.Add(new(1, "the log does not start with the opening of a trial"));
    }

    void CheckOpening(long row, Opening.TrialOpened opened)
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
                    $"{randomized.Participant} has place {randomized.Place} in stratum '{randomized.Stratum}', where place {place} is next"
                )
            );
        else if (state.Find(randomized.Participant) is { } who)
            CheckChoice(row, randomized, who.Screened.Site);
        if (protocol is not null && state.Find(randomized.Participant) is { } participant)
            CheckGrounds(row, randomized, participant, protocol);
    }

    /// <summary>The log and the key must give the arm, and what is said to have led to it.</summary>
    void CheckChoice(long row, ParticipantRandomized randomized, string site)
    {
        if (protocol is null)
            return;
        foreach (var refusal in Closing.AccrualGate.ToRandomization(state, protocol, site))
            problems.Add(new(row, $"{randomized.Participant} was randomized, and could not have been: {refusal.Words}"));
        if (allocation is null || allocation.OpenArms(state.Allocations) < 2)
            return;
        var next = allocation.Next(state.Allocations, randomized.Stratum, site);
        if (next.Arm != randomized.Arm)
            problems.Add(new(row, $"{randomized.Participant} has arm '{randomized.Arm}', but the key gives '{next.Arm}'"));
        foreach (var difference in AllocationBasis.Differences(randomized.Basis, next.Basis))
            problems.Add(new(row, $"the allocation of {randomized.Participant} states {difference}"));
    }

    /// <summary>The facts recorded before must give the eligibility, and what was signed must be what was used.</summary>
    void CheckGrounds(long row, ParticipantRandomized randomized, ParticipantState participant, TrialProtocol protocol)
    {
        if (participant.Consent is null || !Screening.Eligibility.Of(participant, protocol).IsMet)
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
        if (!signed.Evidence.SequenceEqual(Screening.Evidence.Of(participant, protocol)))
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
                    $"{randomized.Participant} was allocated in stratum '{randomized.Stratum}', but the recorded facts give '{stratum}'"
                )
            );
    }

    static Stratum? Recomputed(Screening.EligibilitySigned signed, ParticipantState participant, TrialProtocol protocol)
    {
        var asked = (protocol.Randomization?.Factors ?? [])
            .Where(factor => factor.Source is FactorSource.Asked)
            .Select(factor => factor.Id)
            .ToHashSet();
        return Stratification
            .Of(
                signed.Stratum.Values.Where(value => asked.Contains(value.Factor)).ToDictionary(value => value.Factor, value => value.Level),
                signed.Choices.ToDictionary(choice => choice.Treatment, choice => choice.Alternative),
                participant,
                protocol
            )
            .Stratum;
    }
}
