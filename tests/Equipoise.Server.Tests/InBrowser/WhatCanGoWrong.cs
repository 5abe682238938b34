using Equipoise.Conduct.Randomization;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>What happens to people at a page: they click twice, go back, lose the connection, are away for too long.</summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class WhatCanGoWrong(Chromium chromium)
{
    [BrowserFact]
    public async Task A_double_click_allocates_once_and_the_way_back_offers_nothing_more()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Signed]);
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/p/101-01");
        await page.GotoAsync("/p/101-01/randomize");
        var posts = 0;
        page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;
        await page.DblClickAsync("button.main");
        await page.WaitForSelectorAsync(".arm");
        posts.ShouldBe(1);
        server.State.RandomizedCount.ShouldBe(1);
        await page.GoBackAsync();
        await page.GotoAsync("/p/101-01/randomize");
        (await page.QuerySelectorAsync("button.main")).ShouldBeNull();
    }

    [BrowserFact]
    public async Task Two_people_at_one_participant_get_one_arm_and_the_second_is_told_which()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Signed]);
        var (carla, ida) = (await chromium.Window(server), await chromium.Window(server));
        await carla.SignIn("carla");
        await ida.SignIn("ida");
        await carla.GotoAsync("/p/101-01/randomize");
        await ida.GotoAsync("/p/101-01/randomize");
        await carla.ClickAsync("button.main");
        await carla.WaitForSelectorAsync(".arm");
        await ida.ClickAsync("button.main");
        await ida.WaitForSelectorAsync(".arm");
        server.State.RandomizedCount.ShouldBe(1);
        (await ida.Words(".arm")).ShouldBe(await carla.Words(".arm"));
    }

    [BrowserFact]
    public async Task Without_a_connection_the_page_stays_says_so_and_the_second_click_records_once()
    {
        await using var server = await ServerUnderTest.Listen();
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/participants/new");
        await page.Day("on", 1, "06", 2018);
        await page.FillAsync("[name=age]", "57");
        await page.CheckAsync("[name=sex][value=Female]");
        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync(".unsaved");
        (await page.Words(".unsaved")).ShouldBe("Not saved: no connection. What you typed is still here. Save again.");
        (await page.InputValueAsync("[name=age]")).ShouldBe("57");
        await page.Context.SetOfflineAsync(false);
        await page.ClickAsync("button.main");
        await page.Reaches("/p/101-01");
        server.State.Participants.Count.ShouldBe(1);
    }

    [BrowserFact]
    public async Task What_was_typed_stays_when_the_right_to_record_it_is_gone()
    {
        await using var server = await ServerUnderTest.Listen();
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/participants/new");
        await page.FillAsync("[name=age]", "57");
        var ada = await chromium.Window(server);
        await ada.SignIn("ada");
        await ada.GotoAsync("/people/carla");
        await ada.FillAsync("form[action$=revoke] [name=reason]", "She left the site.");
        await ada.ClickAsync("form[action$=revoke] button");
        await ada.WaitForSelectorAsync("form[action$=revoke]", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync(".unsaved");
        (await page.Words(".unsaved")).ShouldBe("Your role does not let you do this. Not saved: what you typed is still here.");
        (await page.InputValueAsync("[name=age]")).ShouldBe("57");
    }

    [BrowserFact]
    public async Task A_session_that_ends_while_somebody_types_is_begun_again_over_the_page()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Consented]);
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/p/101-01/eligibility");
        await page.FillAsync("[name=c-adult]", "57");
        await page.GetByText("Kept as a draft, not recorded.").WaitForAsync();
        server.Clock.Move(TimeSpan.FromMinutes(31));
        await page.FillAsync("[name=c-neutrophils]", "1,8");
        await page.ClickAsync("main button.main");
        await page.FillAsync("dialog [name=user]", "carla");
        await page.FillAsync("dialog [name=password]", ServerUnderTest.Password);
        await page.ClickAsync("dialog button.main");
        await page.GetByText("2 of 13 answered").WaitForAsync();
        var answers = server.State.Find("101-01")!;
        Equipoise.Conduct.Screening.AnswerState.AnswerTo(answers, "neutrophils")!.Answer.ToString().ShouldBe("1.8");
    }

    [BrowserFact]
    public async Task A_draft_that_is_slow_on_its_way_does_not_outlive_what_was_saved()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Consented]);
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/p/101-01/eligibility");
        await page.RouteAsync(
            "**/draft/**",
            async route =>
            {
                await Task.Delay(3000);
                await route.ContinueAsync();
            }
        );
        var sent = page.WaitForRequestAsync("**/draft/**");
        await page.FillAsync("[name=c-hemoglobin]", "12,1");
        await sent;
        await page.ClickAsync("main button.main");
        await page.GetByText("1 of 13 answered").WaitForAsync();
        await Task.Delay(4000);
        await page.ReloadAsync();
        (await page.Words(".draft")).ShouldNotContain("Your draft of");
    }

    [BrowserFact]
    public async Task A_draft_is_there_again_in_another_browser()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Consented]);
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/p/101-01/eligibility");
        await page.FillAsync("[name=c-hemoglobin]", "12,1");
        await page.GetByText("Kept as a draft, not recorded.").WaitForAsync();
        var other = await chromium.Window(server);
        await other.SignIn("carla");
        await other.GotoAsync("/p/101-01/eligibility");
        (await other.InputValueAsync("[name=c-hemoglobin]")).ShouldBe("12,1");
        (await other.Words(".draft")).ShouldStartWith("Your draft of");
        var somebodyElse = await chromium.Window(server);
        await somebodyElse.SignIn("ida");
        await somebodyElse.GotoAsync("/p/101-01/eligibility");
        (await somebodyElse.InputValueAsync("[name=c-hemoglobin]")).ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_refused_value_stays_and_the_list_of_problems_has_the_focus()
    {
        await using var server = await ServerUnderTest.Listen();
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/participants/new");
        await page.Day("on", 31, "06", 2018);
        await page.FillAsync("[name=age]", "fifty");
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync(".problems");
        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("problems");
        (await page.Words(".problems")).ShouldContain("Age is a whole number, not 'fifty'.");
        (await page.InputValueAsync("[name=age]")).ShouldBe("fifty");
    }

    [BrowserFact]
    public async Task The_verdict_follows_the_answers_as_they_are_typed()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Consented]);
        var page = await chromium.Window(server);
        await page.SignIn("carla");
        await page.GotoAsync("/p/101-01/eligibility");
        await page.FillAsync("[name=c-neutrophils]", "0,8");
        await page.GetByText("Not eligible:").WaitForAsync();
        await page.FillAsync("[name=c-neutrophils]", "1,8");
        await page.GetByText("Nothing keeps the participant out so far; 12 still to be answered.").WaitForAsync();
        server.State.Find("101-01")!.Entries.Count().ShouldBe(2);
    }
}
