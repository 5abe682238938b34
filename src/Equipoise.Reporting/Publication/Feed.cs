using System.Globalization;
using System.Xml.Linq;

namespace Equipoise.Reporting.Publication;

/// <summary>What is new, as Atom (RFC 4287). Ids and days come from the data: the same folders give the same feed.</summary>
static class Feed
{
    static readonly XNamespace atom = "http://www.w3.org/2005/Atom";

    // Of no trial: the name of every feed of this program, made once.
    const string Id = "urn:uuid:6f1d3b0e-54a8-8c1e-9a77-2f0e6b1c9d42";

    public static string Of(PublicationSite site)
    {
        var entries = site
            .All.Select(one => (one.Analysis, one.ReplacedBy, Updated: one.ReplacedBy?.Day ?? one.Analysis.Day!.Value))
            .OrderByDescending(one => one.Updated)
            .ThenByDescending(one => one.Analysis.Day)
            .ThenBy(one => one.Analysis.Trial, StringComparer.Ordinal)
            .ToArray();
        var feed = new XElement(
            atom + "feed",
            new XElement(atom + "title", "Results of randomized trials"),
            new XElement(atom + "id", Id),
            new XElement(atom + "updated", Instant(entries.Max(one => one.Updated))),
            new XElement(atom + "author", new XElement(atom + "name", entries[0].Analysis.Results.Provenance.Program)),
            Link("self", site.Link("feed.xml")),
            Link("alternate", site.Link("index.html")),
            entries.Select(one => Entry(site, one.Analysis, one.ReplacedBy, one.Updated))
        );
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}\n";
    }

    static XElement Entry(PublicationSite site, PublishedAnalysis analysis, PublishedAnalysis? replacedBy, DateOnly updated)
    {
        var brief = TextBlocks.Of(analysis.Brief);
        return new(
            atom + "entry",
            new XElement(atom + "title", replacedBy is null ? brief.Title : $"Replaced: {brief.Title}"),
            new XElement(atom + "id", analysis.Urn),
            new XElement(atom + "updated", Instant(updated)),
            new XElement(atom + "published", Instant(analysis.Day!.Value)),
            Link("alternate", site.Link(PublicationSite.PathOf(analysis, replacedBy is null))),
            replacedBy is null ? null : Link("related", site.Link(PublicationSite.PathOf(replacedBy, true))),
            analysis.Results.Provenance.Synthetic ? new XElement(atom + "category", new XAttribute("term", "synthetic")) : null,
            replacedBy is null ? null : new XElement(atom + "category", new XAttribute("term", "replaced")),
            new XElement(
                atom + "summary",
                replacedBy is null ? brief.Lead : $"Data of {PublicationSite.Day(replacedBy)} replace this result. {brief.Lead}"
            )
        );
    }

    static XElement Link(string relation, string target) =>
        new(atom + "link", new XAttribute("rel", relation), new XAttribute("href", target));

    static string Instant(DateOnly day) => $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T00:00:00Z";
}
