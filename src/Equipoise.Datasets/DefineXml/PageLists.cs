using Equipoise.Datasets.Pages;
using static Equipoise.Datasets.DefineXml.PageLinks;

namespace Equipoise.Datasets.DefineXml;

/// <summary>The part of the page that lists values.</summary>
sealed class PageLists(Define define, PageLinks links)
{
    public Markup CodeLists() =>
        define.CodeLists.Count == 0
            ? Markup.None
            : Markup.Of($"<h2 id=\"codelists\">Code lists</h2>\n{Markup.Join(define.CodeLists.Select(CodeList))}");

    Markup CodeList(CodeListDef list)
    {
        var isDecoded = list.Terms.Any(term => term.Decode is not null);
        string[] heads = isDecoded ? ["Value", "Meaning", "Code", "Remarks"] : ["Value", "Code", "Remarks"];
        var rows = list.Terms.Select(term =>
            Row(
                null,
                [
                    Text(term.CodedValue),
                    .. isDecoded ? [Text(DefineLookup.Text(term.Decode ?? []))] : Array.Empty<Markup>(),
                    Codes(term.Aliases),
                    Lines(Text(term.IsExtended ? "added by the sponsor" : ""), Text(DefineLookup.Text(term.Description))),
                ]
            )
        );
        var external = list.External is { } dictionary
            ? Markup.Of($"<p>{$"{dictionary.Dictionary} {dictionary.Version}".Trim()} {Address(dictionary.Href)}</p>\n")
            : Markup.None;
        var about = Lines(
            Text(list.SasFormatName.Length > 0 ? $"{list.DataType}, format {list.SasFormatName}" : list.DataType),
            list.IsNonStandard ? Text("of no standard") : links.Standard(list.StandardOid),
            Text(DefineLookup.Text(list.Description)),
            links.Comment(list.CommentOid)
        );
        return Markup.Of(
            $"""
            <h3 id="{Place(list.Oid)}">{list.Name} {Codes(list.Aliases)}</h3>
            <p class="quiet">{about}</p>
            {external}{Table(heads, rows)}
            """
        );
    }

    static Markup Address(string href) => href.Length == 0 ? Markup.None : File(new() { Id = "", Href = href });

    static Markup Codes(IReadOnlyList<DefineAlias> aliases) => Text(string.Join(", ", aliases.Select(alias => alias.Name)));
}
