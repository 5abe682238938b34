using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise check PROTOCOL</c>: every problem of the protocol, or what was understood.</summary>
public static class CheckVerb
{
    // People read this too: quotes and letters stay as they are.
    static readonly JsonSerializerOptions json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Build()
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file, such as protocol.yaml." };
        var format = new Option<string>("--format") { Description = "How to print: text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("check", "List every problem of a protocol, each with its line and column.\n\nExample: equipoise check examples/patina/protocol.yaml")
        {
            path,
            format,
        };
        command.SetAction(parsed => Check(
            parsed.GetRequiredValue(path),
            asJson: parsed.GetRequiredValue(format) == "json",
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    static int Check(string path, bool asJson, TextWriter output, TextWriter error)
    {
        var reading = ProtocolFile.Read(path);
        if (asJson)
            output.WriteLine(ToJson(path, reading));
        else
            WriteText(path, reading, output, error);
        return reading switch
        {
            ProtocolReading.Accepted => 0,
            ProtocolReading.Rejected => 1,
            _ => 2,
        };
    }

    static void WriteText(string path, ProtocolReading reading, TextWriter output, TextWriter error)
    {
        switch (reading)
        {
            case ProtocolReading.Accepted accepted:
                output.WriteLine($"{path}: no problems found. It says:");
                output.WriteLine();
                foreach (var (part, words) in ProtocolSummary.Of(accepted.Protocol))
                    output.WriteLine($"  {part,-12}{words}");
                break;
            case ProtocolReading.Unreadable unreadable:
                error.WriteLine(unreadable.Problem);
                break;
            default:
                foreach (var problem in reading.Problems)
                    output.WriteLine(problem);
                error.WriteLine(reading.Problems.Count == 1 ? "1 problem." : $"{reading.Problems.Count} problems.");
                break;
        }
    }

    static string ToJson(string path, ProtocolReading reading)
    {
        var protocol = (reading as ProtocolReading.Accepted)?.Protocol;
        return JsonSerializer.Serialize(
            new
            {
                File = path,
                Accepted = protocol is not null,
                protocol?.Sha256,
                Problems = reading.Problems.Select(problem => new { problem.Line, problem.Column, problem.Path, problem.Message, problem.Remedy }),
                Says = protocol is null ? null : ProtocolSummary.Of(protocol).Select(line => new { line.Part, line.Words }),
            },
            json);
    }
}
