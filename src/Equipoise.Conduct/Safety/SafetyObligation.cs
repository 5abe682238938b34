using Equipoise.Conduct.FollowUp;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Safety;

/// <summary>What someone must do about a serious adverse event, by when, and whether it was done.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Term">The adverse event.</param>
/// <param name="On">Its first day.</param>
/// <param name="Rule">The rule that asks for it.</param>
/// <param name="Authority">Whom to tell; null for the sponsor.</param>
/// <param name="DueBefore">The first moment that is too late, UTC; null while the start of the clock is not recorded.</param>
/// <param name="Done">When it was done, UTC; null when it was not.</param>
/// <param name="Status">How it stands at the moment asked about.</param>
public sealed record SafetyObligation(
    string Participant,
    string Term,
    PartialDate On,
    SafetyRule Rule,
    string? Authority,
    DateTimeOffset? DueBefore,
    DateTimeOffset? Done,
    ObligationStatus Status
)
{
    /// <summary>What is to be done, in words: "tell the sponsor", "first report to FDA".</summary>
    internal string InWords =>
        Rule switch
        {
            SafetyRule.SponsorWithin24Hours => "tell the sponsor",
            SafetyRule.SponsorToldOfChange => "tell the sponsor what changed",
            SafetyRule.FollowUpWithin8MoreDays => $"follow-up report to {Authority}",
            _ => $"first report to {Authority}",
        };

    /// <summary>Whether somebody has still to be told.</summary>
    internal bool IsOpen => Status is ObligationStatus.StartUnknown or ObligationStatus.Due or ObligationStatus.Overdue;

    internal static SafetyObligation Read(
        AdverseEventRecorded item,
        SafetyRule rule,
        string? authority,
        DateTimeOffset? dueBefore,
        DateTimeOffset? done,
        DateTimeOffset now
    )
    {
        // What lies after the moment asked about has not happened yet.
        var soFar = done <= now ? done : null;
        var status =
            soFar is { } at ? dueBefore is { } due && at >= due ? ObligationStatus.DoneLate : ObligationStatus.Done
            : dueBefore is null ? ObligationStatus.StartUnknown
            : now >= dueBefore ? ObligationStatus.Overdue
            : ObligationStatus.Due;
        return new(item.Participant, item.Term, item.Start, rule, authority, dueBefore, soFar, status);
    }
}

/// <summary>The rule that asks for a report.</summary>
public enum SafetyRule
{
    /// <summary>The site tells the sponsor of every serious adverse event within 24 hours of learning of it.</summary>
    SponsorWithin24Hours,

    /// <summary>Seriousness, relation or expectedness changed since the last report: the sponsor is told at once.</summary>
    SponsorToldOfChange,

    /// <summary>A fatal or life-threatening SUSAR reaches the authority within 7 calendar days (ICH E2A III.B.1).</summary>
    FatalOrLifeThreateningWithin7Days,

    /// <summary>The complete report follows within 8 additional calendar days (ICH E2A III.B.1).</summary>
    FollowUpWithin8MoreDays,

    /// <summary>Any other SUSAR reaches the authority within 15 calendar days (ICH E2A III.B.2).</summary>
    OtherWithin15Days,
}

/// <summary>How an obligation stands.</summary>
public enum ObligationStatus
{
    /// <summary>Nobody recorded when its clock began: it is due now.</summary>
    StartUnknown,

    /// <summary>To be done, and still in time.</summary>
    Due,

    /// <summary>To be done, and too late.</summary>
    Overdue,

    /// <summary>Done in time.</summary>
    Done,

    /// <summary>Done, too late.</summary>
    DoneLate,
}
