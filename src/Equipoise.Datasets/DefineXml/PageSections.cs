using Equipoise.Datasets.Pages;
using static Equipoise.Datasets.DefineXml.PageLinks;

namespace Equipoise.Datasets.DefineXml;

/// <summary>The parts of the page that are about the study, its data sets and their variables.</summary>
sealed class PageSections(Define define, PageLinks links)
{
    readonly DefineLookup lookup = links.Lookup;

    public Markup Navigation()
    {
        IEnumerable<(bool IsThere, string Place, string Name)> sections =
        [
            (define.ResultDisplays.Count > 0, "results", "Analysis results"),
            (true, "datasets", "Data sets"),
            (define.ValueLists.Count > 0, "values", "Value level"),
            (define.CodeLists.Count > 0, "codelists", "Code lists"),
            (define.Methods.Count > 0, "methods", "Methods"),
            (define.Comments.Count > 0, "comments", "Comments"),
            (define.Leaves.Count > 0, "documents", "Documents"),
        ];
        var items = sections
            .Where(section => section.IsThere)
            .Select(section =>
            {
                var inner = section.Place == "datasets" ? Groups() : Markup.None;
                return Markup.Of($"""<li><a href="#{section.Place}">{section.Name}</a>{inner}</li>""");
            });
        return Markup.Of($"<nav>\n<strong>{define.StudyName}</strong>\n<ul>\n{Markup.Join(items, "\n")}\n</ul>\n</nav>");
    }

    Markup Groups()
    {
        var groups = define.ItemGroups.Select(group => Markup.Of($"<li>{To(group.Oid, group.Name)}</li>"));
        return Markup.Of($"\n<ul>\n{Markup.Join(groups, "\n")}\n</ul>\n");
    }

    public Markup Study()
    {
        var standards = Table(
            ["Standard", "Type", "Version", "Status", "Comment"],
            define.Standards.Select(standard =>
                Row(
                    standard.Oid,
                    Text(Name(standard)),
                    Text(standard.Type == "CT" ? "Terminology" : "Implementation guide"),
                    Text(standard.Version),
                    Text(standard.Status),
                    links.Comment(standard.CommentOid)
                )
            )
        );
        var comment = define.CommentOid.Length == 0 ? Markup.None : Markup.Of($"<p>{links.Comment(define.CommentOid)}</p>\n");
        return Markup.Of(
            $"""
            <h1>{define.StudyName}</h1>
            <p>{define.StudyDescription}</p>
            <p class="quiet">Protocol {define.ProtocolName}. {define.Name}.
            Define-XML {define.Version}, made {define.Created}.</p>
            {comment}{standards}
            """
        );
    }

    public Markup Datasets()
    {
        string[] heads = ["Name", "Label", "Class", "Structure", "Purpose", "Keys", "Standard", "File", "Comment"];
        return Markup.Of($"<h2 id=\"datasets\">Data sets</h2>\n{Table(heads, define.ItemGroups.Select(Dataset))}");
    }

    PageRow Dataset(ItemGroupDef group) =>
        Row(
            null,
            To(group.Oid, group.Name),
            Text(DefineLookup.Text(group.Description)),
            Lines([Text(group.Class?.Name ?? ""), .. (group.Class?.SubClasses ?? []).Select(sub => Text(sub.Name))]),
            Text(group.Structure),
            Text(group.Purpose),
            Text(Keys(group)),
            group.IsNonStandard ? Text("none") : links.Standard(group.StandardOid),
            group.HasNoData ? Text("no data") : group.Leaf is { } leaf ? File(leaf) : Markup.None,
            links.Comment(group.CommentOid)
        );

    string Keys(ItemGroupDef group) =>
        string.Join(
            ", ",
            group
                .Items.Where(item => item.KeySequence is not null)
                .OrderBy(item => item.KeySequence)
                .Select(item => NameOf(item.ItemOid))
        );

    string NameOf(string oid) => lookup.Item(oid)?.Name ?? oid;

    public Markup Variables() => Markup.Join(define.ItemGroups.Select(Variables));

    Markup Variables(ItemGroupDef group)
    {
        var rows = DefineLookup
            .Ordered(group.Items)
            .Select(item => Variable(item, VariablePlace(group, item.ItemOid), NameOf(item.ItemOid)));
        return Markup.Of(
            $"""
            <h3 id="{Place(group.Oid)}">{group.Name}: {DefineLookup.Text(group.Description)}</h3>
            {Table(Heads("Variable"), rows)}
            """
        );
    }

    static string[] Heads(string first) =>
        [first, "Label", "Type", "Length", "Format", "Key", "Codes", "Origin", "Method, comment"];

    PageRow Variable(ItemRef reference, string place, string first)
    {
        if (lookup.Item(reference.ItemOid) is not { } item)
            return Row(place, Text(first), Text("is not described"));
        return Row(
            place,
            Lines(
                Text(first),
                item.ValueListOid.Length > 0 ? To(item.ValueListOid, "value level") : Markup.None,
                reference.HasNoData ? Text("no data") : Markup.None
            ),
            Text(DefineLookup.Text(item.Description)),
            Text(item.DataType),
            Text($"{item.Length}{(item.SignificantDigits is { } digits ? $" ({digits} decimals)" : "")}"),
            Text(item.DisplayFormat),
            Text($"{reference.KeySequence}"),
            links.CodeList(item.CodeListOid),
            Lines(item.Origins.Select(Origin)),
            Lines(links.Method(reference.MethodOid), links.Comment(item.CommentOid))
        );
    }

    Markup Origin(Origin origin)
    {
        var source = origin.Source.Length > 0 ? $" ({origin.Source})" : "";
        return Lines([
            Text($"{origin.Type}{source}"),
            Text(DefineLookup.Text(origin.Description)),
            .. origin.Documents.Select(links.Document),
        ]);
    }

    public Markup ValueLevel()
    {
        if (define.ValueLists.Count == 0)
            return Markup.None;
        var owners = define.Items.Where(item => item.ValueListOid.Length > 0).ToLookup(item => item.ValueListOid);
        var lists = Markup.Join(define.ValueLists.Select(list => ValueList(list, owners[list.Oid])));
        return Markup.Of($"<h2 id=\"values\">Value level</h2>\n{lists}");
    }

    Markup ValueList(ValueListDef list, IEnumerable<ItemDef> owners)
    {
        var rows = DefineLookup
            .Ordered(list.Items)
            .Select(item =>
                Variable(item, $"{list.Oid}/{item.ItemOid}", string.Join(" or ", item.WhereClauseOids.Select(lookup.Where)))
            );
        return Markup.Of(
            $"""
            <h3 id="{Place(list.Oid)}">{Markup.Join(owners.Select(owner => links.Variable(owner.Oid)), ", ")}</h3>
            {Table(Heads("Where"), rows)}
            """
        );
    }

    public Markup Methods() =>
        Section(
            "methods",
            "Methods",
            Table(
                ["Method", "Type", "Description"],
                define.Methods.Select(method =>
                    Row(
                        method.Oid,
                        Text(method.Name),
                        Text(method.Type),
                        Lines([
                            Text(DefineLookup.Text(method.Description)),
                            .. method.Expressions.Select(expression => Code(expression.Context, expression.Code)),
                            .. method.Documents.Select(links.Document),
                        ])
                    )
                )
            )
        );

    public Markup Comments() =>
        Section(
            "comments",
            "Comments",
            Table(
                ["Comment", "Text"],
                define.Comments.Select(comment => Row(comment.Oid, Text(comment.Oid), links.Comment(comment.Oid)))
            )
        );

    public Markup Documents() =>
        Section("documents", "Documents", Table(["Document"], define.Leaves.Select(leaf => Row(leaf.Id, File(leaf)))));

    /// <summary>A program and its language.</summary>
    public static Markup Code(string context, string code) =>
        Markup.Of($"""<span class="quiet">{context}</span><pre>{code}</pre>""");

    static Markup Section(string place, string name, Markup table) =>
        table.Html.Length == 0 ? Markup.None : Markup.Of($"<h2 id=\"{place}\">{name}</h2>\n{table}");
}
