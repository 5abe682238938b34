using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Server.Tests.Rights;
using Equipoise.Server.Trial;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

/// <summary>A participant goes over to another site.</summary>
public sealed class TransferTests
{
    [Fact]
    public async Task Before_the_signature_one_site_sees_a_participant_and_after_it_the_other_alone()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var (carla, ida, ivan) = (await server.SignedIn("carla"), await server.SignedIn("ida"), await server.SignedIn("ivan"));
        var arm = server.State.Find("101-01")!.Entries.Count();
        (await ivan.Get("/p/101-01")).Status.ShouldBe(404);
        await carla.PostFrom("/p/101-01/lab", "/p/101-01/draft/lab", ("v-neutrophils", "1,5"));
        (await carla.Get("/")).Words.ShouldContain("Your drafts (1)");
        (await carla.Get("/p/101-01/transfer")).Status.ShouldBe(403, "a coordinator does not hand over");

        var page = await ida.Get("/p/101-01/transfer");
        page.Page.QuerySelectorAll("#to option").Select(one => one.TextContent).ShouldBe(["", "202 Hospital 202"]);
        (await ida.Post("/p/101-01/transfer", [("to", "101"), ("why", "Moved"), .. Signed("ida")])).Words.ShouldContain("Choose the site that takes over.");
        var unexplained = await ida.Post("/p/101-01/transfer", [("to", "202"), .. Signed("ida")]);
        unexplained.Page.QuerySelector("#why-wrong").ShouldNotBeNull();
        (await ida.Post("/p/101-01/transfer", ("to", "202"), ("why", "Moved"))).Page.QuerySelector("#proof-password-wrong").ShouldNotBeNull();
        server.State.Find("101-01")!.Site.ShouldBe("101");

        var moved = await ida.Post("/p/101-01/transfer", [("to", "202"), ("why", "Moved to another town"), .. Signed("ida")]);
        moved.Place.ShouldBe("/participants?handed-over=yes", moved.Words);
        (await ida.Get(moved.Place!)).Words.ShouldContain("you no longer see them");
        server.State.Find("101-01")!.Site.ShouldBe("202");
        foreach (var browser in new[] { carla, ida })
        {
            var gone = await browser.Get("/p/101-01");
            gone.Status.ShouldBe(404);
            RoleMatrix.Bare(gone.Text).ShouldBe(RoleMatrix.Bare((await browser.Get("/p/101-99")).Text));
            (await browser.Get("/participants")).Words.ShouldContain("0 participants");
        }
        (await carla.Get("/")).Words.ShouldNotContain("draft");

        var course = (await ivan.Get("/p/101-01")).Words;
        course.ShouldContain("Moved from site 101 to site 202: Moved to another town");
        course.ShouldContain("signed by Ida Investigator");
        course.ShouldContain("In the study");
        server.State.Find("101-01")!.Entries.Count().ShouldBe(arm + 1, "nothing else changed");
        var carlo = await server.SignedIn("carlo");
        (await carlo.Post("/p/101-01/consent", [.. Day("on", 2018, 5, 23), ("version", "2.0")])).Status.ShouldBe(303);
        // The new site hands back, under a signature of its own.
        (await ivan.Post("/p/101-01/transfer", [("to", "101"), ("why", "Moved back"), .. Signed("ivan")])).Status.ShouldBe(303);
        (await ida.Get("/p/101-01")).Words.ShouldContain("Moved from site 202 to site 101: Moved back");
    }

    [Fact]
    public async Task The_signatory_of_the_sponsor_hands_over_too_and_goes_on_seeing_the_participant()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var sigi = await server.SignedIn("sigi");
        var moved = await sigi.Post("/p/202-01/transfer", [("to", "101"), ("why", "Site closes"), .. Signed("sigi")]);
        moved.Place.ShouldBe("/p/202-01", moved.Words);
        (await sigi.Get("/p/202-01")).Words.ShouldContain("Moved from site 202 to site 101: Site closes");
    }

    [Fact]
    public async Task Serious_events_are_shown_of_one_site_or_of_all_that_somebody_sees()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        foreach (var (who, by) in new[] { ("101-01", "carla"), ("202-01", "carlo") })
            server
                .Part<RunningTrial>()
                .Conduct!.Do(
                    new RecordAdverseEvent(
                        who, "Pneumonia", null, null, 3, Serious: true, Related: false, ActionTaken.DoseNotChanged,
                        AdverseEventOutcome.NotRecovered, new DateOnly(2018, 6, 1), null, SeriousnessCriteria.Hospitalization
                    ),
                    by
                )
                .ShouldBeOfType<Decision.Accepted>();
        var (sara, carla) = (await server.SignedIn("sara"), await server.SignedIn("carla"));
        var all = await sara.Get("/serious");
        all.Page.QuerySelectorAll("#site option").Select(one => one.TextContent).ShouldBe(["All 2 sites", "101 Hospital 101", "202 Hospital 202"]);
        all.Words.ShouldContain("101-01: Pneumonia");
        all.Words.ShouldContain("202-01: Pneumonia");
        var one = await sara.Get("/serious?site=202");
        one.Words.ShouldNotContain("101-01");
        one.Words.ShouldContain("202-01: Pneumonia");
        one.Page.QuerySelector("#site option[selected]")!.GetAttribute("value").ShouldBe("202");
        // Somebody of one site is asked nothing, and whatever site they name they see their own.
        var own = await carla.Get("/serious?site=202");
        own.Page.QuerySelector("#site").ShouldBeNull();
        own.Words.ShouldContain("101-01: Pneumonia");
        own.Words.ShouldNotContain("202-01");
    }
}
