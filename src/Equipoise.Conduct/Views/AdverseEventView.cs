using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;

namespace Equipoise.Conduct.Views;

/// <summary>An adverse event, and whom it was told.</summary>
/// <param name="Sequence">Its row at its latest value.</param>
/// <param name="Site">The site.</param>
/// <param name="Event">The event as it stands.</param>
/// <param name="IsCorrected">Whether it replaced an earlier value.</param>
/// <param name="Clocks">What must be told, by when; empty for one that is not serious.</param>
/// <param name="SiteAware">When the site learned that it is serious, UTC; null where that is not recorded.</param>
/// <param name="Reports">The reports to the sponsor, in order of time.</param>
/// <param name="Submissions">The reports to authorities.</param>
public sealed record AdverseEventView(
    long Sequence,
    string Site,
    AdverseEventRecorded Event,
    bool IsCorrected,
    IReadOnlyList<ClockView> Clocks,
    DateTimeOffset? SiteAware,
    IReadOnlyList<ReportedToSponsor> Reports,
    IReadOnlyList<SubmittedToAuthority> Submissions
)
{
    /// <summary>Whether somebody has still to be told.</summary>
    public bool IsOpen => Clocks.Any(clock => clock.IsOpen);

    internal static IReadOnlyList<AdverseEventView> Of(Viewer viewer, ParticipantState who, IReadOnlyList<string> authorities) =>
        [
            .. who.EntriesOf<AdverseEventRecorded>()
                .Select(entry => Of(viewer, who, entry, authorities))
                .OrderBy(one => one.Event.Number ?? int.MaxValue),
        ];

    internal static AdverseEventView Of(Viewer viewer, ParticipantState who, Entry entry, IReadOnlyList<string> authorities)
    {
        var item = (AdverseEventRecorded)entry.Event;
        return new(
            viewer.NumberOf(who, entry.Sequence),
            who.Site,
            item,
            entry.Earlier is not null,
            item.Serious
                ? [.. SafetyClocks.Of(who, item, authorities, viewer.Now).Select(one => ClockView.Of(one, viewer.Now))]
                : [],
            SeriousEvent.Awareness(who, item)?.At,
            [.. SeriousEvent.Reports(who, item)],
            [
                .. who.All<SubmittedToAuthority>()
                    .Where(sent => item.IsNamed(sent.Event, sent.Term, sent.Start))
                    .OrderBy(sent => sent.At),
            ]
        );
    }
}

/// <summary>A clock of a serious adverse event.</summary>
/// <param name="Obligation">What must be told, by when, and whether it was.</param>
/// <param name="Says">What is to be done, in words: "tell the sponsor".</param>
/// <param name="Left">Hours and minutes left or late, or how it was done, in words.</param>
public sealed record ClockView(SafetyObligation Obligation, string Says, string Left)
{
    /// <summary>Whether it is still to be done.</summary>
    public bool IsOpen => Obligation.IsOpen;

    internal static ClockView Of(SafetyObligation one, DateTimeOffset now) =>
        new(
            one,
            one.InWords,
            one.Status switch
            {
                ObligationStatus.Done => "done in time",
                ObligationStatus.DoneLate => "done, too late",
                _ when one.DueBefore is { } due => TimeLeft.InWords(due - now),
                _ when one.Rule == SafetyRule.SponsorWithin24Hours => "when the site learned of it is not recorded",
                _ => "now",
            }
        );
}

/// <summary>How long a clock still runs.</summary>
static class TimeLeft
{
    /// <summary>Hours and minutes, cut off to whole minutes: what is left is never told longer than it is.</summary>
    internal static string InWords(TimeSpan left)
    {
        var span = left.Duration();
        var words = span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min" : $"{span.Minutes} min";
        return left > TimeSpan.Zero ? $"{words} left" : $"{words} late";
    }
}
