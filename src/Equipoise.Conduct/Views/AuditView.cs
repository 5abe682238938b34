using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>Which rows of the trail are wanted; all of them where nothing is named.</summary>
/// <param name="Participant">Those about this participant; null for those of the whole trial.</param>
/// <param name="Person">Those of this person, by identifier in any case; null for everybody's.</param>
/// <param name="Day">Those written on this day, UTC; null for every day.</param>
/// <param name="Kind">Those of this kind, such as "LabValueRecorded"; null for every kind.</param>
public sealed record AuditFilter(
    string? Participant = null,
    string? Person = null,
    DateOnly? Day = null,
    string? Kind = null
);

/// <summary>A page of the trail, the latest row first.</summary>
/// <remarks>
/// Rows about a participant are there for whoever may see the participant, without what tells the arm for who may not see that;
/// rows about people and sites for who manages them, and for roles that see every site; all other rows for everybody who sees
/// anything.
/// </remarks>
/// <param name="Rows">The rows on the page.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="HasMore">Whether there are earlier ones.</param>
public sealed record AuditView(IReadOnlyList<AuditRow> Rows, int Page, bool HasMore)
{
    /// <summary>How many rows stand on a page.</summary>
    public const int Size = 50;

    internal static AuditView Of(Viewer viewer, AuditFilter filter, int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        var all = filter.Participant is { } participant
            ? Trail.LatestFirst(viewer.Seen(participant)?.Trail)
            : Trail.LatestFirst(viewer.Trial.Trail, viewer.Trial.Chapter, chapter => MayHold(chapter, filter));
        var wanted = all.Where(entry => IsMeant(entry, filter) && IsSeen(entry, viewer));
        List<Entry> found = [.. wanted.Skip((int)Math.Min(((long)page - 1) * Size, int.MaxValue)).Take(Size + 1)];
        return new([.. found.Take(Size).Select(entry => AuditRow.Of(entry, viewer))], page, found.Count > Size);
    }

    static bool MayHold(Chapter chapter, AuditFilter filter) =>
        (filter.Person is not { } person || chapter.IsBy(person))
        && (filter.Day is not { } day || (chapter.FirstDay <= day && day <= chapter.LastDay))
        && (filter.Kind is not { } kind || chapter.Has(kind));

    static bool IsMeant(Entry entry, AuditFilter filter) =>
        (filter.Person is not { } person || string.Equals(entry.Stamp.By, person, StringComparison.OrdinalIgnoreCase))
        && (filter.Day is not { } day || DateOnly.FromDateTime(entry.Stamp.RecordedAt.UtcDateTime) == day)
        && (filter.Kind is not { } kind || entry.Event.GetType().Name == kind);

    static bool IsSeen(Entry entry, Viewer viewer) =>
        entry.Event.Concerns is { } participant
            ? viewer.Seen(participant) is { } who && (viewer.SeesArms(who.Site) || !TellsArm(entry, who))
        : entry.Event is AccessEvent or RequestRefused or RequestChangedNothing
            ? viewer.May(Act.ManagePeople) || viewer.SeesEverySite
        : viewer.May(Act.See);

    /// <summary>A mark on a fact tells what the fact tells.</summary>
    internal static bool TellsArm(Entry entry, ParticipantState who) =>
        entry.Event.TellsArm
        || (
            entry.Event is EnteredInError
            && who.TakenBack.Any(one => one.Mark == entry && ((ParticipantEvent)one.Fact.Event).TellsArm)
        );
}

/// <summary>A row of the trail.</summary>
/// <param name="Sequence">The row of the log.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="LocalAt">The same by the clock of the participant's site; null for a row about none.</param>
/// <param name="By">The identifier of who wrote it.</param>
/// <param name="Name">Their printed name; null in a log without people.</param>
/// <param name="Participant">The participant; null for a row about none.</param>
/// <param name="Kind">Its kind in the log.</param>
/// <param name="Says">What it says, in a line for people.</param>
/// <param name="Before">What it replaced, in the same words; null where it replaced nothing.</param>
/// <param name="Reason">Why it replaced that; null where no reason was needed.</param>
public sealed record AuditRow(
    long Sequence,
    DateTimeOffset At,
    DateTimeOffset? LocalAt,
    string By,
    string? Name,
    string? Participant,
    string Kind,
    string Says,
    string? Before,
    string? Reason
)
{
    internal static AuditRow Of(Entry entry, Viewer viewer)
    {
        var who = entry.Event.Concerns is { } participant ? viewer.Trial.Find(participant) : null;
        var protocol = (who is null ? viewer.InForce : viewer.RulesOf(who)).Protocol;
        return new(
            entry.Sequence,
            entry.Stamp.RecordedAt,
            who is null ? null : SiteClock.Local(viewer.Trial, who.Site, entry.Stamp.RecordedAt),
            entry.Stamp.By,
            viewer.NameOf(entry.Stamp.By),
            entry.Event.Concerns,
            entry.Event.GetType().Name,
            viewer.Says(entry, who, protocol),
            entry.Earlier?.Event.Says(protocol),
            (entry.Event as ParticipantEvent)?.ReasonForChange
        );
    }
}
