using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.TestHost;

namespace Equipoise.Server.Tests.Api;

/// <summary>The document of the API, which other people's programs are made from.</summary>
public sealed class DocumentTests
{
    static readonly JsonSerializerOptions readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task The_document_is_the_one_that_is_checked_in()
    {
        await using var server = await ServerUnderTest.Start();
        var told = await new Program(server.App.GetTestServer(), "").Get("/openapi/v1.json");
        told.Status.ShouldBe(200, told.Text);
        var received = JsonNode.Parse(told.Text)!.ToJsonString(readable) + "\n";
        var approved = Repository.At("docs", "openapi.v1.json");
        if (!File.Exists(approved) || File.ReadAllText(approved) != received)
        {
            var kept = Repository.At("artifacts", "openapi.v1.received.json");
            File.WriteAllText(kept, received);
            Assert.Fail($"The document of the API changed. If programs made for it still work, accept it: cp {kept} {approved}");
        }
    }

    [Fact]
    public void Every_address_and_every_member_is_described()
    {
        var document = JsonNode.Parse(File.ReadAllText(Repository.At("docs", "openapi.v1.json")))!;
        var without = new List<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            path.ShouldStartWith("/api/v1/");
            foreach (var (method, operation) in operations!.AsObject())
            {
                if ((string?)operation!["summary"] is not { Length: > 10 })
                    without.Add($"{method} {path}");
                foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                    if ((string?)parameter!["description"] is not { Length: > 10 })
                        without.Add($"{method} {path}: {parameter["name"]}");
                operation["responses"]!.AsObject().Select(one => one.Key).ShouldContain("401");
            }
        }
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            foreach (var (member, described) in schema!["properties"]?.AsObject() ?? [])
                if (described!["description"] is null && described["$ref"] is null && described["oneOf"] is null)
                    without.Add($"{name}.{member}");
        without.ShouldBeEmpty();
        document["components"]!["securitySchemes"]!["key"]!["scheme"]!.ToString().ShouldBe("bearer");
        document["security"]!.AsArray().Count.ShouldBe(1);
    }
}
