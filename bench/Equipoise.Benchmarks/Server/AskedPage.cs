using System.Globalization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;

namespace Equipoise.Benchmarks.Server;

/// <summary>A page that somebody asks for, and what it may cost the server.</summary>
/// <param name="Who">Who asks.</param>
/// <param name="Place">Its address.</param>
/// <param name="Hold">How many milliseconds of the processors it may take, with 2,000 participants of four years.</param>
/// <param name="Name">What it is called among those that are asked for most; null for the others.</param>
sealed record AskedPage(string Who, string Place, double Hold, string? Name = null)
{
    const double Any = 5;

    /// <summary>Those that are asked for most, then an address of every kind of page.</summary>
    public static IReadOnlyList<AskedPage> Of(ServedCopy trial)
    {
        var seen = trial.State.At(trial.Site).ToList();
        var longest = seen.OrderBy(who => Math.Abs(who.Entries.Count() - 591)).First();
        var coordinator = $"coordinator-{trial.Site}";
        return
        [
            new(coordinator, "/participants", 2, "a site's list, 50 rows"),
            new(coordinator, $"/p/{longest.Id}", 3, $"timeline of {longest.Entries.Count()} facts"),
            new(coordinator, "/", 1, $"today of a site ({seen.Count} participants)"),
            new("data-manager", "/", 4, "today of all sites"),
            .. EveryKind(trial, longest).Select(page => new AskedPage(page.Who, page.Place, Any)),
        ];
    }

    static IEnumerable<(string Who, string Place)> EveryKind(ServedCopy trial, ParticipantState who)
    {
        var (coordinator, investigator, sponsor) = ($"coordinator-{trial.Site}", $"investigator-{trial.Site}", "data-manager");
        var of = $"/p/{who.Id}";
        var screened = $"/p/{trial.Waiting[0]}";
        foreach (var page in new[] { "/", "/?section=late&page=2", "/participants", "/participants?page=40", "/participants?search=0" })
            yield return (sponsor, page);
        foreach (var page in new[] { "/queries", "/queries?status=closed", "/queries?status=answered", "/sites", "/audit", "/audit?person=signatory", "/audit?day=2020-01-01" })
            yield return (sponsor, page);
        foreach (var page in new[] { "/serious", "/serious?status=told&page=2", "/" })
            yield return ("medical-monitor", page);
        yield return (Monitor(trial), "/verify");
        yield return ("administrator-1", "/people");
        yield return ("administrator-1", $"/people/{coordinator}");
        foreach (var page in new[] { "/account", "/participants/new", "/lab-import", "/queries", "/audit" })
            yield return (coordinator, page);
        foreach (var page in new[] { "consent", "eligibility", "randomize" })
            yield return (coordinator, $"{screened}/{page}");
        yield return (investigator, $"{screened}/sign-eligibility");
        foreach (var page in new[] { "", "/audit", "/adverse-events", "/adverse-events/new", "/disease", "/dose", "/end", "/lab", "/visits", "/visits/record" })
            yield return (coordinator, of + page);
        yield return (investigator, $"{of}/dose");
        yield return (investigator, $"{of}/sign");
        if (who.All<AdverseEventRecorded>().FirstOrDefault() is { } item)
            yield return (investigator, $"{of}/adverse-events/{item.Number}");
        var fact = who.EntriesOf<LabValueRecorded>().Last().Sequence;
        yield return (coordinator, $"{of}/history/{fact}");
        yield return (coordinator, $"{of}/error/{fact}");
        var filled = trial.State.At(trial.Site).Append(who).FirstOrDefault(one => one.Forms.All.Count > 0);
        if (filled?.Forms.All[^1].Place is { } place)
        {
            yield return (coordinator, $"/p/{filled.Id}/visits/{place.Visit}/{place.Occurrence}");
            yield return (coordinator, $"/p/{filled.Id}/visits/{place.Visit}/{place.Occurrence}/{place.Form}");
        }
    }

    // One monitor looks after eight sites.
    static string Monitor(ServedCopy trial) => $"monitor-{1 + (int.Parse(trial.Site, CultureInfo.InvariantCulture) - 1) / 8}";
}
