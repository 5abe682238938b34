using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Safety;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

public sealed class AdverseEventTests
{
    const string New = "/p/101-01/adverse-events/new";
    const string First = "/p/101-01/adverse-events/1";

    static (string, string)[] Nausea(string grade = "2", string serious = "no") =>
        [
            ("term", "Nausea"),
            ("grade", grade),
            .. Day("on", 2018, 6, 3),
            .. Month("end", 0, 0).Select(field => (field.Item1, "")),
            ("outcome", "Recovering"),
            ("related", "yes"),
            ("action", "DoseNotChanged"),
            ("serious", serious),
        ];

    [Fact]
    public async Task An_adverse_event_is_recorded_completed_and_corrected_with_a_reason()
    {
        await using var server = await Started();
        var carla = await server.SignedIn("carla");
        (await carla.Post(New, Nausea())).Place.ShouldBe("/p/101-01/adverse-events");
        (await carla.Get("/p/101-01/adverse-events")).Words.ShouldContain("1 Nausea 2 3 Jun 2018 ongoing no related Recovering");

        var refused = await carla.Post(First, Nausea(grade: "3"));
        refused.Status.ShouldBe(422);
        refused.Page.QuerySelector("#reason-wrong")!.TextContent.ShouldContain("a change needs a reason");
        refused.Page.QuerySelector("#term")!.GetAttribute("value").ShouldBe("Nausea");
        (await carla.Post(First, [.. Nausea(grade: "3"), ("reason", "Grade read anew.")])).Status.ShouldBe(303);
        var item = server.State.Find("101-01")!.All<AdverseEventRecorded>().ShouldHaveSingleItem();
        item.Grade.ShouldBe(3);
        item.ReasonForChange.ShouldBe("Grade read anew.");
    }

    [Fact]
    public async Task A_start_of_which_only_the_month_is_known_is_kept_as_it_is_known()
    {
        await using var server = await Started();
        server.Clock.Move(TimeSpan.FromDays(40));
        var carla = await server.SignedIn("carla");
        var typed = Nausea().Where(field => !field.Item1.StartsWith("on-", StringComparison.Ordinal)).Concat(Month("on", 2018, 6)).ToArray();
        (await carla.Post(New, typed)).Status.ShouldBe(303);
        server.State.Find("101-01")!.All<AdverseEventRecorded>().Single().Start.ToString().ShouldBe("2018-06");
    }

    [Fact]
    public async Task What_is_refused_stands_at_its_field_and_in_the_list()
    {
        await using var server = await Started();
        var carla = await server.SignedIn("carla");
        (string Field, string Value, string At, string Says)[] wrong =
        [
            ("term", "", "term", "is missing"),
            ("grade", "6", "grade", "1 to 5"),
            ("grade", "5", "outcome", "fatal outcome go together"),
            ("serious", "yes", "serious", "Say why the event is serious"),
            ("criterion-Hospitalization", "yes", "serious", "is a serious one"),
            ("on-day", "31", "on", "no date"),
            ("on-year", "2019", "on", "in the future"),
            ("end-year", "2018", "end", "no date"),
        ];
        foreach (var (field, value, at, says) in wrong)
        {
            var typed = Nausea().Where(one => one.Item1 != field).Append((field, value)).ToArray();
            var answer = await carla.Post(New, field == "end-year" ? [.. typed, ("end-day", "9")] : typed);
            answer.Status.ShouldBe(422, field);
            answer.Page.QuerySelector($".problems a[href='#{at}']").ShouldNotBeNull(field).TextContent.ShouldContain(says);
            answer.Page.QuerySelector($"#{at}")!.ParentElement!.TextContent.ShouldContain(says);
        }
        server.State.Find("101-01")!.All<AdverseEventRecorded>().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_grades_of_a_term_that_a_value_grades_are_its_limits_in_the_dictionary_of_the_protocol()
    {
        await using var server = await Started();
        var carla = await server.SignedIn("carla");
        var general = await carla.PostFrom(New, "/p/101-01/adverse-events/grades", ("term", "Nausea"));
        general.Text.ShouldContain("Mild; asymptomatic");
        var limits = await carla.PostFrom(New, "/p/101-01/adverse-events/grades", ("term", "neutrophil count decreased"));
        limits.Text.ShouldContain("CTCAE 4.03: Neutrophil count decreased");
        // CTCAE 4.03: grade 4 is below 0.5 x 10^9/L.
        limits.Page.QuerySelectorAll("dd")[3].TextContent.ShouldContain("0.5");
        limits.Page.QuerySelectorAll("dd")[3].TextContent.ShouldContain("10^9/L");
    }

    [Fact]
    public async Task A_serious_event_has_a_clock_in_hours_and_minutes_until_the_sponsor_is_told()
    {
        await using var server = await Started();
        var carla = await server.SignedIn("carla");
        var serious = await carla.Post(New, [.. Nausea("3", "yes"), ("criterion-Hospitalization", "yes")]);
        serious.Place.ShouldBe($"{First}");
        (await carla.Get("/serious")).Words.ShouldContain("when the site learned of it is not recorded");
        (await carla.Get("/")).Page.QuerySelector($"a[href='{First}']").ShouldNotBeNull();

        // 08:00 UTC is 10:00 in Vienna; the site learned of it at 07:30 there.
        var early = await carla.PostFrom(First, $"{First}/report", [.. Moment("report", 2018, 6, 4, "09:00"), ("report-number", "1")]);
        early.Status.ShouldBe(422);
        early.Page.QuerySelector("#report")!.TextContent.ShouldContain("Record first when the site learned");
        (await carla.PostFrom(First, $"{First}/aware", Moment("aware", 2018, 6, 4, "07:30"))).Status.ShouldBe(303);
        (await carla.Get("/serious")).Words.ShouldContain("21 h 30 min left");
        (await carla.Get("/serious")).Words.ShouldContain("5 Jun 2018 07:30 (05:30 UTC)");

        (await carla.PostFrom(First, $"{First}/report", [.. Moment("report", 2018, 6, 4, "25:00"), ("report-number", "1")]))
            .Page.QuerySelector("#report")!.TextContent.ShouldContain("a time of four digits");
        (await carla.PostFrom(First, $"{First}/report", [.. Moment("report", 2018, 6, 4, "07:45 UTC"), ("report-number", "1")])).Status.ShouldBe(303);
        server.State.Find("101-01")!.All<ReportedToSponsor>().Single().At.ShouldBe(new(2018, 6, 4, 7, 45, 0, TimeSpan.Zero));
        (await carla.Get(First)).Words.ShouldContain("done in time");
        (await carla.PostFrom(First, $"{First}/submit", [.. Moment("submit", 2018, 6, 4, "08:00 UTC"), ("authority", "EMA"), ("kind", "Initial")])).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_safety_of_the_sponsor_tells_the_authority_of_what_was_unexpected()
    {
        await using var server = await Started();
        var carla = await server.SignedIn("carla");
        await carla.Post(New, [.. Nausea("4", "yes"), ("criterion-LifeThreatening", "yes"), ("expected", "no")]);
        await carla.PostFrom(First, $"{First}/aware", Moment("aware", 2018, 6, 4, "06:00 UTC"));
        await carla.PostFrom(First, $"{First}/report", [.. Moment("report", 2018, 6, 4, "07:00 UTC"), ("report-number", "1")]);

        var sara = await server.SignedIn("sara");
        // 4 June is day 0; what is due on day 7 is in time until 11 June ends: 7 days and 16 hours from 08:00.
        (await sara.Get("/serious")).Words.ShouldContain("first report to an authority 12 Jun 2018 02:00 (00:00 UTC) 184 h 0 min left");
        (await sara.Get("/")).Words.ShouldContain("first report to an authority");
        (await sara.PostFrom(First, $"{First}/submit", [.. Moment("submit", 2018, 6, 4, "07:30 UTC"), ("authority", ""), ("kind", "Initial")]))
            .Page.QuerySelector("#authority-wrong").ShouldNotBeNull();
        (await sara.PostFrom(First, $"{First}/submit", [.. Moment("submit", 2018, 6, 4, "07:30 UTC"), ("authority", "EMA"), ("kind", "Initial")])).Status.ShouldBe(303);
        (await sara.Get("/serious")).Words.ShouldContain("first report to EMA");
        (await sara.Post(First, Nausea())).Status.ShouldBe(403);
    }

    [Fact]
    public async Task What_was_entered_in_error_is_taken_back_by_one_and_a_death_by_two_who_sign()
    {
        await using var server = await Started();
        server.Clock.Move(TimeSpan.FromDays(10));
        var (carla, ida, mona) = (await server.SignedIn("carla"), await server.SignedIn("ida"), await server.SignedIn("mona"));
        await carla.Post(New, Nausea());
        var row = server.State.Find("101-01")!.EntriesOf<AdverseEventRecorded>().Single().Sequence;
        (await carla.PostFrom($"/p/101-01/error/{row}", $"/p/101-01/error/{row}/mark", ("why", ""))).Status.ShouldBe(422);
        (await carla.PostFrom($"/p/101-01/error/{row}", $"/p/101-01/error/{row}/mark", ("why", "Another participant's."))).Status.ShouldBe(303);
        server.State.Find("101-01")!.All<AdverseEventRecorded>().ShouldBeEmpty();

        (await carla.PostFrom("/p/101-01/end", "/p/101-01/end/death", [.. Day("died", 2018, 6, 8), ("cause", "Disease")])).Status.ShouldBe(303);
        var death = server.State.Find("101-01")!.EntriesOf<DeathRecorded>().Single().Sequence;
        var place = $"/p/101-01/error/{death}";
        (await carla.PostFrom(place, $"{place}/mark", ("why", "He lives."))).Words.ShouldContain("needs two signatures");
        (await mona.PostFrom(place, $"{place}/confirm", [("key", "early"), .. Signed("mona")])).Words.ShouldContain("that signature comes first");
        (await ida.PostFrom(place, $"{place}/declare", [("why", "He lives."), .. Signed("ida")])).Status.ShouldBe(303);
        server.State.Find("101-01")!.Death.ShouldNotBeNull();
        (await mona.Get(place)).Words.ShouldContain("Declared by Ida Investigator: He lives.");
        (await mona.PostFrom(place, $"{place}/confirm", Signed("mona"))).Status.ShouldBe(303);
        server.State.Find("101-01")!.Death.ShouldBeNull();
    }

    /// <summary>On 4 June, three days after randomization.</summary>
    static async Task<ServerUnderTest> Started()
    {
        var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        server.Clock.Move(TimeSpan.FromDays(3));
        return server;
    }
}
