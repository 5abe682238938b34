using static Equipoise.Datasets.DefineXml.DefineNames;

namespace Equipoise.Datasets.DefineXml;

/// <summary>Reads tables, figures and the analysis results that they show.</summary>
static class ResultReader
{
    public static ResultDisplay Display(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Oid = e["OID"],
            Name = e["Name"],
            Description = e.Texts(),
            Documents = DefineDocumentReader.References(e),
            Results = e.All(Arm + "AnalysisResult", Result),
            Extensions = e.Rest(),
        };

    static AnalysisResultDef Result(DefineElement e)
    {
        var commentOid = "";
        var datasets = e.One(
            Arm + "AnalysisDatasets",
            list =>
            {
                commentOid = list.Def("CommentOID");
                var all = list.All(Arm + "AnalysisDataset", Dataset);
                list.NoteRest();
                return all;
            }
        );
        return new()
        {
            Line = e.Line,
            Oid = e["OID"],
            ParameterOid = e["ParameterOID"],
            Reason = e["AnalysisReason"],
            Purpose = e["AnalysisPurpose"],
            Description = e.Texts(),
            Datasets = datasets ?? [],
            DatasetsCommentOid = commentOid,
            Documentation = e.One(Arm + "Documentation", Documentation),
            Code = e.One(Arm + "ProgrammingCode", Code),
            Extensions = e.Rest(),
        };
    }

    static AnalysisDataset Dataset(DefineElement e) =>
        new()
        {
            Line = e.Line,
            ItemGroupOid = e["ItemGroupOID"],
            WhereClauseOid = e.OneDef("WhereClauseRef", inner => DefineReader.Oid(inner, "WhereClauseOID")) ?? "",
            VariableOids = e.All(Arm + "AnalysisVariable", inner => DefineReader.Oid(inner, "ItemOID")),
            Extensions = e.Rest(),
        };

    static AnalysisDocumentation Documentation(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Description = e.Texts(),
            Documents = DefineDocumentReader.References(e),
            Extensions = e.Rest(),
        };

    static ProgrammingCode Code(DefineElement e) =>
        new()
        {
            Line = e.Line,
            Context = e["Context"],
            Code = e.One(Arm + "Code", code => code.Content) ?? "",
            Documents = DefineDocumentReader.References(e),
            Extensions = e.Rest(),
        };
}
