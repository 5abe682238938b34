using System.Text;
using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Protocol.Reading;
using Equipoise.Reporting;
using Equipoise.Reporting.Checking;
using Equipoise.Reporting.Publication;

namespace Equipoise.Cli.Work;

/// <summary>A folder that holds an analyzed trial: its protocol, its results, its report and its texts.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Analysis">What is published of it.</param>
/// <param name="Copied">The files that the site takes over, by the name that they have there.</param>
sealed record AnalyzedFolder(string Path, PublishedAnalysis Analysis, IReadOnlyDictionary<string, byte[]> Copied)
{
    public const string ResultsFile = "results.json";
    const string ProtocolFile = "protocol.yaml";

    /// <summary>The names of the files that a site takes over.</summary>
    public static IReadOnlyList<string> NamesOnTheSite { get; } = [TrialReport.File, ResultsFile, ProtocolFile];

    /// <summary>Every such folder in a folder, or that folder itself.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, ResultsFile, SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetDirectoryName(file)!)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Reads a folder; null after every problem of it was told.</summary>
    public static AnalyzedFolder? Read(string folder, Said said)
    {
        string At(string name) => System.IO.Path.Combine(folder, name);
        string[] missing = [.. new[] { ProtocolFile, TrialReport.File, Brief.File }.Where(name => !File.Exists(At(name)))];
        if (missing.Length > 0)
        {
            said.Error.WriteLine($"{folder}: has {ResultsFile}, and not: {string.Join(", ", missing)}.");
            return null;
        }
        if (ProtocolArgument.Read(At(ProtocolFile), said) is not { } protocol)
            return null;
        ReportingEvent results;
        try
        {
            results = ResultsJson.Read(File.ReadAllText(At(ResultsFile)));
        }
        catch (FormatException e)
        {
            said.Error.WriteLine($"{At(ResultsFile)}: {e.Message}");
            return null;
        }
        string? Text(string name) => File.Exists(At(name)) ? File.ReadAllText(At(name)) : null;
        var analysis = new PublishedAnalysis(
            protocol,
            results,
            Text(Brief.File)!,
            Text(TrialTexts.LaySummaryFile),
            Text(TrialTexts.AbstractFile)
        );
        string[] problems = [.. Problems(folder, analysis)];
        foreach (var problem in problems)
            said.Error.WriteLine(problem);
        return problems.Length > 0
            ? null
            : new(
                folder,
                analysis,
                new Dictionary<string, byte[]>
                {
                    [TrialReport.File] = File.ReadAllBytes(At(TrialReport.File)),
                    [ResultsFile] = File.ReadAllBytes(At(ResultsFile)),
                    // Not its block sizes: from them, and the arms so far, the next arm of a trial that goes on could be guessed.
                    [ProtocolFile] = Encoding.UTF8.GetBytes(ReadableText.OrNothing(File.ReadAllText(At(ProtocolFile)))!),
                }
            );
    }

    /// <summary>What would be told and is not so: another protocol, no day, a number that no longer holds.</summary>
    static IEnumerable<string> Problems(string folder, PublishedAnalysis analysis)
    {
        if (analysis.Results.Provenance.ProtocolSha256 != analysis.Protocol.Sha256)
            yield return $"{folder}: its results were computed by another protocol than its {ProtocolFile}.";
        if (analysis.Day is null)
            yield return $"{folder}: its results name no data cutoff, and the plain words of its protocol no day of publication.";
        foreach (var name in new[] { TrialReport.File, Brief.File, TrialTexts.LaySummaryFile, TrialTexts.AbstractFile })
        {
            var path = System.IO.Path.Combine(folder, name);
            if (!File.Exists(path))
                continue;
            var failing = DocumentCheck.Of(path, File.ReadAllBytes(path), analysis.Results).Failing.Count();
            if (failing > 0)
                yield return $"{path}: {failing} {(failing == 1 ? "number does" : "numbers do")} not hold; see: equipoise report "
                    + $"--check {path}";
        }
    }
}
