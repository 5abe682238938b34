using Equipoise.Server.AccessLog;
using Equipoise.Server.Accounts;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Pages.Parts;
using Equipoise.Server.Sessions;
using Equipoise.Server.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Entering;

/// <summary>One's own account: password, passkeys, authenticator app, sessions, keys for other programs.</summary>
static class OwnAccount
{
    internal static void MapOwnAccount(this IEndpointRouteBuilder to)
    {
        to.MapGet("/account", (Visitor visitor, AccountParts parts, string? told) => parts.Show(visitor, told: Told(told))).For();
        to.MapPost("/account/password", ChangePassword).For();
        to.MapPost("/account/passkey/ask", AskToMake).For();
        to.MapPost("/account/passkey", MakePasskey).For();
        to.MapPost("/account/passkey/remove", RemovePasskey).For();
        to.MapPost("/account/prove", AskToProve).For();
        to.MapPost("/account/app/begin", BeginApp).For();
        to.MapPost("/account/app", ConfirmApp).For();
        to.MapPost("/account/app/remove", RemoveApp).For();
        to.MapPost("/account/sessions", EndOthers).For();
        to.MapPost("/account/keys", MakeKey).For();
        to.MapPost("/account/keys/end", EndKey).For();
    }

    static async Task<IResult> ChangePassword(
        Visitor visitor,
        AccountParts parts,
        Identification identification,
        Passwords passwords
    )
    {
        var typed = Typed.Of(visitor.Http);
        if (await identification.CheckPasswordAsync(visitor.Person.Id, typed["current"], visitor.Address) is { } wrong)
            return await parts.Show(
                visitor,
                typed.With("current", wrong is Identified.Wrong ? "The password is wrong." : wrong.Words!)
            );
        var account = parts.Accounts.Find(visitor.Person.Id)!;
        if (await EnteringPages.NewPassword(typed, visitor.Person.Id, passwords, account) is null)
            return await parts.Show(visitor, typed);
        parts.Accounts.Keep(account);
        parts.Sessions.EndAllOf(visitor.Person.Id, but: visitor.Session);
        return parts.Done(visitor, "password");
    }

    static async Task<IResult> AskToMake(Visitor visitor, AccountParts parts, Passkeys passkeys) =>
        Results.Json(
            await passkeys.ToMake(
                parts.Accounts.Find(visitor.Person.Id)!,
                visitor.Person.Name,
                visitor.Session!.Id,
                visitor.Http
            )
        );

    static async Task<IResult> MakePasskey(Visitor visitor, AccountParts parts, Passkeys passkeys)
    {
        var typed = Typed.Of(visitor.Http);
        var name = typed.Text("passkey", "What you call it", most: 60);
        if (!typed.IsRead)
            return await parts.Show(visitor, typed);
        var account = parts.Accounts.Find(visitor.Person.Id)!;
        var answer = new Passkeys.Answer(typed[Proofs.Answer], typed[Proofs.Challenge]);
        var made = await passkeys.Make(account, answer, name, visitor.Session!.Id, visitor.Http);
        return made
            ? parts.Done(visitor, "passkey")
            : await parts.Show(visitor, typed.With("passkey", "The passkey was not made: its answer is wrong or came too late."));
    }

    static async Task<IResult> RemovePasskey(Visitor visitor, AccountParts parts)
    {
        if (Hex(Typed.Of(visitor.Http)["id"]) is { } id)
            await parts.Accounts.RemovePasskeyAsync(parts.Accounts.Find(visitor.Person.Id)!, id, CancellationToken.None);
        // Whoever has the device may have signed in with it.
        parts.Sessions.EndAllOf(visitor.Person.Id, but: visitor.Session);
        return parts.Done(visitor, "passkey-removed");
    }

    static async Task<IResult> AskToProve(Visitor visitor, AccountParts parts, Passkeys passkeys) =>
        Results.Json(await passkeys.ToProve(parts.Accounts.Find(visitor.Person.Id), visitor.Session!.Id, visitor.Http));

    static IResult BeginApp(Visitor visitor, AccountParts parts, UserManager<Account> identity)
    {
        var account = parts.Accounts.Find(visitor.Person.Id)!;
        if (!account.IsCodeAsked)
        {
            account.Authenticator = identity.GenerateNewAuthenticatorKey();
            parts.Accounts.Keep(account);
        }
        return FromScript.GoTo(visitor.Http, "/account");
    }

    static async Task<IResult> ConfirmApp(Visitor visitor, AccountParts parts, Identification identification)
    {
        var typed = Typed.Of(visitor.Http);
        var account = parts.Accounts.Find(visitor.Person.Id)!;
        if (account.Authenticator is null || !await identification.IsCode(account, typed["code"]))
            return await parts.Show(visitor, typed.With("code", "That is not the code that the app shows now."));
        account = parts.Accounts.Find(visitor.Person.Id)!;
        account.IsCodeAsked = true;
        parts.Accounts.Keep(account);
        return parts.Done(visitor, "app");
    }

    static IResult RemoveApp(Visitor visitor, AccountParts parts)
    {
        var account = parts.Accounts.Find(visitor.Person.Id)!;
        (account.Authenticator, account.IsCodeAsked) = (null, false);
        parts.Accounts.Keep(account);
        return parts.Done(visitor, "app-removed");
    }

    static IResult EndOthers(Visitor visitor, AccountParts parts)
    {
        parts.Sessions.EndAllOf(visitor.Person.Id, but: visitor.Session);
        return parts.Done(visitor, "sessions");
    }

    static async Task<IResult> MakeKey(Visitor visitor, AccountParts parts)
    {
        var typed = Typed.Of(visitor.Http);
        var name = typed.Text("key-name", "What you call it", most: 60);
        var role = visitor.Person.Roles.FirstOrDefault(one => one.IsInForce && RoleWords.Value(one) == typed["role"]);
        if (role is null)
            typed.With("role", "Choose one of your roles.");
        if (!typed.IsRead)
            return await parts.Show(visitor, typed);
        parts.Trail.Note(visitor.Person.Id, visitor.Address, "made a key for programs", RoleWords.Value(role!));
        return await parts.Show(visitor, newKey: parts.Keys.Make(visitor.Person.Id, role!, name));
    }

    static IResult EndKey(Visitor visitor, AccountParts parts)
    {
        parts.Keys.End(visitor.Person.Id, Typed.Of(visitor.Http)["id"]);
        return parts.Done(visitor, "key-ended");
    }

    static byte[]? Hex(string text) =>
        text.Length is > 0 and < 2048 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : null;

    static string? Told(string? what) =>
        what switch
        {
            "password" => "The password is changed, and you are signed out everywhere else.",
            "passkey" => "The passkey is made: from now on you can sign in and sign with it.",
            "passkey-removed" => "The passkey no longer counts, and you are signed out everywhere else.",
            "app" => "From now on a code of the app is asked for.",
            "app-removed" => "No code is asked for any more.",
            "sessions" => "You are signed out everywhere else.",
            "key-ended" => "The key no longer counts.",
            _ => null,
        };
}

/// <summary>What the account's page is made of.</summary>
sealed record AccountParts(AccountStore Accounts, SessionTable Sessions, ApiKeys Keys, AccessTrail Trail)
{
    internal async Task<IResult> Show(Visitor visitor, Typed? typed = null, string? told = null, string? newKey = null)
    {
        var account = Accounts.Find(visitor.Person.Id)!;
        return Page.Of<AccountPage>(
            typed ?? Typed.Nothing,
            ("Visitor", visitor),
            ("Account", account),
            ("Keys", await Accounts.GetPasskeysAsync(account, CancellationToken.None)),
            ("Sessions", Sessions.Of(visitor.Person.Id)),
            ("ApiKeys", Keys.Of(visitor.Person.Id)),
            ("Told", told),
            ("NewKey", newKey)
        );
    }

    internal IResult Done(Visitor visitor, string what)
    {
        Trail.Note(visitor.Person.Id, visitor.Address, "changed the account", what);
        return FromScript.GoTo(visitor.Http, $"/account?told={what}");
    }
}
