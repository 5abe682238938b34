using System.Collections.Concurrent;

namespace Equipoise.Server.Accounts;

/// <summary>How often a program may ask with one key, whichever server of the trial it asks.</summary>
/// <remarks>
/// A server takes requests from the common table in blocks, so that most cost no write to disk. What it took and nobody asked for
/// is lost when the minute is over: of several servers together a key may be told to wait a little early, and never late.
/// </remarks>
sealed class KeyRate(Attempts attempts, TimeProvider clock)
{
    /// <summary>Requests with a key in a minute; what is asked beyond is not looked at.</summary>
    internal const int Most = 600;

    /// <summary>How many a server takes at once.</summary>
    internal const int Block = 20;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, Taken> taken = new(StringComparer.Ordinal);

    /// <summary>Counts a request, and says after how many seconds the next is taken; null when this one is.</summary>
    internal async Task<int?> SecondsToWaitAsync(ApiKey key)
    {
        var mine = taken.GetOrAdd(key.Id, _ => new());
        while (true)
        {
            var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
            Task taking;
            lock (mine)
            {
                if (mine.Minute != seconds / 60)
                    (mine.Minute, mine.Left, mine.IsUsedUp) = (seconds / 60, 0, false);
                if (mine.IsUsedUp)
                    return 60 - (int)(seconds % 60);
                if (mine.Left > 0)
                {
                    mine.Left--;
                    return null;
                }
                // Whoever finds none left while a block is asked for waits for that one.
                if (mine.Taking.IsCompleted)
                    mine.Taking = Take(key, mine, mine.Minute);
                taking = mine.Taking;
            }
            await taking;
        }
    }

    async Task Take(ApiKey key, Taken mine, long minute)
    {
        var isUsedUp = await attempts.CountAsync($"key {key.Id}", Minute, Block) > Most;
        lock (mine)
            // A block that comes when its minute is over is of no use.
            if (mine.Minute == minute)
                (mine.IsUsedUp, mine.Left) = (isUsedUp, isUsedUp ? 0 : Block);
    }

    /// <summary>What this server took of a minute.</summary>
    sealed class Taken
    {
        internal long Minute { get; set; }

        internal int Left { get; set; }

        internal bool IsUsedUp { get; set; }

        /// <summary>The latest asking for a block.</summary>
        internal Task Taking { get; set; } = Task.CompletedTask;
    }
}
