using System.Globalization;
using System.Text;

namespace Equipoise.Reporting.Publication;

/// <summary>What is new since a day, as a page and as the text of a letter. Nothing is sent.</summary>
sealed class Digest
{
    public Digest(PublicationSite site, DateOnly? since)
    {
        var title = since is { } day
            ? $"New results since {day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}"
            : "All results";
        (PublishedAnalysis Analysis, PublishedAnalysis? ReplacedBy)[] told =
        [
            .. site
                .All.Where(one => since is null || (one.ReplacedBy?.Day ?? one.Analysis.Day) >= since)
                .OrderByDescending(one => one.Analysis.Day),
        ];
        // It is sent as a letter: its links lead to the site from wherever it is read.
        var root = site.Link("");
        var entries = told.Select(one => PublicationSite.Entry(one.Analysis, one.ReplacedBy, root));
        Html = SitePage.Of(
            "Digest",
            title,
            root,
            told.Length == 0
                ? Markup.Html.Of($"<p>Nothing is new.</p>\n")
                : Markup.Html.Of($"<h2>{told.Length} {(told.Length == 1 ? "result" : "results")}</h2>\n{entries}"),
            told.Any(one => one.Analysis.Results.Provenance.Synthetic)
        );
        var text = new StringBuilder($"{title}\n{new string('=', title.Length)}\n");
        foreach (var (analysis, replacedBy) in told)
            text.Append(Entry(site, analysis, replacedBy));
        if (told.Length == 0)
            text.Append("\nNothing is new.\n");
        Text = text.ToString();
    }

    /// <summary>As a page.</summary>
    public string Html { get; }

    /// <summary>As plain text, in lines that a letter shows whole.</summary>
    public string Text { get; }

    static string Entry(PublicationSite site, PublishedAnalysis analysis, PublishedAnalysis? replacedBy)
    {
        var brief = TextBlocks.Of(analysis.Brief);
        var synthetic = analysis.Results.Provenance.Synthetic
            ? "Synthetic data: virtual participants, no real person.\n"
            : "";
        var replaced = replacedBy is null ? "" : $"Replaced by data of {PublicationSite.Day(replacedBy)}.\n";
        return $"\n{Wrapped(brief.Title)}{synthetic}{replaced}\n{Wrapped(brief.Lead)}\n{analysis.Name}, data of "
            + $"{PublicationSite.Day(analysis)}\n{site.Link(PublicationSite.PathOf(analysis, replacedBy is null))}\n";
    }

    static string Wrapped(string text)
    {
        const int Width = 76;
        var (lines, line) = (new StringBuilder(), 0);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var isNext = line > 0 && line + 1 + word.Length > Width;
            lines.Append(line == 0 ? "" : isNext ? "\n" : " ").Append(word);
            line = isNext || line == 0 ? word.Length : line + 1 + word.Length;
        }
        return lines.Append('\n').ToString();
    }
}
