using System.CommandLine;
using System.Globalization;
using System.Text;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Datasets;
using Equipoise.Reporting.Publication;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise publish DIR --out SITE</c>: analyzed trials as a site of files, with a feed and a digest.</summary>
public static class PublishVerb
{
    const string FeedFile = "feed.xml";

    /// <summary>The verb.</summary>
    public static Command Build()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "A folder with results.json, report.html, brief.md and protocol.yaml, or one that holds such folders.",
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for the site; one that an earlier call made is renewed.",
            HelpName = "SITE",
            Required = true,
        };
        var since = new Option<string?>("--since")
        {
            Description = "From which day on the digest tells, such as 2026-01-01; when left out, it tells all.",
            HelpName = "DATE",
        };
        since.Validators.Add(result =>
        {
            if (result.GetValue(since) is { } text && Day(text) is null)
                result.AddError("--since is a day such as 2026-01-01.");
        });
        var address = new Option<string?>("--address")
        {
            Description = "Where the site will stand on the web: the links of feed and digest, which are read elsewhere, lead there.",
            HelpName = "URL",
        };
        address.Validators.Add(result =>
        {
            if (result.GetValue(address) is { } text && Address(text) is null)
                result.AddError("--address is a folder on the web such as https://example.org/trials/.");
        });
        var command = new Command(
            "publish",
            "Make a site of analyzed trials, with a feed and a digest of what is new.\n\n"
                + "Several data cutoffs of a trial are told apart, and an earlier one is marked as replaced. Texts of which a "
                + "number no longer holds are refused. Nothing is sent anywhere.\n\n"
                + "Example: equipoise publish trials --out site --address https://example.org/trials/"
        )
        {
            folder,
            output,
            since,
            address,
        };
        command.SetAction(parsed =>
            Publish(
                parsed.GetRequiredValue(folder),
                parsed.GetRequiredValue(output),
                parsed.GetValue(since) is { } day ? Day(day) : null,
                parsed.GetValue(address) is { } url ? Address(url) : null,
                Said.Of(parsed)
            )
        );
        return command;
    }

    static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && PublicationSite.IsAddress(address) ? address : null;

    static int Publish(string folder, string site, DateOnly? since, Uri? address, Said said)
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
        foreach (var folder in trials.EnumerateDirectories("*", SearchOption.AllDirectories).OrderByDescending(one => one.FullName))
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
