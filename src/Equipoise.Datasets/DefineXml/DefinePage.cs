using System.Text;
using Equipoise.Datasets.Pages;

namespace Equipoise.Datasets.DefineXml;

/// <summary>A document as one page for people, which needs no other file: define.html.</summary>
public static class DefinePage
{
    const string Style = """
        :root { color-scheme: light; }
        body { font: 15px/1.45 system-ui, sans-serif; color: #1d2733; margin: 0; }
        body { display: grid; grid-template-columns: 13rem minmax(0, 1fr); }
        nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; box-sizing: border-box; }
        nav { background: #f3f5f8; font-size: 14px; }
        nav ul { list-style: none; padding-left: .8rem; margin: .2rem 0 .8rem; }
        main { padding: 1rem 1.5rem 4rem; overflow-wrap: anywhere; }
        a { color: #0b5394; text-decoration: none; }
        a:hover { text-decoration: underline; }
        h1 { font-size: 1.6rem; margin: .2rem 0; }
        h2 { font-size: 1.25rem; border-bottom: 2px solid #0b5394; margin-top: 2.5rem; }
        h3 { font-size: 1.05rem; margin: 1.8rem 0 .4rem; }
        table { border-collapse: collapse; width: 100%; margin: .4rem 0 1rem; font-size: .88rem; overflow-wrap: normal; }
        th, td { border: 1px solid #cfd6df; padding: .25rem .5rem; text-align: left; vertical-align: top; }
        .wide { overflow-x: auto; }
        th { background: #e8edf3; white-space: nowrap; }
        tr:target, h3:target, tr:target td { background: #fff6d6; }
        pre { background: #f6f8fa; border: 1px solid #dde3ea; padding: .6rem; overflow: auto; font-size: 13px; }
        .quiet { color: #5a6675; }
        @media print { body { display: block; font-size: 10pt; } nav { display: none; } }
        @media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; } main { padding: 1rem; } }
        @media (max-width: 50rem) { nav ul ul li { display: inline-block; margin-right: .8rem; } }
        """;

    /// <summary>The page, in HTML.</summary>
    public static string Of(Define define)
    {
        ArgumentNullException.ThrowIfNull(define);
        var links = new PageLinks(new DefineLookup(define));
        var sections = new PageSections(define, links);
        return DataPage.Of(
            $"{define.StudyName}: {define.Name}",
            Style,
            Markup.Of(
                $"""
                {sections.Navigation()}
                <main>
                {sections.Study()}
                {new PageResults(define, links).Section()}
                {sections.Datasets()}
                {sections.Variables()}
                {sections.ValueLevel()}
                {new PageLists(define, links).CodeLists()}
                {sections.Methods()}
                {sections.Comments()}
                {sections.Documents()}
                </main>
                """
            )
        );
    }

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Define define, string path) =>
        WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Of(define))));
}
