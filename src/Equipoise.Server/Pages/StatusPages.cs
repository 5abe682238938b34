using System.Data.Common;
using Equipoise.Server.Endpoints;
using Equipoise.TrialLog;
using Equipoise.TrialLog.Beside;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Equipoise.Server.Pages;

/// <summary>
/// Gives every status without a body a page, and at the API problem details (RFC 9457). What goes wrong inside is told to the
/// log and not to whoever asked.
/// </summary>
sealed partial class StatusPages(RequestDelegate next, ILogger<StatusPages> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = bad.StatusCode;
        }
#pragma warning disable CA1031 // Whatever breaks, whoever asked gets a page that says so, and no trace.
        catch (Exception failure) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The kinds and the place of it, and no message, in which something typed could stand.
            Failed(log, Kinds(failure), http.Request.Method, http.GetEndpoint()?.DisplayName, failure.StackTrace);
            http.Response.Clear();
            if (IsOfTheStore(failure))
                Gate.Stop(http, StatusCodes.Status503ServiceUnavailable, OutOfReach);
            else
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        var hasBody = http.Response.ContentLength is not null || http.Response.ContentType is not null;
        if (http.Response.HasStarted || http.Response.StatusCode < 400 || hasBody)
            return;
        var status = http.Response.StatusCode;
        var words = http.Features.Get<WordsOfStatus>()?.Words ?? Words(status);
        if (status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "2";
        var answer = http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? Results.Problem(words, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), type: "about:blank")
            : Page.Of<StatusPage>(status, ("Status", status), ("Words", words));
        await answer.ExecuteAsync(http);
    }

    const string OutOfReach =
        "The database of the trial cannot be used just now. Whether what you sent was recorded, the page that you came from "
        + "says; sending it again records nothing twice.";

    /// <summary>Whether the same request may succeed later: nothing is wrong but that the database does not answer.</summary>
    static bool IsOfTheStore(Exception failure) =>
        failure switch
        {
            DbException database => SideTables.IsOutOfReach(database),
            LogUnreadableException { InnerException: DbException database } => SideTables.IsOutOfReach(database),
            LogUnreadableException { InnerException: IOException or TimeoutException } => true,
            _ => false,
        };

    /// <summary>What kind of failure, and what caused it; of a database its code, which says what nobody typed.</summary>
    static string Kinds(Exception failure) =>
        (failure is DbException { SqlState: { } code } ? $"{failure.GetType().Name} {code}" : failure.GetType().Name)
        + (failure.InnerException is { } cause ? $" for {Kinds(cause)}" : "");

    static string Words(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => "What was sent cannot be read.",
            StatusCodes.Status404NotFound => "There is nothing here that you may see.",
            StatusCodes.Status405MethodNotAllowed => "That is not done here.",
            StatusCodes.Status413PayloadTooLarge => "What was sent is too large.",
            StatusCodes.Status415UnsupportedMediaType => "What was sent is of a kind that is not taken here.",
            StatusCodes.Status500InternalServerError =>
                "This is a fault of the program, and is noted. Whether what you sent was recorded, the page that you came from "
                    + "says; sending it again records nothing twice.",
            _ => "That did not work.",
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} at {Method} {Endpoint}: {Place}")]
    static partial void Failed(ILogger logger, string kind, string method, string? endpoint, string? place);
}
