using System.Text;
using Equipoise.Analysis;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Cli.Work;

/// <summary>From data files to results, report and brief in a folder.</summary>
static class AnalyzeTrial
{
    /// <summary>The report in an analysis's folder.</summary>
    public static string ReportIn(string folder) => Path.Combine(folder, TrialReport.File);

    /// <summary>Reads every data set of a folder, analyzes and writes; nothing is written unless everything could be.</summary>
    /// <returns>The output, or null after the problems were listed.</returns>
    /// <exception cref="DataException">Some file cannot be read; the message lists every problem.</exception>
    public static AnalysisOutput? Into(string folder, TrialProtocol protocol, string dataFolder, TimeProvider clock, Said said)
    {
        var outcome = said.Slowly(
            $"Analyzing {protocol.Trial.Id}",
            _ =>
            {
                var data = TrialDataFolder.Open(protocol, dataFolder);
                return TrialAnalysis.Analyze(protocol, data.Tables, new() { Files = data.Files });
            }
        );
        if (outcome is AnalysisOutcome.Rejected rejected)
        {
            said.Problems(DataFinding.Lines(rejected.Problems));
            return null;
        }
        var output = TestedOutput.Of(protocol, ((AnalysisOutcome.Completed)outcome).Output).Output;
        var rendered = TrialReport.Render(protocol, output);
        if (Text(rendered, said) is not { } report)
            return null;
        output = output with { Results = output.Results.ShownIn(((ReportOutcome.Written)rendered).Outputs) };
        var brief = Brief.Render(protocol, output);
        if (brief is ReportOutcome.Refused && Text(brief, said) is null)
            return null;

        foreach (var line in DataFinding.Lines(output.Findings))
            said.Error.WriteLine($"To look at: {line}");
        if (output.Derived.Count > 0)
            foreach (var change in new TableFolder(Path.Combine(folder, "adam"), "xpt", clock).Write(output.Derived))
                said.Error.WriteLine(change);
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, "results.json"), ResultsJson.Write(output.Results));
        if (brief is ReportOutcome.Written written)
            Write(Path.Combine(folder, "brief.md"), written.Text);
        else if (brief is ReportOutcome.LeftOut leftOut)
            said.Error.WriteLine($"No brief: {leftOut.Reason}");
        foreach (var (endpoint, svg) in SurvivalFigures.Render(protocol, output))
            Write(
                Path.Combine(
                    Directory.CreateDirectory(Path.Combine(folder, "figures")).FullName,
                    $"{endpoint.ToLowerInvariant()}.svg"
                ),
                svg
            );
        if (((ReportOutcome.Written)rendered).Word is { } word)
            WholeFile.Write(Path.Combine(folder, TrialReport.WordFile), word);
        Write(ReportIn(folder), report);
        return output;
    }

    static string? Text(ReportOutcome outcome, Said said)
    {
        switch (outcome)
        {
            case ReportOutcome.Written written:
                return written.Text;
            case ReportOutcome.Refused refused:
                said.Problems(refused.Problems.Select(problem => problem.ToString()));
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    static void Write(string path, string text) => WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
