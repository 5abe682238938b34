using Equipoise.Server.Tables;

namespace Equipoise.Server.Sessions;

/// <summary>
/// The sessions, as rows that every server of the trial reads: one that is ended is ended everywhere, whoever has its cookie.
/// </summary>
sealed class SessionTable(ServerTables tables, TimeProvider clock)
{
    /// <summary>A session ends when nothing was asked for so long.</summary>
    internal static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>A session ends in any case so long after its start.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    // Each request would otherwise be a write.
    static readonly TimeSpan Noticed = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session and gives what its browser is to hold.</summary>
    internal string Begin(string person, bool byInvitation = false)
    {
        var token = Token.Draw();
        var now = clock.GetUtcNow().Stored;
        tables.Change(
            "INSERT INTO session VALUES (@hash, @person, @now, @now, NULL, @invited, 0)",
            ("hash", Token.Hash(token)),
            ("person", person),
            ("now", now),
            ("invited", byInvitation ? 1L : 0L)
        );
        return token;
    }

    /// <summary>The session of what a browser holds; null when there is none, or it has ended.</summary>
    internal async Task<Session?> FindAsync(string token)
    {
        var now = clock.GetUtcNow();
        var found = await tables.FirstAsync(
            """
            SELECT hash, person, started, by_invitation, has_signed, seen FROM session
            WHERE hash = @hash AND ended IS NULL AND seen > @idle AND started > @longest
            """,
            row => new Found(
                new(
                    row.GetString(0),
                    row.GetString(1),
                    row.Moment(2)!.Value,
                    row.GetInt64(3) == 1,
                    row.GetInt64(4) == 1
                ),
                row.Moment(5)!.Value
            ),
            ("hash", Token.Hash(token)),
            ("idle", (now - Idle).Stored),
            ("longest", (now - Longest).Stored)
        );
        if (found is not var (session, seen))
            return null;
        if (now - seen > Noticed)
            tables.Change("UPDATE session SET seen = @now WHERE hash = @hash", ("now", now.Stored), ("hash", session.Id));
        return session;
    }

    sealed record Found(Session Session, DateTimeOffset Seen);

    /// <summary>Notes that something was signed in it with both components.</summary>
    internal void HasSigned(Session session) =>
        tables.Change("UPDATE session SET has_signed = 1 WHERE hash = @hash", ("hash", session.Id));

    /// <summary>Ends one.</summary>
    internal void End(Session session) =>
        tables.Change(
            "UPDATE session SET ended = @now WHERE hash = @hash AND ended IS NULL",
            ("now", clock.GetUtcNow().Stored),
            ("hash", session.Id)
        );

    /// <summary>Ends all of a person, but for one.</summary>
    internal void EndAllOf(string person, Session? but = null) =>
        tables.Change(
            "UPDATE session SET ended = @now WHERE person = @person AND ended IS NULL AND hash <> @but",
            ("now", clock.GetUtcNow().Stored),
            ("person", person),
            ("but", but?.Id ?? "")
        );

    /// <summary>Those of a person that have not ended: when each began and was last used.</summary>
    internal IReadOnlyList<(DateTimeOffset Started, DateTimeOffset Seen)> Of(string person) =>
        tables.All(
            """
            SELECT started, seen FROM session
            WHERE person = @person AND ended IS NULL AND seen > @idle AND started > @longest ORDER BY started
            """,
            row => (row.Moment(0)!.Value, row.Moment(1)!.Value),
            ("person", person),
            ("idle", (clock.GetUtcNow() - Idle).Stored),
            ("longest", (clock.GetUtcNow() - Longest).Stored)
        );

}
