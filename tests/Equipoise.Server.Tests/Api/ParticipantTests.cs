using System.Text.Json.Nodes;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;

namespace Equipoise.Server.Tests.Api;

public sealed class ParticipantTests
{
    const string Somebody = """{"site":"101","age":57,"sex":"female","on":"2018-06-01"}""";
    const string Neutrophils = """{"test":"neutrophils","value":1.8,"unit":"10^9/L","on":"2018-06-01"}""";

    [Fact]
    public async Task A_program_takes_somebody_from_screening_to_an_arm_but_for_the_signature()
    {
        await using var server = await ServerUnderTest.Start();
        var program = Program.Coordinator(server);
        var screened = await program.Post("/api/v1/participants", Somebody);
        (screened.Status, screened.Headers["Location"]).ShouldBe((201, "/api/v1/participants/101-01"), screened.Text);
        screened.Text.ShouldBe("""{"participant":"101-01","outcome":"recorded"}""");
        var recorded = screened.Text;

        (await program.Post("/api/v1/participants/101-01/consent", """{"on":"2018-06-01","formVersion":"2.0"}""")).Text.ShouldBe(recorded);
        (await program.Post("/api/v1/participants/101-01/eligibility", Eligible)).Text.ShouldBe(recorded);
        (await program.Get("/api/v1/participants/101-01/randomization")).ShouldBeProblem(404);
        (await program.Post("/api/v1/participants/101-01/randomization", "")).ShouldBeProblem(409).Rules.ShouldBe(["not-signed"]);
        var ready = (await program.Get("/api/v1/participants/101-01")).Json;
        ((string)ready["who"]!["status"]!).ShouldBe("readyToSign");
        ((bool)ready["eligibility"]!["isMet"]!).ShouldBeTrue();
        ready["eligibility"]!["criteria"]!.AsArray().Count.ShouldBe(SmallTrial.Protocol.Eligibility.Count);

        var signed = await (await server.SignedIn("ida")).Post(
            "/p/101-01/sign-eligibility",
            [
                ("proof-user", "ida"),
                ("proof-password", ServerUnderTest.Password),
                .. SmallTrial.Levels.Select(level => ($"f-{level.Key}", level.Value)),
                .. SmallTrial.Choices.Select(choice => ($"t-{choice.Key}", choice.Value)),
            ]
        );
        signed.Status.ShouldBe(303, signed.Words);
        var randomized = await program.Post("/api/v1/participants/101-01/randomization", "");
        (randomized.Status, randomized.Headers["Location"]).ShouldBe((201, "/api/v1/participants/101-01/randomization"), randomized.Text);
        ((string)randomized.Json["arm"]!).ShouldBe(server.State.Find("101-01")!.Randomized!.Arm);
        (await program.Get("/api/v1/participants/101-01/randomization")).Text.ShouldBe(randomized.Text);
        (await program.Post("/api/v1/participants/101-01/laboratory", Neutrophils)).Text.ShouldBe(recorded);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_records_nothing()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed, SmallTrial.Step.Screened]);
        var program = Program.Coordinator(server);
        (string Place, string Body)[] posts =
        [
            ("", Somebody),
            ("/101-02/consent", """{"on":"2018-06-01"}"""),
            ("/101-02/eligibility", Eligible),
            ("/101-01/randomization", "{}"),
            ("/101-02/randomization", "{}"),
            ("/101-01/laboratory", Neutrophils),
        ];
        for (var at = 0; at < posts.Length; at++)
        {
            var first = await program.Post($"/api/v1/participants{posts[at].Place}", posts[at].Body, $"key-{at}");
            var head = server.State.Head;
            server.Clock.Move(TimeSpan.FromDays(1));
            var again = await program.Post($"/api/v1/participants{posts[at].Place}", posts[at].Body, $"key-{at}");
            (again.Status, again.Text).ShouldBe((first.Status, first.Text));
            again.Headers.GetValueOrDefault("Location").ShouldBe(first.Headers.GetValueOrDefault("Location"));
            server.State.Head.ShouldBe(head);
        }
        (await program.Post("/api/v1/participants/101-01/laboratory", Neutrophils, "key-1"))
            .ShouldBeProblem(409)
            .Rules.ShouldBe(["key-of-another-request"]);
        (await program.Post("/api/v1/participants/101-01/laboratory", Neutrophils)).Json["outcome"]!.ToString().ShouldBe("recordedBefore");
    }

    [Fact]
    public async Task Twenty_posts_of_one_key_at_once_allocate_once_and_are_answered_alike()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed, SmallTrial.Step.Signed]);
        var program = Program.Coordinator(server);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => program.Post("/api/v1/participants/101-01/randomization", "{}", "one"))
        );
        answers.Select(answer => (answer.Status, answer.Text)).Distinct().Single().Status.ShouldBe(201);
        server.State.RandomizedCount.ShouldBe(1);

        var others = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => program.Post("/api/v1/participants/101-02/randomization", "{}", $"other-{n}"))
        );
        others.Count(answer => answer.Status == 201).ShouldBe(1);
        foreach (var refused in others.Where(answer => answer.Status != 201))
            refused.ShouldBeProblem(409).Rules.ShouldBe(["already-randomized"]);
        server.State.RandomizedCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_participant_has_a_tag_that_changes_with_what_is_shown_and_with_nothing_else()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Screened, SmallTrial.Step.Screened]);
        var program = Program.Coordinator(server);
        const string place = "/api/v1/participants/101-01";
        var tag = (await program.Get(place)).Headers["ETag"];
        foreach (var known in new[] { tag, $"\"other\", {tag}", $"W/{tag}", "*" })
        {
            var same = await program.Get(place, ("If-None-Match", known));
            (same.Status, same.Text, same.Headers["ETag"]).ShouldBe((304, "", tag));
        }
        (await program.Post("/api/v1/participants/101-02/consent", """{"on":"2018-06-01"}""")).Status.ShouldBe(200);
        (await program.Get(place, ("If-None-Match", tag))).Status.ShouldBe(304);
        (await program.Post($"{place}/consent", """{"on":"2018-06-01"}""")).Status.ShouldBe(200);
        var changed = await program.Get(place, ("If-None-Match", tag));
        changed.Status.ShouldBe(200);
        changed.Headers["ETag"].ShouldNotBe(tag);
    }

    [Fact]
    public async Task Participants_come_in_pages_and_can_be_searched()
    {
        await using var server = await ServerUnderTest.Start(steps: [.. Enumerable.Repeat(SmallTrial.Step.Screened, 51)]);
        var program = Program.Of(server, "dora", Role.DataManager, null);
        var first = (await program.Get("/api/v1/participants?site=101")).Json;
        (first["participants"]!.AsArray().Count, (int)first["total"]!, (int)first["pages"]!).ShouldBe((50, 51, 2));
        (await program.Get("/api/v1/participants?site=101&page=2")).Json["participants"]![0]!["participant"]!.ToString().ShouldBe("101-01");
        (await program.Get("/api/v1/participants?search=101-07")).Json["participants"]!.AsArray().Count.ShouldBe(1);
        ((int)(await program.Get("/api/v1/participants?site=&search=")).Json["total"]!).ShouldBe(102);
        (await program.Get("/api/v1/participants?page=9")).Json["participants"]!.AsArray().ShouldBeEmpty();
        foreach (var page in new[] { "0", "-1", "x", "1.5", "99999999999", "" })
            (await program.Get($"/api/v1/participants?page={page}")).ShouldBeProblem(400).Places.ShouldBe(["page"]);
    }

    [Fact]
    public async Task A_batch_is_recorded_row_by_row_and_the_same_twice_records_nothing()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized, SmallTrial.Step.Screened]);
        var program = Program.Coordinator(server);
        (await program.Post("/api/v1/participants/101-01/laboratory", Neutrophils)).Status.ShouldBe(200);
        var batch = $$"""
            {"rows":[
              {"participant":"101-01","result":{"test":"platelets","value":10,"comparator":"<","unit":"10^9/L","on":"2018-06-01","lowerLimit":140,"upperLimit":390,"sample":2} },
              {"participant":"101-01","result":{{Neutrophils}}},
              {"participant":"101-02","result":{{Neutrophils}}},
              {"participant":"101-01","result":{"test":"hemoglobin","value":8,"unit":"mmol/L","on":"2018-06-01"} },
              {"participant":"202-01","result":{{Neutrophils}}},
              {"participant":"101-01","result":{"test":"sodium","value":8,"unit":"mmol/L","on":"2018-06-01"} }
            ]}
            """;
        var told = await program.Post("/api/v1/laboratory", batch, "file-1");
        told.Json["rows"]!
            .AsArray()
            .Select(row => $"{row!["row"]} {row["participant"]} {row["outcome"]} {string.Join(' ', row["refusals"]!.AsArray().Select(one => one!["rule"]))}")
            .ShouldBe(
                [
                    "1 101-01 recorded ",
                    "2 101-01 recordedBefore ",
                    "3 101-02 refused no-consent",
                    "4 101-01 refused other-unit",
                    "5 202-01 refused unknown-participant",
                    "6 101-01 refused unknown-test",
                ],
                told.Text
            );
        var head = server.State.Head;
        (await program.Post("/api/v1/laboratory", batch, "file-1")).Text.ShouldBe(told.Text);
        server.State.Head.ShouldBe(head);

        // Sent as another request, what was recorded is recorded, and that is said.
        (await program.Post("/api/v1/laboratory", batch, "file-2")).Json["recordedBefore"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_may_be_a_megabyte_and_every_row_of_it_is_answered()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var program = Program.Coordinator(server);
        var rows = Enumerable
            .Range(0, 2000)
            .Select(n => $$"""{"participant":"101-01","result":{"test":"neutrophils","value":{{n % 7}}.5,"unit":"10^9/L","on":"2018-06-01","sample":{{n % 99 + 1}} } }""");
        var told = await program.Post("/api/v1/laboratory", $$"""{"rows":[{{string.Join(',', rows)}}]}""", "large");
        told.Status.ShouldBe(200, told.Text);
        told.Json["rows"]!.AsArray().Count.ShouldBe(2000);
        ((int)told.Json["recorded"]!).ShouldBe(99);
    }

    static string Eligible =>
        new JsonObject
        {
            ["on"] = "2018-06-01",
            ["answers"] = new JsonObject(
                SmallTrial.EligibleAnswers.Select(answer => KeyValuePair.Create(answer.Key, Node(answer.Value)))
            ),
        }.ToJsonString();

    static JsonNode? Node(Protocol.Answer answer) =>
        answer switch
        {
            Protocol.Answer.YesNo yesNo => JsonValue.Create(yesNo.Value),
            Protocol.Answer.Number number => JsonValue.Create(number.Value),
            _ => JsonValue.Create(answer.ToString()),
        };
}
