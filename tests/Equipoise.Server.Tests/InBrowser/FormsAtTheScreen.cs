using Deque.AxeCore.Playwright;
using Equipoise.Conduct.Forms;
using Microsoft.Playwright;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>Forms in a browser: what is asked at once, confirmed in place, and chosen of two.</summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class FormsAtTheScreen(Chromium chromium)
{
    const string Vitals = "/p/101-01/visits/cycle/1/vital-signs";
    const string History = "/p/101-01/visits/baseline/1/history";

    [BrowserFact]
    public async Task A_question_is_there_as_soon_as_it_is_asked_and_gone_as_soon_as_it_is_not()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync(History);
        (await page.IsVisibleAsync("[name='i-condition.1']")).ShouldBeFalse();
        await page.CheckAsync("[name=i-any-condition][value=yes]");
        await page.FillAsync("[name='i-condition.1']", "Asthma");
        (await page.IsVisibleAsync("[name='i-ended.1-year']")).ShouldBeFalse();
        await page.CheckAsync("[name='i-ongoing.1'][value=no]");
        await page.FillAsync("[name='i-ended.1-year']", "2015");
        await page.CheckAsync("[name=i-any-condition][value=no]");
        (await page.IsVisibleAsync("[name='i-ended.1-year']")).ShouldBeFalse();
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync(".saved");
        server.State.Find("101-01")!.Forms.Find(new("baseline", 1, "history"))!.Items.Count.ShouldBe(1);
    }

    [BrowserFact]
    public async Task An_unusual_value_is_confirmed_and_of_two_values_one_is_chosen_on_the_page()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        var (carla, ida) = (await chromium.Window(server), await chromium.Window(server));
        await carla.SignIn("carla");
        await ida.SignIn("ida");
        await carla.GotoAsync(Vitals);
        await ida.GotoAsync(Vitals);
        await carla.FillAsync("[name=i-systolic]", "212");
        await carla.FillAsync("[name=i-diastolic]", "95");
        await carla.ClickAsync("button.main");
        await carla.FillAsync("[name=why-i-systolic]", "Pain");
        await carla.ClickAsync("button.main");
        await carla.WaitForSelectorAsync(".saved");

        await ida.FillAsync("[name=i-systolic]", "150");
        await ida.ClickAsync("button.main");
        await ida.WaitForSelectorAsync("#i-systolic .unsaved");
        (await Findings(ida)).ShouldBeEmpty();
        await ida.CheckAsync("[name=m-i-systolic][value=mine]");
        await ida.FillAsync("[name=r-i-systolic]", "Measured again");
        await ida.ClickAsync("button.main");
        await ida.WaitForSelectorAsync(".saved");
        server.State.Find("101-01")!.Forms.Find(new("cycle", 1, "vital-signs"))!.ValueOf(new("systolic", 1)).ShouldBe("150");
        server.State.Find("101-01")!.Forms.Queries.ShouldHaveSingleItem().Status.ShouldBe(QueryStatus.Closed);
    }

    [BrowserFact]
    public async Task A_query_goes_from_the_monitor_to_the_site_and_back_and_every_page_of_it_can_be_used_by_everybody()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        List<string> findings = [];
        var carla = await chromium.Window(server);
        await carla.SignIn("carla");
        await carla.GotoAsync(Vitals);
        await carla.FillAsync("[name=i-systolic]", "120");
        await carla.FillAsync("[name=i-diastolic]", "80");
        await carla.ClickAsync("button.main");
        await carla.WaitForSelectorAsync(".saved");

        var mona = await chromium.Window(server, width: 390, ColorScheme.Dark);
        await mona.SignIn("mona");
        await mona.GotoAsync("/verify");
        findings.AddRange(await Findings(mona));
        await mona.ClickAsync("tbody td:nth-child(2) a");
        findings.AddRange(await Findings(mona));
        await mona.CheckAsync("[name=v-i-systolic]");
        await mona.ClickAsync("button.main");
        await mona.GetByText("1 of 2 verified").WaitForAsync();
        await mona.FillAsync("[name=text-i-pulse]", "Was it measured?");
        await mona.ClickAsync("button[value=i-pulse]");
        await mona.WaitForSelectorAsync(".query");
        findings.AddRange(await Findings(mona));

        await carla.GotoAsync("/queries");
        findings.AddRange(await Findings(carla));
        await carla.ClickAsync("tbody a");
        findings.AddRange(await Findings(carla));
        await carla.FillAsync(".query input", "No, the device was broken.");
        await carla.ClickAsync(".query button");
        await carla.GetByText("Query 1, answered").WaitForAsync();
        await mona.ReloadAsync();
        await mona.GetByText("Close query 1").ClickAsync();
        await mona.GetByText("Queries that are closed").WaitForAsync();

        var ida = await chromium.Window(server, width: 390);
        await ida.SignIn("ida");
        await ida.GotoAsync("/p/101-01/sign");
        findings.AddRange(await Findings(ida));
        await ida.FillAsync("[name=proof-user]", "ida");
        await ida.FillAsync("[name=proof-password]", ServerUnderTest.Password);
        await ida.ClickAsync(".signing button.main");
        await ida.GetByText("No form is ready to be signed.").WaitForAsync();
        var dora = await chromium.Window(server);
        await dora.SignIn("dora");
        await dora.GotoAsync(Vitals);
        findings.AddRange(await Findings(dora));
        findings.ShouldBeEmpty();
        server.State.Find("101-01")!.Forms.Query(1)!.Status.ShouldBe(QueryStatus.Closed);
    }

    [BrowserFact]
    public async Task An_unusual_value_and_a_colleagues_are_told_while_somebody_types_and_the_typing_is_not_disturbed()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        var (carla, ida) = (await chromium.Window(server), await chromium.Window(server));
        await carla.SignIn("carla");
        await ida.SignIn("ida");
        await carla.GotoAsync(Vitals);
        await ida.GotoAsync(Vitals);
        await carla.FillAsync("[name=i-systolic]", "212");
        await carla.Says("212 mmHg is unusual. Is it right? Yes, because");
        await carla.FillAsync("[name=why-i-systolic]", "In pain");
        await carla.GetByText("Kept as a draft, not recorded.").WaitForAsync();
        (await carla.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("why-i-systolic", "the answer to the draft does not take the field away");
        await carla.FillAsync("[name=i-diastolic]", "95");
        await carla.Press("Save");
        await carla.Says("Recorded, by protocol 1.0.", "Answer: In pain");

        await ida.FillAsync("[name=i-systolic]", "150");
        await ida.Says("Carla Coordinator recorded 212 mmHg", "you typed 150 mmHg", "Carla Coordinator recorded 95 mmHg");
        (await ida.IsVisibleAsync(".problems")).ShouldBeFalse("nothing was saved");
        (await Findings(ida)).ShouldBeEmpty();
        await ida.CheckAsync("[name=m-i-systolic][value=mine]");
        await ida.FillAsync("[name=r-i-systolic]", "Measured again");
        await ida.Press("Save");
        await ida.Says("Recorded, by protocol 1.0.");
        server.State.Find("101-01")!.Forms.Find(new("cycle", 1, "vital-signs"))!.ValueOf(new("systolic", 1)).ShouldBe("150");
        server.State.Find("101-01")!.Forms.Find(new("cycle", 1, "vital-signs"))!.ValueOf(new("diastolic", 1)).ShouldBe("95");
    }

    [BrowserFact]
    public async Task Control_and_S_saves_control_and_Enter_saves_and_goes_on_and_a_search_is_the_browsers_own()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync(Vitals);
        await page.FillAsync("[name=i-systolic]", "120");
        await page.FillAsync("[name=i-diastolic]", "80");
        await page.Keyboard.PressAsync("Control+s");
        await page.Says("Recorded, by protocol 1.0.");
        await page.FillAsync("[name=i-pulse]", "70");
        await page.Keyboard.PressAsync("Control+Enter");
        // The one after vital signs at that visit, or the visit where there is none.
        await page.Leaves("vital-signs");
        server.State.Find("101-01")!.Forms.Find(new("cycle", 1, "vital-signs"))!.Items.Count.ShouldBe(3);

        await page.GotoAsync("/participants");
        await page.FillAsync("#search", "101-01");
        await page.Press("Find");
        await page.Reaches("/participants?search=101-01");
        await page.Says("1 participant, screened last first.");
    }

    static async Task<List<string>> Findings(IPage page)
    {
        var axe = await page.RunAxe(
            new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } }
        );
        List<string> found =
        [
            .. axe.Violations.Select(one => $"{page.Url}: {one.Id}: {string.Join(", ", one.Nodes.Select(node => node.Html))}"),
        ];
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        if (wide > 0)
            found.Add($"{page.Url} is {wide} pixels too wide");
        if (Environment.GetEnvironmentVariable("EQUIPOISE_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"form-{Tables.Token.Draw()}.png"), FullPage = true });
        return found;
    }
}
