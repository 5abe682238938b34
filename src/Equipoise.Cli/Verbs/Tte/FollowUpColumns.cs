using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How many rows ended with one value of the column of ends.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsEvent">Whether it is taken for the event.</param>
/// <param name="Rows">How many rows have it.</param>
/// <param name="IsCompeting">Whether it is an event that rules the event out.</param>
readonly record struct EndOfFollowUp(string Value, bool IsEvent, int Rows, bool IsCompeting);

/// <summary>How each row was followed, read from the columns of time, end and entry.</summary>
/// <param name="Observations">One for each row, in which an event that rules the event out ends follow-up.</param>
/// <param name="Competing">The same with the cause of each event; empty without <c>--cause</c>.</param>
/// <param name="Causes">What the causes are called, the one that is asked about first; empty without <c>--cause</c>.</param>
/// <param name="Ends">The values that the column of ends has, in sort order.</param>
readonly record struct FollowUpColumns(
    Observation[] Observations,
    CompetingObservation[] Competing,
    IReadOnlyList<string> Causes,
    IReadOnlyList<EndOfFollowUp> Ends
)
{
    const int Censored = 0;
    const int Event = 1; // others that rule it out follow, in sort order

    /// <summary>Reads in the order of the table, so that the first problem is the first that its owner meets.</summary>
    /// <param name="time">The column of times.</param>
    /// <param name="end">The column that says how follow-up ended.</param>
    /// <param name="entry">The column of entry times; null when there is none.</param>
    /// <param name="rows">The rows that are used; each has a value in these columns.</param>
    /// <param name="table">What was asked.</param>
    /// <param name="problems">Receives what cannot be used.</param>
    public static FollowUpColumns Of(Column time, Column end, Column? entry, int[] rows, TteTable table, RowProblems problems)
    {
        var ends = Factor.Of(end, rows);
        var kinds = Kinds(ends.Levels, end is NumberColumn, table);
        var isCompeting = table.Cause is not null;
        var observations = new Observation[rows.Length];
        var competing = new CompetingObservation[isCompeting ? rows.Length : 0];
        var (times, entries) = ((time as NumberColumn)?.Values, (entry as NumberColumn)?.Values);
        for (var i = 0; i < rows.Length; i++)
        {
            var duration = times is null ? double.NaN : times[rows[i]];
            var from =
                entry is null ? double.NegativeInfinity
                : entries is null ? double.NaN
                : entries[rows[i]];
            if (!(double.IsFinite(duration) && duration >= 0))
                Report(time, rows[i], "is no time; a time is a number, 0 or more.");
            else if (!(entry is null || double.IsFinite(from)))
                Report(entry, rows[i], "is no entry time; an entry time is a number.");
            else if (!(from < duration))
                Report(entry!, rows[i], $"is no entry before the time in column {time.Name}.");
            else if (kinds[ends.Codes[i]] is { } kind)
            {
                observations[i] =
                    kind == Event ? Observation.Event(duration, from) : Observation.CensoredAt(duration, from);
                if (isCompeting)
                    competing[i] =
                        kind == Censored
                            ? CompetingObservation.CensoredAt(duration, from)
                            : CompetingObservation.Event(duration, kind, from);
            }
        }
        var counts = new int[kinds.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            counts[ends.Codes[i]]++;
            if (kinds[ends.Codes[i]] is null)
                Report(
                    end,
                    rows[i],
                    "is neither 1 or true (event) nor 0 or false (censored); --censor-value says what means censored."
                        + SeveralEvents(ends, kinds)
                );
        }
        return new(
            observations,
            competing,
            isCompeting ? CausesOf(ends.Levels, kinds) : [],
            [
                .. ends.Levels.Select(
                    (level, code) => new EndOfFollowUp(level, kinds[code] == Event, counts[code], kinds[code] > Event)
                ),
            ]
        );

        void Report(Column column, int row, string cause) => problems.Add(row, column.Name, Factor.CellOf(column, row), cause);
    }

    static string[] CausesOf(IReadOnlyList<string> levels, int?[] kinds) =>
        [
            .. Enumerable
                .Range(0, kinds.Length)
                .Where(code => kinds[code] > Censored)
                .OrderBy(code => kinds[code])
                .Select(code => levels[code]),
        ];

    // What each level means: null when nobody knows.
    static int?[] Kinds(IReadOnlyList<string> levels, bool areNumbers, TteTable table)
    {
        var kinds = new int?[levels.Count];
        var next = Event + 1;
        for (var code = 0; code < kinds.Length; code++)
            if (Is(levels[code], table.Cause, areNumbers))
                kinds[code] = Event;
            else if (table.CensorValue is { } censored)
                kinds[code] = Is(levels[code], censored, areNumbers) ? Censored : Other();
            else
                kinds[code] = levels[code].ToUpperInvariant() switch
                {
                    "0" or "FALSE" => Censored,
                    _ when table.Cause is not null => Other(),
                    "1" or "TRUE" => Event,
                    _ => null,
                };
        return kinds;

        int Other() => table.Cause is null ? Event : next++;
    }

    static bool Is(string level, string? value, bool areNumbers) =>
        value is not null
        && (
            areNumbers && double.TryParse(value, CultureInfo.InvariantCulture, out var code)
                ? double.Parse(level, CultureInfo.InvariantCulture) == code
                : string.Equals(level, value, StringComparison.Ordinal)
        );

    // A column of 0, 1 and 2 is censored, relapse and death, as a rule: the events of one cause rule out those of the other.
    static string SeveralEvents(Factor ends, int?[] kinds)
    {
        const int few = 10;
        if (ends.Levels.Count > few || !kinds.Contains(Censored))
            return "";
        var counts = ends.Levels.Select((level, code) => $"{level} in {Rows(ends.Codes.AsSpan().Count(code))}");
        var first = ends.Levels.Index().First(end => kinds[end.Index] != Censored).Item;
        return $" {ends.Column} is {string.Join(", ", counts)}; where one of these events rules out another, "
            + $"say --cause {first}.";
    }

    static string Rows(int count) => count == 1 ? "1 row" : $"{count} rows";
}
