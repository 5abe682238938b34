namespace Equipoise.Conduct.Views;

/// <summary>
/// A page of the serious adverse events that somebody sees: those of which somebody has still to be told first, among them the
/// most urgent before all; then the latest recorded.
/// </summary>
/// <param name="Open">How many there are of which somebody has still to be told.</param>
/// <param name="Told">How many there are of which everybody was told.</param>
/// <param name="Shown">Those on the page.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="HasMore">Whether there are more after it.</param>
public sealed record SeriousEventsView(
    int Open,
    int Told,
    IReadOnlyList<AdverseEventView> Shown,
    int Page,
    bool HasMore
)
{
    /// <summary>How many stand on a page.</summary>
    public const int Size = 50;

    static readonly FoundOnce<string, SeriousStanding[]> found = new();

    internal static SeriousEventsView Of(Viewer viewer, string? site, SeriousStatus? status, int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        var authorities = viewer.Authorities;
        List<SeriousStanding> all =
        [
            .. viewer
                .SitesSeen(site)
                .SelectMany(at =>
                    // The authorities are those of the state.
                    found.Of(
                        viewer.Trial,
                        at,
                        _ => [.. viewer.Trial.At(at).SelectMany(who => SeriousStanding.Of(who, authorities))]
                    )
                ),
        ];
        var open = all.Count(one => one.IsOpen);
        List<SeriousStanding> shown =
        [
            .. all.Where(one => status is null || one.IsOpen == (status == SeriousStatus.Open))
                .OrderBy(one => !one.IsOpen)
                // A clock of which nobody knows when it began comes before all.
                .ThenBy(one => one.DueBefore)
                .ThenByDescending(one => one.Entry.Sequence)
                .Skip((int)Math.Min(((long)page - 1) * Size, int.MaxValue))
                .Take(Size + 1),
        ];
        return new(
            open,
            all.Count - open,
            [.. shown.Take(Size).Select(one => AdverseEventView.Of(viewer, one.Who, one.Entry, authorities))],
            page,
            shown.Count > Size
        );
    }
}

/// <summary>How far the telling of a serious adverse event came.</summary>
public enum SeriousStatus
{
    /// <summary>Somebody has still to be told.</summary>
    Open,

    /// <summary>Everybody was told.</summary>
    Told,
}
