using System.CommandLine;
using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Protocol.Reading;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise check PROTOCOL</c>: every problem of the protocol, or what was understood.</summary>
public static class CheckVerb
{
    public static Command Build()
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file, such as protocol.yaml." };
        var format = Formats.Option();
        var command = new Command(
            "check",
            "List every problem of a protocol, each with its line and column.\n\nExample: "
                + "equipoise check examples/patina/protocol.yaml"
        )
        {
            path,
            format,
        };
        command.SetAction(parsed =>
            Check(
                parsed.GetRequiredValue(path),
                asJson: parsed.GetValue(format) == Formats.Json,
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            )
        );
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
            ProtocolReading.Accepted => ExitStatus.Done,
            ProtocolReading.Rejected => ExitStatus.ProblemsFound,
            _ => ExitStatus.Unreadable,
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
                protocol?.FileSha256,
                Problems = reading.Problems.Select(problem => new
                {
                    problem.Line,
                    problem.Column,
                    problem.Path,
                    problem.Message,
                    problem.Remedy,
                }),
                Says = protocol is null ? null : ProtocolSummary.Of(protocol).Select(line => new { line.Part, line.Words }),
            },
            Formats.JsonOptions
        );
    }
}
