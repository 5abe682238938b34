using Equipoise.Conduct.Randomization;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

/// <summary>The page on which an investigator learns an arm in an emergency, and what everybody else sees.</summary>
public sealed class UnblindingTests
{
    const string Place = "/p/101-01/unblind";

    static Task<ServerUnderTest> Masked() =>
        ServerUnderTest.Start(SmallTrial.Rules(1, SmallTrial.Masked), steps: [SmallTrial.Step.Randomized]);

    static string Arm(ServerUnderTest server) =>
        SmallTrial.Masked.Arms.Single(arm => arm.Id == server.State.Find("101-01")!.Randomized!.Arm).Label;

    [Fact]
    public async Task An_investigator_signs_and_is_shown_the_arm_once_in_the_answer()
    {
        await using var server = await Masked();
        var ida = await server.SignedIn("ida");
        (await ida.Get("/p/101-01")).Page.QuerySelector($"a[href='{Place}']").ShouldNotBeNull();
        var form = await ida.Get(Place);
        form.Words.ShouldContain("It is shown once, on the next page, and to you alone.");
        form.Words.ShouldContain(UnblindParticipant.Meaning);
        var key = form.Page.QuerySelector("input[name=key]")!.GetAttribute("value")!;

        var told = await ida.Post(Place, [("key", key), ("why", "Overdose"), .. Signed("ida")]);
        (told.Status, told.Page.QuerySelector(".arm")!.TextContent).ShouldBe((200, Arm(server)));
        told.Words.ShouldContain("Told to Ida Investigator, 1 Jun 2018 10:00 (08:00 UTC), in an emergency: Overdose");
        told.Page.QuerySelector("[data-print]").ShouldNotBeNull();
        told.Headers["Cache-Control"].ShouldContain("no-store");

        // The same form sent again, and the page loaded again.
        var again = await ida.Post(Place, [("key", key), ("why", "Overdose"), .. Signed("ida")]);
        again.Words.ShouldContain("The arm was shown to Ida Investigator, 1 Jun 2018 10:00 (08:00 UTC), and is not shown again.");
        foreach (var page in new[] { again, await ida.Get(Place), await ida.Get("/p/101-01"), await ida.Get("/p/101-01/audit") })
            foreach (var arm in SmallTrial.Masked.Arms)
                page.Text.ShouldNotContain(arm.Label);
        server.State.Find("101-01")!.Unblinded.ShouldHaveSingleItem().ToldTo.ShouldBe("ida");
    }

    [Fact]
    public async Task Everybody_else_sees_that_it_was_told_and_to_whom_on_the_page_in_the_trail_and_among_what_waits()
    {
        await using var server = await Masked();
        (await (await server.SignedIn("ida")).Post(Place, [("why", "Overdose"), .. Signed("ida")])).Status.ShouldBe(200);
        foreach (var person in new[] { "carla", "mona", "dora", "ben", "sara", "sigi" })
        {
            var browser = await server.SignedIn(person);
            foreach (var page in new[] { "/p/101-01", "/p/101-01/audit", "/" })
                (await browser.Get(page)).Words.ShouldContain("Unblinded, emergency: the arm was told to Ida Investigator. Why: Overdose", Case.Sensitive, $"{person} {page}");
            (await browser.Get(Place)).Status.ShouldBe(403, person);
        }
    }

    [Fact]
    public async Task Without_a_reason_or_a_proof_nothing_is_shown_and_nothing_recorded()
    {
        await using var server = await Masked();
        var ida = await server.SignedIn("ida");
        var unexplained = await ida.Post(Place, [("why", " "), .. Signed("ida")]);
        (unexplained.Status, unexplained.Page.QuerySelector(".arm")).ShouldBe((422, null));
        unexplained.Page.QuerySelector("#why .wrong, #why-wrong, .wrong")!.TextContent.ShouldContain("The reason is missing.");
        (await ida.Post(Place, ("why", "Overdose"), ("proof-user", "ida"), ("proof-password", "wrong"))).Words.ShouldContain("The password is wrong.");
        server.State.Find("101-01")!.Unblinded.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_an_open_trial_the_page_says_that_there_is_nothing_to_unblind()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var ida = await server.SignedIn("ida");
        (await ida.Get("/p/101-01")).Page.QuerySelector($"a[href='{Place}']").ShouldBeNull();
        var page = await ida.Get(Place);
        page.Words.ShouldContain("The trial is open label");
        page.Page.QuerySelector("form[action$=unblind]").ShouldBeNull();
        var refused = await ida.PostFrom(Place, Place, [("key", "k1"), ("why", "Overdose"), .. Signed("ida")]);
        (refused.Status, refused.Page.QuerySelector(".problems")!.TextContent.Contains("open label", StringComparison.Ordinal)).ShouldBe((422, true));
    }
}
