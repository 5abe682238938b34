namespace Equipoise.Statistics.Survival;

/// <summary>
/// Observations sorted once by stratum and time, in the blocks of equal time from which every estimate here is made: whoever
/// stands at or after a block of the same stratum is at risk at its time.
/// </summary>
/// <remarks>
/// Sorting costs O(n log n). A walk forward over the blocks gives Kaplan-Meier; a walk backward lets the risk set grow, so that
/// log-rank and Cox only ever add and never subtract.
/// </remarks>
sealed class RiskSets
{
    RiskSets(int[] order, TiedTime[] times, StratumRange[] strata) => (Order, Times, Strata) = (order, times, strata);

    /// <summary>The rows, sorted by stratum, time, events before censorings, and row.</summary>
    public int[] Order { get; }

    /// <summary>The distinct times of every stratum, in the order of <see cref="Order"/>.</summary>
    public TiedTime[] Times { get; }

    /// <summary>The strata in ascending order of their codes.</summary>
    public StratumRange[] Strata { get; }

    /// <summary>Sorts. No strata means one stratum.</summary>
    /// <exception cref="ArgumentException">There are strata, but not one for each observation.</exception>
    public static RiskSets Of(ReadOnlySpan<Observation> observations, ReadOnlySpan<int> strata = default)
    {
        if (strata.Length != 0 && strata.Length != observations.Length)
            throw new ArgumentException($"{strata.Length} strata for {observations.Length} observations.", nameof(strata));
        var keys = new SortKey[observations.Length];
        for (var row = 0; row < keys.Length; row++)
            keys[row] = new(strata.IsEmpty ? 0 : strata[row], observations[row].Time, !observations[row].IsEvent, row);
        Array.Sort(keys, SortKey.Compare);

        var times = new List<TiedTime>();
        var ranges = new List<StratumRange>();
        for (int start = 0, end; start < keys.Length; start = end)
        {
            var firstTime = times.Count;
            for (end = start; end < keys.Length && keys[end].Stratum == keys[start].Stratum;)
            {
                var first = end;
                while (end < keys.Length && keys[end].IsTiedWith(keys[first]) && !keys[end].IsCensored)
                    end++;
                var eventsEnd = end;
                while (end < keys.Length && keys[end].IsTiedWith(keys[first]))
                    end++;
                times.Add(new(keys[first].Time, first, eventsEnd, end));
            }
            ranges.Add(new(firstTime, times.Count, end));
        }
        return new(Array.ConvertAll(keys, key => key.Row), [.. times], [.. ranges]);
    }

    readonly record struct SortKey(int Stratum, double Time, bool IsCensored, int Row)
    {
        public bool IsTiedWith(SortKey other) => Stratum == other.Stratum && Time == other.Time;

        public static int Compare(SortKey a, SortKey b)
        {
            if (a.Stratum != b.Stratum)
                return a.Stratum < b.Stratum ? -1 : 1;
            if (a.Time != b.Time)
                return a.Time < b.Time ? -1 : 1;
            if (a.IsCensored != b.IsCensored)
                return a.IsCensored ? 1 : -1;
            return a.Row.CompareTo(b.Row);
        }
    }
}

/// <summary>Everyone of one stratum whose observation ends at one time; positions count in <see cref="RiskSets.Order"/>.</summary>
/// <param name="Time">The time.</param>
/// <param name="Start">The position of the first event, or of the first censoring when there is no event.</param>
/// <param name="EventsEnd">One past the last event.</param>
/// <param name="End">One past the last censoring.</param>
readonly record struct TiedTime(double Time, int Start, int EventsEnd, int End)
{
    public int Events => EventsEnd - Start;

    public int Censored => End - EventsEnd;
}

/// <summary>One stratum: its times are FirstTime to LastTime (exclusive) in <see cref="RiskSets.Times"/>.</summary>
/// <param name="FirstTime">The index of its first distinct time.</param>
/// <param name="LastTime">One past the index of its last distinct time.</param>
/// <param name="End">One past the position of its last row.</param>
readonly record struct StratumRange(int FirstTime, int LastTime, int End);
