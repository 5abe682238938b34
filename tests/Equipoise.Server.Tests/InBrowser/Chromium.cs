using Microsoft.Playwright;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>The browser of this machine: started once, with a context of its own for each test.</summary>
public sealed class Chromium : IAsyncLifetime
{
    internal static string? Path { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(path =>
            path is { Length: > 0 } && File.Exists(path)
        );

    internal const string Absent = "There is no browser: install Chromium, or set CHROMIUM to its program.";

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
        if (Path is null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox", "--disable-gpu"] });
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

/// <summary>A fact about pages in a browser; skipped, and said to be, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Path is null ? Chromium.Absent : null;
}

/// <summary>What a person does at a page.</summary>
static class AtThePage
{
    extension(IPage page)
    {
        internal async Task SignIn(string person)
        {
            await page.GotoAsync("/sign-in");
            await page.FillAsync("[name=user]", person);
            await page.FillAsync("[name=password]", ServerUnderTest.Password);
            await page.ClickAsync("main button.main");
            await page.WaitForURLAsync(place => !place.Contains("sign-in", StringComparison.Ordinal));
        }

        internal async Task Day(string field, int day, string month, int year)
        {
            await page.FillAsync($"[name={field}-day]", $"{day}");
            await page.SelectOptionAsync($"[name={field}-month]", month);
            await page.FillAsync($"[name={field}-year]", $"{year}");
        }

        internal Task<string> Words(string of = "main") => page.InnerTextAsync(of);
    }
}
