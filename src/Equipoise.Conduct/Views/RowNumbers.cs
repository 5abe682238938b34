using System.Runtime.CompilerServices;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <content>
/// The numbers by which a viewer is told of rows: gaps between them would tell whoever is blinded how many rows they do not see,
/// and the doses of one arm are more rows than those of another.
/// </content>
public sealed partial class Viewer
{
    static readonly ConditionalWeakTable<ParticipantState, long[]> rowsSeen = [];

    /// <summary>
    /// The number of a row for this viewer: its sequence in the log; for a viewer who does not see what an open-label trial shows
    /// to others, its place among the rows of the participant that they see.
    /// </summary>
    /// <remarks>
    /// In a masked trial everybody of a site gets the sequence: what they do not see there are the allocation, which is one row
    /// whatever the arm, and what somebody records who is not blinded.
    /// </remarks>
    internal long NumberOf(ParticipantState who, long sequence)
    {
        if (!HidesGaps(who))
            return sequence;
        var place = Array.BinarySearch(RowsSeen(who), sequence);
        // A row that is not seen itself has the number of the last before it that is.
        return place >= 0 ? place + 1 : ~place;
    }

    /// <summary>The row of that number; null for none.</summary>
    long? RowOf(ParticipantState who, long number) =>
        !HidesGaps(who) ? number
        : number >= 1 && number <= RowsSeen(who).Length ? RowsSeen(who)[number - 1]
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

    /// <summary>
    /// The rows about a participant that tell no arm, in their order. A published participant never changes, so they are looked
    /// for once, and not for each row that is shown.
    /// </summary>
    static long[] RowsSeen(ParticipantState who) =>
        rowsSeen.GetValue(
            who,
            static who =>
                [
                    .. Record.Trail.LatestFirst(who.Trail)
                        .Where(entry => !AuditView.TellsArm(entry, who))
                        .Select(entry => entry.Sequence)
                        .Reverse(),
                ]
        );
}
