using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Look;

/// <summary>
/// The style sheet and the script, inside the program, each at an address that names its content: kept for ever.
/// </summary>
sealed class Asset
{
    readonly byte[] content;
    readonly string type;

    Asset(string name, string type)
    {
        using var reader = new StreamReader(typeof(Asset).Assembly.GetManifestResourceStream(name)!);
        // Remarks and indents are for people who read the program; no browser needs them.
        content = Encoding.UTF8.GetBytes(
            string.Join(
                '\n',
                reader
                    .ReadToEnd()
                    .Split('\n')
                    .Select(line => line.Trim())
                    .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            )
        );
        this.type = type;
        Address = $"/{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}/{name}";
    }

    internal static Asset Style { get; } = new("site.css", "text/css; charset=utf-8");

    internal static Asset Script { get; } = new("site.js", "text/javascript; charset=utf-8");

    internal string Address { get; }

    internal int Length => content.Length;

    internal IEndpointConventionBuilder Map(IEndpointRouteBuilder to) =>
        to.MapGet(
            Address,
            (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(content, type);
            }
        );
}
