using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Server.Trial;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

public sealed class LifeOfAParticipant
{
    [Fact]
    public async Task From_the_first_visit_to_death_everything_is_recorded_in_pages()
    {
        await using var server = await ServerUnderTest.Start(steps: [.. Enumerable.Repeat(SmallTrial.Step.Randomized, 8)]);
        var who = server
            .State.Participants.First(one =>
                one.Site == "101" && SmallTrial.Protocol.Arms.Single(arm => arm.Id == one.Randomized!.Arm).Gives.Contains("palbociclib")
            )
            .Id;
        var place = $"/p/{who}";
        var carla = await server.SignedIn("carla");
        // The page of the participant leads to each of them.
        foreach (var act in new[] { "visits/record", "adverse-events", "lab", "dose", "disease", "end" })
            (await carla.Get(place)).Page.QuerySelector($"a[href='{place}/{act}']").ShouldNotBeNull(act);
        await Done(carla, $"{place}/visits/record", $"{place}/visits/record", [("visit", "cycle"), ("number", "1"), ("done", "yes"), .. Day("on", 2018, 6, 1)]);
        await Done(carla, $"{place}/dose", $"{place}/dose/give", [("treatment", "palbociclib"), ("cycle", "1"), ("amount", "125"), .. Day("on", 2018, 6, 1), .. Day("until", 2018, 6, 1)]);

        server.Clock.Move(TimeSpan.FromDays(14));
        carla = await server.SignedIn("carla");
        (string, string)[] fever =
        [
            ("term", "Febrile neutropenia"), .. Day("on", 2018, 6, 14), ("outcome", "NotRecovered"), ("related", "yes"),
            ("action", "DrugInterrupted"), ("serious", "yes"), ("criterion-Hospitalization", "yes"), ("expected", "yes"),
        ];
        await Done(carla, $"{place}/adverse-events/new", $"{place}/adverse-events/new", [.. fever, ("grade", "3")]);
        var first = $"{place}/adverse-events/1";
        await Done(carla, first, first, [.. fever, ("grade", "4"), ("reason", "The grade was read anew.")]);
        await Done(carla, first, $"{first}/aware", Moment("aware", 2018, 6, 15, "08:15"));
        (await carla.Get(first)).Words.ShouldContain("22 h 15 min left");
        await Done(carla, first, $"{first}/report", [.. Moment("report", 2018, 6, 15, "09:45"), ("report-number", "1")]);
        await Done(carla, $"{place}/lab", $"{place}/lab", [.. Day("on", 2018, 6, 15), ("sample", "1"), ("v-neutrophils", "0,4"), ("v-hemoglobin", "11,9")]);

        var ida = await server.SignedIn("ida");
        await Done(
            ida,
            $"{place}/dose",
            $"{place}/dose/decide",
            [
                ("treatment", "palbociclib"), ("decision-cycle", "1"), ("decision-day", "15"), ("fever", "yes"), ("persists", "no"),
                ("decision", "Withhold"), .. Signed("ida"),
            ]
        );
        server.Clock.Move(TimeSpan.FromDays(70));
        (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        await Done(carla, $"{place}/disease", $"{place}/disease/assessment", [("response", "PD"), .. Day("judged", 2018, 8, 24)]);
        await Done(carla, $"{place}/dose", $"{place}/dose/stop", [("treatment", "palbociclib"), ("stop-why", "ProgressiveDisease"), .. Day("stop", 2018, 8, 24)]);
        await Done(carla, $"{place}/end", $"{place}/end/death", [.. Day("died", 2018, 8, 24), ("cause", "Disease under study")]);

        var course = (await carla.Get(place)).Words;
        foreach (
            var says in new[]
            {
                "Died: Disease under study", "Tumor assessment: PD", "Palbociclib stopped", "decided: withhold", "grade 4", "Neutrophils 0.4 10^9/L, grade 4",
                "Visit: Day 1 of each cycle, number 1", "signed by Ida Investigator",
            }
        )
            course.ShouldContain(says);
        server.Clock.Move(TimeSpan.FromDays(2));
        carla = await server.SignedIn("carla");
        var after = await carla.Post($"{place}/lab", [.. Day("on", 2018, 8, 25), ("sample", "1"), ("v-neutrophils", "2")]);
        after.Status.ShouldBe(422);
        after.Page.QuerySelector("#on .wrong")!.TextContent.ShouldContain("after the death");
    }

    [Fact]
    public async Task At_minus_11_hours_it_is_still_the_day_before()
    {
        await using var server = await ServerUnderTest.Start(steps: []);
        server.Clock.Move(new DateTimeOffset(2018, 6, 1, 10, 30, 0, TimeSpan.Zero) - SmallTrial.Morning);
        var conduct = server.Part<RunningTrial>().Conduct!;
        Accept(conduct.Do(new RegisterSite("303", "Hospital 303", "ASM", "Pacific/Pago_Pago"), "ada"));
        Accept(conduct.Do(new GrantRole("carla", Role.Coordinator, "303"), "ada"));
        var carla = await server.SignedIn("carla");
        (string, string)[] screened = [("site", "303"), ("age", "57"), ("sex", "Female")];
        (await carla.Post("/participants/new", [.. screened, .. Day("on", 2018, 6, 1)])).Words.ShouldContain("at site 303 it is 2018-05-31 (Pacific/Pago_Pago)");
        (await carla.Post("/participants/new", [.. screened, .. Day("on", 2018, 5, 31)])).Status.ShouldBe(303);
        await Done(carla, "/p/303-01/consent", "/p/303-01/consent", [.. Day("on", 2018, 5, 31), ("version", "2.0")]);
        (await carla.Get("/p/303-01/lab")).Page.QuerySelector("input[name=on-day]")!.GetAttribute("value").ShouldBe("31");
        (await carla.Post("/p/303-01/lab", [.. Day("on", 2018, 6, 1), ("sample", "1"), ("v-neutrophils", "2")])).Page.QuerySelector("#on .wrong")!.TextContent.ShouldContain("in the future");
        await Done(carla, "/p/303-01/lab", "/p/303-01/lab", [.. Day("on", 2018, 5, 31), ("sample", "1"), ("v-neutrophils", "2")]);
        server.State.Find("303-01")!.All<LabValueRecorded>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_window_after_the_change_to_winter_time_opens_at_midnight_of_the_site()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        // Cycle 7 is planned 168 days after 1 June, 16 November; its window opens on the 13th, 23:00 UTC of the 12th in Vienna.
        server.Clock.Move(new DateTimeOffset(2018, 11, 12, 22, 59, 0, TimeSpan.Zero) - SmallTrial.Morning);
        var carla = await server.SignedIn("carla");
        (await carla.Get("/p/101-01/visits/record")).Words.ShouldContain("number 7 16 Nov 2018 13 Nov 2018 to 19 Nov 2018 Upcoming");
        server.Clock.Move(TimeSpan.FromMinutes(2));
        (await carla.Get("/p/101-01/visits/record")).Words.ShouldContain("number 7 16 Nov 2018 13 Nov 2018 to 19 Nov 2018 Due");
    }

    static async Task Done(Browser browser, string page, string action, (string, string)[] fields)
    {
        var answer = await browser.PostFrom(page, action, fields);
        answer.Status.ShouldBe(303, $"{action}: {answer.Words}");
    }

    static void Accept(Decision decision) => decision.ShouldBeOfType<Decision.Accepted>();
}
