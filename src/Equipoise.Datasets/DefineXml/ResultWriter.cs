namespace Equipoise.Datasets.DefineXml;

/// <summary>Writes tables, figures and the analysis results that they show.</summary>
sealed class ResultWriter(DefineOutput xml, DefineDocumentWriter documents)
{
    public void Display(ResultDisplay display) =>
        xml.Element(
            "arm:ResultDisplay",
            display,
            () =>
            {
                xml.Attribute("OID", display.Oid);
                xml.Attribute("Name", display.Name);
            },
            () =>
            {
                xml.Texts(display.Description);
                DefineOutput.Each(display.Documents, documents.Reference);
                DefineOutput.Each(display.Results, Result);
            }
        );

    void Result(AnalysisResultDef result) =>
        xml.Element(
            "arm:AnalysisResult",
            result,
            () =>
            {
                xml.Attribute("OID", result.Oid);
                xml.Attribute("ParameterOID", result.ParameterOid);
                xml.Attribute("AnalysisReason", result.Reason);
                xml.Attribute("AnalysisPurpose", result.Purpose);
            },
            () =>
            {
                xml.Texts(result.Description);
                xml.Element(
                    "arm:AnalysisDatasets",
                    () =>
                    {
                        xml.Attribute("def:CommentOID", result.DatasetsCommentOid);
                        DefineOutput.Each(result.Datasets, Dataset);
                    }
                );
                if (result.Documentation is { } documentation)
                    Documentation(documentation);
                if (result.Code is { } code)
                    Code(code);
            }
        );

    void Dataset(AnalysisDataset dataset) =>
        xml.Element(
            "arm:AnalysisDataset",
            dataset,
            () => xml.Attribute("ItemGroupOID", dataset.ItemGroupOid),
            () =>
            {
                if (dataset.WhereClauseOid.Length > 0)
                    xml.Element("def:WhereClauseRef", () => xml.Attribute("WhereClauseOID", dataset.WhereClauseOid));
                DefineOutput.Each(
                    dataset.VariableOids,
                    oid => xml.Element("arm:AnalysisVariable", () => xml.Attribute("ItemOID", oid))
                );
            }
        );

    void Documentation(AnalysisDocumentation documentation) =>
        xml.Element(
            "arm:Documentation",
            documentation,
            () => { },
            () =>
            {
                xml.Texts(documentation.Description);
                DefineOutput.Each(documentation.Documents, documents.Reference);
            }
        );

    void Code(ProgrammingCode code) =>
        xml.Element(
            "arm:ProgrammingCode",
            code,
            () => xml.Attribute("Context", code.Context),
            () =>
            {
                if (code.Code.Length > 0)
                    xml.Element("arm:Code", code.Code);
                DefineOutput.Each(code.Documents, documents.Reference);
            }
        );
}
