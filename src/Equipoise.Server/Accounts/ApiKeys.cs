using System.Collections.Immutable;
using Equipoise.Conduct.Access;
using Equipoise.Server.Tables;

namespace Equipoise.Server.Accounts;

/// <summary>A key with which another program acts for a person, in one of the person's roles.</summary>
/// <param name="Id">How the tables know it.</param>
/// <param name="Person">The person.</param>
/// <param name="Role">The role.</param>
/// <param name="Site">The site of the role; null for one of the sponsor.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Expires">When it ends by itself.</param>
public sealed record ApiKey(
    string Id,
    string Person,
    Role Role,
    string? Site,
    string Name,
    DateTimeOffset Made,
    DateTimeOffset Expires
)
{
    /// <summary>The person with that role alone, and with none once the person has lost it.</summary>
    internal Person Limit(Person known) =>
        known with
        {
            Roles = [.. known.Roles.Where(granted => granted.Role == Role && granted.Site == Site)],
        };
}

/// <summary>The keys of the API.</summary>
sealed class ApiKeys(ServerTables tables, TimeProvider clock)
{
    internal static readonly TimeSpan Lasts = TimeSpan.FromDays(365);

    const string Select = "SELECT hash, person, role, site, name, made, expires FROM token WHERE ";

    /// <summary>A new key. It is told once; the tables know its hash.</summary>
    internal string Make(string person, GrantedRole role, string name)
    {
        var key = Token.Draw();
        var now = clock.GetUtcNow();
        tables.Change(
            "INSERT INTO token VALUES (@hash, @person, @role, @site, @name, @made, @expires, NULL)",
            ("hash", Token.Hash(key)),
            ("person", person),
            ("role", role.Role.ToString()),
            ("site", role.Site),
            ("name", name),
            ("made", now.Stored),
            ("expires", (now + Lasts).Stored)
        );
        return key;
    }

    /// <summary>The key that a program sent; null when it is none, or has ended.</summary>
    internal async Task<ApiKey?> FindAsync(string key) =>
        key.Length == 0
            ? null
            : await tables.FirstAsync(
                Select + "hash = @hash AND ended IS NULL AND expires > @now",
                Read,
                ("hash", Token.Hash(key)),
                ("now", clock.GetUtcNow().Stored)
            );

    /// <summary>Those of a person that have not ended.</summary>
    internal ImmutableArray<ApiKey> Of(string person) =>
        [
            .. tables.All(
                Select + "person = @person AND ended IS NULL AND expires > @now ORDER BY made",
                Read,
                ("person", person),
                ("now", clock.GetUtcNow().Stored)
            ),
        ];

    /// <summary>Ends one of that person's keys.</summary>
    internal void End(string person, string id) =>
        tables.Change(
            "UPDATE token SET ended = @now WHERE hash = @hash AND person = @person AND ended IS NULL",
            ("now", clock.GetUtcNow().Stored),
            ("hash", id),
            ("person", person)
        );

    static ApiKey Read(System.Data.Common.DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            Enum.Parse<Role>(row.GetString(2)),
            row.Text(3),
            row.GetString(4),
            row.Moment(5)!.Value,
            row.Moment(6)!.Value
        );
}
