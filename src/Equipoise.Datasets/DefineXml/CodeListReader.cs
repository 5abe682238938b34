using static Equipoise.Datasets.DefineXml.DefineNames;

namespace Equipoise.Datasets.DefineXml;

/// <summary>Reads lists of values.</summary>
static class CodeListReader
{
    public static CodeListDef CodeList(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            Name = e["Name"],
            DataType = e["DataType"],
            SasFormatName = e["SASFormatName"],
            StandardOid = e.Def("StandardOID"),
            IsNonStandard = e.IsYes("IsNonStandard"),
            CommentOid = e.Def("CommentOID"),
            Description = e.Texts(),
            Terms =
            [
                .. e.All(Odm + "CodeListItem", inner => Term(inner, isDecoded: true)),
                .. e.All(Odm + "EnumeratedItem", inner => Term(inner, isDecoded: false)),
            ],
            External = e.One(Odm + "ExternalCodeList", External),
            Aliases = DefineDocumentReader.Aliases(e),
            Extensions = e.Rest(),
        };

    static CodeListTerm Term(DefineElement e, bool isDecoded) =>
        new()
        {
            Line = e.Line,
            CodedValue = e["CodedValue"],
            Decode = isDecoded ? e.Texts("Decode") : null,
            OrderNumber = e.Number("OrderNumber"),
            Rank = e["Rank"],
            IsExtended = e.IsYes("ExtendedValue"),
            Aliases = DefineDocumentReader.Aliases(e),
            Description = e.Texts(),
            Extensions = e.Rest(),
        };

    static ExternalCodeList External(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Dictionary = e["Dictionary"],
            Version = e["Version"],
            Href = e["href"],
            Extensions = e.Rest(),
        };
}
