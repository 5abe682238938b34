using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Pages;

/// <summary>A page that needs no other file: its contents, its head, its first section and the others.</summary>
/// <param name="Title">The title of the browser's window.</param>
/// <param name="Generator">The program that made it.</param>
/// <param name="Styles">What it adds to the look of the report.</param>
/// <param name="First">The anchor and the name of the section that the head runs into.</param>
/// <param name="Head">The head, with that section.</param>
/// <param name="Sections">The others.</param>
sealed record Document(
    string Title,
    string Generator,
    Html Styles,
    (string Id, string Title) First,
    Html Head,
    IReadOnlyList<Section> Sections
)
{
    public string Render() =>
        Html.Of(
                $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="generator" content="{Generator}">
                <title>{Title}</title>
                <style>
                {StyleSheet.Text}{Styles}</style>
                </head>
                <body>
                <a class="skip" href="#content">Skip to the page</a>
                <div class="page">
                <nav class="contents" aria-label="Contents">
                <ol>
                <li><a href="#{First.Id}">{First.Title}</a></li>
                {Sections.Select(section => Html.Of($"<li><a href=\"#{section.Id}\">{section.Title}</a></li>\n"))}</ol>
                </nav>
                <main id="content">
                {Head}{Sections.Select(section => section.Render())}</main>
                </div>
                </body>
                </html>

                """
            )
            .ToString();

    /// <summary>A fact of the head or of where a page comes from.</summary>
    public static Html Fact(string name, string value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");
}
