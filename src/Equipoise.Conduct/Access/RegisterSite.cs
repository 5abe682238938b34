using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>Registers a site, or corrects what is registered of it.</summary>
/// <param name="Site">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Its country, in the three capital letters of ISO 3166, as SDTM has it.</param>
/// <param name="TimeZone">Its time zone in the IANA database, such as "Europe/Vienna".</param>
public sealed record RegisterSite(string Site, string Name, string Country, string TimeZone) : AccessCommand
{
    /// <summary>Why what is registered changes; needed for that only.</summary>
    public string? ReasonForChange { get; init; }

    private protected override IEnumerable<Refusal> Objections(TrialState state, Stamp stamp)
    {
        if (Identifiers.AgainstSite(Site) is { } unusable)
            yield return unusable;
        else if (!state.Sites.ContainsKey(Site) && Identifiers.Alike(Site, state.Sites.Keys) is { } alike)
            yield return alike;
        else if (state.Sites.Keys.FirstOrDefault(other => Identifiers.OneBeginsTheOther(Site, other)) is { } other)
            yield return new(
                "site-begins-another",
                $"There is site {other}: participants of {Site} could not be told from its own by their identifiers, which begin "
                    + "with that of their site and a hyphen. Choose one of which neither begins the other."
            );
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
            yield return new("bad-name", "A site has a name of at most 200 characters.");
        if (Country.Length != 3 || !Country.All(char.IsAsciiLetterUpper))
            yield return new("bad-country", $"A country is three capital letters of ISO 3166, such as AUT, not '{Country}'.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new("bad-time-zone", $"'{TimeZone}' is no time zone: use a name as Europe/Vienna.");
        if (state.Sites.TryGetValue(Site, out var known) && string.IsNullOrWhiteSpace(ReasonForChange))
            yield return new("site-registered", $"Site {Site} is registered as {known.Name}: a change needs a reason.");
    }

    private protected override TrialEvent Event(TrialState state) =>
        new SiteRegistered(Site, Name.Trim(), Country, TimeZone, state.Sites.ContainsKey(Site) ? ReasonForChange : null);
}

/// <summary>A site was registered.</summary>
/// <param name="Site">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Its country.</param>
/// <param name="TimeZone">Its time zone.</param>
/// <param name="ReasonForChange">Why an earlier registration changed; null for the first.</param>
[SinceFormat(2)]
public sealed record SiteRegistered(
    string Site,
    string Name,
    string Country,
    string TimeZone,
    [FreeText] string? ReasonForChange = null
) : AccessEvent
{
    internal override string Says(TrialProtocol protocol) => $"Site {Site}: {Name}, {Country}, {TimeZone}";

    internal override TrialCommand AsAsked(Trace trace) =>
        new RegisterSite(Site, Name, Country, TimeZone) { ReasonForChange = ReasonForChange };

    private protected override void Change(People people, Entry entry) => people.Sites = people.Sites.SetItem(Site, this);
}
