using static Equipoise.Datasets.DefineXml.DefineNames;

namespace Equipoise.Datasets.DefineXml;

/// <summary>Reads standards, files, methods and comments.</summary>
static class DefineDocumentReader
{
    public static DefineStandard Standard(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            Name = e["Name"],
            Type = e["Type"],
            PublishingSet = e["PublishingSet"],
            Version = e["Version"],
            Status = e["Status"],
            CommentOid = e.Def("CommentOID"),
            Extensions = e.Rest(),
        };

    public static Leaf Leaf(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Id = e["ID"],
            Href = e.Attribute(XLink + "href"),
            Title = e.OneDef("title", title => title.Content) ?? "",
            Extensions = e.Rest(),
        };

    public static IReadOnlyList<DocumentRef> References(DefineElement e) => e.AllDef("DocumentRef", Reference);

    public static IReadOnlyList<DefineAlias> Aliases(DefineElement e) =>
        e.All(
            Odm + "Alias",
            inner =>
            {
                var alias = new DefineAlias(inner["Context"], inner["Name"]);
                inner.NoteRest();
                return alias;
            }
        );

    public static MethodDef Method(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            Name = e["Name"],
            Type = e["Type"],
            Description = e.Texts(),
            Expressions = e.All(
                Odm + "FormalExpression",
                inner =>
                {
                    var expression = new FormalExpression(inner["Context"], inner.Content);
                    inner.NoteRest();
                    return expression;
                }
            ),
            Aliases = Aliases(e),
            Documents = References(e),
            Extensions = e.Rest(),
        };

    public static CommentDef Comment(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            Description = e.Texts(),
            Documents = References(e),
            Extensions = e.Rest(),
        };

    static DocumentRef Reference(DefineElement e) =>
        new()
        {
            Line = e.Line,
            LeafId = e["leafID"],
            Pages = e.AllDef(
                "PDFPageRef",
                inner => new PageRef
                {
                    Line = inner.Line,
                    Type = inner["Type"],
                    Pages = inner["PageRefs"],
                    First = inner.Number("FirstPage"),
                    Last = inner.Number("LastPage"),
                    Title = inner["Title"],
                    Extensions = inner.Rest(),
                }
            ),
            Extensions = e.Rest(),
        };
}
