using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.Server.Accounts;

/// <summary>
/// Passkeys: a device that holds a key and lets nobody else use it, by the framework's own protocol (WebAuthn).
/// </summary>
sealed class Passkeys(IPasskeyHandler<Account> handler, UserManager<Account> accounts, Challenges challenges)
{
    /// <summary>What a device is asked when it makes a new one.</summary>
    internal async Task<Question> ToMake(Account account, string name, string session, HttpContext http)
    {
        var asked = await handler.MakeCreationOptionsAsync(
            new()
            {
                Id = account.Person,
                Name = account.Person,
                DisplayName = name,
            },
            http
        );
        return new(asked.CreationOptionsJson, challenges.Keep(asked.AttestationState ?? "", session));
    }

    /// <summary>Keeps the one that a device made; false when the answer is not to what was asked.</summary>
    internal async Task<bool> Make(Account account, Answer answer, string name, string session, HttpContext http)
    {
        if (challenges.Take(answer.Challenge, session) is not { } state)
            return false;
        var result = await handler.PerformAttestationAsync(
            new()
            {
                CredentialJson = answer.Credential,
                HttpContext = http,
                AttestationState = state,
            }
        );
        if (!result.Succeeded || result.UserEntity.Id != account.Person)
            return false;
        result.Passkey.Name = name;
        return (await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey)).Succeeded;
    }

    /// <summary>What a device is asked when somebody proves who they are with it.</summary>
    /// <param name="account">Whose device; null when anybody may answer.</param>
    /// <param name="session">The session in which it is asked; null before one.</param>
    /// <param name="http">The request.</param>
    internal async Task<Question> ToProve(Account? account, string? session, HttpContext http)
    {
        var asked = await handler.MakeRequestOptionsAsync(account, http);
        return new(asked.RequestOptionsJson, challenges.Keep(asked.AssertionState ?? "", session));
    }

    /// <summary>Whose device answered; null when it is nobody's, or the answer is not to what was asked.</summary>
    internal async Task<Account?> Prove(string answer, string challenge, string? session, HttpContext http)
    {
        if (challenges.Take(challenge, session) is not { } state)
            return null;
        var result = await handler.PerformAssertionAsync(
            new()
            {
                CredentialJson = answer,
                HttpContext = http,
                AssertionState = state,
            }
        );
        if (!result.Succeeded)
            return null;
        await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }

    /// <summary>What a browser passes on to a device, and by which name its answer is known.</summary>
    internal sealed record Question(string Options, string Challenge);

    /// <summary>What a device answered, and to which question.</summary>
    internal sealed record Answer(string Credential, string Challenge);
}
