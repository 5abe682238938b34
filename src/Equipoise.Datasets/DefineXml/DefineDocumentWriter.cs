namespace Equipoise.Datasets.DefineXml;

/// <summary>Writes standards, files, origins, methods and comments.</summary>
sealed class DefineDocumentWriter(DefineOutput xml)
{
    public void Standard(DefineStandard standard) =>
        xml.Element(
            "def:Standard",
            standard,
            () =>
            {
                xml.Attribute("OID", standard.Oid);
                xml.Attribute("Name", standard.Name);
                xml.Attribute("Type", standard.Type);
                xml.Attribute("PublishingSet", standard.PublishingSet);
                xml.Attribute("Version", standard.Version);
                xml.Attribute("Status", standard.Status);
                xml.Attribute("def:CommentOID", standard.CommentOid);
            }
        );

    public void Leaf(Leaf leaf) =>
        xml.Element(
            "def:leaf",
            leaf,
            () =>
            {
                xml.Attribute("ID", leaf.Id);
                xml.Attribute("xlink:href", leaf.Href);
            },
            () => xml.Element("def:title", leaf.Title)
        );

    public void Reference(DocumentRef document) =>
        xml.Element(
            "def:DocumentRef",
            document,
            () => xml.Attribute("leafID", document.LeafId),
            () => DefineOutput.Each(document.Pages, Page)
        );

    public void Aliases(IReadOnlyList<DefineAlias> aliases) =>
        DefineOutput.Each(
            aliases,
            alias =>
                xml.Element(
                    "Alias",
                    () =>
                    {
                        xml.Attribute("Context", alias.Context);
                        xml.Attribute("Name", alias.Name);
                    }
                )
        );

    public void Origin(Origin origin) =>
        xml.Element(
            "def:Origin",
            origin,
            () =>
            {
                xml.Attribute("Type", origin.Type);
                xml.Attribute("Source", origin.Source);
            },
            () =>
            {
                xml.Texts(origin.Description);
                DefineOutput.Each(origin.Documents, Reference);
            }
        );

    public void Method(MethodDef method) =>
        xml.Element(
            "MethodDef",
            method,
            () =>
            {
                xml.Attribute("OID", method.Oid);
                xml.Attribute("Name", method.Name);
                xml.Attribute("Type", method.Type);
            },
            () =>
            {
                xml.Texts(method.Description);
                DefineOutput.Each(method.Expressions, Expression);
                Aliases(method.Aliases);
                DefineOutput.Each(method.Documents, Reference);
            }
        );

    public void Comment(CommentDef comment) =>
        xml.Element(
            "def:CommentDef",
            comment,
            () => xml.Attribute("OID", comment.Oid),
            () =>
            {
                xml.Texts(comment.Description);
                DefineOutput.Each(comment.Documents, Reference);
            }
        );

    void Expression(FormalExpression expression) =>
        xml.Element(
            "FormalExpression",
            () =>
            {
                xml.Attribute("Context", expression.Context);
                xml.Content(expression.Code);
            }
        );

    void Page(PageRef page) =>
        xml.Element(
            "def:PDFPageRef",
            page,
            () =>
            {
                xml.Attribute("Type", page.Type);
                xml.Attribute("PageRefs", page.Pages);
                xml.Attribute("FirstPage", page.First);
                xml.Attribute("LastPage", page.Last);
                xml.Attribute("Title", page.Title);
            }
        );
}
