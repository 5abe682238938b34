using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Paper;

/// <summary>
/// The outputs that a protocol asks for. One of which the data give no row is a page that says so: a page that is missing would
/// leave the question whether it was forgotten.
/// </summary>
static class PlannedOutputs
{
    /// <summary>The outputs of a document, and in its place each planned one that the document has not, without rows.</summary>
    /// <param name="m">The document.</param>
    /// <param name="shown">The tables, figures and listings of the document, in order.</param>
    public static IReadOnlyList<Block> With(Manuscript m, IEnumerable<Block> shown)
    {
        List<Block> all = [.. shown];
        var at = 0;
        foreach (var (id, chapter, title) in Of(m))
        {
            var found = all.FindIndex(block => IdOf(block) == id);
            if (found < 0)
                all.Insert(at, new Missing(id, chapter, title));
            at = found < 0 ? at + 1 : Math.Max(at, found + 1);
        }
        return all;
    }

    /// <summary>The anchor of a table, figure or listing.</summary>
    public static string? IdOf(Block block) =>
        block switch
        {
            Table table => table.Id,
            Figure figure => figure.Id,
            Listing listing => listing.Id,
            Missing missing => missing.Id,
            _ => null,
        };

    static IEnumerable<(string Id, string Chapter, BoundText Title)> Of(Manuscript m)
    {
        var plan = m.Protocol.Analysis;
        if (plan.Baseline.Count > 0)
            yield return ("baseline", Chapters.Participants, m.Say("Participants at baseline"));
        foreach (var endpoint in plan.TimeToEvent.Select(one => one.EndpointId))
            yield return ($"{endpoint}-table", Chapters.Efficacy, m.Say($"{m.Names.Endpoint(endpoint)}"));
        if (plan.Response is not null)
            yield return ("response-table", Chapters.Efficacy, m.Say("Tumor response"));
        if (plan.Safety is not null)
        {
            yield return ("adverse-events", Chapters.Safety, m.Say("Adverse events"));
            yield return ("terms", Chapters.Safety, m.Say("Most frequent adverse events"));
            yield return ("deaths", Chapters.Safety, m.Say("Deaths among those treated"));
        }
        if (plan.Laboratory.Count > 0)
            yield return ("laboratory-grades", Chapters.Safety, m.Say("Worst grade of laboratory values after baseline"));
    }
}

/// <summary>An output of the plan for which the data have no row.</summary>
/// <param name="Id">Its anchor, which the report has not.</param>
/// <param name="Chapter">Where it would stand.</param>
/// <param name="Title">What it would show.</param>
sealed record Missing(string Id, string Chapter, BoundText Title) : Block;
