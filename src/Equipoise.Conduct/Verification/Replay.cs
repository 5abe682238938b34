using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Verification;

/// <summary>The second look at a log's content: each event is read, put to the rules again, and folded.</summary>
/// <remarks>
/// Rows are taken one by one. Only those wait that one person wrote in one moment: they may be the record of one command.
/// </remarks>
sealed class Replay
{
    readonly TrialProtocol? opening;
    readonly AllocationKey? key;
    readonly List<LogProblem> problems;
    readonly TrialState state = new();
    readonly List<LogProblem> unreadable = [];
    readonly TextReplay texts;
    readonly AllocationGrounds grounds;
    readonly List<ReadRow> run = [];
    Redecision? redecision;

    internal Replay(TrialProtocol? opening, AllocationKey? key, List<LogProblem> problems)
    {
        (this.opening, this.key, this.problems) = (opening, key, problems);
        (texts, grounds) = (new(problems), new(opening, key, problems));
    }

    internal int Allocations { get; private set; }

    /// <summary>Whether each allocation is computed again.</summary>
    internal bool Replays => opening is not null && key is not null;

    /// <summary>Whether each row is put to the rules again.</summary>
    internal bool DecidesAnew => redecision is not null;

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

    internal void Take(LogRow row)
    {
        ReadRow? read = null;
        Guarded(row, "it cannot be understood", () => read = Read(row));
        if (read is not { } one)
            return;
        if (run.Count > 0 && !one.IsOfOneHandWith(run[0]))
            Settle();
        run.Add(one);
    }

    internal void Finish()
    {
        Settle();
        // What is said of rows that waited comes after what was said of the next ones.
        LogProblem[] inOrder = [.. problems.OrderBy(problem => problem.Row)];
        problems.Clear();
        problems.AddRange(inOrder);
        texts.Finish();
        if (state.Opened is null)
            problems.Add(new(1, "the log does not start with the opening of a trial"));
    }

    ReadRow Read(LogRow row)
    {
        var read = RowTexts.PutBack(row, texts.NextMark);
        texts.Take(row, read);
        var entry = Entry.Of(row, read);
        var json = EventJson.Write(entry.Event);
        unreadable.AddRange(TypedTexts.NotExchanged(entry.Event, read.Json).Select(words => new LogProblem(row.Sequence, words)));
        if (TextReplay.Rewritten(row, read, json) is var rewritten && rewritten != row.Payload && !HasHalves(row, rewritten))
            problems.Add(new(row.Sequence, "its content is not written as this program writes it"));
        return new(row, entry, json);
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
                    texts.Take(row.Entry, redacted, state);
            }
        );
    }

    bool IsSealed(TrialLocked locked) => AllocationKey.Parse(locked.Key)?.Commitment == state.Opened?.KeyCommitment;

    /// <summary>The first row says under which protocol, key and format all that follows stands.</summary>
    void CheckOpening(long row, TrialOpened opened)
    {
        if (opened.Format is not (null or LogFormat.Current))
            problems.Add(new(row, $"there is no format {opened.Format}"));
        if (opening is not null && opened.ProtocolSha256 != opening.Sha256)
            problems.Add(new(row, $"the trial was opened under another protocol file, of SHA-256 {opened.ProtocolSha256}"));
        if (key is not null && opened.KeyCommitment != key.Commitment)
            problems.Add(new(row, "the key is not the one that was sealed when the trial opened"));
        // Under another protocol or key nothing could have been recorded, which is said once.
        if (
            opening is not null
            && opened is { Format: LogFormat.Current }
            && opened.ProtocolSha256 == opening.Sha256
            && (key is null || opened.KeyCommitment == key.Commitment)
        )
            redecision ??= new(
                TrialRules.ToVerify(opening, key, opened.KeyCommitment, opened.SealCommitment),
                texts,
                problems
            );
    }

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
