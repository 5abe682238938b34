using Microsoft.AspNetCore.Identity;

namespace Equipoise.Server.Accounts;

/// <summary>
/// Checks passwords one at a time: each costs a tenth of a second of a processor, and randomization does not wait for it.
/// </summary>
sealed class Passwords : IDisposable
{
    /// <summary>How many may wait; who comes then is asked to come again.</summary>
    const int Longest = 50;

    /// <summary>
    /// The fewest characters. Length is what guessing costs; rules about kinds of characters are not asked for.
    /// </summary>
    internal const int Shortest = 12;

    /// <summary>The most characters: a check of a megabyte would cost more than its asking.</summary>
    internal const int Most = 200;

    readonly SemaphoreSlim one = new(1);
    readonly PasswordHasher<Account> hasher = new();
    readonly Account nobody = new() { Person = "" };
    readonly Lazy<string> ofNobody;
    int waiting;

    public Passwords() => ofNobody = new(() => hasher.HashPassword(nobody, Tables.Token.Draw()));

    /// <summary>What speaks against a new password; null when nothing does.</summary>
    internal static string? Against(string password, string person) =>
        password.Length < Shortest ? $"A password has at least {Shortest} characters; several words are easily remembered."
        : password.Length > Most ? $"A password has at most {Most} characters."
        : password.Contains(person, StringComparison.OrdinalIgnoreCase) ? "A password does not contain the user name."
        : password.Distinct().Count() < 5 ? "Use at least five different characters."
        : null;

    /// <summary>The hash of a password.</summary>
    internal Task<string?> HashAsync(Account account, string password) =>
        InTurn(() => hasher.HashPassword(account, password));

    /// <summary>
    /// Whether it is that account's; null when too many wait. Who has no account costs the same time, and is told the same.
    /// </summary>
    internal async Task<bool?> IsRightAsync(Account? account, string password) =>
        password.Length > Most
            ? false
            : await InTurn(() =>
                (object)(
                    hasher.VerifyHashedPassword(account ?? nobody, account?.Password ?? ofNobody.Value, password)
                        != PasswordVerificationResult.Failed
                    && account?.Password is not null
                )
            )
                as bool?;

    async Task<T?> InTurn<T>(Func<T> check)
        where T : class
    {
        if (Interlocked.Increment(ref waiting) > Longest)
        {
            Interlocked.Decrement(ref waiting);
            return null;
        }
        try
        {
            await one.WaitAsync();
            try
            {
                return await Task.Run(check);
            }
            finally
            {
                one.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose() => one.Dispose();
}
