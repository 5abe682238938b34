namespace Equipoise.Analysis.Results;

/// <summary>A table or figure of a document, with the analyses that it shows.</summary>
/// <param name="Id">Its anchor in the document, such as "baseline".</param>
/// <param name="Title">Its caption.</param>
/// <param name="IsFigure">Whether it is a figure.</param>
/// <param name="File">The file in which it stands.</param>
/// <param name="Analyses">The ids of the analyses of which it quotes a result, in the order in which it does.</param>
/// <param name="Notes">What stands under it; "" for nothing.</param>
public sealed record ReportOutput(
    string Id,
    string Title,
    bool IsFigure,
    string File,
    IReadOnlyList<string> Analyses,
    string Notes
);
