using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How each row was followed, read from the columns of time, end and entry.</summary>
static class FollowUpColumns
{
    /// <summary>Reads in the order of the table, so that the first problem is the first that its owner meets.</summary>
    /// <param name="time">The column of times.</param>
    /// <param name="end">The column that says how follow-up ended.</param>
    /// <param name="entry">The column of entry times; null when there is none.</param>
    /// <param name="rows">The rows that are used; each has a value in these columns.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="problems">Receives what cannot be used.</param>
    public static Observation[] Of(Column time, Column end, Column? entry, int[] rows, TteOptions options, List<string> problems)
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
                problems.Add(Problem(time, rows[i], "is no time; a time is a number, 0 or more."));
            else if (!(entry is null || double.IsFinite(from)))
                problems.Add(Problem(entry, rows[i], "is no entry time; an entry time is a number."));
            else if (!(from < duration))
                problems.Add(Problem(entry!, rows[i], $"is no entry before the time, {Factor.CellOf(time, rows[i])}."));
            else if (isEvent[ends.Codes[i]] is { } happened)
                observations[i] = happened ? Observation.Event(duration, from) : Observation.CensoredAt(duration, from);
        }
        if (isEvent.Contains(null))
            problems.AddRange(Unclear(ends, isEvent, rows, options.File));
        return observations;

        string Problem(Column column, int row, string what) =>
            $"{options.File}: row {row + 1}, column {column.Name}: \"{Factor.CellOf(column, row)}\" {what}";
    }

    // One problem a level: a column of another coding has it in every row.
    static IEnumerable<string> Unclear(Factor ends, bool?[] isEvent, int[] rows, string file)
    {
        var unclear = new Dictionary<int, (int First, int Count)>();
        for (var i = 0; i < rows.Length; i++)
            if (isEvent[ends.Codes[i]] is null)
                unclear[ends.Codes[i]] = unclear.TryGetValue(ends.Codes[i], out var same)
                    ? (same.First, same.Count + 1)
                    : (rows[i], 1);
        return unclear
            .OrderBy(level => level.Value.First)
            .Select(level =>
                $"{file}: row {level.Value.First + 1}{(level.Value.Count > 1 ? $" and {level.Value.Count - 1} more" : "")}, "
                + $"column {ends.Column}: \"{ends.Levels[level.Key]}\" is neither 1 or true (event) nor 0 or false (censored); "
                + "--censor-value says what means censored."
            );
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
