using Microsoft.AspNetCore.Http;

namespace Equipoise.Server.Sessions;

/// <summary>What the browser holds of a session: a token that says nothing by itself.</summary>
static class SessionCookie
{
    // The prefix binds it to this host and to TLS; without TLS, which is for this machine alone, browsers refuse it.
    const string Name = "__Host-session";
    const string WithoutTls = "session";

    internal static string Of(HttpRequest request) =>
        request.Cookies[request.IsHttps ? Name : WithoutTls] ?? "";

    internal static void Give(HttpContext http, string token) =>
        http.Response.Cookies.Append(http.Request.IsHttps ? Name : WithoutTls, token, Options(http));

    internal static void TakeBack(HttpContext http) =>
        http.Response.Cookies.Delete(http.Request.IsHttps ? Name : WithoutTls, Options(http));

    static CookieOptions Options(HttpContext http) =>
        new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
        };
}
