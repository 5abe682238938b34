namespace Equipoise.Statistics.Counting;

/// <summary>
/// Weighted observations sorted by time, cause, entry and weight, so that sums come out the same in whatever order rows came.
/// </summary>
sealed class CompetingTimes
{
    CompetingTimes(Row[] rows, Row[] byEntry, int[] starts)
    {
        (Rows, ByEntry, Starts) = (rows, byEntry, starts);
        (AtRisk, CountAtRisk) = (new double[Count], new int[Count]);
        CountRiskSets();
    }

    /// <summary>The rows in order; those of weight 0 are absent.</summary>
    public Row[] Rows { get; }

    /// <summary>The rows that enter late, by entry.</summary>
    public Row[] ByEntry { get; }

    /// <summary>Where each distinct time starts, and one past the last row.</summary>
    public int[] Starts { get; }

    /// <summary>The weight at risk at each distinct time.</summary>
    public double[] AtRisk { get; }

    /// <summary>How many are at risk at each distinct time.</summary>
    public int[] CountAtRisk { get; }

    /// <summary>How many distinct times there are.</summary>
    public int Count => Starts.Length - 1;

    public double TimeOf(int step) => Rows[Starts[step]].Time;

    public ReadOnlySpan<Row> At(int step) => Rows.AsSpan(Starts[step]..Starts[step + 1]);

    public static CompetingTimes Of(ReadOnlySpan<CompetingObservation> observations, ReadOnlySpan<double> weights)
    {
        if (weights.Length != 0 && weights.Length != observations.Length)
            throw new ArgumentException($"{weights.Length} weights for {observations.Length} observations.", nameof(weights));
        var kept = new List<Row>(observations.Length);
        for (var i = 0; i < observations.Length; i++)
        {
            var (o, w) = (observations[i], weights.IsEmpty ? 1 : weights[i]);
            if (!(double.IsFinite(w) && w >= 0))
                throw new ArgumentException(
                    $"The weight of row {i} is {w}: a weight is a finite number, 0 or more.",
                    nameof(weights)
                );
            if (w > 0)
                kept.Add(new(o.Time, o.Cause, o.Entry, w));
        }
        Row[] rows = [.. kept];
        Array.Sort(rows, Row.Compare);
        var starts = new List<int>();
        for (var i = 0; i < rows.Length; i++)
            if (i == 0 || rows[i].Time != rows[i - 1].Time)
                starts.Add(i);
        starts.Add(rows.Length);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = rows[i] with { Position = i };
        Row[] byEntry = [.. rows.Where(row => row.IsLate)];
        Array.Sort(byEntry, (a, b) => a.Entry != b.Entry ? a.Entry.CompareTo(b.Entry) : a.Position.CompareTo(b.Position));
        return new(rows, byEntry, [.. starts]);
    }

    // Whose observation ends at that time or later, less who had not entered yet: sums from the end, so that unit weights are
    // exact and nobody's leaving is ever subtracted.
    void CountRiskSets()
    {
        var (yetToEnd, yetToEnter, next) = (0.0, 0.0, ByEntry.Length);
        for (var step = Count - 1; step >= 0; step--)
        {
            for (var i = Starts[step + 1] - 1; i >= Starts[step]; i--)
                yetToEnd += Rows[i].Weight;
            for (; next > 0 && ByEntry[next - 1].Entry >= TimeOf(step); next--)
                yetToEnter += ByEntry[next - 1].Weight;
            AtRisk[step] = yetToEnd - yetToEnter;
            CountAtRisk[step] = Rows.Length - Starts[step] - (ByEntry.Length - next);
        }
    }

    /// <summary>One observation.</summary>
    public readonly record struct Row(double Time, int Cause, double Entry, double Weight, int Position = 0)
    {
        public bool IsLate => !double.IsNegativeInfinity(Entry);

        public static int Compare(Row a, Row b)
        {
            if (a.Time != b.Time)
                return a.Time < b.Time ? -1 : 1;
            if (a.Cause != b.Cause)
                return a.Cause.CompareTo(b.Cause);
            return a.Entry != b.Entry ? a.Entry.CompareTo(b.Entry) : a.Weight.CompareTo(b.Weight);
        }
    }
}
