using System.Collections.Immutable;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Forms;

/// <summary>Every query of the trial, found without a look at the participants who have none.</summary>
sealed class QueriesOfTrial : Part
{
    ImmutableSortedDictionary<long, QueryPlace> unclosed = ImmutableSortedDictionary<long, QueryPlace>.Empty;
    ImmutableSortedDictionary<long, QueryPlace> closed = ImmutableSortedDictionary<long, QueryPlace>.Empty;

    /// <summary>Those that go on, in the order in which they were asked.</summary>
    internal IEnumerable<QueryPlace> Unclosed => unclosed.Values;

    /// <summary>Those that are done, in the order in which they were closed.</summary>
    internal IReadOnlyList<QueryPlace> Closed => [.. closed.Values];

    internal void Take(string participant, QueryState query)
    {
        QueryPlace place = new(participant, query.Opened.Query);
        if (query.ClosingEntry is not { } end)
            unclosed = unclosed.SetItem(query.Entry.Sequence, place);
        else
            (unclosed, closed) = (unclosed.Remove(query.Entry.Sequence), closed.SetItem(end.Sequence, place));
    }
}

/// <summary>A query, by its participant and its number.</summary>
readonly record struct QueryPlace(string Participant, int Number);
