using System.Runtime.CompilerServices;
using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Rows in a few bytes each: the day, whether it is the event's, and the number of the pattern of covariates.</summary>
sealed class CountedRows
{
    readonly PatternTable table;
    readonly int[] pattern;
    readonly int[] dayAndEvent; // twice the day, plus 1 for an event
    readonly int[][] timesUntil; // of each stratum and day, how many event days there are until then, itself included

    CountedRows(PatternTable table, int[] pattern, int[] dayAndEvent, int[][] timesUntil, int[] codes) =>
        (this.table, this.pattern, this.dayAndEvent, this.timesUntil, Codes) = (table, pattern, dayAndEvent, timesUntil, codes);

    /// <summary>The number that the caller gave each stratum.</summary>
    public int[] Codes { get; }

    public int Length => pattern.Length;

    public int Events { get; private init; }

    /// <summary>Reads the rows; null when a time is no whole number, somebody enters late,
    /// or there are too many patterns or strata.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static CountedRows? TryRead(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        int width,
        ReadOnlySpan<int> strata,
        int mostPatterns
    )
    {
        const int mostStrata = 64;
        const int mostDays = 1 << 20;
        var found = new PatternTable(width, mostPatterns);
        var (rows, daysOfRows) = (new int[observations.Length], new int[observations.Length]);
        var (codes, days, events) = (new List<int>(), 0, 0);
        for (var row = 0; row < observations.Length; row++)
        {
            var observation = observations[row];
            var day = (int)double.Min(observation.Time, mostDays);
            if (day != observation.Time || day == mostDays || observation.IsLate)
                return null;
            var stratum = strata.IsEmpty ? 0 : codes.IndexOf(strata[row]);
            if (stratum < 0 || codes.Count == 0)
            {
                stratum = codes.Count;
                codes.Add(strata.IsEmpty ? 0 : strata[row]);
                if (stratum == mostStrata)
                    return null;
            }
            rows[row] = found.Find(covariates.Slice(row * width, width), stratum);
            if (rows[row] < 0)
                return null;
            daysOfRows[row] = 2 * day + (observation.IsEvent ? 1 : 0);
            events += observation.IsEvent ? 1 : 0;
            days = int.Max(days, day + 1);
        }
        var until = new int[codes.Count][];
        for (var s = 0; s < until.Length; s++)
            until[s] = new int[days];
        for (var row = 0; row < rows.Length; row++)
            if ((daysOfRows[row] & 1) == 1)
                until[found.StratumOf(rows[row])][daysOfRows[row] >> 1] = 1;
        foreach (var times in until)
            for (var day = 1; day < days; day++)
                times[day] += times[day - 1];
        return new(found, rows, daysOfRows, until, [.. codes]) { Events = events };
    }

    /// <summary>The event times of a stratum.</summary>
    public int TimesOf(int stratum) => timesUntil[stratum] is { Length: > 0 } times ? times[^1] : 0;

    /// <summary>The numbers of the patterns of a stratum.</summary>
    public int[] PatternsOf(int stratum) =>
        [.. Enumerable.Range(0, table.Count).Where(number => table.StratumOf(number) == stratum)];

    /// <summary>The covariates of a pattern.</summary>
    public ReadOnlySpan<double> this[int number] => table[number];

    /// <summary>Adds everybody to the counts of their stratum.</summary>
    /// <param name="place">The place of each pattern in its stratum.</param>
    /// <param name="padded">How many places the rows of each stratum have.</param>
    /// <param name="leaving">Of each stratum, a row of places for each event time.</param>
    /// <param name="events">The same for the events.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int[] place, int[] padded, int[][] leaving, int[][] events)
    {
        for (var row = 0; row < pattern.Length; row++)
        {
            var stratum = table.StratumOf(pattern[row]);
            var time = timesUntil[stratum][dayAndEvent[row] >> 1] - 1;
            if (time < 0)
                continue;
            var cell = time * padded[stratum] + place[pattern[row]];
            leaving[stratum][cell]++;
            events[stratum][cell] += dayAndEvent[row] & 1;
        }
    }

    /// <summary>The observations as they were given.</summary>
    public Observation[] Observations() =>
        Array.ConvertAll(dayAndEvent, code => (code & 1) == 1 ? Observation.Event(code >> 1) : Observation.CensoredAt(code >> 1));

    /// <summary>The rows as they were given, gathered for what is asked of the model later.</summary>
    public CoxModel Gather(TieMethod ties, int width, int[] columns)
    {
        var (covariates, strata) = (new double[pattern.Length * width], new int[pattern.Length]);
        for (var row = 0; row < pattern.Length; row++)
        {
            strata[row] = Codes[table.StratumOf(pattern[row])];
            table[pattern[row]].CopyTo(covariates.AsSpan(row * width, width));
        }
        return CoxModel.Gather(RiskSets.Of(Observations(), strata), ties, covariates, width, columns, default, default);
    }
}
