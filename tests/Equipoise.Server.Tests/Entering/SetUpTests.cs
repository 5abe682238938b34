using System.Net;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Server.Tests.Entering;

public sealed class SetUpTests
{
    const string Code = "the code that the console told";
    const string Chosen = "a long enough password";

    static TrialRules RealRules => new(SmallTrial.Protocol, AllocationKey.Generate(), SealKey.Generate());

    static Task<ServerUnderTest> New(IPAddress? from = null) =>
        ServerUnderTest.StartEmpty(
            RealRules,
            served => served with { SetUpCode = Code, ProtocolText = File.ReadAllText(Repository.At("examples", "patina", "protocol.yaml")) },
            from ?? IPAddress.Loopback
        );

    [Fact]
    public async Task Whoever_has_the_code_of_the_console_opens_the_trial_and_becomes_its_administrator()
    {
        await using var server = await New();
        var browser = server.Browser();
        (await browser.Post("/set-up", ("code", "guessed"), ("user", "ada"), ("name", "Ada"), ("password", Chosen), ("again", Chosen)))
            .Words.ShouldContain("That is not the code that the console told.");
        server.State.Opened.ShouldBeNull();
        var opened = await browser.Post("/set-up", ("code", Code), ("user", "ada"), ("name", "Ada Administrator"), ("password", Chosen), ("again", Chosen));
        opened.Place.ShouldBe("/people", opened.Words);
        server.State.Opened!.Synthetic.ShouldBeFalse();
        server.State.People["ada"].May(Act.ManagePeople).ShouldBeTrue();
        (await browser.Get("/people")).Status.ShouldBe(200);
        // It is set up: there is no such page any more.
        (await server.Browser().Get("/set-up")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task From_another_machine_there_is_no_set_up()
    {
        await using var server = await New(IPAddress.Parse("192.0.2.7"));
        (await server.Browser().Get("/set-up")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_weak_password_is_refused_with_what_is_wrong_with_it()
    {
        await using var server = await New();
        foreach (var (password, says) in new[] { ("short", "at least 12 characters"), ("ada-ada-ada-1", "does not contain the user name"), ("aaaaaaaaaaaaaa", "five different") })
            (await server.Browser().Post("/set-up", ("code", Code), ("user", "ada"), ("name", "Ada"), ("password", password), ("again", password)))
                .Words.ShouldContain(says);
        server.State.Opened.ShouldBeNull();
    }
}
