using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

/// <summary>What departs from the plan of a treatment.</summary>
public sealed class DoseChangeTests
{
    static readonly SmallTrial.Step[] eight = [.. Enumerable.Repeat(SmallTrial.Step.Randomized, 8)];

    [Fact]
    public async Task A_dose_is_changed_outside_the_rules_with_a_reason_and_only_to_a_lower_one()
    {
        await using var server = await ServerUnderTest.Start(steps: eight);
        var dose = $"/p/{InArm(server, "palbociclib")}/dose";
        var carla = await server.SignedIn("carla");
        var page = $"{dose}?treatment=palbociclib";
        (string, string)[] reduced = [("treatment", "palbociclib"), ("change", "Reduced"), .. Day("changed", 2018, 6, 1)];
        var bare = await carla.PostFrom(page, $"{dose}/change", [.. reduced, ("change-level", "110")]);
        bare.Status.ShouldBe(422);
        bare.Page.QuerySelector("#change-why-wrong").ShouldNotBeNull();
        var between = await carla.PostFrom(page, $"{dose}/change", [.. reduced, ("change-level", "110"), ("change-why", "Fatigue")]);
        between.Page.QuerySelector("#change-level-wrong")!.TextContent.ShouldContain("can be reduced to 100 mg or 75 mg");
        between.Page.QuerySelector("[name=change-why]")!.GetAttribute("value").ShouldBe("Fatigue");
        await Done(carla, page, $"{dose}/change", [.. reduced, ("change-level", "100"), ("change-why", "Fatigue")]);
        (await carla.Get(page)).Words.ShouldContain("Current dose 100 mg.");
        (await carla.Get(page)).Words.ShouldContain("1 Jun 2018: Reduced to 100 mg, because: Fatigue");
        server.Clock.Move(TimeSpan.FromDays(1));
        carla = await server.SignedIn("carla");
        (string, string)[] held = [("treatment", "palbociclib"), ("change", "Withheld"), ("change-why", "A tooth was drawn"), .. Day("changed", 2018, 6, 2)];
        (await carla.PostFrom(page, $"{dose}/change", [.. held, ("change-level", "75")]))
            .Page.QuerySelector("#change-level-wrong")!.TextContent.ShouldContain("goes with a reduction only");
        await Done(carla, page, $"{dose}/change", held);
        (await carla.Get(page)).Words.ShouldContain("Withheld since 2 Jun 2018.");
    }

    [Fact]
    public async Task A_cycle_without_a_dose_is_recorded_with_its_reason_and_cannot_be_given_afterwards()
    {
        await using var server = await ServerUnderTest.Start(steps: eight);
        var who = InArm(server, "palbociclib");
        var dose = $"/p/{who}/dose";
        var carla = await server.SignedIn("carla");
        var page = $"{dose}?treatment=endocrine";
        (string, string)[] left = [("treatment", "endocrine"), ("left-cycle", "1"), ("left-why", "Supply ran out"), .. Day("left", 2018, 6, 1)];
        (await carla.PostFrom(page, $"{dose}/not-done", [.. left.Where(field => field.Item1 != "left-cycle"), ("left-cycle", "0")]))
            .Page.QuerySelector("#left-cycle-wrong")!.TextContent.ShouldContain("Cycles are counted from 1");
        await Done(carla, page, $"{dose}/not-done", left);
        server.State.Find(who)!.All<PlannedItemNotDone>().ShouldHaveSingleItem().Planned.ShouldBe(PlannedAct.Dose);
        (await carla.Get(page)).Words.ShouldContain("Cycle 1, due on 1 Jun 2018, because: Supply ran out");
        (await carla.PostFrom(page, $"{dose}/give", [("treatment", "endocrine"), ("cycle", "1"), .. Day("on", 2018, 6, 1), .. Day("until", 2018, 6, 1)]))
            .Page.QuerySelector("#cycle-wrong")!.TextContent.ShouldContain("was not done (Supply ran out)");
    }

    [Fact]
    public async Task A_treatment_outside_the_arm_is_not_changed_and_if_it_was_given_that_is_recorded_with_why()
    {
        await using var server = await ServerUnderTest.Start(steps: eight);
        var who = InArm(server, "standard");
        var dose = $"/p/{who}/dose";
        var carla = await server.SignedIn("carla");
        (await carla.Get(dose)).Page.QuerySelectorAll("nav[aria-label=Treatments] a").Length.ShouldBe(2);
        var page = $"{dose}?treatment=palbociclib";
        (await carla.Get(dose)).Page.QuerySelector($"a[href='{page}']").ShouldNotBeNull("it can be told");
        (await carla.Get(page)).Words.ShouldContain($"Palbociclib is no treatment of the arm of {who}.");
        var changed = await carla.PostFrom(
            page,
            $"{dose}/change",
            [("treatment", "palbociclib"), ("change", "Withheld"), ("change-why", "Fatigue"), .. Day("changed", 2018, 6, 1)]
        );
        changed.Page.QuerySelector("#change .wrong")!.TextContent.ShouldBe("palbociclib is not a treatment of arm 'standard'.");
        (string, string)[] given = [("treatment", "palbociclib"), ("cycle", "1"), ("amount", "125"), .. Day("on", 2018, 6, 1), .. Day("until", 2018, 6, 1)];
        (await carla.PostFrom(page, $"{dose}/give", given)).Page.QuerySelector("#deviation-wrong")!.TextContent.ShouldContain("if it was given, say why");
        await Done(carla, page, $"{dose}/give", [.. given, ("deviation", "Box of another participant")]);
        (await carla.Get(dose)).Page.QuerySelectorAll("nav[aria-label=Treatments] a").Length.ShouldBe(3);
        server.State.Find(who)!.All<DoseModified>().ShouldBeEmpty();
    }

    static string InArm(ServerUnderTest server, string arm) =>
        server.State.Participants.First(who => who.Site == "101" && who.Randomized!.Arm == arm).Id;

    static async Task Done(Browser browser, string page, string action, (string, string)[] fields)
    {
        var answer = await browser.PostFrom(page, action, fields);
        answer.Status.ShouldBe(303, $"{action}: {answer.Words}");
    }
}
