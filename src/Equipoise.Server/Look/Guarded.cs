using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Server.Look;

/// <summary>
/// What every answer says to the browser: nothing runs, is framed, kept or sent elsewhere but what this server gave.
/// </summary>
static class Guarded
{
    static readonly object key = new();

    /// <summary>The word of this answer under which alone a script runs.</summary>
    internal static string Nonce(HttpContext http)
    {
        if (http.Items[key] is not string nonce)
            http.Items[key] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        return nonce;
    }

    internal static Task Headers(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'nonce-{Nonce(http)}'; style-src 'self'; img-src 'self' data:; "
                + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (http.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            if (!headers.CacheControl.ToString().Contains("immutable", StringComparison.Ordinal))
                headers.CacheControl = "no-store";
            headers.Remove("Pragma");
            headers.Remove("blazor-enhanced-nav");
            return Task.CompletedTask;
        });
        return next(http);
    }
}
