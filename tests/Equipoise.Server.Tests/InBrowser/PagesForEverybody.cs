using Deque.AxeCore.Playwright;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Server.Trial;
using Microsoft.Playwright;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>Pages that everybody can read and use: WCAG 2.2 A and AA, on a desk and on a telephone, light and dark.</summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class PagesForEverybody(Chromium chromium)
{
    /// <summary>Every page, with somebody who may see it.</summary>
    static readonly (string Place, string? Person)[] all =
    [
        ("/sign-in", null),
        ("/join", null),
        ("/nothing-here", null),
        ("/answer", null),
        ("/answer/thanks", null),
        ("/p/101-05/visits/unscheduled/1/own-words", "ida"),
        ("/account", "ida"),
        ("/audit", "ada"),
        ("/p/101-05/audit", "ida"),
        ("/sites", "ada"),
        ("/people", "ada"),
        ("/people/carla", "ada"),
        ("/", "ada"),
        ("/", "ida"),
        ("/p/101-05", "ida"),
        ("/p/101-02", "ida"),
        ("/participants", "ida"),
        ("/participants/new", "ida"),
        ("/p/101-01/consent", "ida"),
        ("/p/101-02/eligibility", "ida"),
        ("/p/101-03/sign-eligibility", "ida"),
        ("/p/101-04/randomize", "ida"),
        ("/p/101-05/randomize", "ida"),
        ("/p/101-05/visits", "ida"),
        ("/p/101-05/visits/cycle/1", "ida"),
        ("/p/101-05/visits/cycle/1/vital-signs", "ida"),
        ("/p/101-05/visits/baseline/1/history", "ida"),
        ("/p/101-05/sign", "ida"),
        ("/queries", "ida"),
        ("/queries", "mona"),
        ("/verify", "mona"),
        ("/p/101-05/visits/cycle/1/vital-signs", "mona"),
        ("/p/101-05/visits/record", "ida"),
        ("/p/101-05/adverse-events", "ida"),
        ("/p/101-05/adverse-events/new", "ida"),
        ("/p/101-05/adverse-events/1", "ida"),
        ("/p/101-05/lab", "ida"),
        ("/p/101-05/dose", "ida"),
        ("/p/101-05/disease", "ida"),
        ("/p/101-05/end", "ida"),
        ("/p/101-05/transfer", "ida"),
        ("/p/101-05/unblind", "ida"),
        ("/lab-import", "ida"),
        ("/serious", "sara"),
    ];

    /// <summary>The eight that people at a site use with a telephone in the hand.</summary>
    static readonly string[] ofSite =
    [
        "/",
        "/participants",
        "/participants/new",
        "/p/101-02/eligibility",
        "/p/101-03/sign-eligibility",
        "/p/101-05",
        "/p/101-05/visits/cycle/1/vital-signs",
        "/p/101-05/adverse-events/new",
    ];

    static readonly SmallTrial.Step[] steps =
    [
        SmallTrial.Step.Screened,
        SmallTrial.Step.Consented,
        SmallTrial.Step.Answered,
        SmallTrial.Step.Signed,
        SmallTrial.Step.Randomized,
    ];

    [BrowserFact]
    public async Task No_page_has_a_finding_at_a_desk_in_light()
    {
        await using var server = await ServerUnderTest.Listen(steps: steps);
        Happen(server);
        (await Findings(server, all, width: 1280, ColorScheme.Light)).ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task No_page_of_a_site_has_a_finding_on_a_telephone_in_the_dark()
    {
        await using var server = await ServerUnderTest.Listen(steps: steps);
        Happen(server);
        var atHand = all.Where(page => page.Person == "ida" && ofSite.Contains(page.Place));
        (await Findings(server, [.. atHand], width: 390, ColorScheme.Dark)).ShouldBeEmpty();
    }

    /// <summary>Something on every page of what happens to a participant.</summary>
    static void Happen(ServerUnderTest server)
    {
        var today = new DateOnly(2018, 6, 1);
        var before = today.AddDays(-5);
        (TrialCommand Command, string By)[] events =
        [
            (
                new RecordAdverseEvent(
                    "101-05", "Pneumonia", null, null, 4, Serious: true, Related: true, ActionTaken.DoseNotChanged,
                    AdverseEventOutcome.NotRecovered, today, null, SeriousnessCriteria.LifeThreatening, Expected: false
                ),
                "carla"
            ),
            (new RecordSiteAwareness("101-05", "Pneumonia", today, SmallTrial.Morning.AddHours(-1)), "carla"),
            (new ReportToSponsor("101-05", "Pneumonia", today, SmallTrial.Morning.AddMinutes(-10)), "carla"),
            (new RecordLabValue("101-05", "neutrophils", 0.45, today), "carla"),
            (new IdentifyLesion("101-05", "T01", LesionKind.Target, "LIVER", IsNode: false, "CT SCAN", before, 30), "carla"),
            (new IdentifyLesion("101-05", "NT01", LesionKind.NonTarget, "LUNG", IsNode: false, "CT SCAN", before), "carla"),
            (new MeasureLesion("101-05", "T01", today, 12), "carla"),
            (new RecordTumorAssessment("101-05", OverallResponse.NE, today, "The lung was not seen."), "carla"),
        ];
        foreach (var (command, by) in events)
            server.Part<RunningTrial>().Conduct!.Do(command, by).ShouldBeOfType<Decision.Accepted>($"{command}");
    }

    async Task<List<string>> Findings(ServerUnderTest server, (string Place, string? Person)[] pages, int width, ColorScheme colors)
    {
        List<string> findings = [];
        foreach (var ofPerson in pages.GroupBy(page => page.Person))
        {
            var page = await chromium.Window(server, width, colors);
            page.Console += (_, message) =>
            {
                // A page that is not there is a status, which Chromium notes as well.
                if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
                    findings.Add($"{page.Url}: {message.Text}");
            };
            if (ofPerson.Key is { } person)
                await page.SignIn(person);
            foreach (var (place, _) in ofPerson)
            {
                await page.GotoAsync(place);
                var axe = await page.RunAxe(
                    new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } }
                );
                findings.AddRange(
                    axe.Violations.Select(one => $"{place}: {one.Id}: {string.Join(", ", one.Nodes.Select(node => node.Html))}")
                );
                var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                if (wide > width)
                    findings.Add($"{place} is {wide} pixels wide");
                if (Environment.GetEnvironmentVariable("EQUIPOISE_SCREENSHOTS") is { Length: > 0 } folder)
                    await page.ScreenshotAsync(
                        new() { Path = Path.Combine(folder, $"{(place == "/" ? "today-" + ofPerson.Key : place.Trim('/').Replace('/', '-'))}-{width}.png"), FullPage = true }
                    );
            }
        }
        return findings;
    }
}
