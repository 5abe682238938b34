using System.Collections.Concurrent;

namespace Equipoise.Conduct.Running;

/// <summary>
/// Whoever finds the turn free takes it and serves everybody who waits, together; whoever does not is served, and holds no
/// thread.
/// </summary>
/// <param name="serve">Serves everybody who waited when it began. It does not throw: whoever waits is told.</param>
sealed class Turn<T>(Action<IReadOnlyList<T>> serve) : IDisposable
{
    readonly ConcurrentQueue<T> waiting = new();
    readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Waits to be served, once somebody <see cref="Work">works</see>.</summary>
    internal void Wait(T one) => waiting.Enqueue(one);

    /// <summary>Serves whoever waits, unless somebody else does so already.</summary>
    internal void Work()
    {
        while (!waiting.IsEmpty && turn.Wait(0))
            try
            {
                List<T> all = [];
                while (waiting.TryDequeue(out var one))
                    all.Add(one);
                serve(all);
            }
            finally
            {
                turn.Release();
            }
    }

    /// <summary>Takes the turn for longer: nobody is served until it is given back.</summary>
    internal void Take() => turn.Wait();

    /// <summary>Gives the turn back, and serves whoever came meanwhile.</summary>
    internal void GiveBack()
    {
        turn.Release();
        Work();
    }

    public void Dispose() => turn.Dispose();
}
