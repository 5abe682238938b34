using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Equipoise.Reporting.Quoting;
using Microsoft.Playwright;

namespace Equipoise.Reporting.Tests;

/// <summary>The report as readers open it. Looked for where CHROMIUM says, else where Debian puts it.</summary>
[Trait("Takes", "time")]
public sealed class ReportInBrowser : IAsyncLifetime
{
    readonly string file = Path.Combine(Directory.CreateTempSubdirectory("equipoise-report-").FullName, "report.html");
    IPlaywright? playwright;
    IBrowser? browser;

    [BrowserFact]
    public async Task Nothing_in_it_is_closed_to_readers_with_disabilities()
    {
        foreach (var width in new[] { 1280, 390 })
        {
            var page = await Opened(width);
            var found = await page.RunAxe(
                new AxeRunOptions
                {
                    RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
                }
            );
            found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {violation.Nodes[0].Html}").ShouldBeEmpty();
        }
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task Only_wide_tables_and_figures_scroll_sideways_each_in_its_own_box(int width)
    {
        var page = await Opened(width);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [BrowserFact]
    public async Task Text_of_figures_stays_legible_on_a_phone()
    {
        var page = await Opened(390);

        var smallest = await page.EvaluateAsync<double>(
            "Math.min(...[...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length).map(t => parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width))"
        );

        smallest.ShouldBeGreaterThan(9.5);
    }

    const string LongName =
        "Palbociclib 125 mg once daily for 21 days of each 28-day cycle plus trastuzumab plus pertuzumab plus aromatase inhibitor "
        + "or fulvestrant (investigator choice)";

    const string LongWord = "Supercalifragilisticexpialidocious-monoclonal-antibody-conjugate-of-pneumonoultramicroscopic";

    [BrowserTheory]
    [InlineData(390, "Palbociclib + standard")]
    [InlineData(1280, "Palbociclib + standard")]
    [InlineData(390, LongName)]
    [InlineData(1280, LongName)]
    [InlineData(390, LongWord)]
    [InlineData(1280, LongWord)]
    public async Task No_text_of_a_figure_is_cut_off_or_stands_on_another_however_long_a_name_is(int width, string label)
    {
        var page = await Opened(width, label);

        var cut = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length).filter(t => { const a = t.getBoundingClientRect(), b = t.ownerSVGElement.getBoundingClientRect(); return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1; }).map(t => t.textContent)"
        );
        var over = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('svg')].flatMap(s => { const all = [...s.querySelectorAll('text')].filter(t => t.getClientRects().length).map(t => [t.textContent, t.getBoundingClientRect()]); return all.flatMap(([x, a], i) => all.slice(i + 1).filter(([y, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5).map(([y]) => x + ' | ' + y)); })"
        );

        cut.ShouldBeEmpty();
        over.ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Text_in_a_box_of_the_flow_stays_in_its_box(int width)
    {
        var page = await Opened(width);

        var outside = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#flow svg')].filter(s => s.getClientRects().length).flatMap(s => { const boxes = [...s.querySelectorAll('rect')].map(r => r.getBoundingClientRect()); return [...s.querySelectorAll('text')].filter(t => { const a = t.getBoundingClientRect(); return boxes.some(b => a.left >= b.left && a.left <= b.right && a.top >= b.top && a.bottom <= b.bottom && a.right > b.right - 4); }).map(t => t.textContent); })"
        );

        outside.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task On_paper_only_the_wide_drawings_are_printed_and_no_contents()
    {
        var page = await Opened(390);

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        var shown = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.wide, .narrow, .contents, .synthetic')].filter(e => e.getClientRects().length).map(e => e.className)"
        );
        shown.ShouldNotBeEmpty();
        shown.ShouldAllBe(name => name == "wide");
    }

    [BrowserFact]
    public async Task It_asks_no_other_file_or_server_for_anything()
    {
        var requests = new List<string>();
        var page = await browser!.NewPageAsync();
        page.Request += (_, request) => requests.Add(request.Url);

        await page.GotoAsync(new Uri(file).AbsoluteUri);

        requests.ShouldHaveSingleItem();
        (await page.EvaluateAsync<int>("document.scripts.length")).ShouldBe(0);
    }

    [BrowserFact]
    public async Task Every_link_leads_somewhere_and_no_id_is_used_twice()
    {
        var page = await Opened(1280);

        (
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)))"
            )
        ).ShouldBeEmpty();
        (
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
            )
        ).ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task It_prints()
    {
        var page = await Opened(1280);

        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });

        pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        pdf.Length.ShouldBeGreaterThan(50_000);
    }

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(file, Report("Palbociclib + standard"));
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
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    static string Report(string label) =>
        TrialReport
            .Render(PatinaLike.Protocol, PatinaLike.Output(label: label))
            .ShouldBeOfType<ReportOutcome.Written>()
            .Text;

    async Task<IPage> Opened(int width, string? label = null)
    {
        if (label is not null)
            await File.WriteAllTextAsync(file, Report(label));
        var page = await browser!.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }
}
