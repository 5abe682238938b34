using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Equipoise.Conduct.Access;
using Equipoise.Server.Accounts;
using Microsoft.AspNetCore.TestHost;

namespace Equipoise.Server.Tests.Api;

/// <summary>Another program, with the key of somebody in one of their roles.</summary>
sealed class Program(HttpClient client, string key)
{
    /// <summary>One that asks a server in this process.</summary>
    internal Program(TestServer server, string key)
        : this(new HttpClient(server.CreateHandler()) { BaseAddress = server.BaseAddress }, key) { }

    /// <summary>A program with a key of that person's role at that site.</summary>
    internal static Program Of(ServerUnderTest server, string person, Role role, string? site) =>
        new(server.App.GetTestServer(), KeyOf(server, person, role, site));

    internal static Program Coordinator(ServerUnderTest server) => Of(server, "carla", Role.Coordinator, "101");

    internal static string KeyOf(ServerUnderTest server, string person, Role role, string? site) =>
        server
            .Part<ApiKeys>()
            .Make(person, server.State.People[person].Roles.Single(granted => granted.Role == role && granted.Site == site), "a test");

    internal Task<Told> Get(string place, params (string Name, string Value)[] headers) => Send(new(HttpMethod.Get, place), headers);

    internal Task<Told> Post(string place, string body, string? idempotencyKey = null) =>
        PostBytes(place, Encoding.UTF8.GetBytes(body), idempotencyKey ?? Tables.Token.Draw());

    internal Task<Told> PostBytes(string place, byte[] body, string? idempotencyKey, string? kind = "application/json")
    {
        var content = new ByteArrayContent(body);
        if (kind is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(kind);
        return Send(
            new(HttpMethod.Post, place) { Content = content },
            idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)]
        );
    }

    /// <summary>Sends a body once the server wants it, and without its length where that is not to be told.</summary>
    internal Task<Told> PostCarefully(string place, string body, bool tellsLength)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, place)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.ExpectContinue = true;
        if (!tellsLength)
            request.Headers.TransferEncodingChunked = true;
        return Send(request, [("Idempotency-Key", Tables.Token.Draw())]);
    }

    /// <summary>Asks in any way, with an empty object where something is sent.</summary>
    internal Task<Told> Ask(string method, string place) =>
        method == "GET"
            ? Get(place)
            : Send(
                new(new(method), place) { Content = new StringContent("{}", Encoding.UTF8, "application/json") },
                [("Idempotency-Key", Tables.Token.Draw())]
            );

    async Task<Told> Send(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        if (key.Length > 0)
            request.Headers.Authorization = new("Bearer", key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var response = await client.SendAsync(request);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value))
        );
    }

    /// <summary>What came back.</summary>
    internal sealed record Told(int Status, string Text, string? Kind, IReadOnlyDictionary<string, string> Headers)
    {
        internal JsonNode Json => JsonNode.Parse(Text)!;

        /// <summary>The rules by which it was refused.</summary>
        internal IEnumerable<string> Rules => Json["refusals"]!.AsArray().Select(one => (string)one!["rule"]!);

        /// <summary>The places that could not be read.</summary>
        internal IEnumerable<string> Places => Json["errors"]!.AsArray().Select(one => (string)one!["pointer"]!);

        /// <summary>Fails unless it is problem details of that status, with all that such have.</summary>
        internal Told ShouldBeProblem(int status)
        {
            Status.ShouldBe(status, Text);
            Kind.ShouldBe("application/problem+json", Text);
            var problem = Json;
            ((int)problem["status"]!).ShouldBe(status);
            foreach (var member in new[] { "type", "title", "detail" })
                ((string?)problem[member]).ShouldNotBeNullOrEmpty(Text);
            Text.ShouldNotContain("   at ");
            return this;
        }
    }
}
