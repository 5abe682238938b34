using System.Buffers;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>
/// How many are at risk, have the event and are censored at each distinct time: what every survival curve is made of.
/// </summary>
/// <remarks>
/// Columns of numbers, none of which is an object, so that a million times are read in milliseconds. Rows of weight 0 are absent,
/// and so are rows that end before <c>from</c>. Weighted sums are made in an order that the order of rows does not change, and
/// never by subtracting: what is at risk is what remains after the events of a time, and those.
/// </remarks>
sealed class RiskTable
{
    readonly int[] endedBefore; // each step, and after the last
    readonly int[] eventsBefore;
    readonly double[] entries; // of those who came late, ascending
    int[]? notYetEntered; // at each step, when somebody came late
    double[]? eventWeight; // at each step, when there are weights
    double[]? remainingWeight;

    RiskTable(int count, int steps, double[] entries)
    {
        (Count, this.entries) = (count, entries);
        // Every place is written below; clearing megabytes first would cost as much as writing them.
        Times = GC.AllocateUninitializedArray<double>(steps);
        endedBefore = GC.AllocateUninitializedArray<int>(steps + 1);
        eventsBefore = GC.AllocateUninitializedArray<int>(steps + 1);
    }

    /// <summary>The distinct times, ascending.</summary>
    public double[] Times { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    public int TotalEvents => eventsBefore[^1];

    /// <summary>#{entry &lt; t ≤ T} at a step.</summary>
    public int AtRisk(int step) => Count - endedBefore[step] - (notYetEntered is null ? 0 : notYetEntered[step]);

    public int Events(int step) => eventsBefore[step + 1] - eventsBefore[step];

    public int Censored(int step) => endedBefore[step + 1] - endedBefore[step] - Events(step);

    /// <summary>The events at a step, by weight.</summary>
    public double EventWeight(int step) => eventWeight is null ? Events(step) : eventWeight[step];

    /// <summary>Who is at risk at a step and does not have the event there, by weight; exactly 0 when all have it.</summary>
    public double RemainingWeight(int step) => remainingWeight is null ? AtRisk(step) - Events(step) : remainingWeight[step];

    /// <summary>Whether some enter at this time or later.</summary>
    public bool SomeEnterFrom(double time) => entries.Length > 0 && entries[^1] >= time;

    /// <summary>The first step at or after a time.</summary>
    public int FirstNotBefore(double time) => FirstWhere(Times, time, orEqual: true);

    /// <summary>Who entered, had the event, was censored before a time, and who is at risk at it.</summary>
    public AtRiskCount CountsAt(double time)
    {
        var next = FirstNotBefore(time);
        // Nobody enters before 0, so who enters at 0 is at risk there, as in R's tables.
        var entered = Count - (entries.Length - FirstWhere(entries, time, orEqual: time != 0));
        var (ended, events) = (endedBefore[next], eventsBefore[next]);
        return new(time, entered, entered - ended, events, ended - events);
    }

    /// <summary>Counts.</summary>
    /// <param name="observations">The rows, in any order.</param>
    /// <param name="weights">Their weights; none for all 1.</param>
    /// <param name="from">Rows that end before this time are left out.</param>
    public static RiskTable Of(ReadOnlySpan<Observation> observations, ReadOnlySpan<double> weights, double? from)
    {
        Check(observations.Length, weights, from);
        if (from is null && !weights.Contains(0))
            return Of(observations, weights);
        var (kept, keptWeights) = (new List<Observation>(), new List<double>());
        for (var row = 0; row < observations.Length; row++)
        {
            if (observations[row].Time < from || (!weights.IsEmpty && weights[row] == 0))
                continue;
            kept.Add(observations[row]);
            if (!weights.IsEmpty)
                keptWeights.Add(weights[row]);
        }
        return Of([.. kept], [.. keptWeights]);
    }

    static RiskTable Of(ReadOnlySpan<Observation> observations, ReadOnlySpan<double> weights)
    {
        var n = observations.Length;
        var (keys, order) = (ArrayPool<ulong>.Shared.Rent(3 * n), ArrayPool<int>.Shared.Rent(n));
        try
        {
            var late = 0;
            for (var row = 0; row < n; row++)
            {
                keys[row] = TimeOrder.KeyOf(observations[row].Time, observations[row].IsEvent);
                late += observations[row].IsLate ? 1 : 0;
            }
            TimeOrder.Sort(keys.AsSpan(0, n), order.AsSpan(0, n), keys.AsSpan(n, n), keys.AsSpan(2 * n, n));
            var sorted = keys.AsSpan(n, n);
            var steps = 0;
            var last = ulong.MaxValue;
            for (var i = 0; i < n; i++)
            {
                var key = sorted[i] = keys[order[i]];
                steps += key >> 1 != last ? 1 : 0;
                last = key >> 1;
            }
            var table = new RiskTable(n, steps, EntriesOf(observations, late));
            table.CountSorted(sorted);
            if (!weights.IsEmpty)
                table.Weigh(observations, weights, order.AsSpan(0, n));
            return table;
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(keys);
            ArrayPool<int>.Shared.Return(order);
        }
    }

    void CountSorted(ReadOnlySpan<ulong> sorted)
    {
        var (step, events, last) = (0, 0, ulong.MaxValue);
        for (var i = 0; i < sorted.Length; i++)
        {
            var key = sorted[i];
            if (key >> 1 != last)
            {
                last = key >> 1;
                Times[step] = TimeOrder.TimeOf(key);
                endedBefore[step] = i;
                eventsBefore[step++] = events;
            }
            events += TimeOrder.IsEvent(key) ? 1 : 0;
        }
        (endedBefore[step], eventsBefore[step]) = (sorted.Length, events);
        if (entries.Length == 0)
            return;
        notYetEntered = new int[Times.Length];
        for (var (i, entered) = (0, 0); i < Times.Length; i++)
        {
            while (entered < entries.Length && entries[entered] < Times[i])
                entered++;
            notYetEntered[i] = entries.Length - entered;
        }
    }

    // Rows that tie are summed by entry and weight, so that their order in the table makes no difference to any bit.
    void Weigh(ReadOnlySpan<Observation> observations, ReadOnlySpan<double> weights, ReadOnlySpan<int> order)
    {
        var rows = new (double Entry, double Weight)[order.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (observations[order[i]].Entry, weights[order[i]]);
        (eventWeight, remainingWeight) = (new double[Times.Length], new double[Times.Length]);
        var whileAtRisk = entries.Length > 0 ? new DyadicRanges(Times.Length) : default;
        for (var step = 0; step < Times.Length; step++)
        {
            var (start, end) = (endedBefore[step], endedBefore[step + 1]);
            var censored = start + Events(step);
            rows.AsSpan(start, censored - start).Sort();
            rows.AsSpan(censored, end - censored).Sort();
            for (var i = start; i < end; i++)
            {
                if (i < censored)
                    eventWeight[step] += rows[i].Weight;
                else
                    remainingWeight[step] += rows[i].Weight;
                if (entries.Length > 0)
                    whileAtRisk.Add(
                        FirstWhere(Times, rows[i].Entry, orEqual: false),
                        i < censored ? step : step + 1,
                        rows[i].Weight
                    );
            }
        }
        if (entries.Length > 0)
        {
            Array.Clear(remainingWeight);
            whileAtRisk.Spread(remainingWeight);
            return;
        }
        for (var step = Times.Length - 2; step >= 0; step--)
            remainingWeight[step] += remainingWeight[step + 1] + eventWeight[step + 1];
    }

    static double[] EntriesOf(ReadOnlySpan<Observation> observations, int late)
    {
        var ascending = new double[late];
        if (late == 0)
            return ascending;
        late = 0;
        foreach (var observation in observations)
            if (observation.IsLate)
                ascending[late++] = observation.Entry;
        ascending.AsSpan().Sort();
        return ascending;
    }

    static int FirstWhere(double[] ascending, double time, bool orEqual)
    {
        if (double.IsNaN(time))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is a number.");
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var before = ascending[middle] < time || (!orEqual && ascending[middle] == time);
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    static void Check(int count, ReadOnlySpan<double> weights, double? from)
    {
        if (from is { } start && !(double.IsFinite(start) && start >= 0))
            throw new ArgumentOutOfRangeException(nameof(from), from, "A curve begins at a finite time, 0 or later.");
        if (weights.Length != 0 && weights.Length != count)
            throw new ArgumentException($"{weights.Length} weights for {count} observations.", nameof(weights));
        var total = 0.0;
        for (var row = 0; row < weights.Length; total += weights[row++])
            if (!(weights[row] >= 0 && double.IsFinite(weights[row])))
                throw new ArgumentOutOfRangeException(
                    nameof(weights),
                    weights[row],
                    $"The weight of row {row} is {weights[row]}; a weight is a finite number, 0 or more."
                );
        if (!double.IsFinite(total))
            throw new ArgumentOutOfRangeException(nameof(weights), total, "The weights add to more than a number can hold.");
    }
}
