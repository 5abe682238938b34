using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Server.Trial;

namespace Equipoise.Server.Tests.Events;

/// <summary>More serious adverse events than stand on a page.</summary>
public sealed class ManySeriousEvents
{
    static readonly DateOnly today = new(2018, 6, 1);

    [Fact]
    public async Task Serious_events_stand_fifty_on_a_page_the_most_urgent_first_and_none_is_left_out()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var before = SmallTrial.Morning.AddHours(-1);
        for (var number = 1; number <= 110; number++)
        {
            var (who, by) = number % 2 == 0 ? ("202-01", "carlo") : ("101-01", "carla");
            var term = $"Event {number}";
            await Do(
                new RecordAdverseEvent(
                    who, term, null, null, 3, Serious: true, Related: false, ActionTaken.DoseNotChanged,
                    AdverseEventOutcome.NotRecovered, today, null, SeriousnessCriteria.Hospitalization
                ),
                by
            );
            // Of the first nobody knows when the site learned of it; of the others it learned later and later.
            if (number > 1)
                await Do(new RecordSiteAwareness(who, term, today, before.AddMinutes(-200 + number)), by);
            if (number > 60)
                await Do(new ReportToSponsor(who, term, today, before), by);
        }
        var sara = await server.SignedIn("sara");
        var first = await sara.Get("/serious");
        first.Words.ShouldContain("All (110) To be told (60) Everybody is told (50)");
        Shown(first).ShouldBe(Enumerable.Range(1, 50));
        Link(first, "next").ShouldBe("/serious?page=2");
        // What was told comes after all that was not, the latest recorded first.
        Shown(await sara.Get("/serious?page=2")).ShouldBe([.. Enumerable.Range(51, 10), .. Enumerable.Range(71, 40).Reverse()]);
        Shown(await sara.Get("/serious?page=3")).ShouldBe(Enumerable.Range(61, 10).Reverse());
        var open = await sara.Get("/serious?status=open&page=2");
        Shown(open).ShouldBe(Enumerable.Range(51, 10));
        (Link(open, "prev"), Link(open, "next")).ShouldBe(("/serious?status=open", null));
        Shown(await sara.Get("/serious?status=told")).ShouldBe(Enumerable.Range(61, 50).Reverse());
        (await sara.Get("/serious?status=told&page=2")).Words.ShouldContain("There is none.");
        var own = await sara.Get("/serious?site=202&status=open");
        own.Words.ShouldContain("All (55) To be told (30) Everybody is told (25)");
        Shown(own).ShouldBe(Enumerable.Range(1, 30).Select(number => 2 * number));
        own.Page.QuerySelector("form[action='/serious'] input[name=status]")!
            .GetAttribute("value")
            .ShouldBe("open", "another site is asked with the same status");

        var day = await sara.Get("/");
        day.Words.ShouldContain("Serious adverse events: to be told (60)");
        day.Page.QuerySelectorAll("[aria-label^='Serious'] tbody tr").Length.ShouldBe(20);
        day.Page.QuerySelector("main a[href='/?section=serious']").ShouldNotBeNull().TextContent.ShouldBe("All 60: Serious adverse events: to be told");
        var all = await sara.Get("/?section=serious&page=2");
        all.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(10);
        (Link(all, "prev"), Link(all, "next")).ShouldBe(("/?section=serious", null));

        async Task Do(TrialCommand command, string by) =>
            (await server.Part<RunningTrial>().Conduct!.DoAsync(command, new TrialLog.Stamp(server.Clock.GetUtcNow(), by)))
                .ShouldBeOfType<Decision.Accepted>($"{command}");
    }

    static IEnumerable<int> Shown(Browser.Answer page) =>
        page.Page.QuerySelectorAll("tbody strong a").Select(one => int.Parse(one.TextContent.Split("Event ")[1].Split(',')[0]));

    static string? Link(Browser.Answer page, string rel) => page.Page.QuerySelector($"main a[rel={rel}]")?.GetAttribute("href");
}
