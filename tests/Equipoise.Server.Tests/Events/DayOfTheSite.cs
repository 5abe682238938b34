using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Server.Trial;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

/// <summary>What day it is, and when a window opens and closes, at sites far apart and when their clocks are changed.</summary>
public sealed class DayOfTheSite
{
    const string Second = "Day 1 of each cycle, number 2";

    [Fact]
    public async Task At_plus_14_hours_a_window_closes_before_it_does_in_Vienna_and_at_minus_11_after()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var conduct = server.Part<RunningTrial>().Conduct!;
        Accept(conduct.Do(new RegisterSite("303", "Hospital 303", "ASM", "Pacific/Pago_Pago"), "ada"));
        Accept(conduct.Do(new GrantRole("carla", Role.Coordinator, "303"), "ada"));

        // Cycle 2 is planned 28 days after 1 June, with three days either side: 26 June to 2 July, by the day of each site.
        Stand(server, new(2018, 7, 2, 9, 59, 0, TimeSpan.Zero));
        (await Section(server, "carlo", "Due")).ShouldContain(Second);
        Stand(server, new(2018, 7, 2, 10, 1, 0, TimeSpan.Zero));
        var today = await Today(server, "carlo");
        today.Words.ShouldContain("Site 202, Hospital 202: Tuesday 3 Jul 2018 00:01 (10:01 UTC)");
        (await Section(server, "carlo", "Late")).ShouldContain(Second);
        (await Section(server, "carla", "Due")).ShouldContain(Second);
        (await (await server.SignedIn("dora")).Get("/")).Words.ShouldContain("3 sites, each by its own day. 2 Jul 2018 10:01 UTC");
        await Refused(server, "carla", "101-01", 3, "at site 101 it is 2018-07-02 (Europe/Vienna)");
        await Recorded(server, "carlo", "202-01", 3);

        // A participant who goes over to the site at -11 hours has its day from then on.
        Accept(
            conduct.Do(
                new TransferParticipant(
                    "101-01", "303", "Moved", new(2018, 7, 2), new("Ida Investigator", TransferParticipant.Meaning, server.Clock.GetUtcNow(), "password")
                ),
                "ida"
            )
        );
        Stand(server, new(2018, 7, 3, 10, 59, 0, TimeSpan.Zero));
        (await Section(server, "carla", "Due")).ShouldContain(Second);
        await Refused(server, "carla", "101-01", 3, "at site 303 it is 2018-07-02 (Pacific/Pago_Pago)");
        Stand(server, new(2018, 7, 3, 11, 1, 0, TimeSpan.Zero));
        (await Section(server, "carla", "Late")).ShouldContain(Second);
        await Recorded(server, "carla", "101-01", 3);
    }

    [Theory]
    // The night of 31 March 2019 Vienna goes over to summer time; that of 27 October back. Cycle 12 is planned on 5 April.
    [InlineData("2019-04-01T21:59:00Z", "2019-04-01T22:01:00Z", 12, "5 Apr 2019 2 Apr 2019 to 8 Apr 2019")]
    [InlineData("2019-03-04T22:59:00Z", "2019-03-04T23:01:00Z", 11, "8 Mar 2019 5 Mar 2019 to 11 Mar 2019")]
    [InlineData("2018-11-12T22:59:00Z", "2018-11-12T23:01:00Z", 7, "16 Nov 2018 13 Nov 2018 to 19 Nov 2018")]
    public async Task A_window_opens_at_midnight_of_the_site_in_summer_and_in_winter(string before, string after, int cycle, string window)
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        foreach (var (at, status) in new[] { (before, "Upcoming"), (after, "Due") })
        {
            Stand(server, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
            (await (await server.SignedIn("carla")).Get("/p/101-01/visits/record")).Words.ShouldContain($"number {cycle} {window} {status}");
        }
    }

    [Theory]
    [InlineData("2019-03-30T11:00:00Z", 2019, 3, 30, "12:00", "31 Mar 2019 13:00 (11:00 UTC)")]
    [InlineData("2018-10-27T10:00:00Z", 2018, 10, 27, "12:00", "28 Oct 2018 11:00 (10:00 UTC)")]
    public async Task A_clock_of_24_hours_runs_24_hours_when_the_clocks_of_the_site_are_changed(
        string at,
        int year,
        int month,
        int day,
        string time,
        string due
    )
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        Stand(server, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        Serious(server, new(year, month, day));
        var carla = await server.SignedIn("carla");
        const string first = "/p/101-01/adverse-events/1";
        (await carla.PostFrom(first, $"{first}/aware", Moment("aware", year, month, day, time))).Status.ShouldBe(303);
        (await carla.Get(first)).Words.ShouldContain($"{due} 24 h 0 min left");
        server.Clock.Move(TimeSpan.FromHours(23));
        (await (await server.SignedIn("carla")).Get("/serious")).Words.ShouldContain($"{due} 1 h 0 min left");
    }

    [Fact]
    public async Task A_time_that_the_clocks_left_out_or_showed_twice_is_asked_for_in_UTC()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        Stand(server, new(2019, 4, 2, 8, 0, 0, TimeSpan.Zero));
        Serious(server, new(2018, 10, 20));
        var carla = await server.SignedIn("carla");
        const string first = "/p/101-01/adverse-events/1";
        (await carla.PostFrom(first, $"{first}/aware", Moment("aware", 2019, 3, 31, "02:30")))
            .Words.ShouldContain("02:30 was left out by the clocks of Europe/Vienna that night: type the time in UTC.");
        (await carla.PostFrom(first, $"{first}/aware", Moment("aware", 2018, 10, 28, "02:30")))
            .Words.ShouldContain("02:30 came twice that night by the clocks of Europe/Vienna: type the time in UTC.");
        (await carla.PostFrom(first, $"{first}/aware", Moment("aware", 2018, 10, 28, "01:30 UTC"))).Status.ShouldBe(303);
        (await carla.Get(first)).Words.ShouldContain("28 Oct 2018 02:30 (01:30 UTC)");
    }

    static void Serious(ServerUnderTest server, DateOnly on) =>
        Accept(
            server
                .Part<RunningTrial>()
                .Conduct!.Do(
                    new RecordAdverseEvent(
                        "101-01", "Pneumonia", null, null, 3, Serious: true, Related: false, ActionTaken.DoseNotChanged,
                        AdverseEventOutcome.NotRecovered, on, null, SeriousnessCriteria.Hospitalization
                    ),
                    "carla"
                )
        );

    static void Stand(ServerUnderTest server, DateTimeOffset at) => server.Clock.Move(at - server.Clock.GetUtcNow());

    static async Task<Browser.Answer> Today(ServerUnderTest server, string person) => await (await server.SignedIn(person)).Get("/");

    static async Task<string> Section(ServerUnderTest server, string person, string section) =>
        string.Join(
            ' ',
            ((await Today(server, person)).Page.QuerySelector($"[aria-label='{section}']")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    static async Task Refused(ServerUnderTest server, string person, string who, int day, string says)
    {
        var answer = await Visit(server, person, who, day);
        answer.Status.ShouldBe(422);
        answer.Page.QuerySelector("#on .wrong")!.TextContent.ShouldContain(says);
    }

    static async Task Recorded(ServerUnderTest server, string person, string who, int day)
    {
        var answer = await Visit(server, person, who, day);
        answer.Status.ShouldBe(303, answer.Words);
    }

    static async Task<Browser.Answer> Visit(ServerUnderTest server, string person, string who, int day) =>
        await (await server.SignedIn(person)).Post(
            $"/p/{who}/visits/record",
            [("visit", "cycle"), ("number", "2"), ("done", "yes"), .. Day("on", 2018, 7, day)]
        );

    static void Accept(Decision decision) => decision.ShouldBeOfType<Decision.Accepted>($"{decision}");
}
