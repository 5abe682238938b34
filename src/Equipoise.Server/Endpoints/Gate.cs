using Equipoise.Conduct.Access;
using Equipoise.Conduct.Running;
using Equipoise.Server.AccessLog;
using Equipoise.Server.Accounts;
using Equipoise.Server.Measures;
using Equipoise.Server.Sessions;
using Equipoise.Server.Trial;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Endpoints;

/// <summary>Stands before every endpoint and lets in who has what it needs.</summary>
/// <remarks>
/// In this order: whether the request comes from a page of this server; whether the trial is read; who asks; whether they see
/// the
/// participant whom it is about; whether they may do it. Whatever is not granted is 404 for what is of another site, as if it
/// did not exist, and 403 for an act.
/// </remarks>
sealed class Gate(
    RequestDelegate next,
    RunningTrial trial,
    SessionTable sessions,
    ApiKeys keys,
    KeyRate rate,
    AccessTrail trail,
    Measured measured,
    IAntiforgery antiforgery,
    TimeProvider clock
)
{
    internal const string Participant = "participant";
    internal const string Site = "site";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }
        var needs = endpoint.Metadata.GetMetadata<Needs>()!;
        if (needs.Whom != Whom.Program && ComesFromElsewhere(http.Request))
            Stop(http, StatusCodes.Status403Forbidden, "This request did not come from a page of this trial.");
        else if (needs.Whom == Whom.Anybody)
            await Forward(http, needs);
        else if (trial.Conduct is not { } conduct)
            Stop(http, StatusCodes.Status503ServiceUnavailable, Starting);
        else if (await Who(http, needs) is not { } who)
            NotSignedIn(http, needs);
        else if (who.Key is not { } key)
            await LetIn(http, needs, conduct, who);
        else
        {
            // Whatever goes wrong further in is answered with 500 on the way out.
            var status = StatusCodes.Status500InternalServerError;
            try
            {
                await LetIn(http, needs, conduct, who);
                status = http.Response.StatusCode;
            }
            finally
            {
                trail.Note(
                    who.Person,
                    http.Connection.RemoteIpAddress?.ToString(),
                    Call,
                    $"{http.Request.Method} {endpoint.RoutePattern.RawText}, {status}, key {key.Id[..KeyLetters]}"
                );
            }
        }
    }

    /// <summary>What the access log says of a request of a program.</summary>
    internal const string Call = "asked by the API";

    // So many letters of the hash of a key tell it from the others of a person.
    const int KeyLetters = 12;

    async Task LetIn(HttpContext http, Needs needs, TrialConduct conduct, (string Person, Session? Session, ApiKey? Key) who)
    {
        var (person, session, granted) = who;
        if (granted is not null && await rate.SecondsToWaitAsync(granted) is { } seconds)
        {
            http.Response.Headers.RetryAfter = $"{seconds}";
            Stop(http, StatusCodes.Status429TooManyRequests, $"More than {KeyRate.Most} requests in a minute with this key.");
            return;
        }
        var state = await conduct.LookAsync();
        if (
            !state.People.TryGetValue(person, out var known)
            || known.IsClosed
            || granted?.Limit(known) is { Roles.IsEmpty: true }
        )
        {
            if (session is not null)
                sessions.End(session);
            NotSignedIn(http, needs);
            return;
        }
        var asked = granted?.Limit(known) ?? known;
        var visitor = new Visitor(http, conduct, measured, state, trial.Rules, asked, clock.GetUtcNow()) { Session = session };
        http.Features.Set(visitor);
        if (Refuses(visitor, needs, http.Request.RouteValues) is var (status, words))
            Stop(http, status, words);
        else
            await Forward(http, needs);
    }

    internal const string Starting = "The trial is being read: this takes a few seconds. Try again.";

    async Task<(string Person, Session? Session, ApiKey? Key)?> Who(HttpContext http, Needs needs) =>
        needs.Whom == Whom.Program
            ? await keys.FindAsync(Bearer(http.Request)) is { } key ? (key.Person, null, key) : null
            : await sessions.FindAsync(SessionCookie.Of(http.Request)) is { } session ? (session.Person, session, null)
            : null;

    static string Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header["Bearer ".Length..]
            : "";

    static (int Status, string? Words)? Refuses(Visitor visitor, Needs needs, RouteValueDictionary values)
    {
        string? site = null;
        if (values.TryGetValue(Participant, out var participant))
        {
            if (visitor.Views.Find((string)participant!) is not { } seen)
                return (StatusCodes.Status404NotFound, null);
            site = seen.Site;
        }
        bool May(Conduct.Record.Act act) => site is null ? visitor.Person.May(act) : visitor.Person.May(act, site);
        return needs.Acts.Count == 0 || needs.Acts.Any(May)
            ? null
            : (StatusCodes.Status403Forbidden, "Your role does not let you do this.");
    }

    async Task Forward(HttpContext http, Needs needs)
    {
        if (needs.Whom != Whom.Program && !IsSafe(http.Request))
        {
            if (!await IsWhole(http.Request))
            {
                Stop(http, StatusCodes.Status400BadRequest, "What was sent cannot be read as a form of this trial.");
                return;
            }
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                Stop(http, StatusCodes.Status400BadRequest, "This page is too old to be sent: load it again.");
                return;
            }
        }
        await next(http);
    }

    /// <summary>
    /// Whether what was sent is a form within the limits; it is read here, so that no page reads what is none.
    /// </summary>
    static async Task<bool> IsWhole(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return false;
        try
        {
            await request.ReadFormAsync();
            return true;
        }
        // Too large, cut off, or in an encoding that is none.
        catch (Exception unreadable)
            when (unreadable
                    is InvalidDataException
                        or BadHttpRequestException
                        or IOException
                        or NotSupportedException
                        or ArgumentException
            )
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a browser says that another site made it send this, or something that is no browser sent it: a cookie alone is
    /// no
    /// proof that whoever holds it wants this.
    /// </summary>
    static bool ComesFromElsewhere(HttpRequest request) =>
        !IsSafe(request) && request.Headers["Sec-Fetch-Site"].ToString() is not ("same-origin" or "none");

    static bool IsSafe(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    static void NotSignedIn(HttpContext http, Needs needs)
    {
        if (needs.Whom == Whom.SignedIn && IsSafe(http.Request) && !FromScript.Is(http.Request))
        {
            var asked = http.Request.Path + http.Request.QueryString;
            http.Response.Redirect(asked == "/" ? "/sign-in" : $"/sign-in?back={Uri.EscapeDataString(asked)}");
            return;
        }
        if (needs.Whom == Whom.Program)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            Stop(http, StatusCodes.Status401Unauthorized, "Send a key that counts: Authorization: Bearer KEY.");
            return;
        }
        Stop(http, StatusCodes.Status401Unauthorized, "Sign in again: the session has ended. What you typed is still here.");
    }

    /// <summary>Answers with a status; the page or the problem details for it are made on the way out.</summary>
    internal static void Stop(HttpContext http, int status, string? words)
    {
        http.Response.StatusCode = status;
        if (words is not null)
            http.Features.Set(new WordsOfStatus(words));
    }
}
