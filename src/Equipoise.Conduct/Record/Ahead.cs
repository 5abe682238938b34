using System.Collections.Concurrent;

namespace Equipoise.Conduct.Record;

/// <summary>Makes a sequence on a second thread, ahead of whoever takes it and in the same order.</summary>
static class Ahead
{
    // Enough that neither waits for the other at every turn, and few enough that what waits takes no memory to speak of.
    const int InOneBatch = 256;
    const int BatchesThatWait = 8;

    internal static IEnumerable<T> Of<T>(IEnumerable<T> sequence)
    {
        using var source = sequence.GetEnumerator();
        // What is short is not worth a thread.
        var first = Next(source);
        foreach (var one in first)
            yield return one;
        if (first.Count < InOneBatch)
            yield break;

        using var ready = new BlockingCollection<List<T>>(BatchesThatWait);
        using var nobodyTakes = new CancellationTokenSource();
        var making = Task.Factory.StartNew(
            () => Make(source, ready, nobodyTakes.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            foreach (var batch in ready.GetConsumingEnumerable())
                foreach (var one in batch)
                    yield return one;
            making.GetAwaiter().GetResult();
        }
        finally
        {
            nobodyTakes.Cancel();
            // The source is disposed after this, so nobody may be at work on it. Its failure was told above, or nobody waits
            // for it.
            Task.WhenAny(making).Wait();
        }
    }

    static void Make<T>(IEnumerator<T> source, BlockingCollection<List<T>> ready, CancellationToken nobodyTakes)
    {
        try
        {
            for (var next = Next(source); next.Count > 0; next = Next(source))
                ready.Add(next, nobodyTakes);
        }
        catch (OperationCanceledException) when (nobodyTakes.IsCancellationRequested)
        {
            // Whoever took them has seen enough.
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    static List<T> Next<T>(IEnumerator<T> source)
    {
        List<T> batch = new(InOneBatch);
        while (batch.Count < InOneBatch && source.MoveNext())
            batch.Add(source.Current);
        return batch;
    }
}
