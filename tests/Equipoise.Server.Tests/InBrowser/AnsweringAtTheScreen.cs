using Deque.AxeCore.Playwright;
using Equipoise.Conduct.Forms;
using Microsoft.Playwright;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>A letter, and a participant who answers on a telephone.</summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class AnsweringAtTheScreen(Chromium chromium)
{
    const string Own = "/p/101-01/visits/unscheduled/1/own-words";

    [BrowserFact]
    public async Task From_the_letter_to_the_thanks_every_page_can_be_read_at_390_and_at_1280()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        foreach (var (width, number) in new[] { (390, 1), (1280, 2) })
        {
            var colors = width == 390 ? ColorScheme.Dark : ColorScheme.Light;
            var carla = await chromium.Window(server, width, colors);
            await carla.SignIn("carla");
            await carla.GotoAsync(Own.Replace("/1/", $"/{number}/", StringComparison.Ordinal));
            await carla.ClickAsync("main button.main");
            await carla.WaitForSelectorAsync(".large code");
            await Fits(carla, width);
            var code = await carla.Locator(".large code").Last.InnerTextAsync();
            await carla.EmulateMediaAsync(new() { Media = Media.Print });
            (await carla.IsVisibleAsync(".large")).ShouldBeTrue();
            (await carla.IsVisibleAsync("header.top")).ShouldBeFalse();

            var page = await chromium.Window(server, width, colors);
            await page.GotoAsync("/answer");
            await Fits(page, width);
            await page.FillAsync("[name=code]", code);
            await page.ClickAsync("button.main");
            await page.WaitForSelectorAsync("[name=i-tired]");
            await Fits(page, width);
            (await page.IsVisibleAsync("[name=i-from-what]")).ShouldBeFalse("it is asked after a yes only");
            await page.FillAsync("[name=i-slept]", "30");
            await page.CheckAsync("[name=i-kept-from][value=yes]");
            (await page.IsVisibleAsync("[name=i-from-what]")).ShouldBeTrue();
            await page.ClickAsync("button.main");
            await page.WaitForSelectorAsync("#i-tired .wrong");
            await Fits(page, width);
            (await page.InputValueAsync("[name=i-slept]")).ShouldBe("30");
            await page.CheckAsync("[name=i-tired][value='1']");
            await page.FillAsync("[name=i-slept]", "7");
            await page.Context.SetOfflineAsync(true);
            await page.ClickAsync("button.main");
            await page.WaitForSelectorAsync(".unsaved");
            await page.Context.SetOfflineAsync(false);
            await page.ClickAsync("button.main");
            await page.Reaches("/answer/thanks");
            await Fits(page, width);
        }
        server.State.Find("101-01")!.Forms.All.Count(form => form.Place.Form == "own-words").ShouldBe(2);
    }

    static async Task Fits(IPage page, int width)
    {
        var axe = await page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        axe.Violations.Select(one => $"{page.Url} {one.Id}: {string.Join(", ", one.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }
}
