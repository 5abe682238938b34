using Equipoise.Conduct.Access;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>A registered site, and what day and time it is there.</summary>
/// <param name="Site">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Its country, in the three capital letters of ISO 3166.</param>
/// <param name="TimeZone">Its time zone in the IANA database.</param>
/// <param name="LocalTime">What a clock there shows at the moment of looking.</param>
/// <param name="IsClosed">Whether nobody is screened there any more.</param>
/// <param name="Screened">How many participants it looks after.</param>
/// <param name="Randomized">How many of them are randomized.</param>
public sealed record SiteView(
    string Site,
    string Name,
    string Country,
    string TimeZone,
    DateTimeOffset LocalTime,
    bool IsClosed,
    int Screened,
    int Randomized
)
{
    static readonly FoundOnce<string, int> randomized = new();

    /// <summary>The day there.</summary>
    public DateOnly Today => DateOnly.FromDateTime(LocalTime.DateTime);

    internal static SiteView Of(Viewer viewer, string site)
    {
        var registered = viewer.Trial.Sites[site];
        return new(
            site,
            registered.Name,
            registered.Country,
            registered.TimeZone,
            SiteClock.Local(viewer.Trial, site, viewer.Now),
            viewer.Trial.ClosedSites.ContainsKey(site),
            viewer.Trial.PlacesAt(site).Count,
            randomized.Of(
                viewer.Trial,
                site,
                at => viewer.Trial.At(at).Count(who => who.At(Milestone.Randomization) is not null)
            )
        );
    }
}
