using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Rendering.Web;
using Equipoise.Reporting.Reports;

namespace Equipoise.Reporting.Publication;

/// <summary>A page of the site, in the look of the report: no script, and nothing from elsewhere.</summary>
static class SitePage
{
    /// <param name="kicker">What stands over the title.</param>
    /// <param name="title">The title.</param>
    /// <param name="root">The way from the page to the root of the site.</param>
    /// <param name="content">What it says.</param>
    /// <param name="isSynthetic">Whether some of it is about virtual participants.</param>
    public static string Of(string kicker, string title, string root, Html content, bool isSynthetic)
    {
        var notice = isSynthetic ? Html.Of($"<p class=\"synthetic\">{ReportMasthead.Synthetic}</p>\n") : Html.Empty;
        return Html.Of(
                $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{kicker}: {title}</title>
                <link rel="alternate" type="application/atom+xml" title="New results" href="{root}feed.xml">
                <style>
                {StyleSheet.Text}</style>
                </head>
                <body>
                <a class="skip" href="#content">Skip to the content</a>
                {notice}<div class="page">
                <nav class="contents" aria-label="Site">
                <ol>
                <li><a href="{root}index.html">All trials</a></li>
                <li><a href="{root}digest.html">Digest</a></li>
                <li><a href="{root}feed.xml">Feed</a></li>
                </ol>
                </nav>
                <main id="content">
                <header class="masthead">
                <p class="kicker">{kicker}</p>
                <h1>{title}</h1>
                </header>
                {content}</main>
                </div>
                </body>
                </html>

                """
            )
            .ToString();
    }
}
