namespace Equipoise.Datasets.DefineXml;

/// <summary>Writes a document in the order of the schema.</summary>
sealed class DefineWriter
{
    readonly DefineOutput xml;

    DefineWriter(DefineOutput xml) => this.xml = xml;

    public static void Write(Define define, Stream stream)
    {
        using var output = new DefineOutput(stream);
        new DefineWriter(output).File(define);
    }

    void File(Define define) =>
        xml.Element(
            "ODM",
            () =>
            {
                xml.Declare(define.ResultDisplays.Count > 0);
                xml.Attribute("ODMVersion", "1.3.2");
                xml.Attribute("FileType", "Snapshot");
                xml.Attribute("FileOID", define.FileOid);
                xml.Attribute("CreationDateTime", define.Created);
                xml.Attribute("AsOfDateTime", define.AsOf);
                xml.Attribute("Originator", define.Originator);
                xml.Attribute("SourceSystem", define.SourceSystem);
                xml.Attribute("SourceSystemVersion", define.SourceSystemVersion);
                xml.Attribute("def:Context", define.Context);
                xml.Extensions(define.FileExtensions);
                xml.Element("Study", () => Study(define));
            }
        );

    void Study(Define define)
    {
        xml.Attribute("OID", define.StudyOid);
        xml.Element(
            "GlobalVariables",
            () =>
            {
                xml.Element("StudyName", define.StudyName);
                xml.Element("StudyDescription", define.StudyDescription);
                xml.Element("ProtocolName", define.ProtocolName);
            }
        );
        xml.Element(
            "MetaDataVersion",
            define,
            () =>
            {
                xml.Attribute("OID", define.Oid);
                xml.Attribute("Name", define.Name);
                xml.Attribute("Description", define.Description);
                xml.Attribute("def:DefineVersion", define.Version);
                xml.Attribute("def:CommentOID", define.CommentOid);
            },
            () => Metadata(define)
        );
    }

    void Metadata(Define define)
    {
        var documents = new DefineDocumentWriter(xml);
        var results = new ResultWriter(xml, documents);
        List("def:Standards", define.Standards, documents.Standard);
        List("def:AnnotatedCRF", define.AnnotatedCrf, documents.Reference);
        List("def:SupplementalDoc", define.SupplementalDocuments, documents.Reference);
        DefineOutput.Each(define.ValueLists, ValueList);
        DefineOutput.Each(define.WhereClauses, WhereClause);
        DefineOutput.Each(define.ItemGroups, group => ItemGroup(group, documents));
        DefineOutput.Each(define.Items, item => Item(item, documents));
        DefineOutput.Each(define.CodeLists, list => CodeListWriter.Write(xml, documents, list));
        DefineOutput.Each(define.Methods, documents.Method);
        DefineOutput.Each(define.Comments, documents.Comment);
        DefineOutput.Each(define.Leaves, documents.Leaf);
        List("arm:AnalysisResultDisplays", define.ResultDisplays, results.Display);
    }

    void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count > 0)
            xml.Element(name, () => DefineOutput.Each(items, write));
    }

    void ValueList(ValueListDef list) =>
        xml.Element(
            "def:ValueListDef",
            list,
            () => xml.Attribute("OID", list.Oid),
            () =>
            {
                xml.Texts(list.Description);
                DefineOutput.Each(list.Items, Reference);
            }
        );

    void WhereClause(WhereClauseDef clause) =>
        xml.Element(
            "def:WhereClauseDef",
            clause,
            () =>
            {
                xml.Attribute("OID", clause.Oid);
                xml.Attribute("def:CommentOID", clause.CommentOid);
            },
            () => DefineOutput.Each(clause.Checks, Check)
        );

    void Check(RangeCheck check) =>
        xml.Element(
            "RangeCheck",
            check,
            () =>
            {
                xml.Attribute("Comparator", check.Comparator);
                xml.Attribute("SoftHard", check.SoftHard);
                xml.Attribute("def:ItemOID", check.ItemOid);
            },
            () => DefineOutput.Each(check.Values, value => xml.Element("CheckValue", value))
        );

    void ItemGroup(ItemGroupDef group, DefineDocumentWriter documents) =>
        xml.Element(
            "ItemGroupDef",
            group,
            () =>
            {
                xml.Attribute("OID", group.Oid);
                xml.Attribute("Name", group.Name);
                xml.Attribute("Domain", group.Domain);
                xml.Attribute("SASDatasetName", group.SasDatasetName);
                xml.Attribute("Repeating", (bool?)group.IsRepeating);
                xml.Attribute("IsReferenceData", group.IsReferenceData);
                xml.Attribute("Purpose", group.Purpose);
                xml.Attribute("def:Structure", group.Structure);
                xml.Attribute("def:ArchiveLocationID", group.ArchiveLocationId);
                xml.Attribute("def:StandardOID", group.StandardOid);
                xml.OnlyYes("def:IsNonStandard", group.IsNonStandard);
                xml.OnlyYes("def:HasNoData", group.HasNoData);
                xml.Attribute("def:CommentOID", group.CommentOid);
            },
            () =>
            {
                xml.Texts(group.Description);
                DefineOutput.Each(group.Items, Reference);
                documents.Aliases(group.Aliases);
                if (group.Class is { } ofGroup)
                    Class(ofGroup);
                if (group.Leaf is { } leaf)
                    documents.Leaf(leaf);
            }
        );

    void Class(ItemGroupClass ofGroup) =>
        xml.Element(
            "def:Class",
            ofGroup,
            () => xml.Attribute("Name", ofGroup.Name),
            () =>
                DefineOutput.Each(
                    ofGroup.SubClasses,
                    sub =>
                        xml.Element(
                            "def:SubClass",
                            () =>
                            {
                                xml.Attribute("Name", sub.Name);
                                xml.Attribute("ParentClass", sub.Parent);
                            }
                        )
                )
        );

    void Reference(ItemRef item) =>
        xml.Element(
            "ItemRef",
            item,
            () =>
            {
                xml.Attribute("ItemOID", item.ItemOid);
                xml.Attribute("OrderNumber", item.OrderNumber);
                xml.Attribute("Mandatory", (bool?)item.IsMandatory);
                xml.Attribute("KeySequence", item.KeySequence);
                xml.Attribute("MethodOID", item.MethodOid);
                xml.Attribute("Role", item.Role);
                xml.Attribute("RoleCodeListOID", item.RoleCodeListOid);
                xml.OnlyYes("def:IsNonStandard", item.IsNonStandard);
                xml.OnlyYes("def:HasNoData", item.HasNoData);
            },
            () => DefineOutput.Each(item.WhereClauseOids, oid => Oid("def:WhereClauseRef", "WhereClauseOID", oid))
        );

    void Item(ItemDef item, DefineDocumentWriter documents) =>
        xml.Element(
            "ItemDef",
            item,
            () =>
            {
                xml.Attribute("OID", item.Oid);
                xml.Attribute("Name", item.Name);
                xml.Attribute("DataType", item.DataType);
                xml.Attribute("Length", item.Length);
                xml.Attribute("SignificantDigits", item.SignificantDigits);
                xml.Attribute("SASFieldName", item.SasFieldName);
                xml.Attribute("def:DisplayFormat", item.DisplayFormat);
                xml.Attribute("def:CommentOID", item.CommentOid);
            },
            () =>
            {
                xml.Texts(item.Description);
                if (item.CodeListOid.Length > 0)
                    Oid("CodeListRef", "CodeListOID", item.CodeListOid);
                documents.Aliases(item.Aliases);
                DefineOutput.Each(item.Origins, documents.Origin);
                if (item.ValueListOid.Length > 0)
                    Oid("def:ValueListRef", "ValueListOID", item.ValueListOid);
            }
        );

    void Oid(string element, string attribute, string oid) => xml.Element(element, () => xml.Attribute(attribute, oid));
}
