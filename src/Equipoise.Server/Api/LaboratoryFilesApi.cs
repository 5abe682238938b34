using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Pages.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Api;

/// <summary>
/// Files as laboratories write them, from another program: read and recorded as from the page that imports them.
/// </summary>
static class LaboratoryFilesApi
{
    internal static void MapLaboratoryFiles(this IEndpointRouteBuilder api) =>
        api.MapPost("/laboratory/files", Record)
            .ForPrograms(Act.Record)
            .Takes<SentFile, BatchTold>("recordLaboratoryFile")
            .WithMetadata(new TakesAtMost(TrialApi.LargestBatch));

    [EndpointSummary(
        "Records the values of a laboratory's file, each line by itself. The same file sent twice records nothing."
    )]
    static Task<IResult> Record(Visitor visitor) =>
        Asked<SentFile>.Answer(
            visitor.Http,
            async asked =>
            {
                var layouts = visitor.Views.LaboratoryFiles;
                var layout = layouts.FirstOrDefault(one => one.Id == asked.Body.Layout);
                if (layout is null && asked.Body.Layout is not null)
                    return Problem.Malformed(
                        [new("#/layout", $"is none of the protocol: {Names(layouts.Select(one => one.Id))}")]
                    );
                var file = LaboratoryFile.Read(asked.Body.File, layout);
                return file.Problem is { } problem
                    ? Problem.Malformed([new("#/file", $"cannot be read: {problem.TrimEnd('.')}")])
                    : TrialApi.Told(
                        BatchTold.Of([.. (await ImportPages.TakeAll(visitor, file)).Select(Row)])
                    );
            }
        );

    static string Names(IEnumerable<string> layouts) =>
        string.Join(", ", layouts) is { Length: > 0 } names ? names : "it describes no layout";

    static RowTold Row(ImportRow row) =>
        new(
            row.Line.Number,
            row.Line.Participant,
            row.Outcome switch
            {
                ImportOutcome.Refused => Outcome.Refused,
                ImportOutcome.RecordedBefore => Outcome.RecordedBefore,
                _ => Outcome.Recorded,
            },
            Problem.Told(row.Reasons)
        );
}
