using System.Text.RegularExpressions;
using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Tests.Rights;

/// <summary>An endpoint and what it needs.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">Its address, with names in braces.</param>
/// <param name="Whom">"anybody", "signed in", "program" or the acts of which one is needed.</param>
sealed partial record Asked(string Method, string Pattern, string Whom)
{
    internal bool IsOfParticipant => Pattern.Contains("{participant}", StringComparison.Ordinal);

    internal IReadOnlyList<Act> Acts =>
        Whom is "anybody" or "signed in" ? [] : [.. Whom.Split(", ").Select(act => Enum.Parse<Act>(act))];

    /// <summary>The address with names filled in.</summary>
    internal string At(string participant, string person = "carla") =>
        Hole()
            .Replace(
                Pattern,
                hole =>
                    hole.Groups["name"].Value switch
                    {
                        "participant" => participant,
                        "person" => person,
                        "sequence" => "1",
                        "visit" => "baseline",
                        "number" or "query" => "1",
                        _ => "vital-signs",
                    }
            );

    /// <summary>The list that people wrote.</summary>
    internal static IReadOnlyList<Asked> Listed { get; } =
        [
            .. File.ReadLines(Repository.At("tests", "Equipoise.Server.Tests", "Rights", "endpoints.txt"))
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries))
                .Select(parts => new Asked(parts[0], parts[1], parts[2].Trim())),
        ];

    /// <summary>Those of the program, apart from the style sheet and the script.</summary>
    internal static IReadOnlyList<Asked> Of(WebApplication app) =>
        [
            .. ((IEndpointRouteBuilder)app)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => !endpoint.RoutePattern.RawText!.Contains("site.", StringComparison.Ordinal))
                .Select(endpoint => new Asked(
                    endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single(),
                    endpoint.RoutePattern.RawText!,
                    Words(endpoint.Metadata.GetMetadata<Needs>()!)
                ))
                .Where(one => !one.Pattern.StartsWith("/api/", StringComparison.Ordinal) && !one.Pattern.StartsWith("/openapi", StringComparison.Ordinal)),
        ];

    static string Words(Needs needs) =>
        needs.Acts.Count > 0 ? string.Join(", ", needs.Acts)
        : needs.Whom == Server.Endpoints.Whom.Anybody ? "anybody"
        : "signed in";

    [GeneratedRegex(@"\{(?<name>\w+)(?::\w+)?\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
