using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Reporting.Publication;

namespace Equipoise.Cli.Work;

/// <summary>From folders of analyzed trials to a site of files.</summary>
static class PublishTrials
{
    const string FeedFile = "feed.xml";

    /// <summary>Makes the site, or makes one of an earlier call anew.</summary>
    /// <param name="folder">A folder as <see cref="AnalyzeTrial"/> writes it, or one that holds such folders.</param>
    /// <param name="site">The folder for the site.</param>
    /// <param name="since">From which day on the digest tells; null for all.</param>
    /// <param name="address">Where the site will stand on the web; null when that is not known.</param>
    /// <param name="said">Where is told what was done, and what is wrong.</param>
    /// <returns>The status of the verb.</returns>
    public static int Of(string folder, string site, DateOnly? since, Uri? address, Said said)
    {
        if (!Directory.Exists(folder))
            return said.Unusable($"{folder}: there is no such folder.");
        if (
            Directory.Exists(site)
            && Directory.EnumerateFileSystemEntries(site).Any()
            && !File.Exists(Path.Combine(site, FeedFile))
        )
            return said.Unusable($"{site}: is not empty, and no site of this program; name another folder.");
        var whole = Path.GetFullPath(site) + Path.DirectorySeparatorChar;
        // A site that stands in the folder is not read as one of its trials.
        string[] found =
        [
            .. AnalyzedFolder.In(folder).Where(path => !Path.GetFullPath(path).StartsWith(whole, StringComparison.Ordinal)),
        ];
        if (found.Length == 0)
            return said.Unusable($"{folder}: holds no {AnalyzedFolder.ResultsFile}.");
        var read = found.Select(path => AnalyzedFolder.Read(path, said)).ToArray();
        if (read.Any(one => one is null))
            return ExitStatus.ProblemsFound;
        var analyses = read.OfType<AnalyzedFolder>().ToArray();
        if (analyses.GroupBy(one => one.Analysis.Folder).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return said.Problems(
                $"{string.Join(" and ", twice.Select(one => one.Path))}: hold one trial at one day; publish one of them."
            );
        (string Path, byte[] Bytes)[] files =
        [
            .. new PublicationSite(analyses.Select(one => one.Analysis), address)
                .Files(since)
                .Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))),
            .. analyses.SelectMany(one => one.Copied.Select(file => ($"{one.Analysis.Folder}/{file.Key}", file.Value))),
        ];
        foreach (var (path, bytes) in files)
            Write(site, path, bytes);
        Withdraw(site, files.Select(file => Path.GetFullPath(Path.Combine(site, file.Path))).ToHashSet(), said);
        var trials = analyses.Select(one => one.Analysis.Protocol.Trial.Id).Distinct().Count();
        said.Output.WriteLine(
            $"{analyses.Length} {(analyses.Length == 1 ? "analysis" : "analyses")} of {trials} "
                + $"{(trials == 1 ? "trial" : "trials")}: {Path.Combine(site, "index.html")}"
        );
        return ExitStatus.Done;
    }

    /// <summary>What an earlier call published and this one does not: nobody should find it by its old address.</summary>
    static void Withdraw(string site, IReadOnlySet<string> published, Said said)
    {
        var trials = new DirectoryInfo(Path.Combine(site, PublicationSite.TrialsFolder));
        foreach (var file in trials.EnumerateFiles("*", SearchOption.AllDirectories).ToArray())
            if (AnalyzedFolder.NamesOnTheSite.Append("index.html").Contains(file.Name) && !published.Contains(file.FullName))
                file.Delete();
        // The innermost first, so that a folder is found empty when those in it have gone.
        var folders = trials.EnumerateDirectories("*", SearchOption.AllDirectories);
        foreach (var folder in folders.OrderByDescending(one => one.FullName).ToArray())
            if (!folder.EnumerateFileSystemInfos().Any())
            {
                said.Error.WriteLine($"{Path.GetRelativePath(site, folder.FullName)}: is published no more, and was removed.");
                folder.Delete();
            }
    }

    static void Write(string site, string path, byte[] bytes)
    {
        var at = Path.Combine(site, path);
        Directory.CreateDirectory(Path.GetDirectoryName(at)!);
        WholeFile.Write(at, stream => stream.Write(bytes));
    }
}
