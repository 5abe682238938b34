using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Equipoise.Trial.Tests.Protocol;
using Microsoft.Playwright;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The page of a sample size as readers open it. See the report.</summary>
[Trait("Takes", "time")]
public sealed class SampleSizeInBrowser : IAsyncLifetime
{
    static readonly string threeLooks = File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml"));

    static readonly Dictionary<string, string> protocols = new()
    {
        ["one look"] = File.ReadAllText(Examples.ProtocolPath("patina")),
        ["looks"] = Slip.Replace(
            threeLooks,
            "efficacy: Lan-DeMets O'Brien-Fleming",
            "efficacy: Lan-DeMets O'Brien-Fleming\n    futility: non-binding Hwang-Shih-DeCani -2"
        ),
    };

    IPlaywright? playwright;
    IBrowser? browser;

    [BrowserTheory]
    [InlineData("one look", 1280)]
    [InlineData("one look", 390)]
    [InlineData("looks", 1280)]
    [InlineData("looks", 390)]
    public async Task Nothing_is_closed_to_readers_with_disabilities_cut_off_or_too_small(string protocol, int width)
    {
        var page = await Open(protocol, width);

        var found = await page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
            }
        );
        found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {violation.Nodes[0].Html}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        (await page.EvaluateAsync<string[]>(OfAPage.CutOff)).ShouldBeEmpty();
        (await page.EvaluateAsync<double>(OfAPage.SmallestText)).ShouldBeGreaterThan(9.5);
        (await page.EvaluateAsync<string[]>(OfAPage.RepeatedIds)).ShouldBeEmpty();
        (await page.EvaluateAsync<string[]>(OfAPage.BrokenLinks)).ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData("one look")]
    [InlineData("looks")]
    public async Task On_paper_nothing_is_wider_than_the_sheet(string protocol)
    {
        // A4 less its margins of 16 mm, in pixels of 1/96 inch.
        const int Sheet = (210 - 32) * 96 * 10 / 254;
        var page = await Open(protocol, Sheet);
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Sheet);
        (
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('table')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.parentElement.id)"
            )
        ).ShouldBeEmpty();
    }

    public async Task InitializeAsync()
    {
        if (BrowserOfThisMachine.Path is null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = BrowserOfThisMachine.Path, Args = ["--no-sandbox", "--disable-gpu"] }
        );
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    async Task<IPage> Open(string protocol, int width)
    {
        var file = OnProtocol.Saved(protocols[protocol]);
        var report = Path.ChangeExtension(file, ".html");
        CommandLine.Run("design", file, "--report", report).Exit.ShouldBe(0);
        var page = await browser!.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        await page.GotoAsync(new Uri(report).AbsoluteUri);
        return page;
    }
}
