using System.Runtime.CompilerServices;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;

namespace Equipoise.Conduct.Views;

/// <summary>A serious adverse event, and whether somebody has still to be told of it.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Entry">The event at its latest value.</param>
/// <param name="IsOpen">Whether somebody has still to be told.</param>
/// <param name="DueBefore">
/// The first moment that is too late for the most urgent of that; null where that clock is not known to run, or nobody has to be
/// told.
/// </param>
sealed record SeriousStanding(ParticipantState Who, Entry Entry, bool IsOpen, DateTimeOffset? DueBefore)
{
    // For whoever looks after authorities and for whoever does not: the two would drive each other out.
    static readonly ConditionalWeakTable<ParticipantState, Kept> keptForAll = [];
    static readonly ConditionalWeakTable<ParticipantState, Kept> keptForSponsor = [];

    /// <summary>The event.</summary>
    internal AdverseEventRecorded Event => (AdverseEventRecorded)Entry.Event;

    /// <summary>
    /// Those of a participant. A published participant never changes, and what is to be done until when does not depend on the
    /// hour: only whether it is too late. So it is found once for the authorities that are looked after.
    /// </summary>
    internal static SeriousStanding[] Of(ParticipantState who, IReadOnlyList<string> authorities)
    {
        var kept = authorities.Count > 0 ? keptForAll : keptForSponsor;
        if (kept.TryGetValue(who, out var found) && found.Authorities.SequenceEqual(authorities))
            return found.All;
        SeriousStanding[] all =
        [
            .. from entry in who.EntriesOf<AdverseEventRecorded>()
            where ((AdverseEventRecorded)entry.Event).Serious
            let open = SafetyClocks
                .Of(who, (AdverseEventRecorded)entry.Event, authorities, DateTimeOffset.MaxValue)
                .Where(obligation => obligation.IsOpen)
                .ToList()
            select new SeriousStanding(
                who,
                entry,
                open.Count > 0,
                open.Any(one => one.DueBefore is null) ? null : open.Min(one => one.DueBefore)
            ),
        ];
        kept.AddOrUpdate(who, new([.. authorities], all));
        return all;
    }

    sealed record Kept(string[] Authorities, SeriousStanding[] All);
}
