using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Running;

/// <summary>A command that waits for its answer.</summary>
sealed class Asked(TrialCommand command, Stamp stamp, string? key)
{
    // Who waits goes on elsewhere: the writer has others to answer.
    readonly TaskCompletionSource<Decision> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Decision? decision;
    Exception? failure;

    /// <summary>The answer, once what it rests on is on disk.</summary>
    internal Task<Decision> Answer => answer.Task;

    internal Stamp Stamp => stamp;

    /// <summary>Decides on that state, and gives what is to be written; nothing when it is answered without a record.</summary>
    /// <param name="state">What is recorded.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="loss">What is lost of the log and nobody signed for yet; null when nothing is.</param>
    internal IReadOnlyList<TrialEvent> Decide(TrialState state, TrialRules rules, string? loss)
    {
        (decision, failure) = (null, null);
        try
        {
            // What cannot be read is told first, and by the request.
            if (command.AcceptsLoss != loss && !TypedTexts.Objections(command).Any())
            {
                decision = new Decision.Refused([
                    loss is null
                        ? new("nothing-lost", "The log is the whole of what was noted of it: there is no loss to accept.")
                        : new(
                            "loss-not-accepted",
                            $"Nothing is recorded before the sponsor's signatory accepts what was lost of this log: {loss}."
                        ),
                ]);
                return [];
            }
            (decision, var record) = Requests.Ask(state, rules, command, stamp, key);
            return [.. record.Select(one => one.AsWritten(state, rules))];
        }
#pragma warning disable CA1031 // Whatever one command breaks, those that wait with it are answered.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
            return [];
        }
    }

    /// <summary>What was written for it: its answer holds the events as they stand in the log.</summary>
    internal void Wrote(IReadOnlyList<TrialEvent> record)
    {
        if (record.Count > 0 && decision is Decision.Accepted { AlreadyRecorded: false })
            decision = new Decision.Accepted(record);
    }

    /// <summary>Tells the answer.</summary>
    internal void Tell()
    {
        if (failure is null)
            answer.SetResult(decision!);
        else
            answer.SetException(failure);
    }

    /// <summary>The command is answered by this failure of the store.</summary>
    internal void Fail(Exception exception)
    {
        failure = exception;
        Tell();
    }
}
