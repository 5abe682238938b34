using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise analyze --protocol PROTOCOL --data DIR --out DIR</c>: SDTM or ADaM files to results, report and brief.
/// </summary>
public static class AnalyzeVerb
{
    const string Journal = "journal";
    const string Regulatory = "regulatory";

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
            Description = "The folder for results.json, report.html, report.docx, tables, texts and ADaM.",
            HelpName = "DIR",
            Required = true,
        };
        var style = new Option<string>("--style")
        {
            Description =
                "For which readers: journal (P values as 0.06, <0.001; tables numbered from 1) or regulatory (0.0564, <.0001; "
                + "numbers of ICH E3, such as 14.2.1).",
            DefaultValueFactory = _ => Journal,
        };
        style.AcceptOnlyFromAmong(Journal, Regulatory);
        var command = new Command(
            "analyze",
            "Analyze a trial as its protocol promised, and write the report.\n\n"
                + "Example: equipoise analyze --protocol examples/patina/protocol.yaml --data rehearsal/sdtm --out report"
        )
        {
            protocol,
            data,
            output,
            style,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetRequiredValue(protocol),
                parsed.GetRequiredValue(data),
                parsed.GetRequiredValue(output),
                clock,
                Said.Of(parsed),
                parsed.GetValue(style) == Regulatory ? ReportStyle.Regulatory : ReportStyle.Journal
            )
        );
        return command;
    }

    static int Run(string path, string data, string folder, TimeProvider clock, Said said, ReportStyle style)
    {
        if (ProtocolArgument.Read(path, said) is not { } protocol)
            return ExitStatus.Unreadable;
        if (AnalyzeTrial.Into(folder, protocol, data, clock, said, style) is not { } output)
            return ExitStatus.ProblemsFound;
        MainResult.Print(protocol, output.Results, said.Output);
        said.Output.WriteLine($"  report   {AnalyzeTrial.ReportIn(folder)}");
        return ExitStatus.Done;
    }
}
