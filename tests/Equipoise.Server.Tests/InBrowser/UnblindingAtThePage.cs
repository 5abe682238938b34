using Deque.AxeCore.Playwright;
using Equipoise.Conduct.Randomization;
using Microsoft.Playwright;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>An emergency at a desk: the arm is shown, printed, and gone when the page is loaded again.</summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class UnblindingAtThePage(Chromium chromium)
{
    [BrowserFact]
    public async Task The_arm_can_be_printed_and_is_gone_when_the_page_is_loaded_again()
    {
        await using var server = await ServerUnderTest.Listen(SmallTrial.Rules(1, SmallTrial.Masked), SmallTrial.Step.Randomized);
        var arm = SmallTrial.Masked.Arms.Single(one => one.Id == server.State.Find("101-01")!.Randomized!.Arm).Label;
        foreach (var width in new[] { 390, 1280 })
        {
            var page = await chromium.Window(server, width, width == 390 ? ColorScheme.Dark : ColorScheme.Light);
            await page.SignIn("ida");
            await page.GotoAsync("/p/101-01/unblind");
            await Fits(page, width);
            await page.FillAsync("[name=why]", "Overdose");
            await page.FillAsync("[name=proof-user]", "ida");
            await page.FillAsync("[name=proof-password]", ServerUnderTest.Password);
            await page.ClickAsync("main button.main");
            await page.WaitForSelectorAsync(".arm");
            (await page.Words(".arm")).ShouldBe(arm);
            await Fits(page, width);

            await page.EmulateMediaAsync(new() { Media = Media.Print });
            (await page.IsVisibleAsync(".arm")).ShouldBeTrue();
            (await page.IsVisibleAsync("header.top")).ShouldBeFalse();
            (await page.Words()).ShouldContain("Told to Ida Investigator");
            await page.EmulateMediaAsync(new() { Media = Media.Screen });

            await page.ReloadAsync();
            (await page.QuerySelectorAsync(".arm")).ShouldBeNull();
            var words = await page.Words();
            words.ShouldContain("The arm was shown to Ida Investigator");
            words.ShouldNotContain(arm);
            await page.GoBackAsync();
            (await page.Words()).ShouldNotContain(arm);
        }
    }

    static async Task Fits(IPage page, int width)
    {
        var axe = await page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        axe.Violations.Select(one => $"{one.Id}: {string.Join(", ", one.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }
}
