using System.Net;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Server.AccessLog;
using Equipoise.Server.Accounts;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Sessions;
using Equipoise.Server.Signing;
using Equipoise.Server.Trial;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Entering;

/// <summary>Coming in and going: sign-in, sign-out, the first password, the set-up of a new server.</summary>
static class EnteringPages
{
    internal static void MapEntering(this IEndpointRouteBuilder to)
    {
        to.MapGet("/sign-in", (string? back) => Page.Of<SignInPage>(("Back", Own(back)))).ForAnybody();
        to.MapPost("/sign-in", SignIn).ForAnybody();
        to.MapPost("/sign-in/passkey", Ask).ForAnybody();
        to.MapPost("/sign-out", SignOut).For();
        to.MapGet("/join", () => Page.Of<JoinPage>()).ForAnybody();
        to.MapPost("/join", Join).ForAnybody();
        to.MapGet("/set-up", SetUpForm).ForAnybody();
        to.MapPost("/set-up", SetUp).ForAnybody();
    }

    static async Task<IResult> SignIn(
        HttpContext http,
        Identification identification,
        Passkeys passkeys,
        SessionTable sessions,
        AccessTrail trail,
        RunningTrial trial
    )
    {
        var typed = Typed.Of(http);
        var address = http.Connection.RemoteIpAddress?.ToString();
        var back = Own(typed["back"]);
        string person,
            by;
        if (typed[Proofs.Answer].Length > 0)
        {
            if (await passkeys.Prove(typed[Proofs.Answer], typed[Proofs.Challenge], session: null, http) is not { } account)
            {
                trail.Note(null, address, "unknown passkey");
                typed.With(null, "This passkey is not known here, or its answer came too late.");
                return Page.Of<SignInPage>(typed, ("Back", back));
            }
            (person, by) = (account.Person, "passkey");
        }
        else
        {
            var identified = await identification.CheckAsync(typed["user"].Trim(), typed["password"], typed["code"], address);
            if (identified is not Identified.As known)
                return Page.Of<SignInPage>(typed.With("user", identified.Words!), ("Back", back));
            (person, by) = (known.Account.Person, known.By);
        }
        if (trial.Conduct is null)
            return Page.Of<SignInPage>(typed.With(null, Gate.Starting), ("Back", back));
        if (trial.Conduct.State.People.GetValueOrDefault(person) is not { IsClosed: false })
        {
            trail.Note(person, address, "closed account");
            return Page.Of<SignInPage>(typed.With("user", new Identified.Wrong().Words!), ("Back", back));
        }
        // What was held before is ended: nobody comes in with a session that somebody else made.
        if (await sessions.FindAsync(SessionCookie.Of(http.Request)) is { } before)
            sessions.End(before);
        SessionCookie.Give(http, sessions.Begin(person));
        trail.Note(person, address, "signed in", by);
        return FromScript.GoTo(http, back);
    }

    static async Task<IResult> Ask(HttpContext http, Passkeys passkeys) =>
        Results.Json(await passkeys.ToProve(account: null, session: null, http));

    static IResult SignOut(Visitor visitor, SessionTable sessions, AccessTrail trail)
    {
        sessions.End(visitor.Session!);
        SessionCookie.TakeBack(visitor.Http);
        trail.Note(visitor.Person.Id, visitor.Address, "signed out");
        return FromScript.GoTo(visitor.Http, "/sign-in");
    }

    static async Task<IResult> Join(
        HttpContext http,
        Invitations invitations,
        Attempts attempts,
        AccountStore accounts,
        Passwords passwords,
        SessionTable sessions,
        AccessTrail trail
    )
    {
        var typed = Typed.Of(http);
        var address = http.Connection.RemoteIpAddress?.ToString();
        if (await attempts.CountAsync($"join {address}", TimeSpan.FromMinutes(1)) > 20)
            return Page.Of<JoinPage>(typed.With(null, new Identified.TooMany().Words!));
        var code = typed["code"].Trim();
        if (invitations.PersonOf(code) is not { } person)
        {
            trail.Note(null, address, "unknown invitation");
            return Page.Of<JoinPage>(typed.With("code", "This code is none, was used, or is older than a week."));
        }
        if (await NewPassword(typed, person, passwords, accounts.Find(person) ?? new() { Person = person }) is not { } account)
            return Page.Of<JoinPage>(typed);
        if (!invitations.Use(code))
            return Page.Of<JoinPage>(typed.With("code", "This code was used just now."));
        accounts.Keep(account);
        // Whoever held the account before no longer does.
        sessions.EndAllOf(person);
        SessionCookie.Give(http, sessions.Begin(person, byInvitation: true));
        trail.Note(person, address, "set a password", "by invitation");
        return FromScript.GoTo(http, "/");
    }

    /// <summary>The account with the new password that was typed twice; null when something is wrong with it.</summary>
    internal static async Task<Account?> NewPassword(Typed typed, string person, Passwords passwords, Account account)
    {
        if (Passwords.Against(typed["password"], person) is { } weak)
            typed.With("password", weak);
        else if (typed["password"] != typed["again"])
            typed.With("again", "The two are not the same.");
        if (!typed.IsRead)
            return null;
        account.Password = await passwords.HashAsync(account, typed["password"]);
        if (account.Password is not null)
            return account;
        typed.With(null, new Identified.TooMany().Words!);
        return null;
    }

    static IResult SetUpForm(HttpContext http, ServedTrial served, RunningTrial trial, AccountStore accounts) =>
        IsToBeSetUp(http, served, accounts) is { } not
            ? not
            : Page.Of<SetUpPage>(("Opens", trial.Conduct?.State.Opened is null));

    static async Task<IResult> SetUp(
        HttpContext http,
        ServedTrial served,
        RunningTrial trial,
        Attempts attempts,
        AccountStore accounts,
        Passwords passwords,
        SessionTable sessions,
        AccessTrail trail
    )
    {
        if (IsToBeSetUp(http, served, accounts) is { } not)
            return not;
        var typed = Typed.Of(http);
        var opens = trial.Conduct?.State.Opened is null;
        IResult Again() => Page.Of<SetUpPage>(typed, ("Opens", opens));
        if (trial.Conduct is not { } conduct)
        {
            typed.With(null, Gate.Starting);
            return Again();
        }
        // As long as the code is, twenty attempts a minute find it never; they are counted all the same.
        if (
            await attempts.CountAsync("set-up", TimeSpan.FromMinutes(1)) > 20
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(Tables.Token.Hash(typed["code"].Trim())),
                Encoding.UTF8.GetBytes(Tables.Token.Hash(served.SetUpCode!))
            )
        )
        {
            typed.With("code", "That is not the code that the console told.");
            return Again();
        }
        var user = typed.Text("user", "The user name", most: 50);
        var name = opens ? typed.Text("name", "The printed name") : "";
        if (!typed.IsRead || await NewPassword(typed, user, passwords, new() { Person = user }) is not { } account)
            return Again();
        if (opens)
        {
            var opened = await conduct.DoAsync(
                new OpenTrial(served.ProtocolText, Synthetic: false) { AdministratorName = name },
                user,
                typed["key"]
            );
            if (opened is Decision.Refused refused)
            {
                typed.With(refused.Reasons, ("no-user", "user"));
                return Again();
            }
        }
        else if (conduct.State.People.GetValueOrDefault(user) is not { IsClosed: false } known || !known.May(Act.ManagePeople))
        {
            typed.With("user", "Nobody of that user name is an administrator of this trial.");
            return Again();
        }
        else
            account = new() { Person = known.Id, Password = account.Password };
        accounts.Keep(account);
        SessionCookie.Give(http, sessions.Begin(account.Person));
        trail.Note(account.Person, http.Connection.RemoteIpAddress?.ToString(), "set up the server");
        return FromScript.GoTo(http, "/people");
    }

    /// <summary>Whether the server may be set up from there: else it is as if there were no such page.</summary>
    static IResult? IsToBeSetUp(HttpContext http, ServedTrial served, AccountStore accounts) =>
        served.SetUpCode is not null
        && http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && accounts.IsEmpty
            ? null
            : Results.NotFound();

    /// <summary>A place of this server to go back to; its first page for anything else.</summary>
    static string Own(string? back) =>
        back is ['/', ..] and not ['/', '/' or '\\', ..] && back.Length < 500 && !back.Any(char.IsControl) ? back : "/";
}
