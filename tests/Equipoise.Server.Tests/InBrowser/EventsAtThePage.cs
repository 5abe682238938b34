using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Server.Trial;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>What a page says while somebody types, and after they recorded something.</summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class EventsAtThePage(Chromium chromium)
{
    [BrowserFact]
    public async Task Grades_stand_beside_a_value_and_a_term_while_they_are_typed_and_the_draft_is_kept()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/p/101-01/lab");
        await page.FillAsync("[name=v-neutrophils]", "0,45");
        await page.WaitForSelectorAsync("#verdict li");
        (await page.Words("#verdict")).ShouldContain("grade 4: Neutrophil count decreased");
        await page.WaitForSelectorAsync(".draft:text('Kept as a draft')");
        await page.GotoAsync("/p/101-01/lab");
        (await page.InputValueAsync("[name=v-neutrophils]")).ShouldBe("0,45");
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync("td:text('grade 4')");
        (await page.InputValueAsync("[name=v-neutrophils]")).ShouldBe("");
        server.State.Find("101-01")!.All<LabValueRecorded>().Single().Value.ShouldBe(0.45);

        await page.GotoAsync("/p/101-01/adverse-events/new");
        await page.FillAsync("[name=term]", "Platelet count decreased");
        await page.WaitForSelectorAsync("#verdict p:text('Platelet count decreased')");
        (await page.Words("#verdict")).ShouldContain("25");
    }

    [BrowserFact]
    public async Task The_clock_of_a_serious_event_is_shown_anew_after_it_was_started()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        server
            .Part<RunningTrial>()
            .Conduct!.Do(
                new RecordAdverseEvent(
                    "101-01", "Pneumonia", null, null, 3, Serious: true, Related: false, ActionTaken.DoseNotChanged,
                    AdverseEventOutcome.NotRecovered, new DateOnly(2018, 6, 1), null, SeriousnessCriteria.Hospitalization
                ),
                "carla"
            )
            .ShouldBeOfType<Decision.Accepted>();
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/p/101-01/adverse-events/1");
        await page.Day("aware", 1, "06", 2018);
        await page.FillAsync("[name=aware-time]", "09:45");
        await page.ClickAsync("button:text('Record when the site learned of it')");
        await page.WaitForSelectorAsync("td:text('23 h 45 min left')");
    }
}
