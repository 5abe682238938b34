using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.NotDone;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

public sealed class VisitTests
{
    [Fact]
    public async Task The_visit_that_is_due_is_proposed_and_recorded()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        var page = await carla.Get("/p/101-01/visits/record");
        page.Page.QuerySelector("input[name=visit][value=cycle]")!.HasAttribute("checked").ShouldBeTrue();
        page.Page.QuerySelector("#number")!.GetAttribute("value").ShouldBe("1");
        page.Words.ShouldContain("Day 1 of each cycle, number 1 1 Jun 2018 29 May 2018 to 4 Jun 2018 Due");
        var recorded = await carla.Post("/p/101-01/visits/record", [("visit", "cycle"), ("number", "1"), ("done", "yes"), .. Day("on", 2018, 6, 1)]);
        recorded.Status.ShouldBe(303, recorded.Words);
        server.State.Find("101-01")!.All<VisitRecorded>().Single().On.ShouldBe(new(2018, 6, 1));
        // The next of the series: randomization plus 28 days.
        (await carla.Get("/p/101-01/visits/record?visit=cycle")).Page.QuerySelector("#number")!.GetAttribute("value").ShouldBe("2");
    }

    [Fact]
    public async Task What_was_not_done_says_why_and_cannot_be_done_as_well()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        (string, string)[] first = [("visit", "cycle"), ("number", "1"), .. Day("on", 2018, 6, 1)];
        var silent = await carla.Post("/p/101-01/visits/record", [.. first, ("done", "no")]);
        silent.Status.ShouldBe(422);
        silent.Page.QuerySelector("#why-wrong").ShouldNotBeNull();
        (await carla.Post("/p/101-01/visits/record", [.. first, ("done", "no"), ("why", "Snow.")])).Status.ShouldBe(303);
        server.State.Find("101-01")!.NotDone.Single().Reason.ShouldBe("Snow.");
        var both = await carla.Post("/p/101-01/visits/record", [.. first, ("done", "yes")]);
        both.Page.QuerySelector("#done")!.TextContent.ShouldContain("was not done (Snow.)");
        (await carla.Post("/p/101-01/visits/record", [.. first.Skip(1), ("visit", "other"), ("done", "yes")]))
            .Page.QuerySelector("#visit")!.TextContent.ShouldContain("no visit 'other'");
        (await carla.Post("/p/101-01/visits/record", [("visit", "cycle"), ("number", "0"), .. first.Skip(2), ("done", "yes")]))
            .Page.QuerySelector("#number-wrong").ShouldNotBeNull();
    }

    [Fact]
    public async Task Today_is_the_day_of_the_site_at_plus_14_hours_and_tomorrow_is_refused()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        // 10:30 UTC on 1 June is 00:30 on 2 June on Kiritimati, and 12:30 on 1 June in Vienna.
        server.Clock.Move(new DateTimeOffset(2018, 6, 1, 10, 30, 0, TimeSpan.Zero) - SmallTrial.Morning);
        var (carlo, carla) = (await server.SignedIn("carlo"), await server.SignedIn("carla"));
        (await carlo.Get("/p/202-01/visits/record")).Page.QuerySelector("input[name=on-day]")!.GetAttribute("value").ShouldBe("2");
        (await carla.Get("/p/101-01/visits/record")).Page.QuerySelector("input[name=on-day]")!.GetAttribute("value").ShouldBe("1");
        (string, string)[] second = [("visit", "cycle"), ("number", "1"), ("done", "yes"), .. Day("on", 2018, 6, 2)];
        (await carlo.Post("/p/202-01/visits/record", second)).Status.ShouldBe(303);
        var tomorrow = await carla.Post("/p/101-01/visits/record", second);
        tomorrow.Status.ShouldBe(422);
        tomorrow.Page.QuerySelector("#on")!.TextContent.ShouldContain("Europe/Vienna");
    }

    [Fact]
    public async Task A_time_that_the_clock_of_the_site_left_out_or_showed_twice_is_asked_for_in_utc()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        // In Vienna 28 October 2018 has 02:30 twice.
        server.Clock.Move(new DateTimeOffset(2018, 10, 28, 8, 0, 0, TimeSpan.Zero) - SmallTrial.Morning);
        var carla = await server.SignedIn("carla");
        await carla.Post(
            "/p/101-01/adverse-events/new",
            [
                ("term", "Pneumonia"), ("grade", "3"), .. Day("on", 2018, 10, 27), ("outcome", "NotRecovered"), ("related", "no"),
                ("action", "DrugInterrupted"), ("serious", "yes"), ("criterion-Hospitalization", "yes"),
            ]
        );
        const string aware = "/p/101-01/adverse-events/1/aware";
        var twice = await carla.PostFrom("/p/101-01/adverse-events/1", aware, Moment("aware", 2018, 10, 28, "02:30"));
        twice.Page.QuerySelector("#aware")!.TextContent.ShouldContain("came twice that night");
        (await carla.PostFrom("/p/101-01/adverse-events/1", aware, Moment("aware", 2018, 10, 28, "01:30 UTC"))).Status.ShouldBe(303);
        // Both times in text; 24 hours are 24 hours.
        (await carla.Get("/serious")).Words.ShouldContain("29 Oct 2018 02:30 (01:30 UTC) 17 h 30 min left");
    }

    [Fact]
    public async Task A_participant_leaves_the_study_and_the_day_is_corrected_with_a_reason()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        server.Clock.Move(TimeSpan.FromDays(10));
        var carla = await server.SignedIn("carla");
        (string, string)[] left = [("why", "LostToFollowUp"), .. Day("on", 2018, 6, 5)];
        (await carla.PostFrom("/p/101-01/end", "/p/101-01/end/withdrawal", left)).Status.ShouldBe(303);
        (string, string)[] moved = [("why", "LostToFollowUp"), .. Day("on", 2018, 6, 6)];
        (await carla.PostFrom("/p/101-01/end", "/p/101-01/end/withdrawal", moved)).Page.QuerySelector("#reason-wrong").ShouldNotBeNull();
        (await carla.PostFrom("/p/101-01/end", "/p/101-01/end/withdrawal", [.. moved, ("reason", "Letter came.")])).Status.ShouldBe(303);
        var after = await carla.Post("/p/101-01/visits/record", [("visit", "survival"), ("number", "1"), ("done", "yes"), .. Day("on", 2018, 6, 7)]);
        after.Page.QuerySelector("#on")!.TextContent.ShouldContain("left the study");
    }
}
