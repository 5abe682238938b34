using System.Numerics;

namespace Equipoise.Statistics.Numerics;

/// <summary>
/// The log-rank test of two groups, as often as a simulation needs it: the memory is kept from test to test, so that none
/// allocates.
/// </summary>
/// <remarks>
/// The same statistic as <c>Comparisons.LogRankTest</c>, of columns. A row becomes one word of 64 bits: its time, exactly, above
/// its stratum, group and event. The words are sorted by counting digits, and nothing has to be looked up by row afterwards. Only
/// hundreds of strata with times that are not whole do not fit: then rows are sorted instead, and memory is set aside once more.
/// Cost: O(n). One workspace serves one thread at a time. The order of rows changes no bit of the result.
/// Outside the promise of versions.
/// </remarks>
public sealed class LogRankWorkspace
{
    const int GroupBit = 1;
    const int StratumBit = 2;

    readonly ulong[] rows;
    readonly ulong[] spareRows;
    readonly RunningStratum[] running;
    readonly int timeBit;
    ulong[]? keys; // of rows that do not fit into a word
    ulong[]? items;
    int[]? order;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="capacity">The most observations of a test.</param>
    /// <param name="strata">How many strata there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is negative, or the strata are not from 1 to 65536.</exception>
    public LogRankWorkspace(int capacity, int strata = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(strata, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(strata, 1 << 16);
        (rows, spareRows, running) = (new ulong[capacity], new ulong[capacity], new RunningStratum[strata]);
        timeBit = StratumBit + (32 - BitOperations.LeadingZeroCount((uint)strata - 1));
    }

    /// <summary>Compares group 1 with group 0.</summary>
    /// <param name="times">The follow-up times, 0 or more.</param>
    /// <param name="events">Whether each ended with the event.</param>
    /// <param name="groups">The group of each: 0 is control, 1 experimental.</param>
    /// <param name="strata">The stratum of each, counted from 0; none for an unstratified test.</param>
    /// <exception cref="ArgumentException">There are more observations than the capacity,
    /// or columns of different lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative or not finite, a group not 0 or 1,
    /// or a stratum not among those there are.</exception>
    public LogRankSums Compare(
        ReadOnlySpan<double> times,
        ReadOnlySpan<bool> events,
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata = default
    )
    {
        var n = times.Length;
        CheckLengths(n, events.Length, groups.Length, strata.Length);
        foreach (ref var stratum in running.AsSpan())
            stratum = new() { Time = ulong.MaxValue };
        var observed = Pack(events, groups, strata);
        var scale = TimeScale.Of(times);
        var bits = timeBit + 64 - BitOperations.LeadingZeroCount(scale.Last);
        if (bits <= 64)
            AddWords(times, scale, 64 - bits);
        else
            AddRows(times);
        var (excess, variance) = (0.0, 0.0);
        foreach (ref var stratum in running.AsSpan())
        {
            stratum.EndTime();
            excess += stratum.Excess;
            variance += stratum.Variance;
        }
        return new(observed, observed + excess, variance);
    }

    // Every row's stratum, group and event; the time comes above them.
    int Pack(ReadOnlySpan<bool> events, ReadOnlySpan<int> groups, ReadOnlySpan<int> strata)
    {
        var observed = 0;
        for (var row = 0; row < events.Length; row++)
        {
            var (group, isEvent) = ((uint)groups[row], events[row] ? 1U : 0U);
            var stratum = strata.IsEmpty ? 0U : (uint)strata[row];
            if (group > 1)
                throw new ArgumentOutOfRangeException(
                    nameof(groups),
                    groups[row],
                    $"The group of row {row} is {groups[row]}, not 0 or 1."
                );
            if (stratum >= running.Length)
                throw new ArgumentOutOfRangeException(
                    nameof(strata),
                    strata[row],
                    $"The stratum of row {row} is {strata[row]}; there are {running.Length}, counted from 0."
                );
            rows[row] = (stratum << StratumBit) | (group << GroupBit) | isEvent;
            observed += (int)(group & isEvent);
        }
        return observed;
    }

    // Shifted to the top of the word, the upper half tells nearly all rows apart.
    void AddWords(ReadOnlySpan<double> times, TimeScale scale, int shift)
    {
        var words = rows.AsSpan(0, times.Length);
        for (var row = 0; row < words.Length; row++)
            words[row] = ((scale.PlaceOf(times[row]) << timeBit) | words[row]) << shift;
        RadixSort.ByUpperHalf(words, spareRows);
        for (var i = 1; i < words.Length; i++)
            if (words[i] < words[i - 1])
                i = SortLowerHalves(words, i) - 1;
        for (var i = words.Length - 1; i >= 0; i--)
        {
            var word = words[i] >> shift;
            running[(int)(word & ((1UL << timeBit) - 1)) >> StratumBit].Add(word >> timeBit, (uint)word);
        }
    }

    static int SortLowerHalves(Span<ulong> words, int within)
    {
        var (start, end) = (within, within);
        while (start > 0 && words[start - 1] >> 32 == words[within] >> 32)
            start--;
        while (end < words.Length && words[end] >> 32 == words[within] >> 32)
            end++;
        words[start..end].Sort();
        return end;
    }

    void AddRows(ReadOnlySpan<double> times)
    {
        var n = times.Length;
        keys ??= new ulong[rows.Length];
        items ??= new ulong[rows.Length];
        order ??= new int[rows.Length];
        for (var row = 0; row < n; row++)
            keys[row] = TimeOrder.KeyOf(times[row] + 0.0, isEvent: true);
        TimeOrder.Sort(keys.AsSpan(0, n), order.AsSpan(0, n), items.AsSpan(0, n), spareRows.AsSpan(0, n));
        for (var i = n - 1; i >= 0; i--)
        {
            var row = order[i];
            running[(int)rows[row] >> StratumBit].Add(keys[row], (uint)rows[row]);
        }
    }

    void CheckLengths(int times, int events, int groups, int codes)
    {
        if (times > rows.Length)
            throw new ArgumentException($"{times} observations; the workspace was made for {rows.Length}.", nameof(times));
        if (events != times || groups != times || (codes != 0 && codes != times))
            throw new ArgumentException($"{times} times, {events} events, {groups} groups, {codes} strata.", nameof(times));
    }

    /// <summary>Times as whole numbers in the same order: themselves if they are whole,
    /// else their bits from the least time on.</summary>
    readonly record struct TimeScale(bool Whole, ulong First, ulong Last)
    {
        public static TimeScale Of(ReadOnlySpan<double> times)
        {
            var (whole, first, last) = (true, double.PositiveInfinity, 0.0);
            for (var row = 0; row < times.Length; row++)
            {
                var time = times[row];
                if (!(time >= 0 && time < double.PositiveInfinity))
                    throw new ArgumentOutOfRangeException(
                        nameof(times),
                        time,
                        $"The time of row {row} is {time}; it is finite, 0 or more."
                    );
                whole &= time == (int)time;
                first = time > 0 && time < first ? time : first;
                last = time > last ? time : last;
            }
            var scale = new TimeScale(whole, BitConverter.DoubleToUInt64Bits(first) - 1, 0);
            return scale with { Last = scale.PlaceOf(last) };
        }

        public ulong PlaceOf(double time) =>
            Whole ? (ulong)(int)time
            : time == 0 ? 0
            : BitConverter.DoubleToUInt64Bits(time) - First;
    }

    /// <summary>One stratum from its last time to its first, so that the risk set grows.</summary>
    struct RunningStratum
    {
        public ulong Time;
        public double Excess; // expected less observed: summed term by term, so that it stays small
        public double Variance;
        uint atRisk;
        uint atRisk1;
        uint deaths;
        uint deaths1;

        public void Add(ulong time, uint row)
        {
            if (time != Time)
            {
                if (deaths > 0)
                    EndTime();
                Time = time;
            }
            var (group, isEvent) = ((row >> GroupBit) & 1, row & 1);
            atRisk++;
            atRisk1 += group;
            deaths += isEvent;
            deaths1 += group & isEvent;
        }

        public void EndTime()
        {
            var (d, n) = ((double)deaths, (double)atRisk);
            if (d == 0)
                return;
            var share = atRisk1 / n;
            Excess += d * share - deaths1;
            if (n > 1)
                Variance += d * ((n - d) / (n - 1)) * (share * (1 - share));
            (deaths, deaths1) = (0, 0);
        }
    }
}
