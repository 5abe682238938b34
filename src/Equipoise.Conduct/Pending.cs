using System.Runtime.ExceptionServices;
using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct;

/// <summary>A command that waits for its answer.</summary>
sealed class Pending(TrialCommand command, Moment moment, string? requestKey) : IDisposable
{
    // No spinning: what is waited for is a disk, and somebody else could use the processor.
    readonly ManualResetEventSlim news = new(initialState: false, spinCount: 0);
    Decision? decision;
    bool isAnswered;
    ExceptionDispatchInfo? failure;

    internal Moment Moment => moment;

    /// <summary>Whether the answer may be told: what it rests on is on disk.</summary>
    internal bool IsAnswered => Volatile.Read(ref isAnswered);

    /// <summary>Waits until this is answered, or the turn is free.</summary>
    internal void WaitForNews()
    {
        news.Wait();
        news.Reset();
    }

    /// <summary>Ends the wait.</summary>
    internal void Tell()
    {
        try
        {
            news.Set();
        }
        catch (ObjectDisposedException)
        {
            // Answered, and gone, in between.
        }
    }

    /// <summary>Lets the answer be told.</summary>
    internal void Finish()
    {
        Volatile.Write(ref isAnswered, true);
        Tell();
    }

    /// <summary>What to record for this command on that state; empty when it is answered without a record.</summary>
    internal IReadOnlyList<TrialEvent> Decide(TrialState state, TrialRules rules)
    {
        try
        {
            return Consider(state, rules);
        }
#pragma warning disable CA1031 // Whatever one command breaks, those that wait with it are answered.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
            return [];
        }
    }

    IReadOnlyList<TrialEvent> Consider(TrialState state, TrialRules rules)
    {
        if (requestKey is null)
            return Recorded(decision = command.Decide(state, rules, moment));
        if (!Request.IsKey(requestKey))
            return Refused("bad-request-key", "A request key has 1 to 100 characters, none of them a control character.");
        var request = Request.Of(requestKey, command, moment.By);
        if (state.AnswerTo(requestKey) is { } answered)
        {
            if (answered.Digest != request.Digest)
                return Refused("key-of-another-request", $"The request key '{requestKey}' belongs to another request.");
            decision = answered.Again();
            return [];
        }
        decision = command.Decide(state, rules, moment);
        // Nothing comes before the opening of a log or after its lock, and nothing without a user: those refusals are told, not recorded.
        if ((state.Opened is null && command is not Opening.OpenTrial) || state.Locked is not null || !moment.HasUser)
            return [];
        TrialEvent[] recorded = [.. AnswersOf(decision).Select(one => one with { Request = request })];
        if (decision is Decision.Accepted { AlreadyRecorded: false })
            decision = new Decision.Accepted(recorded);
        return recorded;
    }

    internal Decision Answer()
    {
        failure?.Throw();
        return decision!;
    }

    /// <summary>The command is answered by this failure, once it may be told.</summary>
    internal void Fail(Exception exception) => failure = ExceptionDispatchInfo.Capture(exception);

    public void Dispose() => news.Dispose();

    IReadOnlyList<TrialEvent> AnswersOf(Decision decided) =>
        decided switch
        {
            Decision.Accepted { AlreadyRecorded: true } => [new RequestChangedNothing(Asked, Participant)],
            Decision.Accepted accepted => accepted.Events,
            Decision.Refused refused when command is not Opening.OpenTrial => [new RequestRefused(Asked, Participant, refused.Reasons)],
            _ => [],
        };

    string Asked => command.GetType().Name;

    string? Participant => (command as ParticipantCommand)?.Participant;

    IReadOnlyList<TrialEvent> Refused(string rule, string words)
    {
        decision = new Decision.Refused([new(rule, words)]);
        return [];
    }

    static IReadOnlyList<TrialEvent> Recorded(Decision decided) => decided is Decision.Accepted accepted ? accepted.Events : [];
}
