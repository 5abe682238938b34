namespace Equipoise.Tests;

/// <summary>The browser in which pages are looked at.</summary>
static class BrowserOfThisMachine
{
    internal static string? Path { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(path =>
            path is { Length: > 0 } && File.Exists(path)
        );

    internal const string Absent = "There is no browser: install Chromium, or set CHROMIUM to its program.";
}

/// <summary>A fact about a page in a browser; skipped, and said to be, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserOfThisMachine.Path is null ? BrowserOfThisMachine.Absent : null;
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserOfThisMachine.Path is null ? BrowserOfThisMachine.Absent : null;
}

/// <summary>What a browser is asked about a page, as scripts.</summary>
static class OfAPage
{
    /// <summary>The texts of drawings that their drawing cuts off.</summary>
    internal const string CutOff =
        "[...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length).filter(t => { const a = t.getBoundingClientRect(), b = t.ownerSVGElement.getBoundingClientRect(); return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1; }).map(t => t.textContent)";

    /// <summary>The size of the smallest text of a drawing, in pixels.</summary>
    internal const string SmallestText =
        "Math.min(...[...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length).map(t => parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width))";

    /// <summary>Anchors that are there twice.</summary>
    internal const string RepeatedIds =
        "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)";

    /// <summary>Links within the page that lead nowhere.</summary>
    internal const string BrokenLinks =
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)))";
}
