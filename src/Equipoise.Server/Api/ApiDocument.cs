using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using Equipoise.Server.Accounts;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Equipoise.Server.Api;

/// <summary>The API told to programs: an OpenAPI document, for anybody, made from the endpoints themselves.</summary>
static class ApiDocument
{
    const string Scheme = "key";

    static readonly string words = $"""
        What another program needs of a trial that Equipoise runs: participants, screening, randomization and
        laboratory results.

        Every request has a key, which a person makes on the page /account for one of their roles: it sees and does
        what that role may, and ends with it. With one key, {KeyRate.Most} requests a minute are taken.

        Every POST has an Idempotency-Key. What it recorded is its answer for ever: the same again records nothing.
        A refusal of a randomization is kept so too; any other refusal is told, and the same request may be made
        once its reason is gone.

        Every refusal is problem details (RFC 9457): 400 for what cannot be read, with the places as `errors`; 401
        without a key that counts; 403 for what the role may not do; 404 for what is not there or not seen, in the
        same words; 409 for what the rules of the trial refuse, with `refusals`; 413 for a body that is too large,
        415 for one that is no JSON, 429 with Retry-After for too many requests.

        Not offered: signing eligibility, which needs the proof of a person, and If-Match, which nothing here needs:
        a value that is recorded changes with a reason only.
        """;

    internal static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.With(json.SerializerOptions));
        return services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = api => api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
                options.CreateSchemaReferenceId = type =>
                    OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? NameOf(name) : null;
                options.AddDocumentTransformer((document, _, _) => Whole(document));
                options.AddOperationTransformer((operation, context, _) => Headers(operation, context.Description.HttpMethod));
                options.AddSchemaTransformer((schema, context, _) => Shape(schema, context.JsonTypeInfo.Type));
            }
        );
    }

    internal static void MapDocument(this IEndpointRouteBuilder to) => to.MapOpenApi("/openapi/{documentName}.json").ForAnybody();

    /// <summary>An endpoint that tells something.</summary>
    internal static RouteHandlerBuilder Tells<T>(this RouteHandlerBuilder endpoint, string name, params int[] refusals) =>
        endpoint.Told(name, typeof(T), StatusCodes.Status200OK, refusals);

    /// <summary>An endpoint that takes something to be recorded, and tells what became of it.</summary>
    internal static RouteHandlerBuilder Takes<TTaken, TTold>(
        this RouteHandlerBuilder endpoint,
        string name,
        int status = StatusCodes.Status200OK,
        params int[] refusals
    )
        where TTaken : notnull =>
        endpoint
            .Told(name, typeof(TTold), status, [400, 409, 413, 415, .. refusals])
            .WithMetadata(
                new AcceptsMetadata(["application/json"], typeof(TTaken), isOptional: ApiJson.Members(typeof(TTaken)).Count == 0)
            );

    static RouteHandlerBuilder Told(this RouteHandlerBuilder endpoint, string name, Type told, int status, int[] refusals)
    {
        endpoint.WithName(name).WithTags("Trial").Produces(status, told, "application/json");
        foreach (var refusal in (int[])[.. refusals, 401, 403, 429])
            endpoint.Produces<ProblemTold>(refusal, "application/problem+json");
        return endpoint;
    }

    static string NameOf(string type) =>
        type.StartsWith("Sent", StringComparison.Ordinal) ? $"New{type["Sent".Length..]}"
        : type.EndsWith("Told", StringComparison.Ordinal) ? type[..^"Told".Length]
        : type;

    static Task Whole(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Equipoise",
            Version = "v1",
            Description = words,
            License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        // Where it is served is no part of what is agreed.
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key of the page /account, bound to a person, one of their roles and its site. It lasts a year.",
            },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    static Task Headers(OpenApiOperation operation, string? method)
    {
        operation.Parameters ??= [];
        if (method == HttpMethods.Post)
            operation.Parameters.Add(
                Header(
                    IdempotencyKey.Header,
                    "The client's name for this act, 1 to 80 signs of ASCII, such as a UUID: a new one for each new act.",
                    isRequired: true,
                    "7f0d1c52-5d6e-4a0c-9a43-0f6f5b1f4c11"
                )
            );
        else if (operation.OperationId == "showParticipant")
            operation.Parameters.Add(
                Header(
                    "If-None-Match",
                    "The ETag of an earlier answer: 304 when it is still the same.",
                    isRequired: false,
                    "\"0f\""
                )
            );
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            switch (parameter.Name)
            {
                case "participant":
                    parameter.Example = "101-01";
                    break;
                case "page":
                    parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" };
                    break;
            }
        foreach (var (status, response) in operation.Responses ?? [])
            if (response is OpenApiResponse said)
                said.Description = StatusWords.GetValueOrDefault(status, said.Description);
        return Task.CompletedTask;
    }

    static readonly Dictionary<string, string?> StatusWords = new()
    {
        ["400"] = "It cannot be read: `errors` say where and why.",
        ["401"] = "There is no key, or it does not count any more.",
        ["403"] = "The role of the key may not do this.",
        ["404"] = "It is not there, or is not seen by the role of the key.",
        ["409"] = "The rules of the trial refuse it: `refusals` say why.",
        ["413"] = "The body is too large.",
        ["415"] = "The body is no JSON.",
        ["429"] = "Too many requests with this key: Retry-After says for how many seconds.",
    };

    static OpenApiParameter Header(string name, string description, bool isRequired, string example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Required = isRequired,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = example,
        };

    static readonly Dictionary<string, ParameterInfo> Nothing = [];

    static Task Shape(OpenApiSchema schema, Type type)
    {
        if (type.IsEnum)
            schema.Type = JsonSchemaType.String;
        else if (Nullable.GetUnderlyingType(type) is { IsEnum: true })
            schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
        if (ApiExamples.Of(type) is { } example)
            schema.Examples = [JsonNode.Parse(example)!];
        var isOfApi = type.Namespace == typeof(ApiDocument).Namespace && !type.IsEnum;
        foreach (var (name, member) in isOfApi ? ApiJson.Members(type) : Nothing)
            // A type of its own is described where it stands.
            if (
                schema.Properties is { } properties
                && properties.TryGetValue(name, out var property)
                && property is OpenApiSchema described
                && (Nullable.GetUnderlyingType(member.ParameterType) ?? member.ParameterType) is { IsEnum: false } of
                && of.Namespace != typeof(ApiDocument).Namespace
            )
                described.Description = member.GetCustomAttribute<DescriptionAttribute>()?.Description;
        if (type == typeof(SentAnswers) && schema.Properties?["answers"] is OpenApiSchema answers)
            answers.AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Boolean | JsonSchemaType.Number | JsonSchemaType.String,
            };
        // What is not known is refused.
        if (type.Name.StartsWith("Sent", StringComparison.Ordinal) && schema.Properties is { Count: > 0 })
            schema.AdditionalPropertiesAllowed = false;
        return Task.CompletedTask;
    }
}
