using System.Text.RegularExpressions;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Rendering.Web;

/// <summary>A document as one HTML file that needs no other, on screen and on paper.</summary>
static partial class HtmlPage
{
    /// <param name="document">The document.</param>
    /// <param name="styles">Styles beside those of every page.</param>
    public static string Of(Document document, params IEnumerable<Html> styles)
    {
        var (noticed, notice) = document.Notice.IsEmpty
            ? (Html.Empty, Html.Empty)
            : (
                StyleSheet.OnEveryPage(document.Notice.Text),
                Html.Of($"<p class=\"synthetic\">{HtmlText.Of(document.Notice)}</p>\n")
            );
        Section[] sections = [.. document.Sections.Where(section => !section.IsEmpty)];
        return Html.Of(
                $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="generator" content="{document.Program}">
                <title>{document.Name}</title>
                <style>
                {StyleSheet.Text}{styles}{noticed}</style>
                </head>
                <body>
                <a class="skip" href="#content">Skip to the {document.Kind}</a>
                {notice}<div class="page">
                <nav class="contents" aria-label="Contents">
                <ol>
                {sections.Select(section => Html.Of($"<li><a href=\"#{section.Id}\">{HtmlText.Of(section.Title)}</a></li>\n"))}</ol>
                </nav>
                <main id="content">
                {(document.Masthead is { } masthead ? Of(masthead) : Html.Empty)}{sections.Select(Of)}</main>
                </div>
                </body>
                </html>

                """
            )
            .ToString();
    }

    static Html Of(Masthead masthead) =>
        Html.Of(
            $"""
            <header class="masthead">
            <p class="kicker">{HtmlText.Of(masthead.Kicker)}</p>
            <h1>{Title(masthead.Title.Text)}</h1>
            {Of(masthead.Facts)}</header>

            """
        );

    /// <summary>A line that ends in "HER2-" looks like a mistake: a name with a digit stays with what hangs on it.</summary>
    static Html Title(string title) =>
        Html.Join(
            title
                .Split(' ')
                .Select(word =>
                    NameWithSuffix().IsMatch(word) ? Html.Of($"<span class=\"whole\">{word}</span>") : Html.Of($"{word}")
                ),
            " "
        );

    [GeneratedRegex(@"\d-\p{L}", RegexOptions.None, 1000)]
    private static partial Regex NameWithSuffix();

    /// <summary>A section of a document, for a page that is made otherwise.</summary>
    public static Html Of(Section section) =>
        Html.Of(
            $"""
            <section id="{section.Id}"{new Html(ClassOf(section.Kind))} aria-labelledby="{section.Id}-title">
            <h2 id="{section.Id}-title">{HtmlText.Of(section.Title)}</h2>
            {section.Blocks.Select(Of)}</section>

            """
        );

    static string ClassOf(SectionKind kind) =>
        kind switch
        {
            SectionKind.KeyResult => " class=\"key-result\"",
            SectionKind.Statement => " class=\"statement\"",
            _ => "",
        };

    static Html Of(Block block) =>
        block switch
        {
            Heading { Id: { } id } heading => Html.Of($"<h3 id=\"{id}\">{HtmlText.Of(heading.Text)}</h3>\n"),
            Heading heading => Html.Of($"<h3>{HtmlText.Of(heading.Text)}</h3>\n"),
            Paragraph { IsLead: true } paragraph => Html.Of($"<p class=\"lead\">{HtmlText.Of(paragraph.Text)}</p>\n"),
            Paragraph paragraph => Html.Of($"<p>{HtmlText.Of(paragraph.Text)}</p>\n"),
            Story story => Html.Of($"<div class=\"brief\">\n{story.Blocks.Select(Of)}</div>\n"),
            Items items => Of(items),
            Facts facts => Of(facts),
            KeyNumbers numbers => Of(numbers),
            Table table => HtmlTable.Of(table),
            Listing listing => HtmlTable.Of(listing),
            Figure figure => Of(figure),
            _ => throw new InvalidOperationException($"No markup for {block.GetType().Name}."),
        };

    static Html Of(Items items)
    {
        var entries = items.Entries.Select(
            (entry, i) =>
                items.AnchorPrefix is { } prefix
                    ? Html.Of($"<li id=\"{prefix}{i + 1}\">{HtmlText.Of(entry)}</li>\n")
                    : Html.Of($"<li>{HtmlText.Of(entry)}</li>\n")
        );
        var name = items.Name is null ? Html.Empty : Html.Of($" aria-label=\"{items.Name}\"");
        // Numbers that are referred to are seen.
        return items.AnchorPrefix is null
            ? Html.Of($"<ul class=\"conventions\"{name}>\n{entries}</ul>\n")
            : Html.Of($"<ol class=\"conventions\"{name}>\n{entries}</ol>\n");
    }

    static Html Of(Facts facts) =>
        Html.Of(
            $"<dl class=\"identity{(facts.IsStacked ? " stacked" : "")}\">\n{facts.Entries.Select(fact =>
                Html.Of($"<div><dt>{fact.Name}</dt><dd>{HtmlText.Of(fact.Value)}</dd></div>\n")
            )}</dl>\n"
        );

    static Html Of(KeyNumbers numbers) =>
        Html.Of(
            $"""
            <div class="panel" style="--columns:{numbers.Columns}">
            {numbers.OfArms.Select(Of)}{numbers.Comparisons.Select(Of)}</div>

            """
        );

    static Html Of(KeyNumber number)
    {
        var style =
            number.Arm is { } arm ? Html.Of($" style=\"border-color:{ArmStyle.Of(arm).Stroke}\"")
            : number.Column is { } column ? Html.Of($" style=\"--column:{column}\"")
            : Html.Empty;
        return Html.Of(
            $"""
            <div class="{(number.Arm is null ? "figure ratio" : "figure")}"{style}><p class="what">{HtmlText.Of(number.What)}</p>
            <p class="value">{HtmlText.Of(number.Value)}</p>
            <p class="detail">{HtmlText.Of(number.Detail)}</p></div>

            """
        );
    }

    // The drawings escape their own texts; they are the only markup that enters as a string.
    static Html Of(Figure figure) =>
        Html.Of(
            $"""
            <figure class="exhibit" id="{figure.Id}">
            <figcaption id="{figure.Id}-caption"{HtmlTable.Numbered(figure.Number)}>{HtmlTable.Number(figure.Number)}{HtmlText.Of(
                figure.Caption
            )}</figcaption>
            {Key(figure.Key)}{Drawings(figure.Panels)}{Values(figure.Values)}{HtmlTable.Notes(figure.Notes)}</figure>

            """
        );

    /// <summary>A drawing is one image to whoever does not see it: its values stand beside it.</summary>
    static Html Values(Table? values) =>
        values is null
            ? Html.Empty
            : Html.Of(
                $"""
                <details class="values">
                <summary>{HtmlText.Of(values.Caption)}</summary>
                {HtmlTable.Bare(values)}</details>

                """
            );

    static Html Key(IReadOnlyList<KeyEntry> entries) =>
        entries.Count == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <ul class="key" aria-label="Key">
                {entries.Select(entry => Html.Of($"<li>{new Html(entry.Sample)}{entry.Label}</li>\n"))}</ul>

                """
            );

    static Html Drawings(IReadOnlyList<Panel> panels) =>
        panels is [var one]
            ? Html.Of(
                $"""
                {Title(one)}<div class="wide">{new Html(one.Wide)}</div>
                <div class="narrow">{new Html(one.Narrow ?? one.Wide)}</div>

                """
            )
            : Html.Of(
                $"""
                <div class="multiples">
                {panels.Select(panel => Html.Of($"<div>{Title(panel)}{new Html(panel.Wide)}</div>\n"))}</div>

                """
            );

    static Html Title(Panel panel) =>
        panel.Title.Length == 0 ? Html.Empty : Html.Of($"<p class=\"panel-title\">{panel.Title}</p>\n");
}
