using Equipoise.Server.Tables;

namespace Equipoise.Server.Accounts;

/// <summary>What a device was asked to sign, until it answers: once, and within five minutes.</summary>
sealed class Challenges(ServerTables tables, TimeProvider clock)
{
    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>Keeps one, and gives the name by which the answer finds it.</summary>
    /// <param name="state">What the framework has to know of it.</param>
    /// <param name="session">The session in which it was asked; null before one.</param>
    internal string Keep(string state, string? session)
    {
        var name = Token.Draw();
        var now = clock.GetUtcNow();
        tables.Change("DELETE FROM challenge WHERE expires < @now", ("now", now.Stored));
        tables.Change(
            "INSERT INTO challenge VALUES (@hash, @session, @state, @expires)",
            ("hash", Token.Hash(name)),
            ("session", session),
            ("state", state),
            ("expires", (now + Lasts).Stored)
        );
        return name;
    }

    /// <summary>Takes one out: null when it was used, has expired, or was asked in another session.</summary>
    internal string? Take(string name, string? session) =>
        tables.First(
            """
            DELETE FROM challenge WHERE hash = @hash AND expires > @now AND coalesce(session, '') = @session
            RETURNING state
            """,
            row => row.GetString(0),
            ("hash", Token.Hash(name)),
            ("now", clock.GetUtcNow().Stored),
            ("session", session ?? "")
        );
}
