using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <content>
/// The numbers by which a viewer is told of rows: gaps between them would tell whoever is blinded how many rows they do not see,
/// and the doses of one arm are more rows than those of another.
/// </content>
public sealed partial class Viewer
{
    /// <summary>
    /// The number of a row for this viewer: its sequence in the log; for a viewer who does not see what an open-label trial shows
    /// to others, its place among the rows of the participant that they see.
    /// </summary>
    /// <remarks>
    /// In a masked trial everybody of a site gets the sequence: what they do not see there are the allocation, which is one row
    /// whatever the arm, and what somebody records who is not blinded.
    /// </remarks>
    internal long NumberOf(ParticipantState who, long sequence) =>
        HidesGaps(who) ? RowsSeen(who).Count(entry => entry.Sequence <= sequence) : sequence;

    /// <summary>The row of that number; null for none.</summary>
    long? RowOf(ParticipantState who, long number) =>
        !HidesGaps(who) ? number
        : RowsSeen(who).Skip((int)Math.Clamp(number - 1, 0, int.MaxValue)).FirstOrDefault() is { } entry && number > 0
            ? entry.Sequence
        : null;

    /// <summary>What an entry says to this viewer: the row that a mark names is named by their number of it.</summary>
    internal string Says(Entry entry, ParticipantState? who, Protocol.TrialProtocol protocol) =>
        (
            (who, entry.Event) switch
            {
                (not null, EnteredInError mark) => mark with { Sequence = NumberOf(who, mark.Sequence) },
                (not null, ErrorDeclared mark) => mark with { Sequence = NumberOf(who, mark.Sequence) },
                _ => entry.Event,
            }
        ).Says(protocol);

    bool HidesGaps(ParticipantState who) => !IsMasked && !SeesArms(who.Site);

    /// <summary>The rows about a participant that tell no arm, in their order.</summary>
    static IEnumerable<Entry> RowsSeen(ParticipantState who) =>
        Record.Trail.LatestFirst(who.Trail).Where(entry => !AuditView.TellsArm(entry, who)).Reverse();
}
