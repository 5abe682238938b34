using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Equipoise.Reporting.OperatingCharacteristics;
using Microsoft.Playwright;

namespace Equipoise.Reporting.Tests;

/// <summary>The page of operating characteristics as readers open it, in the shapes that it takes. See <see cref="ReportInBrowser"/>.</summary>
[Trait("Takes", "time")]
public sealed class OperatingCharacteristicsInBrowser(OpenedGrids opened) : IClassFixture<OpenedGrids>
{
    [BrowserTheory]
    [InlineData("lines", 1280)]
    [InlineData("lines", 390)]
    [InlineData("rows", 1280)]
    [InlineData("rows", 390)]
    [InlineData("panels", 1280)]
    [InlineData("panels", 390)]
    public async Task Nothing_is_closed_to_readers_with_disabilities_cut_off_or_too_small(string grid, int width)
    {
        var page = await opened.Open(grid, width);

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
        (await page.EvaluateAsync<int>("document.scripts.length")).ShouldBe(0);
    }

    // Each word of a head stands on one line: its letters have one top.
    [BrowserTheory]
    [InlineData("lines", 1100)]
    [InlineData("lines", 390)]
    [InlineData("rows", 1100)]
    [InlineData("panels", 1100)]
    public async Task No_head_of_a_table_is_broken_inside_a_word(string grid, int width) =>
        (await (await opened.Open(grid, width)).EvaluateAsync<string[]>(BrokenWords)).ShouldBeEmpty();

    [BrowserFact]
    public async Task It_asks_no_other_file_or_server_for_anything()
    {
        var requests = new List<string>();

        await opened.Open("panels", 1280, requests);

        requests.ShouldHaveSingleItem();
    }

    [BrowserTheory]
    [InlineData("lines")]
    [InlineData("rows")]
    [InlineData("panels")]
    public async Task On_paper_nothing_is_wider_than_the_sheet(string grid)
    {
        // A4 less its margins of 16 mm, in pixels of 1/96 inch.
        const int Sheet = (210 - 32) * 96 * 10 / 254;
        var page = await opened.Open(grid, Sheet);
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Sheet);
        (
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.narrow, .contents')].filter(e => e.getClientRects().length).map(e => e.className)"
            )
        ).ShouldBeEmpty();
        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
        pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
    }

    const string BrokenWords = """
        [...document.querySelectorAll('thead th')].flatMap(th => {
            const broken = [], texts = document.createTreeWalker(th, NodeFilter.SHOW_TEXT);
            for (let node; (node = texts.nextNode()); )
                for (const word of node.data.matchAll(/\S+/g)) {
                    const range = document.createRange();
                    range.setStart(node, word.index);
                    range.setEnd(node, word.index + word[0].length);
                    if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) broken.push(word[0]);
                }
            return broken;
        })
        """;
}

/// <summary>A browser, and the pages that it opens.</summary>
public sealed class OpenedGrids : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("equipoise-oc-").FullName;
    IPlaywright? playwright;
    IBrowser? browser;

    internal static readonly Dictionary<string, SimulatedGrid> Grids = new()
    {
        ["lines"] = SimulatedGrids.Simulated,
        ["rows"] = SimulatedGrids.Over(
            "design.looks",
            "{ at: [50%, 100%], efficacy: Lan-DeMets O'Brien-Fleming, futility: conditional power below 20% }",
            "{ at: [100%], efficacy: Pocock }",
            "averyveryveryverylongwordwithoutanyspacethatfitsnowhereatallonaphone"
        ),
        ["panels"] = SimulatedGrids.Of(
            ["hazard ratio", "look plan", "control median"],
            [
                .. from ratio in new[] { "0.6", "0.667", "0.7", "0.75" }
                from plan in new[] { "Pocock", "O'Brien-Fleming", "Haybittle-Peto" }
                from median in Enumerable.Range(24, 13)
                let rejections = 9_200 - (10 * median) - (ratio.Length * 100) - plan.Length
                select new SimulatedCell([ratio, plan, $"{median}.5 months"], SimulatedGrids.MadeUp(rejections)),
            ]
        ),
    };

    public async Task InitializeAsync()
    {
        foreach (var (name, grid) in Grids)
            await File.WriteAllTextAsync(PathOf(name), OperatingCharacteristicsPage.Render(grid));
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
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The page of a grid in a window of that width; what it asks for is added to the requests.</summary>
    public async Task<IPage> Open(string grid, int width, List<string>? requests = null)
    {
        var page = await browser!.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        page.Request += (_, request) => requests?.Add(request.Url);
        await page.GotoAsync(new Uri(PathOf(grid)).AbsoluteUri);
        return page;
    }

    string PathOf(string grid) => Path.Combine(folder, $"{grid}.html");
}
