using Equipoise.Datasets;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Whose each row is, where people are followed in several intervals.</summary>
/// <param name="Of">The number of the person of each row; empty without <c>--id</c>.</param>
/// <param name="Count">How many people there are.</param>
/// <param name="HaveSeveralEvents">Whether somebody has more than one event: then rows of one person are no independent
/// news.</param>
readonly record struct TtePeople(int[] Of, int Count, bool HaveSeveralEvents)
{
    public static TtePeople None { get; } = new([], 0, false);

    /// <summary>Numbers the people, and reports intervals of one that overlap.</summary>
    public static TtePeople From(Column? id, int[] rows, Observation[] observations, RowProblems problems)
    {
        if (id is null)
            return None;
        var factor = Factor.Of(id, rows);
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        Array.Sort(order, (a, b) => Place(a).CompareTo(Place(b)));
        (int, double, int) Place(int row) => (factor.Codes[row], observations[row].Time, row);
        var (several, events) = (false, 0);
        for (var i = 0; i < order.Length; i++)
        {
            var (row, isFirst) = (order[i], i == 0 || factor.Codes[order[i]] != factor.Codes[order[i - 1]]);
            events = (isFirst ? 0 : events) + (observations[row].IsEvent ? 1 : 0);
            several |= events > 1;
            if (!isFirst && observations[row].Entry < observations[order[i - 1]].Time)
                problems.Add(
                    rows[row],
                    id.Name,
                    factor.Levels[factor.Codes[row]],
                    "has two rows at one time; intervals of one participant need --entry, and follow one another."
                );
        }
        return new(factor.Codes, factor.Levels.Count, several);
    }

    /// <summary>One observation a person: from the first entry to the last end.</summary>
    public Observation[] Whole(Observation[] observations)
    {
        var (first, last) = (new double[Count], new Observation?[Count]);
        Array.Fill(first, double.PositiveInfinity);
        for (var row = 0; row < observations.Length; row++)
        {
            var person = Of[row];
            first[person] = double.Min(first[person], observations[row].Entry);
            if (last[person] is not { } known || observations[row].Time > known.Time)
                last[person] = observations[row];
        }
        return
        [
            .. last.Select(
                (end, person) =>
                    end!.Value.IsEvent
                        ? Observation.Event(end.Value.Time, first[person])
                        : Observation.CensoredAt(end.Value.Time, first[person])
            ),
        ];
    }
}
