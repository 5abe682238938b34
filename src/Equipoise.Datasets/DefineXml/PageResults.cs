using Equipoise.Datasets.Pages;
using static Equipoise.Datasets.DefineXml.PageLinks;

namespace Equipoise.Datasets.DefineXml;

/// <summary>The part of the page that tells how results were found.</summary>
sealed class PageResults(Define define, PageLinks links)
{
    public Markup Section() =>
        define.ResultDisplays.Count == 0
            ? Markup.None
            : Markup.Of($"<h2 id=\"results\">Analysis results</h2>\n{Markup.Join(define.ResultDisplays.Select(Display))}");

    Markup Display(ResultDisplay display) =>
        Markup.Of(
            $"""
            <h3 id="{Place(display.Oid)}">{display.Name}: {DefineLookup.Text(display.Description)}</h3>
            <p>{Lines(display.Documents.Select(links.Document))}</p>
            {Markup.Join(display.Results.Select(Result))}
            """
        );

    Markup Result(AnalysisResultDef result)
    {
        var code = result.Code;
        IEnumerable<(string Name, Markup Value)> facts =
        [
            ("Result", Text(DefineLookup.Text(result.Description))),
            ("Reason", Text(result.Reason)),
            ("Purpose", Text(result.Purpose)),
            ("Parameter", result.ParameterOid.Length > 0 ? links.Variable(result.ParameterOid) : Markup.None),
            ("Data", Lines(result.Datasets.Select(Dataset))),
            ("Data sets joined", links.Comment(result.DatasetsCommentOid)),
            ("Documentation", Documentation(result.Documentation)),
            ("Program", code is null ? Markup.None : Lines([.. Program(code), .. code.Documents.Select(links.Document)])),
        ];
        var rows = facts
            .Where(fact => fact.Value.Html.Length > 0)
            .Select(fact => Markup.Of($"<tr><th>{fact.Name}</th><td>{fact.Value}</td></tr>"));
        return Markup.Of($"<table id=\"{Place(result.Oid)}\">\n<tbody>\n{Markup.Join(rows, "\n")}\n</tbody>\n</table>\n");
    }

    static IEnumerable<Markup> Program(ProgrammingCode code) =>
        code.Code.Length > 0 ? [PageSections.Code(code.Context, code.Code)] : [];

    Markup Documentation(AnalysisDocumentation? documentation) =>
        documentation is null
            ? Markup.None
            : Lines([Text(DefineLookup.Text(documentation.Description)), .. documentation.Documents.Select(links.Document)]);

    Markup Dataset(AnalysisDataset dataset)
    {
        var name = links.Lookup.Group(dataset.ItemGroupOid) is { } group ? To(group.Oid, group.Name) : Text(dataset.ItemGroupOid);
        var where = dataset.WhereClauseOid.Length > 0 ? $" where {links.Lookup.Where(dataset.WhereClauseOid)}" : "";
        var variables = Markup.Join(dataset.VariableOids.Select(links.Variable), ", ");
        return Markup.Of($"{name}{where}{(variables.Html.Length > 0 ? ": " : "")}{variables}");
    }
}
