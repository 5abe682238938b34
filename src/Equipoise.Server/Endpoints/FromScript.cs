using Microsoft.AspNetCore.Http;

namespace Equipoise.Server.Endpoints;

/// <summary>Requests of the page's own script, which takes a new place and a fragment where a browser takes a page.</summary>
static class FromScript
{
    const string Header = "Equipoise-Script";

    internal static bool Is(HttpRequest request) => request.Headers.ContainsKey(Header);

    /// <summary>Sends the browser on, to what can be loaded again.</summary>
    internal static IResult GoTo(HttpContext http, string place)
    {
        if (!Is(http.Request))
            return new SeeOther(place);
        http.Response.Headers["Equipoise-Place"] = place;
        return Results.NoContent();
    }
}

/// <summary>The answer after an act: another place to look at.</summary>
sealed class SeeOther(string place) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = place;
        return Task.CompletedTask;
    }
}
