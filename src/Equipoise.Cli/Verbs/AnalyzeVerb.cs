using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise analyze --protocol PROTOCOL --data DIR --out DIR</c>: SDTM or ADaM files to results, report and brief.
/// </summary>
public static class AnalyzeVerb
{
    public static Command Build(TimeProvider clock)
    {
        var protocol = new Option<string>("--protocol")
        {
            Description = "The protocol file.",
            HelpName = "PROTOCOL",
            Required = true,
        };
        var data = new Option<string>("--data")
        {
            Description = "The folder of SDTM or ADaM files, XPT or CSV.",
            HelpName = "DIR",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for results.json, report.html, report.docx, brief.md and ADaM.",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command(
            "analyze",
            "Analyze a trial as its protocol promised, and write the report.\n\n"
                + "Example: equipoise analyze --protocol examples/patina/protocol.yaml --data rehearsal/sdtm --out report"
        )
        {
            protocol,
            data,
            output,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetRequiredValue(protocol),
                parsed.GetRequiredValue(data),
                parsed.GetRequiredValue(output),
                clock,
                Said.Of(parsed)
            )
        );
        return command;
    }

    static int Run(string path, string data, string folder, TimeProvider clock, Said said)
    {
        if (ProtocolArgument.Read(path, said) is not { } protocol)
            return ExitStatus.Unreadable;
        if (AnalyzeTrial.Into(folder, protocol, data, clock, said) is not { } output)
            return ExitStatus.ProblemsFound;
        MainResult.Print(protocol, output.Results, said.Output);
        said.Output.WriteLine($"  report   {AnalyzeTrial.ReportIn(folder)}");
        return ExitStatus.Done;
    }
}
