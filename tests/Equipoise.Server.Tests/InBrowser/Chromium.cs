using System.Diagnostics;
using Equipoise.Trial.Tests.Conduct.Stores;
using Microsoft.Playwright;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>The browser of this machine: started once, with a context of its own for each test.</summary>
public sealed class Chromium : IAsyncLifetime
{
    IPlaywright? playwright;
    IBrowser? browser;

    /// <summary>A browser window without memory.</summary>
    internal async Task<IPage> Window(ServerUnderTest server, int width = 1280, ColorScheme colors = ColorScheme.Light)
    {
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = server.App.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal),
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    public async Task InitializeAsync()
    {
        if (BrowserOfThisMachine.Path is null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserOfThisMachine.Path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class InOneBrowser : ICollectionFixture<Chromium>
{
    internal const string Name = "in one browser";
}

/// <summary>A fact about pages in a browser, of a trial whose record is in PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class BrowserOnPostgresFactAttribute : FactAttribute
{
    public BrowserOnPostgresFactAttribute() =>
        Skip =
            BrowserOfThisMachine.Path is null ? BrowserOfThisMachine.Absent
            : OnePostgres.Programs.Folder is null ? "There is no PostgreSQL server: install postgresql."
            : null;
}

/// <summary>What a person does at a page.</summary>
static class AtThePage
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    extension(IPage page)
    {
        internal async Task SignIn(string person)
        {
            await page.GotoAsync("/sign-in");
            await page.FillAsync("[name=user]", person);
            await page.FillAsync("[name=password]", ServerUnderTest.Password);
            await page.ClickAsync("main button.main");
            await page.Leaves("sign-in");
        }

        /// <summary>Waits until the browser has read a page whose address ends so.</summary>
        internal Task Reaches(string end) => page.Is(place => place.EndsWith(end, StringComparison.Ordinal));

        /// <summary>Waits until the browser has read a page without that in its address.</summary>
        internal Task Leaves(string part) => page.Is(place => !place.Contains(part, StringComparison.Ordinal));

        // Asked again and again: who listens for it may begin a moment after it happened, and then waits for ever.
        async Task Is(Func<string, bool> there)
        {
            for (var waited = Stopwatch.StartNew(); !there(page.Url); await Task.Delay(20))
                if (waited.Elapsed > patience)
                    Assert.Fail($"Still at {page.Url}: {await page.Words()}");
            await page.WaitForLoadStateAsync();
        }

        internal async Task Day(string field, int day, string month, int year)
        {
            await page.FillAsync($"[name={field}-day]", $"{day}");
            await page.SelectOptionAsync($"[name={field}-month]", month);
            await page.FillAsync($"[name={field}-year]", $"{year}");
        }

        internal Task<string> Words(string of = "main") => page.InnerTextAsync(of);

        /// <summary>Waits until the page says all of that, with single spaces between its words.</summary>
        internal async Task Says(params string[] words)
        {
            var shown = "";
            for (var waited = Stopwatch.StartNew(); waited.Elapsed < patience; await Task.Delay(50))
            {
                shown = string.Join(' ', (await page.Words()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                if (words.All(one => shown.Contains(one, StringComparison.Ordinal)))
                {
                    // Words are there before the script is: a key pressed between the two would be nobody's.
                    await page.WaitForLoadStateAsync();
                    return;
                }
            }
            foreach (var one in words)
                shown.ShouldContain(one, Case.Sensitive, page.Url);
        }

        /// <summary>Proves in a signature who signs: with user name and password at first in a session.</summary>
        internal async Task Sign(string person, string button)
        {
            if (await page.QuerySelectorAsync("[name=proof-user]") is not null)
                await page.FillAsync("[name=proof-user]", person);
            await page.FillAsync("[name=proof-password]", ServerUnderTest.Password);
            await page.Press(button);
        }

        /// <summary>Clicks a button that says exactly that.</summary>
        internal Task Press(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }
}
