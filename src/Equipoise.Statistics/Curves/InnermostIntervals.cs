namespace Equipoise.Statistics.Curves;

/// <summary>The innermost intervals of a sample, and which consecutive ones of them each distinct observation covers.</summary>
sealed class InnermostIntervals
{
    InnermostIntervals((double After, double By)[] bounds, Cover[] covers) => (Bounds, Covers) = (bounds, covers);

    /// <summary>The intervals, ascending.</summary>
    public (double After, double By)[] Bounds { get; }

    /// <summary>The distinct observations with their total weight, in a canonical order.</summary>
    public Cover[] Covers { get; }

    public static InnermostIntervals Of(List<IntervalObservation> observations, List<double> weights)
    {
        var ends = new End[2 * observations.Count];
        for (var i = 0; i < observations.Count; i++)
        {
            var o = observations[i];
            ends[2 * i] = new(o.After, o.IsExact ? EndKind.BeginsAt : EndKind.BeginsAfter, i);
            ends[2 * i + 1] = new(o.By, EndKind.EndsWith, i);
        }
        Array.Sort(ends, End.Compare);
        var bounds = new List<(double, double)>();
        var covers = new Cover[observations.Count];
        for (var e = 0; e < ends.Length; e++)
        {
            var (time, kind, row) = ends[e];
            if (kind != EndKind.EndsWith)
                covers[row] = new(bounds.Count, 0, weights[row]);
            else
            {
                if (ends[e - 1].Kind != EndKind.EndsWith)
                    bounds.Add((ends[e - 1].Time, time));
                covers[row] = covers[row] with { Last = bounds.Count - 1 };
            }
        }
        Array.Sort(covers, Cover.Compare);
        var distinct = new List<Cover>();
        foreach (var cover in covers)
            if (distinct.Count > 0 && distinct[^1].First == cover.First && distinct[^1].Last == cover.Last)
                distinct[^1] = cover with { Weight = distinct[^1].Weight + cover.Weight };
            else
                distinct.Add(cover);
        return new([.. bounds], [.. distinct]);
    }

    /// <summary>An observation covers the innermost intervals First to Last, inclusive.</summary>
    public readonly record struct Cover(int First, int Last, double Weight)
    {
        public static int Compare(Cover a, Cover b)
        {
            if (a.First != b.First)
                return a.First.CompareTo(b.First);
            return a.Last != b.Last ? a.Last.CompareTo(b.Last) : a.Weight.CompareTo(b.Weight);
        }
    }

    // At one time, in this order: what begins there contains the time, what ends there too, what begins after it does not.
    enum EndKind
    {
        BeginsAt,
        EndsWith,
        BeginsAfter,
    }

    readonly record struct End(double Time, EndKind Kind, int Row)
    {
        public static int Compare(End a, End b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : a.Kind.CompareTo(b.Kind);
    }
}
