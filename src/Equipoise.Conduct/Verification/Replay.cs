using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Verification;

/// <summary>The second look at a log: each event is put to the rules again, on what the events before it came to.</summary>
/// <remarks>
/// Rows are taken one by one. Only those wait that one person wrote in one moment: they may be the record of one command.
/// </remarks>
sealed class Replay
{
    readonly TrialProtocol? opening;
    readonly AllocationKey? key;
    readonly List<LogProblem> problems = [];
    readonly List<LossFound> losses = [];
    readonly TrialState state = new();
    readonly Redactions redactions;
    readonly AllocationGrounds grounds;
    readonly List<ReadRow> run = [];
    Redecision? redecision;

    internal Replay(TrialProtocol? opening, AllocationKey? key)
    {
        (this.opening, this.key) = (opening, key);
        (redactions, grounds) = (new(problems), new(opening, key, problems));
    }

    internal int Allocations { get; private set; }

    /// <summary>Whether each allocation is computed again.</summary>
    internal bool Replays => opening is { ConcealsBlockSizes: false } && key is not null;

    /// <summary>Whether each row is put to the rules again.</summary>
    internal bool DecidesAnew => redecision is not null;

    /// <summary>Whether the log says how its trial was opened.</summary>
    internal bool IsOpened => state.Opened is not null;

    /// <summary>What is wrong, in the order in which it was found.</summary>
    internal IReadOnlyList<LogProblem> Problems => problems;

    /// <summary>What was redacted, in the order of the rows.</summary>
    internal IReadOnlyList<RedactionFound> Redacted => redactions.Found;

    /// <summary>Losses of entries that were accepted, in the order of the log.</summary>
    internal IReadOnlyList<LossFound> Losses => losses;

    internal void Take(ReadRow row)
    {
        if (run.Count > 0 && !row.IsOfOneHandWith(run[0]))
            Settle();
        run.Add(row);
    }

    /// <summary>The end of the log: nothing waits any more.</summary>
    /// <param name="missing">The texts to which a row refers and that are no longer there.</param>
    internal void Finish(IReadOnlySet<(long Row, string Name)> missing)
    {
        Settle();
        redactions.Finish(missing);
    }

    /// <summary>Decides and folds the rows that waited.</summary>
    void Settle()
    {
        if (run.Count > 0)
            CheckRequest(run[0]);
        for (var place = 0; place < run.Count;)
        {
            var (row, count) = (run[place], 1);
            if (row.Event is TrialOpened opened)
                CheckOpening(row.Row.Sequence, opened);
            Guarded(
                row.Row,
                "it cannot be decided anew",
                () =>
                {
                    if (redecision is not null)
                        count = redecision.Decide(state, run, place);
                    else
                        grounds.Check(row, state);
                }
            );
            for (var end = place + count; place < end; place++)
                Fold(run[place]);
        }
        run.Clear();
    }

    void Fold(ReadRow row)
    {
        if (row.Event is ParticipantRandomized)
            Allocations++;
        Guarded(
            row.Row,
            "it cannot be understood",
            () =>
            {
                if (row.Event is TrialLocked locked && !IsSealed(locked))
                    problems.Add(new(row.Row.Sequence, "the revealed key is not the one that was sealed when the trial opened"));
                state.Apply(row.Entry, LogHead.Of(row.Row));
                if (row.Event is TextRedacted redacted)
                    redactions.Take(row.Entry, redacted, state);
                if (row.Event is LossAccepted loss)
                    losses.Add(new(row.Row.Sequence, row.Row.RecordedAt, row.Row.By, loss.Loss, loss.Reason));
            }
        );
    }

    bool IsSealed(TrialLocked locked) => AllocationKey.Parse(locked.Key)?.Commitment == state.Opened?.KeyCommitment;

    /// <summary>The first row says under which protocol, key and format all that follows stands.</summary>
    void CheckOpening(long row, TrialOpened opened)
    {
        if (opened.Format is not (null or LogFormat.Current))
            problems.Add(new(row, $"there is no format {opened.Format}"));
        if (opening is not null && !opened.IsUnder(opening))
            problems.Add(new(row, $"the trial was opened under another protocol file, of SHA-256 {opened.ProtocolSha256}"));
        else if (opening is not null && !IsOfBlockSizes(opened, opening))
            problems.Add(
                new(
                    row,
                    "the block sizes of the protocol file are not those to which this row is bound: it is another file, or "
                        + "somebody changed the row"
                )
            );
        if (key is not null && opened.KeyCommitment != key.Commitment)
            problems.Add(new(row, "the key is not the one that was sealed when the trial opened"));
        // Under another protocol or key nothing could have been recorded, which is said once.
        if (
            opening is not null
            && opened is { Format: LogFormat.Current }
            && opened.IsUnder(opening)
            && IsOfBlockSizes(opened, opening)
            && (key is null || opened.KeyCommitment == key.Commitment)
        )
            redecision ??= new(TrialRules.ToVerify(opening, key, opened.KeyCommitment, opened.SealCommitment), problems);
    }

    /// <summary>Whether the row is bound to the block sizes of the protocol, as far as there is something to see it by.</summary>
    bool IsOfBlockSizes(TrialOpened opened, TrialProtocol protocol) =>
        opened.Format is null or LogFormat.First
        || (protocol.ConcealsBlockSizes, BlockSizes.Of(protocol), key) switch
        {
            (false, null, _) => opened.BlockSizesCommitment is null,
            (false, { } sizes, { } sealing) when opened.KeyCommitment == sealing.Commitment => opened.BlockSizesCommitment
                == BlockSizes.Commitment(sealing, opened.ProtocolSha256, sizes),
            _ => opened.BlockSizesCommitment is not null,
        };

    /// <summary>A request has one answer for ever, so a second one is no answer.</summary>
    void CheckRequest(ReadRow row)
    {
        if (row.Event.Request is not { } request)
            return;
        if (!request.IsOne)
            problems.Add(new(row.Row.Sequence, "its request is not written as one is"));
        if (state.Part<Answers>().To(request.Key) is not null)
            problems.Add(new(row.Row.Sequence, $"the request '{request.Key}' was answered before"));
    }

    /// <summary>Whatever a row does to this program, it is named.</summary>
    void Guarded(LogRow row, string what, Action look)
    {
        try
        {
            look();
        }
        catch (Exception failure) when (failure is not LogUnreadableException)
        {
            problems.Add(new(row.Sequence, $"{what}: {failure.Message}"));
        }
    }
}
