namespace Equipoise.Datasets.DefineXml;

/// <summary>What breaks rules of Define-XML: what must be there, once, refer to something, and be one of certain words.</summary>
/// <remarks>Source: the schemas of Define-XML 2.1 and Analysis Results Metadata 1.0, and the conformance rules of Define-XML
/// 2.1.</remarks>
sealed class DefineRules
{
    readonly Define define;
    readonly DefineNotes notes;
    readonly HashSet<string> items;
    readonly HashSet<string> groups;
    readonly HashSet<string> codeLists;
    readonly HashSet<string> methods;
    readonly HashSet<string> comments;
    readonly HashSet<string> valueLists;
    readonly HashSet<string> whereClauses;
    readonly HashSet<string> standards;
    readonly HashSet<string> leaves;

    DefineRules(Define define, DefineNotes notes)
    {
        (this.define, this.notes) = (define, notes);
        items = Oids(define.Items);
        groups = Oids(define.ItemGroups);
        codeLists = Oids(define.CodeLists);
        methods = Oids(define.Methods);
        comments = Oids(define.Comments);
        valueLists = Oids(define.ValueLists);
        whereClauses = Oids(define.WhereClauses);
        standards = Oids(define.Standards);
        leaves = [.. Leaves.Select(leaf => leaf.Id)];
    }

    IEnumerable<Leaf> Leaves => define.ItemGroups.Select(group => group.Leaf).OfType<Leaf>().Concat(define.Leaves);

    public static void Check(Define define, DefineNotes notes) => new DefineRules(define, notes).Check();

    void Check()
    {
        CheckOids();
        Refers(define.Line, "MetaDataVersion", define.CommentOid, comments, "comment");
        foreach (var standard in define.Standards)
            Check(standard);
        foreach (var document in define.AnnotatedCrf.Concat(define.SupplementalDocuments))
            Check(document);
        foreach (var group in define.ItemGroups)
            Check(group);
        foreach (var list in define.ValueLists)
            foreach (var item in list.Items)
                Check(item, $"ValueListDef {list.Oid}");
        foreach (var clause in define.WhereClauses)
            Check(clause);
        foreach (var item in define.Items)
            Check(item);
        foreach (var list in define.CodeLists)
            Check(list);
        foreach (var document in define.Methods.SelectMany(method => method.Documents))
            Check(document);
        foreach (var document in define.Comments.SelectMany(comment => comment.Documents))
            Check(document);
        foreach (var display in define.ResultDisplays)
            Check(display);
    }

    void CheckOids()
    {
        Has(define.Line, "ODM", "FileOID", define.FileOid);
        Has(define.Line, "ODM", "CreationDateTime", define.Created);
        Has(define.Line, "Study", "OID", define.StudyOid);
        Has(define.Line, "MetaDataVersion", "OID", define.Oid);
        Has(define.Line, "MetaDataVersion", "Name", define.Name);
        OneOf(define.Line, "ODM", "def:Context", define.Context, DefineWords.Contexts);
        IEnumerable<DefineDef> all =
        [
            .. define.ValueLists,
            .. define.WhereClauses,
            .. define.ItemGroups,
            .. define.Items,
            .. define.CodeLists,
            .. define.Methods,
            .. define.Comments,
        ];
        foreach (var part in all)
            Has(part.Line, part.GetType().Name, "OID", part.Oid);
        Once(all.Select(part => (part.Line, part.Oid)), "OID", "the document");
        Once(define.Standards.Select(standard => (standard.Line, standard.Oid)), "OID", "the standards");
        Once(Leaves.Select(leaf => (leaf.Line, leaf.Id)), "ID", "the document");
    }

    void Check(DefineStandard standard)
    {
        OneOf(standard.Line, "Standard", "Name", standard.Name, DefineWords.Standards);
        OneOf(standard.Line, "Standard", "Type", standard.Type, DefineWords.StandardTypes);
        if (standard.PublishingSet.Length > 0)
            OneOf(standard.Line, "Standard", "PublishingSet", standard.PublishingSet, DefineWords.PublishingSets);
        Has(standard.Line, "Standard", "Version", standard.Version);
        Refers(standard.Line, $"Standard {standard.Oid}", standard.CommentOid, comments, "comment");
    }

    void Check(ItemGroupDef group)
    {
        var what = $"ItemGroupDef {group.Name}";
        Has(group.Line, what, "Name", group.Name);
        Has(group.Line, what, "def:Structure", group.Structure);
        Refers(group.Line, what, group.CommentOid, comments, "comment");
        Refers(group.Line, what, group.StandardOid, standards, "standard");
        Refers(group.Line, what, group.ArchiveLocationId, leaves, "file");
        Once(group.Items.Select(item => (item.Line, item.ItemOid)), "ItemOID", what);
        Once(group.Items.Select(item => (item.Line, $"{item.OrderNumber}")), "OrderNumber", what);
        Once(group.Items.Select(item => (item.Line, $"{item.KeySequence}")), "KeySequence", what);
        foreach (var item in group.Items)
            Check(item, what);
        if (group.Class is not { } ofGroup)
            return;
        OneOf(ofGroup.Line, what, "class", ofGroup.Name, DefineWords.Classes);
        foreach (var sub in ofGroup.SubClasses)
            OneOf(ofGroup.Line, what, "subclass", sub.Name, DefineWords.SubClasses);
    }

    void Check(ItemRef item, string within)
    {
        var what = $"{within}, ItemRef";
        Has(item.Line, what, "ItemOID", item.ItemOid);
        Refers(item.Line, what, item.ItemOid, items, "item");
        Refers(item.Line, what, item.MethodOid, methods, "method");
        foreach (var clause in item.WhereClauseOids)
            Refers(item.Line, what, clause, whereClauses, "where clause");
    }

    void Check(WhereClauseDef clause)
    {
        var what = $"WhereClauseDef {clause.Oid}";
        Refers(clause.Line, what, clause.CommentOid, comments, "comment");
        foreach (var check in clause.Checks)
        {
            Refers(check.Line, what, check.ItemOid, items, "item");
            OneOf(check.Line, what, "Comparator", check.Comparator, DefineWords.Comparators);
        }
    }

    void Check(ItemDef item)
    {
        var what = $"ItemDef {item.Oid}";
        Has(item.Line, what, "Name", item.Name);
        OneOf(item.Line, what, "DataType", item.DataType, DefineWords.DataTypes);
        Refers(item.Line, what, item.CommentOid, comments, "comment");
        Refers(item.Line, what, item.CodeListOid, codeLists, "code list");
        Refers(item.Line, what, item.ValueListOid, valueLists, "value list");
        foreach (var origin in item.Origins)
        {
            OneOf(origin.Line, what, "origin", origin.Type, DefineWords.Origins);
            if (origin.Source.Length > 0)
                OneOf(origin.Line, what, "source", origin.Source, DefineWords.Sources);
            foreach (var document in origin.Documents)
                Check(document);
        }
    }

    void Check(CodeListDef list)
    {
        var what = $"CodeList {list.Oid}";
        Has(list.Line, what, "Name", list.Name);
        OneOf(list.Line, what, "DataType", list.DataType, DefineWords.CodeListTypes);
        Refers(list.Line, what, list.CommentOid, comments, "comment");
        Refers(list.Line, what, list.StandardOid, standards, "standard");
        Once(list.Terms.Select(term => (term.Line, term.CodedValue)), "CodedValue", what);
        Once(list.Terms.Select(term => (term.Line, $"{term.OrderNumber}")), "OrderNumber", what);
        if (list.Terms.Count == 0 && list.External is null)
            notes.Broken("empty code list", list.Line, $"{what} has neither values nor a dictionary");
    }

    void Check(DocumentRef document) => Refers(document.Line, "DocumentRef", document.LeafId, leaves, "file");

    void Check(ResultDisplay display)
    {
        foreach (var document in display.Documents)
            Check(document);
        foreach (var result in display.Results)
        {
            var what = $"AnalysisResult {result.Oid}";
            Has(result.Line, what, "AnalysisReason", result.Reason);
            Has(result.Line, what, "AnalysisPurpose", result.Purpose);
            Refers(result.Line, what, result.ParameterOid, items, "item");
            Refers(result.Line, what, result.DatasetsCommentOid, comments, "comment");
            foreach (var dataset in result.Datasets)
            {
                Refers(dataset.Line, what, dataset.ItemGroupOid, groups, "data set");
                Refers(dataset.Line, what, dataset.WhereClauseOid, whereClauses, "where clause");
                foreach (var variable in dataset.VariableOids)
                    Refers(dataset.Line, what, variable, items, "item");
            }
            foreach (var document in (result.Documentation?.Documents ?? []).Concat(result.Code?.Documents ?? []))
                Check(document);
        }
    }

    void Has(int line, string what, string attribute, string value)
    {
        if (value.Length == 0)
            notes.Broken("missing", line, $"{what} has no {attribute}");
    }

    void Refers(int line, string what, string oid, HashSet<string> known, string kind)
    {
        if (oid.Length > 0 && !known.Contains(oid))
            notes.Broken("refers to nothing", line, $"{what} refers to the {kind} {oid}, which is not there");
    }

    void OneOf(int line, string what, string attribute, string value, IReadOnlyList<string> words)
    {
        if (!words.Contains(value))
            notes.Broken("unknown word", line, $"{what} has the {attribute} \"{value}\", not one of {string.Join(", ", words)}");
    }

    void Once(IEnumerable<(int Line, string Value)> values, string attribute, string within)
    {
        foreach (var same in values.Where(one => one.Value.Length > 0).GroupBy(one => one.Value))
            foreach (var (line, _) in same.Skip(1))
                notes.Broken("twice", line, $"the {attribute} {same.Key} is there more than once in {within}");
    }

    static HashSet<string> Oids(IEnumerable<DefineDef> parts) => [.. parts.Select(part => part.Oid)];
}
