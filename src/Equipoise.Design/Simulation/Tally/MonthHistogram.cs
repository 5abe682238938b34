namespace Equipoise.Design.Simulation.Tally;

/// <summary>How many trials had a look in which part of which month: bins of an eighth of a month, 3.8 days.</summary>
public sealed class MonthHistogram : IEquatable<MonthHistogram>
{
    internal const int BinsPerMonth = 8;
    internal const int BinCount = 2 * Ticks.HorizonMonths * BinsPerMonth; // who enters late may still have an event late

    readonly long[] counts;

    internal MonthHistogram(long[] counts) => this.counts = counts;

    /// <summary>The bins that are not empty: the eighth of a month, counted from 0, and how many.</summary>
    public IEnumerable<(int Bin, long Count)> Bins => counts.Index().Where(bin => bin.Item > 0);

    /// <summary>The month before which this part of the trials had the look, evenly spread within a bin; null when none
    /// had.</summary>
    /// <param name="part">From 0 to 1, such as 0.5 for the median.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not from 0 to 1.</exception>
    public double? Percentile(double part)
    {
        if (!(part >= 0 && part <= 1))
            throw new ArgumentOutOfRangeException(nameof(part), part, "A part is from 0 to 1.");
        var wanted = part * counts.Sum();
        double? month = null;
        var before = 0L;
        foreach (var (bin, count) in Bins)
        {
            var within = double.Min(1, (wanted - before) / count);
            month = (bin + within) / BinsPerMonth;
            if (within < 1)
                break;
            before += count;
        }
        return month;
    }

    /// <summary>The trials of both.</summary>
    public static MonthHistogram operator +(MonthHistogram left, MonthHistogram right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new([.. left.counts.Zip(right.counts, (a, b) => a + b)]);
    }

    /// <summary>The same as the operator.</summary>
    public MonthHistogram Add(MonthHistogram other) => this + other;

    /// <inheritdoc/>
    public bool Equals(MonthHistogram? other) => other is not null && counts.AsSpan().SequenceEqual(other.counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MonthHistogram);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var count in counts)
            hash.Add(count);
        return hash.ToHashCode();
    }
}
