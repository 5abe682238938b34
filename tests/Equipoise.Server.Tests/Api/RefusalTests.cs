using System.Text.Json.Nodes;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;
using Equipoise.Protocol;
using Microsoft.AspNetCore.TestHost;

namespace Equipoise.Server.Tests.Api;

/// <summary>Every call of the document, in every way in which it is refused before the trial is asked.</summary>
public sealed class RefusalTests
{
    static readonly (string Method, string Path)[] calls =
    [
        .. JsonNode
            .Parse(File.ReadAllText(Repository.At("docs", "openapi.v1.json")))!["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (operation.Key, path.Key))),
    ];

    [Fact]
    public async Task Every_call_is_refused_alike_without_a_key_without_the_right_and_for_somebody_of_another_site()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var before = server.State.Head;
        var nobody = new Program(server.App.GetTestServer(), "");
        var carla = Program.Coordinator(server);
        var administrator = Program.Of(server, "ada", Role.Administrator, null);
        calls.Length.ShouldBe(10);
        foreach (var (method, path) in calls)
        {
            var (here, there) = (Of(path, "101-01"), Of(path, "202-01"));
            (await Ask(nobody, method, here)).ShouldBeProblem(401);
            (await Ask(administrator, method, here)).ShouldBeProblem(here == path ? 403 : 404);
            if (here != path)
                (await Ask(carla, method, there)).ShouldBeProblem(404).Text.ShouldBe((await Ask(carla, method, Of(path, "202-99"))).Text);
            foreach (var other in new[] { "PUT", "DELETE", "PATCH" })
                (await Ask(carla, other, here)).ShouldBeProblem(405);
        }
        server.State.Head.ShouldBe(before);
    }

    [Fact]
    public async Task Every_refusal_by_the_rules_of_the_trial_has_its_rules_and_their_words()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized, SmallTrial.Step.Screened, SmallTrial.Step.Signed]);
        var carla = Program.Coordinator(server);
        (string Place, string Body, string[] Rules)[] refused =
        [
            ("", """{"site":"303","age":57,"sex":"female","on":"2018-06-01"}""", ["not-your-site"]),
            ("", """{"site":"101","age":157,"sex":"female","on":"2018-06-09"}""", ["bad-age", "in-the-future"]),
            ("/101-02/consent", """{"on":"2018-06-09"}""", ["in-the-future"]),
            ("/101-01/consent", """{"on":"2018-05-22"}""", ["change-without-reason"]),
            ("/101-02/eligibility", """{"on":"2018-06-01","answers":{"adult":57}}""", ["no-consent"]),
            ("/101-03/eligibility", """{"on":"2018-06-01","answers":{}}""", ["no-answer"]),
            ("/101-01/randomization", "", ["already-randomized"]),
            ("/101-01/laboratory", """{"test":"neutrophils","value":-1,"unit":"10^9/L","on":"2018-06-01"}""", ["bad-value"]),
            ("/101-01/laboratory", """{"test":"neutrophils","value":4,"unit":"/uL","on":"2018-06-01"}""", ["other-unit"]),
            ("/101-01/laboratory", """{"test":"none","value":4,"unit":"/uL","on":"2018-06-01","sample":0}""", ["unknown-test", "bad-sample"]),
        ];
        var before = server.State.Participants.Sum(who => who.Facts.Count());
        foreach (var (place, body, rules) in refused)
        {
            var told = (await carla.Post($"/api/v1/participants{place}", body)).ShouldBeProblem(409);
            told.Rules.ShouldBe(rules, $"{place} {body}: {told.Text}");
            told.Json["type"]!.ToString().ShouldBe("urn:equipoise:problem:refused");
            told.Json["detail"]!.ToString().ShouldBe(string.Join(' ', told.Json["refusals"]!.AsArray().Select(one => one!["words"])));
        }
        server.State.Participants.Sum(who => who.Facts.Count()).ShouldBe(before);
    }

    [Fact]
    public async Task In_a_masked_trial_whoever_randomizes_is_told_no_arm_in_any_answer()
    {
        var masked = SmallTrial.Protocol with
        {
            Trial = SmallTrial.Protocol.Trial with { Masking = new Masking.Blind(BlindingLevel.Double, []) },
        };
        string[] told = ["", ""];
        string[] arms = ["", ""];
        for (var seed = 0; seed < 2; seed++)
        {
            await using var server = await ServerUnderTest.Start(SmallTrial.Rules((ulong)seed, masked), steps: [.. Enumerable.Repeat(SmallTrial.Step.Signed, 6)]);
            var carla = Program.Coordinator(server);
            for (var n = 1; n <= 6; n++)
            {
                var place = $"/api/v1/participants/101-0{n}";
                told[seed] += (await carla.Post($"{place}/randomization", "", $"k-{n}")).Text;
                told[seed] += (await carla.Post($"{place}/randomization", "", $"again-{n}")).Text;
                told[seed] += (await carla.Get($"{place}/randomization")).Text;
                told[seed] += (await carla.Get(place)).Text;
            }
            told[seed] += (await carla.Get("/api/v1/participants")).Text;
            server.State.RandomizedCount.ShouldBe(6);
            arms[seed] = string.Join(' ', Enumerable.Range(1, 6).Select(n => server.State.Find($"101-0{n}")!.Randomized!.Arm));
            foreach (var arm in SmallTrial.Protocol.Arms)
            {
                told[seed].ShouldNotContain(arm.Id);
                told[seed].ShouldNotContain(arm.Label);
            }
        }
        told[0].ShouldContain("\"arm\":null");
        arms[1].ShouldNotBe(arms[0]);
        told[1].ShouldBe(told[0]);
    }

    static string Of(string path, string participant) => path.Replace("{participant}", participant, StringComparison.Ordinal);

    static Task<Program.Told> Ask(Program program, string method, string place) => program.Ask(method.ToUpperInvariant(), place);
}
