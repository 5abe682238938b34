namespace Equipoise.Datasets.DefineXml;

/// <summary>Writes lists of values.</summary>
static class CodeListWriter
{
    public static void Write(DefineOutput xml, DefineDocumentWriter documents, CodeListDef list) =>
        xml.Element(
            "CodeList",
            list,
            () =>
            {
                xml.Attribute("OID", list.Oid);
                xml.Attribute("Name", list.Name);
                xml.Attribute("DataType", list.DataType);
                xml.Attribute("SASFormatName", list.SasFormatName);
                xml.Attribute("def:StandardOID", list.StandardOid);
                xml.OnlyYes("def:IsNonStandard", list.IsNonStandard);
                xml.Attribute("def:CommentOID", list.CommentOid);
            },
            () =>
            {
                xml.Texts(list.Description);
                DefineOutput.Each(list.Terms, term => Term(xml, documents, term));
                if (list.External is { } external)
                    External(xml, external);
                documents.Aliases(list.Aliases);
            }
        );

    static void Term(DefineOutput xml, DefineDocumentWriter documents, CodeListTerm term) =>
        xml.Element(
            term.Decode is null ? "EnumeratedItem" : "CodeListItem",
            term,
            () =>
            {
                xml.Attribute("CodedValue", term.CodedValue);
                xml.Attribute("OrderNumber", term.OrderNumber);
                xml.Attribute("Rank", term.Rank);
                xml.OnlyYes("def:ExtendedValue", term.IsExtended);
            },
            () =>
            {
                if (term.Decode is { } decode)
                    xml.Texts(decode, "Decode");
                documents.Aliases(term.Aliases);
                xml.Texts(term.Description);
            }
        );

    static void External(DefineOutput xml, ExternalCodeList external) =>
        xml.Element(
            "ExternalCodeList",
            external,
            () =>
            {
                xml.Attribute("Dictionary", external.Dictionary);
                xml.Attribute("Version", external.Version);
                xml.Attribute("href", external.Href);
            }
        );
}
