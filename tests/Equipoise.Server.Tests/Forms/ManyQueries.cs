using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Server.Trial;
using static Equipoise.Server.Tests.Forms.FormAtSite;

namespace Equipoise.Server.Tests.Forms;

/// <summary>More queries and forms than stand on a page.</summary>
public sealed class ManyQueries
{
    [Fact]
    public async Task Queries_stand_fifty_on_a_page_in_their_order_and_none_is_left_out()
    {
        await using var server = await AtFirstCycle();
        var place = new FormPlace("cycle", 1, "vital-signs");
        for (var number = 1; number <= 120; number++)
            await Do(new OpenQuery(Who, place, null, $"Question {number}."), "mona");
        for (var number = 1; number <= 60; number++)
            await Do(new CloseQuery(Who, number, "asked in error"), "mona");
        for (var number = 61; number <= 65; number++)
            await Do(new AnswerQuery(Who, number, "So it was."), "carla");
        var mona = await server.SignedIn("mona");
        var first = await mona.Get("/queries");
        first.Words.ShouldContain("Not closed (60) Open (55) Answered (5) Closed (60)");
        var second = await mona.Get("/queries?page=2");
        Shown(first).Concat(Shown(second)).ShouldBe(Enumerable.Range(61, 60));
        (Link(first, "next"), Link(first, "prev")).ShouldBe(("/queries?page=2", null));
        (Link(second, "next"), Link(second, "prev")).ShouldBe((null, "/queries?page=1"));
        var closed = await mona.Get("/queries?status=closed");
        Shown(closed).ShouldBe(Enumerable.Range(11, 50).Reverse());
        Link(closed, "next").ShouldBe("/queries?status=closed&page=2");
        Shown(await mona.Get("/queries?status=closed&page=2")).ShouldBe(Enumerable.Range(1, 10).Reverse());
        Shown(await mona.Get("/queries?status=answered")).ShouldBe(Enumerable.Range(61, 5));
        (await mona.Get("/queries?page=9")).Words.ShouldContain("There is none.");
        var carlo = await (await server.SignedIn("carlo")).Get("/queries");
        carlo.Words.ShouldContain("Not closed (0) Open (0) Answered (0) Closed (0)");

        async Task Do(TrialCommand command, string by) =>
            (await server.Part<RunningTrial>().Conduct!.DoAsync(command, new TrialLog.Stamp(server.Clock.GetUtcNow(), by)))
                .ShouldBeOfType<Decision.Accepted>();
    }

    static IEnumerable<int> Shown(Browser.Answer page) =>
        page.Page.QuerySelectorAll("tbody tr td:first-child").Select(cell => int.Parse(cell.TextContent.Split("query ")[1]));

    static string? Link(Browser.Answer page, string rel) => page.Page.QuerySelector($"main a[rel={rel}]")?.GetAttribute("href");
}
