using System.Buffers.Text;
using System.Text.Json;
using Equipoise.Server.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.Server.Accounts;

/// <summary>Accounts in the tables of the server, as the framework's identity asks for them.</summary>
sealed class AccountStore(ServerTables tables, IDataProtectionProvider protection)
    : IUserPasswordStore<Account>,
        IUserAuthenticatorKeyStore<Account>,
        IUserTwoFactorStore<Account>,
        IUserPasskeyStore<Account>
{
    // The secret of an authenticator app has to be known; a password has not.
    readonly IDataProtector secrets = protection.CreateProtector("authenticator");

    /// <summary>The account of that person; null when there is none.</summary>
    internal Account? Find(string person) =>
        tables.First(
            "SELECT person, password, authenticator, is_asked, last_code FROM account WHERE person = @person",
            row => new Account
            {
                Person = row.GetString(0),
                Password = row.Text(1),
                Authenticator = row.Text(2) is { } kept ? secrets.Unprotect(kept) : null,
                IsCodeAsked = row.GetInt64(3) == 1,
                LastCode = row.Text(4),
            },
            ("person", person)
        );

    /// <summary>Whether anybody has an account.</summary>
    internal bool IsEmpty => tables.First("SELECT person FROM account LIMIT 1", row => row.GetString(0)) is null;

    /// <summary>Keeps an account, new or changed.</summary>
    internal void Keep(Account account) =>
        tables.Change(
            """
            INSERT INTO account VALUES (@person, @password, @authenticator, @asked, @code)
            ON CONFLICT (person) DO UPDATE SET password = excluded.password, authenticator = excluded.authenticator,
                is_asked = excluded.is_asked, last_code = excluded.last_code
            """,
            ("person", account.Person),
            ("password", account.Password),
            ("authenticator", account.Authenticator is { } secret ? secrets.Protect(secret) : null),
            ("asked", account.IsCodeAsked ? 1L : 0L),
            ("code", account.LastCode)
        );

    /// <summary>
    /// Notes that a code was used: false when it was used already, also at another server in the same moment.
    /// </summary>
    internal bool Use(Account account, string code) =>
        tables.Change(
            "UPDATE account SET last_code = @code WHERE person = @person AND (last_code IS NULL OR last_code <> @code)",
            ("person", account.Person),
            ("code", code)
        ) == 1;

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(Find(userId));

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(Find(normalizedUserName));

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Person);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Person);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) =>
        UpdateAsync(user, cancellationToken);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        Keep(user);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Password);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Password is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.Password = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Authenticator);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
    {
        user.Authenticator = key;
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.IsCodeAsked);

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken)
    {
        user.IsCodeAsked = enabled;
        return Task.CompletedTask;
    }

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        tables.Change(
            """
            INSERT INTO passkey VALUES (@id, @person, @content)
            ON CONFLICT (id) DO UPDATE SET content = excluded.content WHERE passkey.person = excluded.person
            """,
            ("id", Base64Url.EncodeToString(passkey.CredentialId)),
            ("person", user.Person),
            ("content", JsonSerializer.Serialize(Kept.Of(passkey)))
        );
        return Task.CompletedTask;
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([
            .. tables.All("SELECT content FROM passkey WHERE person = @person", Passkey, ("person", user.Person)),
        ]);

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(
            tables.First(
                "SELECT person FROM passkey WHERE id = @id",
                row => row.GetString(0),
                ("id", Base64Url.EncodeToString(credentialId))
            )
                is { } person
                ? Find(person)
                : null
        );

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(
            tables.First(
                "SELECT content FROM passkey WHERE id = @id AND person = @person",
                Passkey,
                ("id", Base64Url.EncodeToString(credentialId)),
                ("person", user.Person)
            )
        );

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        tables.Change(
            "DELETE FROM passkey WHERE id = @id AND person = @person",
            ("id", Base64Url.EncodeToString(credentialId)),
            ("person", user.Person)
        );
        return Task.CompletedTask;
    }

    // Names are those of the people of the log, which nobody changes here; an account ends with its person's.
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The name of an account is its person's.");

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An account ends when its person's is closed in the log.");

    public void Dispose() { }

    static UserPasskeyInfo Passkey(System.Data.Common.DbDataReader row) =>
        JsonSerializer.Deserialize<Kept>(row.GetString(0))!.AsInfo();

    /// <summary>A passkey as the table has it.</summary>
    sealed record Kept(
        byte[] Id,
        byte[] PublicKey,
        DateTimeOffset Made,
        uint SignCount,
        string[]? Transports,
        bool IsUserVerified,
        bool IsBackupEligible,
        bool IsBackedUp,
        byte[] Attestation,
        byte[] ClientData,
        string? Name
    )
    {
        internal static Kept Of(UserPasskeyInfo info) =>
            new(
                info.CredentialId,
                info.PublicKey,
                info.CreatedAt,
                info.SignCount,
                info.Transports,
                info.IsUserVerified,
                info.IsBackupEligible,
                info.IsBackedUp,
                info.AttestationObject,
                info.ClientDataJson,
                info.Name
            );

        internal UserPasskeyInfo AsInfo() =>
            new(
                Id,
                PublicKey,
                Made,
                SignCount,
                Transports,
                IsUserVerified,
                IsBackupEligible,
                IsBackedUp,
                Attestation,
                ClientData
            )
            {
                Name = Name,
            };
    }
}
