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
    /// <param name="observations">The rows.</param>
    /// <param name="people">Whose each is; numbers that no row has are nobody.</param>
    public static Observation[] Whole(Observation[] observations, int[] people)
    {
        var count = people.Length == 0 ? 0 : people.Max() + 1;
        var (first, last) = (new double[count], new Observation?[count]);
        Array.Fill(first, double.PositiveInfinity);
        for (var row = 0; row < observations.Length; row++)
        {
            var person = people[row];
            first[person] = double.Min(first[person], observations[row].Entry);
            if (last[person] is not { } known || observations[row].Time > known.Time)
                last[person] = observations[row];
        }
        return
        [
            .. last.Index()
                .Where(person => person.Item is not null)
                .Select(person => (End: person.Item!.Value, First: first[person.Index]))
                .Select(person =>
                    person.End.IsEvent
                        ? Observation.Event(person.End.Time, person.First)
                        : Observation.CensoredAt(person.End.Time, person.First)
                ),
        ];
    }
}
