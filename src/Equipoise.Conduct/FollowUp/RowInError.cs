using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.FollowUp;

/// <summary>The row of a fact that somebody says was entered in error.</summary>
static class RowInError
{
    /// <summary>The fact, at its latest value; null when the row is no fact of the participant that stands.</summary>
    internal static ParticipantEvent? Fact(Situation now, long row) => now.Participant.Standing(row)?.Event as ParticipantEvent;

    /// <summary>What speaks against taking it back, whoever does.</summary>
    internal static IEnumerable<Refusal> Objections(Situation now, long row)
    {
        if (Fact(now, row) is not { } fact)
        {
            yield return Missing(now, row);
            yield break;
        }
        if (fact.InsteadOfTakingBack is { } instead)
            yield return new("not-taken-back", instead);
        var others = now.Participant.Facts.Where(other => other.RestsOn(fact)).Select(other => other.What).ToList();
        if (others.Count > 0)
            yield return new(
                "others-depend-on-it",
                $"{fact.What} cannot be taken back while these rest on it: {string.Join(", ", others)}. Take them back first."
            );
    }

    /// <summary>Why that row is no fact of the participant that stands.</summary>
    static Refusal Missing(Situation now, long row)
    {
        if (row < 1 || row > now.State.Head.Sequence)
            return new("unknown-row", $"The log has no row {row}.");
        var mine = now.Participant;
        if (mine.TakenBack.FirstOrDefault(one => Has(one.Fact, row)) is { } earlier)
            return new(
                "already-taken-back",
                $"Row {row} was taken back on {((EnteredInError)earlier.Mark.Event).On:yyyy-MM-dd}."
            );
        if (mine.Entries.FirstOrDefault(entry => Has(entry, row)) is { } latest)
            return new("superseded", $"Row {row} was replaced by row {latest.Sequence}, which is what can be taken back.");
        return now.State.Participants.Any(other => other != mine && HasEver(other, row))
            ? new("of-another-participant", $"Row {row} is not about {mine.Id}.")
            : new("not-a-fact", $"Row {row} is no fact about a participant: only those are taken back.");
    }

    static bool HasEver(ParticipantState who, long row) =>
        who.Entries.Concat(who.TakenBack.Select(one => one.Fact)).Any(entry => Has(entry, row));

    static bool Has(Entry entry, long row) => entry.History().Any(one => one.Sequence == row);
}
