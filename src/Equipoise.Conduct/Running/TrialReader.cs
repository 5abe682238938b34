using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Running;

/// <summary>
/// Reads what other processes wrote, on a handle of its own: one catch-up serves all who wait, and nobody waits for the
/// writer's disk.
/// </summary>
sealed class TrialReader : IDisposable
{
    readonly Latest latest;
    readonly TrialRules rules;
    readonly ITrialLog log;
    readonly Turn<TaskCompletionSource<TrialState>> turn;
    ITrialLog? handle;

    internal TrialReader(ITrialLog log, TrialRules rules, Latest latest) =>
        (this.log, this.rules, this.latest, turn) = (log, rules, latest, new(ShowAll));

    /// <summary>Asks for the state as it is now. It is given once somebody <see cref="Work">works</see>.</summary>
    internal Task<TrialState> Ask()
    {
        var mine = new TaskCompletionSource<TrialState>(TaskCreationOptions.RunContinuationsAsynchronously);
        turn.Wait(mine);
        return mine.Task;
    }

    /// <summary>Shows the state to whoever waits, unless somebody else does so already.</summary>
    internal void Work() => turn.Work();

    public void Dispose()
    {
        turn.Dispose();
        handle?.Dispose();
    }

    // Who comes after this began may have been told of something that it does not see: they are shown the next one.
    void ShowAll(IReadOnlyList<TaskCompletionSource<TrialState>> asked)
    {
        try
        {
            // Opened at the first look, and at the next one if the store could not be reached.
            handle ??= log.ForReading();
            if (handle is { } store)
            {
                var state = latest.State.Continued();
                if (Latest.CatchUp(ref state, store, rules.Seal))
                    latest.Offer(state.Published());
            }
            foreach (var one in asked)
                one.SetResult(latest.State);
        }
#pragma warning disable CA1031 // Whatever breaks, everybody who waits is told.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            foreach (var one in asked)
                one.SetException(failure);
        }
    }
}
