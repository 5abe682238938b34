using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How many rows ended with one value of the column of ends.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsEvent">Whether it is taken for the event.</param>
/// <param name="Rows">How many rows have it.</param>
readonly record struct EndOfFollowUp(string Value, bool IsEvent, int Rows);

/// <summary>How each row was followed, read from the columns of time, end and entry.</summary>
/// <param name="Observations">One for each row.</param>
/// <param name="Ends">The values that the column of ends has, in sort order.</param>
readonly record struct FollowUpColumns(Observation[] Observations, IReadOnlyList<EndOfFollowUp> Ends)
{
    /// <summary>Reads in the order of the table, so that the first problem is the first that its owner meets.</summary>
    /// <param name="time">The column of times.</param>
    /// <param name="end">The column that says how follow-up ended.</param>
    /// <param name="entry">The column of entry times; null when there is none.</param>
    /// <param name="rows">The rows that are used; each has a value in these columns.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="problems">Receives what cannot be used.</param>
    public static FollowUpColumns Of(Column time, Column end, Column? entry, int[] rows, TteOptions options, RowProblems problems)
    {
        var ends = Factor.Of(end, rows);
        bool?[] isEvent = [.. ends.Levels.Select(level => IsEvent(level, end is NumberColumn, options.CensorValue))];
        var observations = new Observation[rows.Length];
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
            else if (isEvent[ends.Codes[i]] is { } happened)
                observations[i] = happened ? Observation.Event(duration, from) : Observation.CensoredAt(duration, from);
        }
        var counts = new int[isEvent.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            counts[ends.Codes[i]]++;
            if (isEvent[ends.Codes[i]] is null)
                Report(
                    end,
                    rows[i],
                    "is neither 1 or true (event) nor 0 or false (censored); --censor-value says what means censored."
                );
        }
        return new(
            observations,
            [.. ends.Levels.Select((level, code) => new EndOfFollowUp(level, isEvent[code] == true, counts[code]))]
        );

        void Report(Column column, int row, string cause) => problems.Add(row, column.Name, Factor.CellOf(column, row), cause);
    }

    static bool? IsEvent(string level, bool isNumber, string? censorValue)
    {
        if (censorValue is not null)
            return isNumber && double.TryParse(censorValue, CultureInfo.InvariantCulture, out var code)
                ? double.Parse(level, CultureInfo.InvariantCulture) != code
                : !string.Equals(level, censorValue, StringComparison.Ordinal);
        return level.ToUpperInvariant() switch
        {
            "1" or "TRUE" => true,
            "0" or "FALSE" => false,
            _ => null,
        };
    }
}
