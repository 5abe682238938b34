using System.Buffers;
using System.Runtime.CompilerServices;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Counting;

/// <summary>
/// Who is at risk at each event time. Observations are sorted once by stratum and time; whoever stands at or after the first
/// event of a time, in the same stratum, is at risk at it, unless observed only from later on.
/// </summary>
/// <remarks>
/// Every estimate here is made of two sums, each the transpose of the other: over the people at risk at a time
/// (<c>SumAtRisk</c>), and over the times at which somebody is at risk (<c>SumWhileAtRisk</c>). Both only ever add, so that sums
/// of positive numbers lose no digit; R and others subtract whoever leaves. Cost: the sort, O(n); then O(n) a sum, and O(log n)
/// more for each late entry.
/// </remarks>
sealed class RiskSets
{
    readonly ulong[] keys;

    RiskSets(int[] order, ulong[] keys, EventTime[] times, int[] lastAtRisk, StratumRange[] strata) =>
        (Order, this.keys, Times, LastAtRisk, Strata) = (order, keys, times, lastAtRisk, strata);

    /// <summary>The rows, sorted by stratum, time, events before censorings, and row. Rows without weight are absent.</summary>
    public int[] Order { get; }

    /// <summary>The distinct event times of every stratum, in the order of <see cref="Order"/>.</summary>
    public EventTime[] Times { get; }

    /// <summary>The strata in ascending order of their codes.</summary>
    public StratumRange[] Strata { get; }

    /// <summary>Whether some observation has an entry time at all.</summary>
    public bool HasEntries { get; private init; }

    /// <summary>The observation at a position, its entry time apart.</summary>
    public Observation ObservationAt(int position) =>
        TimeOrder.IsEvent(keys[position])
            ? Observation.Event(TimeOrder.TimeOf(keys[position]))
            : Observation.CensoredAt(TimeOrder.TimeOf(keys[position]));

    /// <summary>Of each position, the first event time after its entry;
    /// null when nobody enters after the first of the stratum.</summary>
    public int[]? FirstAtRisk { get; private init; }

    /// <summary>Of each position, one past the last event time of its stratum that is not after its own time.</summary>
    public int[] LastAtRisk { get; }

    /// <summary>Sorts. No strata means one stratum; no weights, that all are 1.</summary>
    /// <exception cref="ArgumentException">There are strata or weights, but not one for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RiskSets Of(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> strata = default,
        ReadOnlySpan<double> weights = default
    )
    {
        CheckLengths(observations.Length, strata.Length, weights);
        var unsorted = ArrayPool<ulong>.Shared.Rent(observations.Length);
        try
        {
            var (events, late) = (0, false);
            for (var row = 0; row < observations.Length; row++)
            {
                var observation = observations[row];
                unsorted[row] = TimeOrder.KeyOf(observation.Time, observation.IsEvent);
                late |= observation.IsLate;
            }
            var order = StratumOrder.Sort(TimeOrder.Of(unsorted.AsSpan(0, observations.Length), weights), strata);
            var sorted = new ulong[order.Length];
            for (var position = 0; position < sorted.Length; position++)
            {
                sorted[position] = unsorted[order[position]];
                events += TimeOrder.IsEvent(sorted[position]) ? 1 : 0;
            }
            var times = new EventTime[events];
            var last = new int[order.Length];
            var ranges = FindTimes(order, sorted, strata, ref times, last);
            return new(order, sorted, times, last, ranges)
            {
                HasEntries = late,
                FirstAtRisk = late ? FindFirst(observations, order, times, ranges) : null,
            };
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(unsorted);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static StratumRange[] FindTimes(
        int[] order,
        ReadOnlySpan<ulong> keys,
        ReadOnlySpan<int> strata,
        ref EventTime[] times,
        int[] last
    )
    {
        var ranges = new List<StratumRange>();
        var t = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            var (firstTime, code) = (t, strata.IsEmpty ? 0 : strata[order[start]]);
            for (end = strata.IsEmpty ? order.Length : start; end < order.Length && strata[order[end]] == code;)
                end++;
            for (var position = start; position < end;)
            {
                if (!TimeOrder.IsEvent(keys[position]))
                {
                    last[position++] = t;
                    continue;
                }
                var first = position;
                t++;
                while (position < end && keys[position] == keys[first])
                    last[position++] = t;
                times[t - 1] = new(TimeOrder.TimeOf(keys[first]), first, position);
            }
            ranges.Add(new(code, start, end, firstTime, t));
        }
        Array.Resize(ref times, t);
        return [.. ranges];
    }

    /// <summary>At each event time, the sum of a value over whoever is at risk.</summary>
    /// <param name="ofPositions">The value of each position of <see cref="Order"/>.</param>
    /// <param name="ofTimes">Its sum at each of <see cref="Times"/>.</param>
    public void SumAtRisk(ReadOnlySpan<double> ofPositions, Span<double> ofTimes)
    {
        foreach (var stratum in Strata)
            SumAtRisk(stratum, ofPositions, ofTimes);
    }

    /// <summary>The same for one stratum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SumAtRisk(StratumRange stratum, ReadOnlySpan<double> ofPositions, Span<double> ofTimes)
    {
        var (sum, t) = (0.0, stratum.LastTime - 1);
        for (var position = stratum.End - 1; t >= stratum.FirstTime; position--)
        {
            if (FirstAtRisk is null || FirstAtRisk[position] == stratum.FirstTime)
                sum += ofPositions[position];
            if (position == Times[t].Start)
                ofTimes[t--] = sum;
        }
        if (FirstAtRisk is null)
            return;
        var ranges = new DyadicRanges(stratum.LastTime - stratum.FirstTime);
        for (var position = stratum.Start; position < stratum.End; position++)
            if (FirstAtRisk[position] > stratum.FirstTime)
                ranges.Add(
                    FirstAtRisk[position] - stratum.FirstTime,
                    LastAtRisk[position] - stratum.FirstTime,
                    ofPositions[position]
                );
        ranges.Spread(ofTimes[stratum.FirstTime..stratum.LastTime]);
    }

    /// <summary>For each position, the sum of a value over the event times at which it is at risk.</summary>
    /// <param name="ofTimes">The value at each of <see cref="Times"/>.</param>
    /// <param name="ofPositions">Its sum for each position of <see cref="Order"/>.</param>
    public void SumWhileAtRisk(ReadOnlySpan<double> ofTimes, Span<double> ofPositions)
    {
        foreach (var stratum in Strata)
            SumWhileAtRisk(stratum, ofTimes, ofPositions);
    }

    /// <summary>The same for one stratum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SumWhileAtRisk(StratumRange stratum, ReadOnlySpan<double> ofTimes, Span<double> ofPositions)
    {
        var (sum, t) = (0.0, stratum.FirstTime);
        for (var position = stratum.Start; position < stratum.End; position++)
        {
            while (t < LastAtRisk[position])
                sum += ofTimes[t++];
            ofPositions[position] = sum;
        }
        if (FirstAtRisk is null)
            return;
        var ranges = new DyadicRanges(ofTimes[stratum.FirstTime..stratum.LastTime]);
        for (var position = stratum.Start; position < stratum.End; position++)
            if (FirstAtRisk[position] > stratum.FirstTime)
                ofPositions[position] = ranges.Sum(
                    FirstAtRisk[position] - stratum.FirstTime,
                    LastAtRisk[position] - stratum.FirstTime
                );
    }

    /// <summary>Whether somebody is at risk at any event time: who is not, counts for nothing.</summary>
    public bool IsEverAtRisk(int position, StratumRange stratum) =>
        LastAtRisk[position] > (FirstAtRisk is null ? stratum.FirstTime : FirstAtRisk[position]);

    static int[]? FindFirst(ReadOnlySpan<Observation> observations, int[] order, EventTime[] times, StratumRange[] strata)
    {
        var (first, late) = (new int[order.Length], false);
        foreach (var stratum in strata)
            for (var position = stratum.Start; position < stratum.End; position++)
            {
                var (entry, low, high) = (observations[order[position]].Entry, stratum.FirstTime, stratum.LastTime);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = times[middle].Time <= entry ? (middle + 1, high) : (low, middle);
                }
                first[position] = low;
                late |= low > stratum.FirstTime;
            }
        return late ? first : null;
    }

    /// <summary>What <see cref="Of"/> refuses, for those who count the rows in another way.</summary>
    public static void CheckLengths(int count, int strata, ReadOnlySpan<double> weights)
    {
        if (strata != 0 && strata != count)
            throw new ArgumentException($"{strata} strata for {count} observations.", nameof(strata));
        if (weights.Length != 0 && weights.Length != count)
            throw new ArgumentException($"{weights.Length} weights for {count} observations.", nameof(weights));
        for (var row = 0; row < weights.Length; row++)
            if (!(weights[row] >= 0 && double.IsFinite(weights[row])))
                throw new ArgumentOutOfRangeException(
                    nameof(weights),
                    weights[row],
                    $"The weight of row {row} is {weights[row]}; a weight is a finite number, 0 or more."
                );
    }
}

/// <summary>The events of one stratum at one time; positions count in <see cref="RiskSets.Order"/>.</summary>
/// <param name="Time">The time.</param>
/// <param name="Start">The position of the first event; from here to the end of the stratum people
/// are at risk, if they entered.</param>
/// <param name="End">One past the position of the last event.</param>
readonly record struct EventTime(double Time, int Start, int End)
{
    public int Events => End - Start;
}

/// <summary>One stratum.</summary>
/// <param name="Code">Its number, as the caller gave it.</param>
/// <param name="Start">The position of its first row in <see cref="RiskSets.Order"/>.</param>
/// <param name="End">One past the position of its last row.</param>
/// <param name="FirstTime">The index of its first event time in <see cref="RiskSets.Times"/>.</param>
/// <param name="LastTime">One past the index of its last event time; equal to the first when there is no event.</param>
readonly record struct StratumRange(int Code, int Start, int End, int FirstTime, int LastTime);
