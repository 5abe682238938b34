namespace Equipoise.Datasets.Pages;

/// <summary>A page of tables for a browser, which needs nothing else.</summary>
public static class DataPage
{
    const string Style = """
        :root { color-scheme: light dark; }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
        body { overflow-wrap: anywhere; color: #1b1f24; background: #fff; }
        h1 { font-size: 1.5rem; }
        h2 { font-size: 1.15rem; margin-top: 2rem; }
        a { color: #0b5394; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .88rem; overflow-wrap: normal; }
        th, td { border-bottom: 1px solid #d0d7de; padding: .25rem .6rem; text-align: left; vertical-align: top; }
        th { white-space: nowrap; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        .long { min-width: 18rem; }
        .long, .quiet { color: #57606a; }
        @media (prefers-color-scheme: dark) {
        body { background: #0d1117; color: #e6edf3; } a { color: #79b8ff; } .long, .quiet { color: #9198a1; }
        th, td { border-color: #3d444d; } }
        """;

    /// <summary>The page, in HTML.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="body">What stands below the title.</param>
    public static string Of(string title, Markup body) =>
        Of(
            title,
            Style,
            Markup.Of(
                $"""
                <main>
                <h1>{title}</h1>
                {body}
                </main>
                """
            )
        );

    /// <summary>A page in a look of its own.</summary>
    internal static string Of(string title, string style, Markup body) =>
        Markup
            .Of(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{title}</title>
                <style>
                {new Markup(style)}
                </style>
                </head>
                <body>
                {body}
                </body>
                </html>

                """
            )
            .Html;

    /// <summary>A table, which may be wider than the page and is then moved by itself.</summary>
    /// <param name="name">What it is a table of, for who does not see it.</param>
    /// <param name="heads">The heads of its columns.</param>
    /// <param name="rows">Its rows, each of cells.</param>
    public static Markup Table(string name, IEnumerable<string> heads, IEnumerable<Markup> rows)
    {
        var head = Markup.Join(heads.Select(one => Markup.Of($"<th scope=\"col\">{one}</th>")));
        var body = Markup.Join(rows.Select(row => Markup.Of($"<tr>{row}</tr>")), "\n");
        return Markup.Of(
            $"""
            <div class="wide" tabindex="0" role="region" aria-label="{name}"><table>
            <thead><tr>{head}</tr></thead>
            <tbody>
            {body}
            </tbody>
            </table></div>

            """
        );
    }

    /// <summary>A cell of words.</summary>
    public static Markup Cell(string? text) => Markup.Of($"<td>{text}</td>");

    /// <summary>A cell of a number, at the right.</summary>
    public static Markup Number(string? text) => Markup.Of($"<td class=\"n\">{text}</td>");

    /// <summary>The cell that names its row.</summary>
    public static Markup Head(Markup name) => Markup.Of($"<th scope=\"row\">{name}</th>");
}
