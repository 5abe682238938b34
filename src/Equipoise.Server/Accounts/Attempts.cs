using Equipoise.Server.Tables;

namespace Equipoise.Server.Accounts;

/// <summary>
/// Counts what somebody tries, in a table that the servers of a trial share, so that a second one is no second try.
/// </summary>
/// <remarks>
/// One statement counts and tells the count: of many attempts at once none escapes it, as it would if the count were read first
/// and written later. Names that nobody has are counted like those that somebody has, so that the answer tells nothing.
/// </remarks>
sealed class Attempts(ServerTables all, TimeProvider clock)
{
    readonly ServerTables tables = all.NotFlushed;

    /// <summary>The number of this attempt within its window.</summary>
    /// <param name="name">What is counted, such as "sign-in ida" or "address 127.0.0.1".</param>
    /// <param name="window">How long attempts are counted together.</param>
    /// <param name="together">How many are counted at once.</param>
    internal async Task<long> CountAsync(string name, TimeSpan window, int together = 1)
    {
        var counts = await tables.AllAsync(
            """
            INSERT INTO attempt VALUES (@name, @began, @more)
            ON CONFLICT (name, began) DO UPDATE SET count = attempt.count + @more RETURNING count
            """,
            row => row.GetInt64(0),
            ("name", name),
            ("began", Began(window)),
            ("more", (long)together)
        );
        return counts[0];
    }

    /// <summary>How many there were within this window.</summary>
    internal long SoFar(string name, TimeSpan window) =>
        tables.All(
            "SELECT count FROM attempt WHERE name = @name AND began = @began",
            row => row.GetInt64(0),
            ("name", name),
            ("began", Began(window))
        )
            is [var count]
            ? count
            : 0;

    /// <summary>Forgets them: whoever tried was right.</summary>
    internal void Forget(string name) => tables.Change("DELETE FROM attempt WHERE name = @name", ("name", name));

    /// <summary>Deletes what was counted before that moment.</summary>
    internal void ForgetBefore(DateTimeOffset moment) =>
        tables.Change("DELETE FROM attempt WHERE began < @before", ("before", moment.Stored));

    long Began(TimeSpan window)
    {
        var now = clock.GetUtcNow().Stored;
        return now - now % (long)window.TotalMilliseconds;
    }
}
