using System.Xml.Linq;
using static Equipoise.Datasets.DefineXml.DefineNames;

namespace Equipoise.Datasets.DefineXml;

/// <summary>Makes the object of the elements: of the document and its data sets; the others are read beside it.</summary>
static class DefineReader
{
    /// <summary>The document; null when it has no metadata.</summary>
    public static Define? Read(XElement root, XNamespace def, DefineNotes notes)
    {
        var odm = new DefineElement(root, def, notes);
        var define = odm.One(Odm + "Study", study => study.One(Odm + "MetaDataVersion", version => Version(odm, study, version)));
        return define is null ? null : define with { FileExtensions = odm.Rest() };
    }

    static Define Version(DefineElement odm, DefineElement study, DefineElement e)
    {
        // These two are the same in every document.
        _ = (odm["FileType"], odm["ODMVersion"]);
        var names = study.One(Odm + "GlobalVariables", Names) ?? ["", "", ""];
        var define = new Define
        {
            Line = e.Line,
            FileOid = odm["FileOID"],
            Created = odm["CreationDateTime"],
            AsOf = odm["AsOfDateTime"],
            Originator = odm["Originator"],
            SourceSystem = odm["SourceSystem"],
            SourceSystemVersion = odm["SourceSystemVersion"],
            Context = odm.Def("Context"),
            StudyOid = study["OID"],
            StudyName = names[0],
            StudyDescription = names[1],
            ProtocolName = names[2],
            Oid = e["OID"],
            Name = e["Name"],
            Description = e["Description"],
            CommentOid = e.Def("CommentOID"),
            Version = e.Def("DefineVersion"),
            Standards =
                e.OneDef("Standards", list => Listed(list, list.AllDef("Standard", DefineDocumentReader.Standard)))
                ?? Define20.Standards(e),
            AnnotatedCrf = e.OneDef("AnnotatedCRF", Documents) ?? [],
            SupplementalDocuments = e.OneDef("SupplementalDoc", Documents) ?? [],
            ValueLists = e.AllDef("ValueListDef", ValueList),
            WhereClauses = e.AllDef("WhereClauseDef", WhereClause),
            ItemGroups = e.All(Odm + "ItemGroupDef", ItemGroup),
            Items = e.All(Odm + "ItemDef", Item),
            CodeLists = e.All(Odm + "CodeList", CodeListReader.CodeList),
            Methods = e.All(Odm + "MethodDef", DefineDocumentReader.Method),
            Comments = e.AllDef("CommentDef", DefineDocumentReader.Comment),
            Leaves = e.AllDef("leaf", DefineDocumentReader.Leaf),
            ResultDisplays =
                e.One(Arm + "AnalysisResultDisplays", list => Listed(list, list.All(Arm + "ResultDisplay", ResultReader.Display)))
                ?? [],
            Extensions = e.Rest(),
        };
        study.NoteRest();
        return define;
    }

    static string[] Names(DefineElement e)
    {
        string[] names = ["StudyName", "StudyDescription", "ProtocolName"];
        var contents = Array.ConvertAll(names, name => e.One(Odm + name, text => text.Content) ?? "");
        e.NoteRest();
        return contents;
    }

    static IReadOnlyList<DocumentRef> Documents(DefineElement list) => Listed(list, DefineDocumentReader.References(list));

    // A list that is nothing but a list has no place for what nobody knows.
    static IReadOnlyList<T> Listed<T>(DefineElement list, IReadOnlyList<T> items)
    {
        list.NoteRest();
        return items;
    }

    static ItemGroupDef ItemGroup(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            Name = e["Name"],
            Domain = e["Domain"],
            SasDatasetName = e["SASDatasetName"],
            IsRepeating = e.YesNo("Repeating") ?? false,
            IsReferenceData = e.YesNo("IsReferenceData"),
            Purpose = e["Purpose"],
            Structure = e.Def("Structure"),
            ArchiveLocationId = e.Def("ArchiveLocationID"),
            StandardOid = e.Def("StandardOID"),
            IsNonStandard = e.IsYes("IsNonStandard"),
            HasNoData = e.IsYes("HasNoData"),
            CommentOid = e.Def("CommentOID"),
            Description = e.Texts(),
            Items = e.All(Odm + "ItemRef", Reference),
            Aliases = DefineDocumentReader.Aliases(e),
            Class = e.OneDef("Class", Class) ?? Define20.Class(e),
            Leaf = e.OneDef("leaf", DefineDocumentReader.Leaf),
            Extensions = e.Rest(),
        };

    static ItemGroupClass Class(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Name = e["Name"],
            SubClasses = e.AllDef(
                "SubClass",
                inner =>
                {
                    var sub = new ItemGroupSubClass(inner["Name"], inner["ParentClass"]);
                    inner.NoteRest();
                    return sub;
                }
            ),
            Extensions = e.Rest(),
        };

    static ItemRef Reference(DefineElement e) =>
        new()
        {
            Line = e.Line,
            ItemOid = e["ItemOID"],
            IsMandatory = e.YesNo("Mandatory") ?? false,
            OrderNumber = e.Number("OrderNumber"),
            KeySequence = e.Number("KeySequence"),
            MethodOid = e["MethodOID"],
            Role = e["Role"],
            RoleCodeListOid = e["RoleCodeListOID"],
            IsNonStandard = e.IsYes("IsNonStandard"),
            HasNoData = e.IsYes("HasNoData"),
            WhereClauseOids = e.AllDef("WhereClauseRef", inner => Oid(inner, "WhereClauseOID")),
            Extensions = e.Rest(),
        };

    static ItemDef Item(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            Name = e["Name"],
            DataType = e["DataType"],
            Length = e.Number("Length"),
            SignificantDigits = e.Number("SignificantDigits"),
            SasFieldName = e["SASFieldName"],
            DisplayFormat = e.Def("DisplayFormat"),
            CommentOid = e.Def("CommentOID"),
            Description = e.Texts(),
            CodeListOid = e.One(Odm + "CodeListRef", inner => Oid(inner, "CodeListOID")) ?? "",
            Aliases = DefineDocumentReader.Aliases(e),
            Origins = e.AllDef("Origin", Origin),
            ValueListOid = e.OneDef("ValueListRef", inner => Oid(inner, "ValueListOID")) ?? "",
            Extensions = e.Rest(),
        };

    static Origin Origin(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Type = e["Type"],
            Source = e["Source"],
            Description = e.Texts(),
            Documents = DefineDocumentReader.References(e),
            Extensions = e.Rest(),
        };

    static ValueListDef ValueList(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            Description = e.Texts(),
            Items = e.All(Odm + "ItemRef", Reference),
            Extensions = e.Rest(),
        };

    static WhereClauseDef WhereClause(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            CommentOid = e.Def("CommentOID"),
            Checks = e.All(Odm + "RangeCheck", Check),
            Extensions = e.Rest(),
        };

    static RangeCheck Check(DefineElement e) =>
        new()
        {
            Line = e.Line,
            ItemOid = e.Def("ItemOID"),
            Comparator = e["Comparator"],
            SoftHard = e["SoftHard"],
            Values = e.All(Odm + "CheckValue", value => value.Content),
            Extensions = e.Rest(),
        };

    /// <summary>What an element refers to that does nothing else.</summary>
    public static string Oid(DefineElement e, string name)
    {
        var oid = e[name];
        e.NoteRest();
        return oid;
    }
}
