using Equipoise.Server.AccessLog;
using Equipoise.Server.Measures;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.Server.Accounts;

/// <summary>Whether somebody is who they say: by user name and password, and the code of an app where one is set up.</summary>
/// <remarks>
/// Five wrong attempts lock the name for a quarter of an hour, whoever has it or nobody. What is said is the same for a wrong
/// name, a wrong password and a wrong code.
/// </remarks>
sealed class Identification(
    AccountStore store,
    UserManager<Account> accounts,
    Passwords passwords,
    Attempts attempts,
    AccessTrail trail,
    Measured measured
)
{
    const int Most = 5;
    const int MostOfAddress = 60;

    /// <summary>How long a name is locked.</summary>
    internal static readonly TimeSpan Locked = TimeSpan.FromMinutes(15);

    static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(1);

    /// <summary>Whether a name is locked now.</summary>
    internal bool IsLocked(string person) => attempts.SoFar(Name(person), Locked) >= Most;

    /// <summary>Lets somebody try again before the time.</summary>
    internal void Unlock(string person) => attempts.Forget(Name(person));

    /// <summary>Checks the two components, and the code where one is asked for.</summary>
    internal Task<Identified> CheckAsync(string person, string password, string code, string? address) =>
        CheckAsync(person, password, account => account.IsCodeAsked ? IsCode(account, code) : Task.FromResult(true), address);

    /// <summary>Checks the password of somebody who is signed in; null when it is right.</summary>
    internal async Task<Identified?> CheckPasswordAsync(string person, string password, string? address) =>
        await CheckAsync(person, password, _ => Task.FromResult(true), address) is var checkedOne and not Identified.As
            ? checkedOne
            : null;

    async Task<Identified> CheckAsync(string person, string password, Func<Account, Task<bool>> isCode, string? address)
    {
        if (await attempts.CountAsync($"address {address}", AddressWindow) > MostOfAddress)
            return new Identified.TooMany();
        // Counted before it is checked: of a thousand at once, five are checked.
        var number = await attempts.CountAsync(Name(person), Locked);
        if (number > Most)
        {
            measured.NotSignedIn("locked");
            if (number == Most + 1)
                trail.Note(person, address, "locked", $"{Most} wrong attempts");
            return new Identified.IsLocked();
        }
        var account = store.Find(person);
        if (await passwords.IsRightAsync(account, password) is not { } isRight)
            return new Identified.TooMany();
        if (isRight && account is not null && await isCode(account))
        {
            attempts.Forget(Name(person));
            return new Identified.As(account, account.IsCodeAsked ? "password and code" : "password");
        }
        var why = isRight ? "wrong code" : "wrong password";
        measured.NotSignedIn(why);
        trail.Note(person, address, why, $"attempt {number}");
        return number == Most ? new Identified.IsLocked() : new Identified.Wrong();
    }

    /// <summary>Whether that is the code of the account's app now, and was not used yet.</summary>
    internal async Task<bool> IsCode(Account account, string code)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 6
            && await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits)
            && store.Use(account, digits);
    }

    static string Name(string person) => $"sign-in {person.ToUpperInvariant()}";
}

/// <summary>What came of an attempt to prove who one is.</summary>
abstract record Identified
{
    /// <summary>It is the person of that account.</summary>
    internal sealed record As(Account Account, string By) : Identified;

    /// <summary>Name, password or code are wrong.</summary>
    internal sealed record Wrong : Identified;

    /// <summary>The name is locked.</summary>
    internal sealed record IsLocked : Identified;

    /// <summary>Too many try at once.</summary>
    internal sealed record TooMany : Identified;

    /// <summary>What the person is told; null when it went well.</summary>
    internal string? Words =>
        this switch
        {
            Wrong => "User name, password or code is wrong.",
            IsLocked =>
                $"After five wrong attempts this name is locked for up to {Identification.Locked.TotalMinutes} minutes. "
                    + "If it was not you, tell an administrator.",
            TooMany => "Too many attempts at once. Wait a minute.",
            _ => null,
        };
}
