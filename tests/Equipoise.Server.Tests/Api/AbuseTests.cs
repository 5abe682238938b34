using System.Text;
using System.Text.Json.Nodes;
using Equipoise.Conduct.Access;
using Microsoft.Extensions.Logging;

namespace Equipoise.Server.Tests.Api;

/// <summary>Whatever a program sends, it is told what is wrong with it, and where; nothing breaks, and nothing of it is logged.</summary>
public sealed class AbuseTests
{
    const string Result = """{"test":"neutrophils","value":1.8,"unit":"10^9/L","on":"2018-06-01","comparator":"<","lowerLimit":2,"upperLimit":7.5,"sample":1,"reasonForChange":null}""";

    static readonly (string Place, string Body)[] posts =
    [
        ("/api/v1/participants", """{"site":"101","age":57,"sex":"female","on":"2018-06-01"}"""),
        ("/api/v1/participants/101-01/consent", """{"on":"2018-06-01","formVersion":"2.0","reasonForChange":null}"""),
        ("/api/v1/participants/101-01/eligibility", """{"on":"2018-06-01","answers":{"adult":57,"her2":true,"no-progression":"PR"},"reasonForChange":null}"""),
        ("/api/v1/participants/101-01/laboratory", Result),
        ("/api/v1/laboratory/files", """{"file":"participant,test,value,unit,day\n101-01,hemoglobin,12.1,g/dL,2018-06-01","layout":null}"""),
        ("/api/v1/laboratory", $$"""{"rows":[{"participant":"101-01","result":{{Result}}}]}"""),
    ];

    // Each of them in place of each member. A text of JSON, as it is sent.
    static readonly string[] values =
    [
        "null", "true", "0", "-1", "1.5", "1e999", "-1e400", "99999999999999999999", "[]", "{}", "[[1]]", """{"a":{"b":1}}""",
        "\"\"", "\" \"", "\"0\"", "\"2018-02-30\"", "\"0000-00-00\"", "\"2018-06-01T00:00:00Z\"", "\"female, male\"", "\"\\u0000\\u0007\"",
        "\"\\ud800\"", "\"\\udc00 x\"", "\"<script>alert(1)</script>\"", "\"'; DROP TABLE account; --\"", "\"../../etc/passwd\"", "\"\\u202e\"",
        "\"{0} %s %n ${jndi:ldap://x}\"", "\"101-01\\n\"", $"\"{new string('x', 50_000)}\"", $"\"{string.Concat(Enumerable.Repeat("\\u0000", 5_000))}\"",
        string.Concat(Enumerable.Repeat("[", 2_000)) + string.Concat(Enumerable.Repeat("]", 2_000)),
        string.Concat(Enumerable.Repeat("{\"a\":", 2_000)) + "1" + new string('}', 2_000),
    ];

    [Fact]
    public async Task No_value_of_any_member_breaks_anything_and_none_is_in_a_log()
    {
        var log = new Lines();
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        server.Part<ILoggerFactory>().AddProvider(log);
        var program = Program.Coordinator(server);
        var asked = 0;
        foreach (var (place, body) in posts)
            foreach (var member in Members(JsonNode.Parse(body)!))
                foreach (var value in values)
                {
                    if (++asked % 500 == 0)
                        server.Clock.Move(TimeSpan.FromMinutes(1));
                    var sent = JsonNode.Parse(body)!;
                    Put(sent, member, "PLACE-OF-IT");
                    var told = await program.Post(place, sent.ToJsonString().Replace("\"PLACE-OF-IT\"", value, StringComparison.Ordinal));
                    told.Status.ShouldBeOneOf([200, 201, 400, 409], $"{place} {member} {value[..Math.Min(40, value.Length)]}: {told.Text}");
                    if (told.Status >= 400)
                        told.ShouldBeProblem(told.Status);
                    if (told.Status == 400 && value.Length < 1000)
                        told.Places.ShouldContain(pointer => pointer == member || pointer.StartsWith(member, StringComparison.Ordinal));
                }
        asked.ShouldBeGreaterThan(800);
        // This server without a network has no such limit to set: the endpoint counts what it reads.
        log.All.Distinct().ShouldBe(["A request body size limit could not be applied. This server does not support the IHttpMaxRequestBodySizeFeature."]);
    }

    [Fact]
    public async Task What_is_missing_unknown_or_there_twice_is_told_by_its_name()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var program = Program.Coordinator(server);
        var before = server.State.Head;
        foreach (var (place, body) in posts)
        {
            (await program.Post(place, body[..^1] + ""","Site/~x":1,"<b>":2}""")).ShouldBeProblem(400).Places.ShouldBe(["#/Site~1~0x", "#/<b>"]);
            var first = JsonNode.Parse(body)!.AsObject().First();
            (await program.Post(place, body[..^1] + $$""","{{first.Key}}":{{first.Value!.ToJsonString()}}}"""))
                .ShouldBeProblem(400)
                .Places.ShouldBe([$"#/{first.Key}"]);
            var lacking = JsonNode.Parse(body)!.AsObject();
            lacking.Remove(first.Key);
            var told = (await program.Post(place, lacking.ToJsonString())).ShouldBeProblem(400);
            told.Places.ShouldBe([$"#/{first.Key}"]);
            told.Json["detail"]!.ToString().ShouldBe($"#/{first.Key} is missing.");
        }
        var both = (await program.Post("/api/v1/participants", """{"site":101,"age":"57","gender":"female","on":"1 June"}""")).ShouldBeProblem(400);
        both.Json["errors"]!.AsArray().Select(one => $"{one!["pointer"]} {one["detail"]}").ShouldBe(
            [
                "#/gender is no member that is known here",
                "#/site is a text",
                "#/age is a whole number",
                "#/sex is missing",
                "#/on is a day, written as \"2018-06-01\"",
            ]
        );
        (await program.Post("/api/v1/participants/101-01/eligibility", """{"on":"2018-06-01","answers":{"adult":"57","her2":"yes","no-progression":1,"none":2}}"""))
            .ShouldBeProblem(400)
            .Places.ShouldBe(["#/answers/adult", "#/answers/her2", "#/answers/no-progression", "#/answers/none"]);
        (await program.Post("/api/v1/participants/101-01/randomization", """{"arm":"palbociclib"}""")).ShouldBeProblem(400).Places.ShouldBe(["#/arm"]);
        server.State.Head.ShouldBe(before);
    }

    [Fact]
    public async Task What_is_no_json_in_utf8_or_too_large_is_refused()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var program = Program.Coordinator(server);
        foreach (var (place, body) in posts.Append(("/api/v1/participants/101-01/randomization", "{}")))
        {
            foreach (var kind in new[] { null, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml" })
                (await program.PostBytes(place, Encoding.UTF8.GetBytes(body), "key", kind)).ShouldBeProblem(415);
            foreach (
                var bytes in (byte[][])
                    [
                        Encoding.Unicode.GetBytes(body),
                        Encoding.UTF32.GetBytes(body),
                        [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(body)],
                        [.. Encoding.UTF8.GetBytes(body)[..^1], .. ",\""u8, 0xFF, .. "\":1}"u8],
                        Encoding.UTF8.GetBytes(body)[..^1],
                        [.. Encoding.UTF8.GetBytes(body), .. "{}"u8],
                        [.. "// a comment\n"u8, .. Encoding.UTF8.GetBytes(body)],
                        [0],
                        [.. "null"u8],
                        [.. "[]"u8],
                        [.. "\"text\""u8],
                        new byte[60_000],
                    ]
            )
                (await program.PostBytes(place, bytes, "key")).ShouldBeProblem(400);
            var most = place.StartsWith("/api/v1/laboratory", StringComparison.Ordinal) ? 1024 * 1024 : 64 * 1024;
            (await program.PostBytes(place, Encoding.UTF8.GetBytes(body.PadRight(most + 1)), "key")).ShouldBeProblem(413);
            (await program.PostBytes(place, Encoding.UTF8.GetBytes(body.PadRight(most)), $"large {place}".Replace(' ', '-'))).Status.ShouldBeOneOf(200, 201, 409);
        }
    }

    [Fact]
    public async Task Over_a_network_the_limits_are_the_same_with_and_without_a_length()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        using var client = new HttpClient { BaseAddress = new(server.App.Urls.Single()) };
        var program = new Program(client, Program.KeyOf(server, "carla", Role.Coordinator, "101"));
        foreach (var tellsLength in new[] { true, false })
            foreach (var (place, body) in posts)
            {
                var most = place.StartsWith("/api/v1/laboratory", StringComparison.Ordinal) ? 1024 * 1024 : 64 * 1024;
                // Without a length, what is sent around each piece of a body counts too.
                var taken = tellsLength ? most : most * 9 / 10;
                (await program.PostCarefully(place, body.PadRight(taken), tellsLength)).Status.ShouldBeOneOf(200, 201, 409);
                (await program.PostCarefully(place, body.PadRight(most + 1), tellsLength)).ShouldBeProblem(413);
            }
        (await program.Get("/api/v1/participants/%00")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Without_a_key_of_the_request_nothing_is_recorded()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        var program = Program.Coordinator(server);
        var before = server.State.Head;
        foreach (var (place, body) in posts.Append(("/api/v1/participants/101-01/randomization", "{}")))
            foreach (var key in new[] { null, "", " ", "a b", "ä", new string('k', 81) })
                (await program.PostBytes(place, Encoding.UTF8.GetBytes(body), key))
                    .ShouldBeProblem(400)
                    .Json["type"]!.ToString()
                    .ShouldBe("urn:equipoise:problem:idempotency-key");
        server.State.Head.ShouldBe(before);
    }

    [Theory]
    [InlineData("101-01%2F..%2F202-01")]
    [InlineData("..%2f..")]
    [InlineData("%F0%9F%92%A9")]
    [InlineData("%ff%fe")]
    [InlineData("<script>")]
    [InlineData("' OR 1=1 --")]
    public async Task An_identifier_that_is_none_is_nobody(string participant)
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var program = Program.Coordinator(server);
        (await program.Get($"/api/v1/participants/{participant}")).ShouldBeProblem(404);
        (await program.Post($"/api/v1/participants/{participant}/randomization", "{}")).ShouldBeProblem(404);
        (await program.Get($"/api/v1/participants?search={participant}&site={participant}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_is_not_there_and_not_done_is_problem_details_too()
    {
        await using var server = await ServerUnderTest.Start();
        var program = Program.Coordinator(server);
        (await program.Get("/api/v1/nothing")).ShouldBeProblem(404);
        (await program.Get("/api/v2/participants")).ShouldBeProblem(404);
        (await program.Get("/api/v1/laboratory")).ShouldBeProblem(405);
    }

    static IEnumerable<string> Members(JsonNode node, string place = "#") =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                member.Value is JsonObject or JsonArray
                    ? Members(member.Value, $"{place}/{member.Key}").Prepend($"{place}/{member.Key}")
                    : [$"{place}/{member.Key}"]
            ),
            JsonArray list => list.SelectMany((one, at) => Members(one!, $"{place}/{at}").Prepend($"{place}/{at}")),
            _ => [],
        };

    static void Put(JsonNode root, string pointer, string value)
    {
        var names = pointer.Split('/')[1..];
        var parent = names[..^1].Aggregate(root, (node, name) => node is JsonArray list ? list[int.Parse(name)]! : node[name]!);
        if (parent is JsonArray array)
            array[int.Parse(names[^1])] = value;
        else
            parent[names[^1]] = value;
    }

    /// <summary>What is logged.</summary>
    sealed class Lines : ILoggerProvider, ILogger
    {
        internal List<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (All)
                All.Add(formatter(state, exception));
        }

        public void Dispose() { }
    }
}
