using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Views;

/// <summary>What is recorded of a participant, the latest first: by the day on which it happened or began, then by row.</summary>
/// <remarks>
/// Each fact stands at its latest value; the earlier ones are its history. What was entered in error and taken back stands
/// among them and is marked. What tells the arm is there for those only who may see it.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Facts">The facts on the page.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">Which page, from 1.</param>
public sealed record TimelineView(string Participant, IReadOnlyList<TimelineFact> Facts, int Total, int Page)
{
    /// <summary>How many facts stand on a page.</summary>
    public const int Size = 100;

    /// <summary>How many pages there are; 1 when there is nothing.</summary>
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    internal static TimelineView Of(Viewer viewer, ParticipantState who, int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        var seesArms = viewer.SeesArms(who.Site);
        var all = who
            .Entries.Select(entry => new Line(entry, (ParticipantEvent)entry.Event, null))
            .Concat(who.TakenBack.Select(one => new Line(one.Fact, (ParticipantEvent)one.Fact.Event, one.Mark)))
            .Where(line => seesArms || !line.Fact.TellsArm)
            .ToList();
        all.Sort(
            (one, other) =>
                other.Fact.On.CompareTo(one.Fact.On) is not 0 and var byDay ? byDay
                : other.Entry.Sequence.CompareTo(one.Entry.Sequence)
        );
        var shown = all.Skip((int)Math.Min(((long)page - 1) * Size, all.Count)).Take(Size).ToList();
        var protocol = viewer.RulesOf(who).Protocol;
        var grades = Grades(shown, who, protocol);
        return new(
            who.Id,
            [.. shown.Select(line => TimelineFact.Of(line.Entry, line.Mark, grades.GetValueOrDefault(line.Fact), viewer, who))],
            all.Count,
            page
        );
    }

    /// <summary>The worst grade of each laboratory value that is shown.</summary>
    static Dictionary<ParticipantEvent, int> Grades(List<Line> shown, ParticipantState who, TrialProtocol protocol)
    {
        var values = shown
            .Select(line => line.Fact)
            .OfType<LabValueRecorded>()
            .ToHashSet<LabValueRecorded>(ReferenceEqualityComparer.Instance);
        return values.Count == 0
            ? []
            : GradedLaboratory
                .Of(who, protocol, values)
                .Where(value => value.Worst is { Grade: > 0 })
                .ToDictionary<GradedLaboratoryValue, ParticipantEvent, int>(
                    value => value.Value,
                    value => value.Worst!.Grade,
                    ReferenceEqualityComparer.Instance
                );
    }

    readonly record struct Line(Entry Entry, ParticipantEvent Fact, Entry? Mark);
}

/// <summary>A fact of a timeline.</summary>
/// <param name="Sequence">Its row, by which its earlier values are found.</param>
/// <param name="Kind">Its kind in the log, such as "LabValueRecorded".</param>
/// <param name="On">The day, as far as it is known: 2019-04-30, 2019-04 or 2019.</param>
/// <param name="Says">The fact with its values, in a line for people.</param>
/// <param name="By">The printed name of who recorded it; the identifier in a log without people.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="LocalAt">The same by the clock of the site.</param>
/// <param name="IsCorrected">Whether it replaced an earlier value.</param>
/// <param name="SignedBy">The printed name of the signature in force on it or on its form; null without.</param>
/// <param name="TakenBack">By whom, when and why it was taken back as entered in error; null while it counts.</param>
public sealed record TimelineFact(
    long Sequence,
    string Kind,
    string On,
    string Says,
    string By,
    DateTimeOffset At,
    DateTimeOffset LocalAt,
    bool IsCorrected,
    string? SignedBy,
    TakenBackView? TakenBack
)
{
    internal static TimelineFact Of(Entry entry, Entry? mark, int grade, Viewer viewer, ParticipantState who)
    {
        var fact = (ParticipantEvent)entry.Event;
        var says = viewer.Says(entry, who, viewer.RulesOf(who).Protocol);
        return new(
            viewer.NumberOf(who, entry.Sequence),
            fact.GetType().Name,
            fact.Began.ToString(),
            grade > 0 ? $"{says}, grade {grade}" : says,
            viewer.NameOf(entry.Stamp.By) ?? entry.Stamp.By,
            entry.Stamp.RecordedAt,
            SiteClock.Local(viewer.Trial, who.Site, entry.Stamp.RecordedAt),
            entry.Earlier is not null,
            fact.SignedAs ?? (fact is FormItemRecorded item ? who.Forms.Find(item.Place)?.Signature?.Signature.Name : null),
            mark is { Event: EnteredInError error }
                ? new(viewer.NameOf(mark.Stamp.By) ?? mark.Stamp.By, mark.Stamp.RecordedAt, error.Reason)
                : null
        );
    }
}

/// <summary>That a fact was entered in error and counts no more.</summary>
/// <param name="By">The printed name of who took it back; the identifier in a log without people.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why.</param>
public sealed record TakenBackView(string By, DateTimeOffset At, string Reason);
