using System.Text;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>A file of laboratory values: looked at line by line first, then recorded.</summary>
/// <remarks>
/// Each line is a command of its own, with the refusals of the page of the laboratory. Its key is the hash of the file and the
/// line, so that the same file sent twice records nothing.
/// </remarks>
static class ImportPages
{
    const int Largest = 1024 * 1024;

    internal static void MapImport(this IEndpointRouteBuilder to)
    {
        to.MapGet("/lab-import", (Visitor visitor) => Page.Of<ImportPage>(("Layouts", visitor.Views.LaboratoryFiles)))
            .For(Act.Record);
        TakesFile(to.MapPost("/lab-import", Look).For(Act.Record));
        TakesFile(to.MapPost("/lab-import/record", Record).For(Act.Record));
    }

    /// <summary>A text that is sent as a field of a form takes up to three times its size.</summary>
    static void TakesFile(RouteHandlerBuilder endpoint) =>
        endpoint
            .WithMetadata(new Takes(4 * Largest))
            .WithFormOptions(
                valueLengthLimit: 3 * Largest,
                bufferBodyLengthLimit: 4 * Largest,
                multipartBodyLengthLimit: 4 * Largest
            );

    sealed record Takes(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

    static async Task<(string Text, LaboratoryFile? File)> Read(Visitor visitor, Typed typed)
    {
        var text = typed["csv"];
        var layout = visitor.Views.LaboratoryFiles.FirstOrDefault(one => one.Id == typed["layout"]);
        if (layout is null && typed["layout"].Length > 0)
            typed.With("layout", "The protocol has no such layout.");
        if (visitor.Http.Request.Form.Files.GetFile("file") is { Length: > 0 } sent)
        {
            if (sent.Length > Largest)
            {
                typed.With("file", "The file is larger than 1 MB: send it in parts.");
                return ("", null);
            }
            using var reader = new StreamReader(sent.OpenReadStream(), new UTF8Encoding(false, throwOnInvalidBytes: false));
            text = await reader.ReadToEndAsync();
        }
        if (Encoding.UTF8.GetByteCount(text) > Largest)
            typed.With("csv", "The text is larger than 1 MB: send it in parts.");
        else if (string.IsNullOrWhiteSpace(text))
            typed.With("csv", "Choose a file, or paste its lines.");
        if (!typed.IsRead)
            return ("", null);
        var file = LaboratoryFile.Read(text, layout);
        if (file.Problem is { } problem)
            typed.With("csv", problem);
        return (text, file.Problem is null ? file : null);
    }

    /// <summary>What would become of each line; nothing is recorded.</summary>
    static async Task<IResult> Look(Visitor visitor)
    {
        var typed = Typed.Of(visitor.Http);
        var (text, file) = await Read(visitor, typed);
        return file is null
            ? Page.Of<ImportPage>(typed, ("Layouts", visitor.Views.LaboratoryFiles))
            : Page.Of<ImportPage>(
                typed,
                ("File", file),
                ("Text", text),
                ("Rows", file.Lines.Select(line => Verdict(visitor, file, line)).ToList())
            );
    }

    static ImportRow Verdict(Visitor visitor, LaboratoryFile file, LaboratoryLine line)
    {
        var (command, wrong) = line.Of(visitor, file.Layout);
        if (command is null)
            return new(line, ImportOutcome.Refused, wrong!, null);
        if (IsRecorded(visitor, command))
            return new(line, ImportOutcome.RecordedBefore, "is recorded already", null);
        var graded = visitor.Views.Graded(command) is [var one] ? one : null;
        return visitor.Weigh(command) is { Count: > 0 } refusals
            ? new(line, ImportOutcome.Refused, Words(refusals), graded)
            : new(line, ImportOutcome.Taken, $"can be recorded{(graded?.IsUnusual == true ? ", and is unusual" : "")}", graded);
    }

    static bool IsRecorded(Visitor visitor, Conduct.FollowUp.RecordLabValue command) =>
        visitor
            .Views.Laboratory(command.Participant)!
            .Values.Any(one =>
                one.Test == command.Test
                && one.On == command.On
                && one.Sample == command.Sample
                && one.Value == new Protocol.Values.MeasuredValue(command.Value, command.Comparator)
                && (command.LowerLimit is null || one.LowerLimit == command.LowerLimit)
                && (command.UpperLimit is null || one.UpperLimit == command.UpperLimit)
            );

    static string Words(IEnumerable<Refusal> refusals) => string.Join(" ", refusals.Select(refusal => refusal.Words));

    static async Task<IResult> Record(Visitor visitor)
    {
        var typed = Typed.Of(visitor.Http);
        var (_, file) = await Read(visitor, typed);
        if (file is null)
            return Page.Of<ImportPage>(typed, ("Layouts", visitor.Views.LaboratoryFiles));
        return Page.Of<ImportPage>(("File", file), ("Rows", await TakeAll(visitor, file)), ("IsDone", true));
    }

    /// <summary>Records what can be recorded of a file, and says of each line what became of it.</summary>
    internal static async Task<IReadOnlyList<ImportRow>> TakeAll(Visitor visitor, LaboratoryFile file)
    {
        List<ImportRow> rows = [];
        // Those that wait together are written together.
        foreach (var part in file.Lines.Chunk(200))
            rows.AddRange(await Task.WhenAll(part.Select(line => Take(visitor, file, line))));
        return rows;
    }

    static async Task<ImportRow> Take(Visitor visitor, LaboratoryFile file, LaboratoryLine line)
    {
        var (command, wrong) = line.Of(visitor, file.Layout);
        if (command is null)
            return new(line, ImportOutcome.Refused, wrong!, null) { Reasons = [new("unreadable-line", wrong!)] };
        if (IsRecorded(visitor, command))
            return new(line, ImportOutcome.RecordedBefore, "was recorded before", null);
        return await visitor.DoAsync(command, file.KeyOf(line)) switch
        {
            Decision.Refused refused => new(line, ImportOutcome.Refused, Words(refused.Reasons), null)
            {
                Reasons = refused.Reasons,
            },
            Decision.Accepted { AlreadyRecorded: true } => new(line, ImportOutcome.RecordedBefore, "was recorded before", null),
            _ => new(line, ImportOutcome.Taken, "recorded", null),
        };
    }
}

/// <summary>What becomes of a line.</summary>
public enum ImportOutcome
{
    /// <summary>It can be recorded, or was.</summary>
    Taken,

    /// <summary>The log says the same already.</summary>
    RecordedBefore,

    /// <summary>It cannot be recorded.</summary>
    Refused,
}

/// <summary>A line with what becomes of it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Says">The same in words, or why not.</param>
/// <param name="Graded">The value with its grade; null where it is not told.</param>
public sealed record ImportRow(LaboratoryLine Line, ImportOutcome Outcome, string Says, LaboratoryValueView? Graded)
{
    /// <summary>Why it is not recorded; empty where it is, or was before.</summary>
    public IReadOnlyList<Refusal> Reasons { get; init; } = [];
}
