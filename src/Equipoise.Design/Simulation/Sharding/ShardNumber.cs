using System.Globalization;

namespace Equipoise.Design.Simulation.Sharding;

/// <summary>One of N parts of all trials, each contiguous and of equal size to within one trial.</summary>
public sealed record ShardNumber
{
    /// <summary>Shard <paramref name="shard"/> of <paramref name="of"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    public ShardNumber(int shard, int of)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shard, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shard, of);
        (Shard, Of) = (shard, of);
    }

    /// <summary>Which, from 1 to <see cref="Of"/>.</summary>
    public int Shard { get; }

    /// <summary>How many there are.</summary>
    public int Of { get; }

    /// <summary>All of them.</summary>
    public static IEnumerable<ShardNumber> All(int of) => Enumerable.Range(1, of).Select(shard => new ShardNumber(shard, of));

    /// <summary>"3/200" as a number; null when it is none or there is no such shard.</summary>
    public static ShardNumber? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var shard)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && shard >= 1
            && shard <= of
            ? new(shard, of)
            : null;
    }

    /// <summary>Its stretch of all trials; empty when there are fewer trials than shards.</summary>
    /// <param name="trials">How many trials there are in all.</param>
    public TrialRange RangeOf(long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        var first = (long)((Int128)trials * (Shard - 1) / Of);
        return new(first, (long)((Int128)trials * Shard / Of) - first);
    }

    /// <summary>As in a call: "3/200".</summary>
    public override string ToString() => $"{Shard}/{Of}";
}

/// <summary>A stretch of consecutive trials.</summary>
/// <param name="First">The first, counted from 0.</param>
/// <param name="Count">How many.</param>
public readonly record struct TrialRange(long First, long Count)
{
    /// <summary>The one after the last.</summary>
    public long End => First + Count;

    /// <summary>As people say it, by the numbers that <c>--replay</c> takes: "trials 0 to 499".</summary>
    public override string ToString() => Count == 1 ? $"trial {First}" : $"trials {First} to {End - 1}";
}
