using System.Text;
using Equipoise.Analysis;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.DatasetJson;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Cli.Work;

/// <summary>From data files to results, report and texts in a folder.</summary>
static class AnalyzeTrial
{
    /// <summary>The report in an analysis's folder.</summary>
    public static string ReportIn(string folder) => Path.Combine(folder, TrialReport.File);

    /// <summary>Reads every data set of a folder, analyzes and writes; nothing is written unless everything could be.</summary>
    /// <returns>The output, or null after the problems were listed.</returns>
    /// <exception cref="DataException">Some file cannot be read; the message lists every problem.</exception>
    public static AnalysisOutput? Into(
        string folder,
        TrialProtocol protocol,
        string dataFolder,
        TimeProvider clock,
        Said said,
        ReportStyle style = ReportStyle.Journal
    )
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
        var rendered = TrialReport.Render(protocol, output, style);
        if (Text(rendered, said) is not { } report)
            return null;
        output = output with { Results = output.Results.ShownIn(((ReportOutcome.Written)rendered).Outputs) };
        var texts = TrialTexts
            .All.Select(text => (text.File, text.Name, Outcome: text.Render(protocol, output, style)))
            .ToArray();
        if (texts.FirstOrDefault(text => text.Outcome is ReportOutcome.Refused) is { Outcome: { } refused })
        {
            Text(refused, said);
            return null;
        }

        foreach (var line in DataFinding.Lines(output.Findings))
            said.Error.WriteLine($"To look at: {line}");
        if (output.Derived.Count > 0)
            foreach (var change in new TableFolder(Path.Combine(folder, "adam"), "xpt", clock).Write(output.Derived))
                said.Error.WriteLine(change);
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, "results.json"), ResultsJson.Write(output.Results));
        foreach (var (file, name, written) in texts)
            Tell(written, Path.Combine(folder, file), name, said);
        foreach (
            var (name, svg) in SurvivalFigures
                .Render(protocol, output, style)
                .Concat(TumorFigures.Render(protocol, output, style))
        )
            Write(
                Path.Combine(
                    Directory.CreateDirectory(Path.Combine(folder, "figures")).FullName,
                    $"{name.ToLowerInvariant()}.svg"
                ),
                svg
            );
        WriteTables(folder, TrialTables.Of(protocol, output, style), clock);
        if (((ReportOutcome.Written)rendered).Word is { } word)
            WholeFile.Write(Path.Combine(folder, TrialReport.WordFile), word);
        Write(ReportIn(folder), report);
        return output;
    }

    /// <summary>The tables, figures and listings one by one: on pages, and as data.</summary>
    static void WriteTables(string folder, TrialTables tables, TimeProvider clock)
    {
        Write(Path.Combine(folder, TrialTables.TextFile), tables.WriteText);
        Write(Path.Combine(folder, TrialTables.RtfFile), tables.WriteRtf);
        var data = Directory.CreateDirectory(Path.Combine(folder, TrialTables.Folder)).FullName;
        // Those of an earlier analysis would tell results that are no more.
        foreach (var file in Directory.EnumerateFiles(data).ToArray())
            if (TrialTables.IsData(Path.GetFileName(file)))
                File.Delete(file);
        var options = new WriteOptions { Created = clock.GetUtcNow() };
        foreach (var (name, table) in tables.Datasets)
        {
            CsvFile.Write(table, Path.Combine(data, $"{name}.csv"));
            DatasetJsonFile.Write(table, Path.Combine(data, $"{name}.json"), options);
        }
    }

    static void Tell(ReportOutcome text, string path, string name, Said said)
    {
        if (text is ReportOutcome.LeftOut leftOut)
        {
            // One of an earlier analysis would tell results that are no more.
            File.Delete(path);
            said.Error.WriteLine($"No {name}: {leftOut.Reason}");
            return;
        }
        var written = (ReportOutcome.Written)text;
        Write(path, written.Text);
        foreach (var note in written.Notes)
            said.Error.WriteLine(note);
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

    static void Write(string path, Action<TextWriter> write) =>
        WholeFile.Write(
            path,
            stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                write(writer);
            }
        );

    static void Write(string path, string text) => WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
