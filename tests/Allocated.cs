namespace Equipoise.Tests;

/// <summary>
/// Bytes that an action sets aside on this thread: the least of three rounds, after one to warm up. What the runtime sets aside
/// once while it compiles anew falls into one of the rounds; what the action would falls into all.
/// </summary>
static class Allocated
{
    public static long By(Action action)
    {
        action();
        return Enumerable.Range(0, 3).Min(_ => InOneRound(action));
    }

    static long InOneRound(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
