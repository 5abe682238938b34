using System.Globalization;
using Equipoise.Analysis;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Rendering.Web;
using Equipoise.Reporting.Reports;

namespace Equipoise.Reporting.Publication;

/// <summary>Analyzed trials as a site of files: an index, a page for each analysis, a feed and a digest.</summary>
/// <remarks>The latest analysis of a trial is its page; an earlier one stays, and says by what it was replaced.</remarks>
public sealed class PublicationSite
{
    /// <summary>The folder of the site in which the trials are.</summary>
    public const string TrialsFolder = "trials";

    readonly PublishedAnalysis[][] trials;
    readonly Uri? address;

    /// <param name="analyses">The analyses, each with a day; of one trial and day there is one.</param>
    /// <param name="address">Where the site will stand on the web: feed and digest, which are read elsewhere, lead there. When
    /// null, their links are relative and serve only beside the site's pages.</param>
    /// <exception cref="ArgumentException">The address is no folder of the web (see <see cref="IsAddress"/>).</exception>
    public PublicationSite(IEnumerable<PublishedAnalysis> analyses, Uri? address = null)
    {
        if (address is not null && !IsAddress(address))
            throw new ArgumentException("It is no http or https address of a folder.", nameof(address));
        // Without the stroke at its end, the last folder of the address would be left out of every link.
        this.address = address is null || address.AbsolutePath.EndsWith('/') ? address : new(address.AbsoluteUri + "/");
        trials =
        [
            .. analyses
                .GroupBy(analysis => analysis.Trial, StringComparer.Ordinal)
                .Select(trial => trial.OrderByDescending(analysis => analysis.Day).ToArray())
                .OrderByDescending(trial => trial[0].Day)
                .ThenBy(trial => trial[0].Trial, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a site can stand there: http or https, a host, and neither a question nor a place in a page.</summary>
    public static bool IsAddress(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" };
    }

    /// <summary>The way to a file of the site from elsewhere; relative when the site has no address.</summary>
    internal string Link(string path) => address is null ? path : new Uri(address, path).AbsoluteUri;

    /// <summary>The files of the site by their paths, but those that are taken over from the folders as they are.</summary>
    /// <param name="since">From which day on the digest tells; null for all.</param>
    public IReadOnlyList<(string Path, string Text)> Files(DateOnly? since)
    {
        var digest = new Digest(this, since);
        return
        [
            ("index.html", Index()),
            .. trials.SelectMany(trial => trial.Select((analysis, i) => (PathOf(analysis, i == 0), Page(trial, i)))),
            ("feed.xml", Feed.Of(this)),
            ("digest.html", digest.Html),
            ("digest.txt", digest.Text),
        ];
    }

    /// <summary>What is published, the latest first: each analysis, and by which one it was replaced.</summary>
    internal IEnumerable<(PublishedAnalysis Analysis, PublishedAnalysis? ReplacedBy)> All =>
        trials.SelectMany(trial => trial.Select((analysis, i) => (analysis, i == 0 ? null : trial[0])));

    /// <summary>The page of an analysis, from the root of the site.</summary>
    internal static string PathOf(PublishedAnalysis analysis, bool isLatest) =>
        isLatest ? $"{TrialsFolder}/{analysis.Trial}/index.html" : $"{analysis.Folder}/index.html";

    string Index() =>
        SitePage.Of(
            "Trials",
            "Results of randomized trials",
            root: "",
            Html.Of(
                $"""
                <section id="trials" aria-labelledby="trials-title">
                <h2 id="trials-title">Trials</h2>
                {trials.Select(trial => Entry(trial[0], null, ""))}</section>
                <p>New results: <a href="feed.xml">feed</a>, <a href="digest.html">digest</a>.</p>

                """
            ),
            All.Any(one => one.Analysis.Results.Provenance.Synthetic)
        );

    /// <summary>An analysis in a list.</summary>
    internal static Html Entry(PublishedAnalysis analysis, PublishedAnalysis? replacedBy, string root)
    {
        var brief = TextBlocks.Of(analysis.Brief);
        var path = PathOf(analysis, replacedBy is null);
        var replaced = replacedBy is null
            ? Html.Empty
            : Html.Of($"<p><strong>Replaced</strong> by data of {Day(replacedBy)}.</p>\n");
        return Html.Of(
            $"""
            <article>
            <h3><a href="{root}{path}">{brief.Title}</a></h3>
            {replaced}<p>{brief.Lead}</p>
            <p class="notes">{analysis.Name}, data of {Day(analysis)}</p>
            </article>

            """
        );
    }

    internal static string Day(PublishedAnalysis analysis) =>
        analysis.Day!.Value.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    static string Page(PublishedAnalysis[] trial, int at)
    {
        var (analysis, isLatest) = (trial[at], at == 0);
        var root = isLatest ? "../../" : "../../../";
        var folder = $"{root}{analysis.Folder}/";
        var m = new Manuscript(analysis.Protocol, new AnalysisOutput(analysis.Results, [], []));
        var brief = TextBlocks.Of(analysis.Brief);
        var replaced = isLatest
            ? Html.Empty
            : Html.Of(
                $"""
                <p class="lead"><strong>Replaced.</strong> Data of {Day(trial[0])} replace what stands here:
                <a href="{root}{PathOf(trial[0], true)}">the result as it is now</a>.</p>

                """
            );
        return SitePage.Of(
            analysis.Name,
            brief.Title,
            root,
            Html.Of(
                $"""
                {replaced}{HtmlPage.Of(KeyResult.Of(m))}{Text("lay-summary", "In plain words", analysis.LaySummary)}{Text(
                    "brief",
                    "Brief",
                    analysis.Brief
                )}{Text("abstract", "Abstract", analysis.Abstract)}{Read(folder, analysis)}{History(trial, at, root)}
                """
            ),
            analysis.Results.Provenance.Synthetic
        );
    }

    static Html Text(string id, string title, string? markdown) =>
        markdown is null ? Html.Empty : HtmlPage.Of(new Section(id, BoundText.AsGiven(title), TextBlocks.Of(markdown).Blocks));

    static Html Read(string folder, PublishedAnalysis analysis) =>
        Html.Of(
            $"""
            <section id="read" aria-labelledby="read-title">
            <h2 id="read-title">Read more</h2>
            <ul class="conventions">
            <li><a href="{folder}report.html">The whole report</a></li>
            <li><a href="{folder}protocol.yaml">The protocol</a>, version {analysis.Protocol.Trial.Version}</li>
            <li><a href="{folder}results.json">Every result, with its address</a></li>
            </ul>
            </section>

            """
        );

    static Html History(PublishedAnalysis[] trial, int at, string root) =>
        Html.Of(
            $"""
            <section id="history" aria-labelledby="history-title">
            <h2 id="history-title">Data cutoffs</h2>
            <ol class="conventions">
            {trial.Select(
                (one, i) =>
                    i == at
                        ? Html.Of($"<li aria-current=\"page\">{Day(one)}: this page{(i == 0 ? "" : ", replaced")}</li>\n")
                        : Html.Of(
                            $"<li><a href=\"{root}{PathOf(one, i == 0)}\">{Day(one)}</a>{(i == 0 ? "" : ", replaced")}</li>\n"
                        )
            )}</ol>
            </section>

            """
        );
}
