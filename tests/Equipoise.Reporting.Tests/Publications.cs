using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Equipoise.Analysis;
using Equipoise.Reporting.Publication;
using Equipoise.Reporting.Quoting;
using Microsoft.Playwright;

namespace Equipoise.Reporting.Tests;

/// <summary>Analyzed trials as a site of files, with a feed and a digest.</summary>
public sealed class Publications
{
    static readonly XNamespace atom = "http://www.w3.org/2005/Atom";
    static readonly DateOnly first = new(2022, 3, 1);
    static readonly DateOnly second = new(2024, 10, 15);

    static readonly PublicationSite site = new([
        At(first, PatinaLike.Output(0.95, 0.6, synthetic: false)),
        At(second, PatinaLike.Output(synthetic: false)),
        At(new(2020, 1, 1), PatinaLike.Output(synthetic: true)),
    ]);

    static readonly Dictionary<string, string> files = site.Files(null).ToDictionary(file => file.Path, file => file.Text);

    [Fact]
    public void Each_analysis_has_a_page_and_the_latest_of_a_trial_is_the_trials() =>
        files.Keys.ShouldBe(
            [
                "index.html",
                "trials/PATINA/index.html",
                "trials/PATINA/2022-03-01/index.html",
                "trials/PATINA-rehearsal/index.html",
                "feed.xml",
                "digest.html",
                "digest.txt",
            ],
            ignoreOrder: true
        );

    [Fact]
    public void A_page_has_headline_key_result_lay_summary_brief_abstract_and_leads_to_report_and_protocol()
    {
        var page = Plain(files["trials/PATINA/index.html"]);

        page.ShouldContain("<h1>Palbociclib + standard: longer time until the cancer grew or the person died</h1>");
        page.ShouldContain("<h2 id=\"key-result-title\">Key result</h2>");
        page.ShouldContain("Why was the study done?");
        page.ShouldContain("the PATINA trial reports");
        page.ShouldContain("<strong>Participants:</strong>");
        page.ShouldContain("href=\"../../trials/PATINA/2024-10-15/report.html\"");
        page.ShouldContain("href=\"../../trials/PATINA/2024-10-15/protocol.yaml\"");
        page.ShouldNotContain("Where each number comes from");
        page.ShouldNotContain("class=\"synthetic\"");
    }

    [Fact]
    public void A_result_that_a_later_cutoff_replaced_says_so_on_its_page_and_in_the_feed()
    {
        var page = Plain(files["trials/PATINA/2022-03-01/index.html"]);
        var entry = Entries().Single(entry => entry.Element(atom + "title")!.Value.StartsWith("Replaced: ", StringComparison.Ordinal));

        page.ShouldContain("<strong>Replaced.</strong> Data of October 15, 2024 replace what stands here");
        page.ShouldContain("March 1, 2022: this page, replaced");
        entry.Element(atom + "summary")!.Value.ShouldStartWith("Data of October 15, 2024 replace this result.");
        entry.Element(atom + "updated")!.Value.ShouldBe("2024-10-15T00:00:00Z");
        entry.Element(atom + "published")!.Value.ShouldBe("2022-03-01T00:00:00Z");
        Plain(files["trials/PATINA/index.html"]).ShouldContain("<a href=\"../../trials/PATINA/2022-03-01/index.html\">March 1, 2022</a>, replaced");
    }

    [Fact]
    public void A_rehearsal_replaces_nothing_and_says_what_it_is()
    {
        files["trials/PATINA-rehearsal/index.html"].ShouldContain("<p class=\"synthetic\">");
        files["trials/PATINA-rehearsal/index.html"].ShouldContain("PATINA (rehearsal)");
        files["digest.txt"].ShouldContain("Synthetic data: virtual participants, no real person.");
    }

    // RFC 4287, sections 4.1.1, 4.1.2, 4.2.6, 3.3 and 4.2.7.
    [Fact]
    public void The_feed_has_what_Atom_requires()
    {
        var feed = XDocument.Parse(files["feed.xml"]).Root!;

        feed.Name.ShouldBe(atom + "feed");
        foreach (var holder in Entries().Prepend(feed))
            foreach (var name in new[] { "id", "title", "updated" })
                holder.Elements(atom + name).Count().ShouldBe(1, name);
        feed.Element(atom + "author")!.Element(atom + "name")!.Value.ShouldNotBeEmpty();
        Entries().Count.ShouldBe(3);
        var ids = Entries().Prepend(feed).Select(holder => holder.Element(atom + "id")!.Value).ToArray();
        ids.ShouldAllBe(id => Uri.IsWellFormedUriString(id, UriKind.Absolute));
        ids.ShouldBeUnique();
        foreach (var instant in feed.Descendants().Where(one => one.Name.LocalName is "updated" or "published"))
            DateTime.TryParseExact(instant.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                .ShouldBeTrue(instant.Value);
        foreach (var entry in Entries())
            entry.Elements(atom + "link").Count(link => link.Attribute("rel")!.Value == "alternate").ShouldBe(1);
        feed.Elements(atom + "link").Count(link => link.Attribute("rel")!.Value == "self").ShouldBe(1);
        feed.Element(atom + "updated")!.Value.ShouldBe("2024-10-15T00:00:00Z");
    }

    [AtomGrammar.Fact]
    public void The_feed_keeps_the_grammar_of_Atom_and_the_grammar_finds_what_does_not()
    {
        var feed = files["feed.xml"];

        AtomGrammar.Check(feed).ShouldBe((0, "feed.xml validates"));
        AtomGrammar.Check(feed.Replace("T00:00:00Z</updated>", "</updated>", StringComparison.Ordinal)).Status.ShouldNotBe(0);
        AtomGrammar.Check(feed.Replace("<title>", "<titel>", StringComparison.Ordinal).Replace("</title>", "</titel>", StringComparison.Ordinal)).Status.ShouldNotBe(0);
        AtomGrammar.Check(feed.Replace("href=", "ref=", StringComparison.Ordinal)).Status.ShouldNotBe(0);
    }

    [Fact]
    public void With_an_address_every_link_of_feed_and_digest_leads_there_and_without_none_does()
    {
        var analysis = At(second, PatinaLike.Output(synthetic: false));
        var there = new PublicationSite([analysis], new("https://example.org/trials")).Files(null).ToDictionary(file => file.Path, file => file.Text);

        XDocument.Parse(there["feed.xml"]).Descendants(atom + "link").Select(link => link.Attribute("href")!.Value)
            .ShouldAllBe(link => link.StartsWith("https://example.org/trials/", StringComparison.Ordinal));
        Regex.Matches(there["digest.html"], "href=\"(?<to>[^\"#]+)\"", RegexOptions.None, TimeSpan.FromSeconds(2)).Select(link => link.Groups["to"].Value)
            .ShouldAllBe(link => link.StartsWith("https://example.org/trials/", StringComparison.Ordinal));
        there["digest.txt"].ShouldContain("\nhttps://example.org/trials/trials/PATINA/index.html\n");
        there["index.html"].ShouldNotContain("https://example.org");
        Should.Throw<ArgumentException>(() => new PublicationSite([analysis], new("mailto:a@example.org")));
    }

    [Fact]
    public void Ids_stay_when_more_is_published_and_every_link_of_the_feed_is_a_page()
    {
        var alone = XDocument.Parse(new PublicationSite([At(first, PatinaLike.Output(0.95, 0.6, synthetic: false))]).Files(null).Single(file => file.Path == "feed.xml").Text);
        var id = alone.Root!.Element(atom + "entry")!.Element(atom + "id")!.Value;

        Entries().Select(entry => entry.Element(atom + "id")!.Value).ShouldContain(id);
        foreach (var link in Entries().SelectMany(entry => entry.Elements(atom + "link")))
            files.Keys.ShouldContain(link.Attribute("href")!.Value);
    }

    [Fact]
    public void A_digest_tells_what_is_new_since_a_day_and_what_was_replaced_since()
    {
        var since = site.Files(new(2023, 1, 1)).ToDictionary(file => file.Path, file => file.Text);
        var none = site.Files(new(2025, 1, 1)).ToDictionary(file => file.Path, file => file.Text);

        since["digest.txt"].ShouldStartWith("New results since January 1, 2023\n=");
        since["digest.txt"].ShouldContain("Replaced by data of October 15, 2024.");
        since["digest.txt"].ShouldNotContain("rehearsal");
        since["digest.html"].ShouldContain("trials/PATINA/index.html");
        none["digest.txt"].ShouldContain("Nothing is new.");
        files["digest.txt"].Split('\n').ShouldAllBe(line => line.Length <= 76);
    }

    [Fact]
    public void No_page_has_a_script_or_asks_for_anything_from_elsewhere_and_every_link_leads_somewhere()
    {
        string[] copied = ["report.html", "protocol.yaml", "results.json"];
        foreach (var (path, html) in files.Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal)))
        {
            html.ShouldNotContain("<script");
            html.ShouldNotContain("http://");
            html.ShouldNotContain("https://");
            foreach (Match link in Regex.Matches(html, "href=\"(?<to>[^\"#]+)\"", RegexOptions.None, TimeSpan.FromSeconds(2)))
            {
                var target = new Uri(new Uri($"file:///{path}"), link.Groups["to"].Value).AbsolutePath[1..];
                (files.ContainsKey(target) || copied.Contains(target.Split('/')[^1])).ShouldBeTrue($"{path}: {target}");
            }
        }
    }

    [BrowserFact]
    [Trait("Takes", "time")]
    public async Task Nothing_on_the_site_is_closed_to_readers_with_disabilities()
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
            await File.WriteAllTextAsync(folder.File(path), text);
        }
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = BrowserOfThisMachine.Path, Args = ["--no-sandbox"] }
        );
        foreach (var path in files.Keys.Where(path => path.EndsWith(".html", StringComparison.Ordinal)))
        {
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 390, Height = 800 } });
            await page.GotoAsync(new Uri(folder.File(path)).AbsoluteUri);
            var found = await page.RunAxe(
                new AxeRunOptions
                {
                    RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
                }
            );
            found.Violations.Select(violation => $"{path}: {violation.Id}: {violation.Nodes[0].Html}").ShouldBeEmpty();
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390, path);
        }
    }

    static List<XElement> Entries() => [.. XDocument.Parse(files["feed.xml"]).Root!.Elements(atom + "entry")];

    static PublishedAnalysis At(DateOnly cutoff, AnalysisOutput output)
    {
        var results = output.Results;
        var of = output with
        {
            Results = new(
                results.Provenance with { Cutoff = cutoff },
                results.Conventions,
                results.Sets,
                results.Groupings,
                results.Analyses
            ),
        };
        string Text(string file) =>
            TrialTexts.All.Single(text => text.File == file)
                .Render(PatinaLike.Protocol, of, ReportStyle.Journal)
                .ShouldBeOfType<ReportOutcome.Written>()
                .Text;
        return new(PatinaLike.Protocol, of.Results, Text(Brief.File), Text(TrialTexts.LaySummaryFile), Text(TrialTexts.AbstractFile));
    }

    static string Plain(string text) => text.Replace('\u00A0', ' ');
}
