using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>A page of participants, the one screened last first.</summary>
/// <remarks>Only those on the page are looked at: the others are counted.</remarks>
/// <param name="Participants">Those on the page.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="Size">How many stand on a page.</param>
public sealed record ParticipantPage(IReadOnlyList<ParticipantView> Participants, int Total, int Page, int Size)
{
    /// <summary>How many pages there are; 1 when there is nobody.</summary>
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    internal static ParticipantPage Of(Viewer viewer, string? site, string? search, int page, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var places = Places(viewer, site);
        if (!string.IsNullOrWhiteSpace(search))
            places = [.. places.Where(place => IsMeant(viewer.Trial.Participants[place], search.Trim()))];
        // The last of the list was screened last.
        var first = places.Count - ((long)page - 1) * size;
        List<ParticipantView> shown = [];
        for (var at = first - 1; at >= 0 && at >= first - size; at--)
            shown.Add(ParticipantView.Of(viewer, viewer.Trial.Participants[places[(int)at]]));
        return new(shown, places.Count, page, size);
    }

    /// <summary>The places, in the order of screening, of those whom the viewer sees.</summary>
    static IReadOnlyList<int> Places(Viewer viewer, string? site) =>
        viewer.SitesSeen(site).ToList() is [var one]
            ? viewer.Trial.PlacesAt(one)
            : [.. viewer.SitesSeen(site).SelectMany(viewer.Trial.PlacesAt).Order()];

    static bool IsMeant(ParticipantState who, string search) => who.Id.Contains(search, StringComparison.OrdinalIgnoreCase);
}
