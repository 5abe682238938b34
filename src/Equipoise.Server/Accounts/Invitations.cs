using Equipoise.Server.Tables;

namespace Equipoise.Server.Accounts;

/// <summary>
/// A code with which somebody sets the password of their account: once, within a week. Whoever makes one does not learn the
/// password, so that nobody else can sign with it.
/// </summary>
sealed class Invitations(ServerTables tables, TimeProvider clock)
{
    static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <summary>A code for that person; those made before no longer count.</summary>
    internal string Make(string person)
    {
        var code = Token.Draw();
        tables.Together(change =>
        {
            change("DELETE FROM invitation WHERE person = @person", [("person", person)]);
            change(
                "INSERT INTO invitation VALUES (@hash, @person, @expires)",
                [("hash", Token.Hash(code)), ("person", person), ("expires", (clock.GetUtcNow() + Lasts).Stored)]
            );
        });
        return code;
    }

    /// <summary>Whose it is; null when it is none, was used or has expired.</summary>
    internal string? PersonOf(string code) =>
        tables.First(
            "SELECT person FROM invitation WHERE hash = @hash AND expires > @now",
            row => row.GetString(0),
            ("hash", Token.Hash(code)),
            ("now", clock.GetUtcNow().Stored)
        );

    /// <summary>Uses it up: false when somebody else did in the same moment.</summary>
    internal bool Use(string code) =>
        tables.Change("DELETE FROM invitation WHERE hash = @hash", ("hash", Token.Hash(code))) == 1;
}
