using System.Globalization;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Resampling;

/// <summary>Draws of participants, with replacement and within strata: what the bootstrap makes its samples of.</summary>
/// <remarks>
/// Draw k of a seed is a pure function: it does not depend on how many draws there are, on which thread makes it, or on the
/// machine. Units of each stratum are drawn as many times as the stratum has units, strata in ascending order; a unit is a row,
/// or all rows of one cluster, such as the intervals of one participant. Units of a stratum are numbered by their first rows, so
/// the order of rows names the draws. Random numbers are those of Philox4x32-10, a stream for each draw (Salmon and others,
/// 2011). Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 6 and 8. R: <c>boot(strata = )</c>.
/// </remarks>
public sealed class BootstrapDraws
{
    const uint Streams = 0x626F6F74; // "boot": other streams of the same seed have other names

    readonly int[][] units; // the rows of each
    readonly int[][] strata; // the units of each

    BootstrapDraws(ulong seed, int[][] units, int[][] strata) => (Seed, this.units, this.strata) = (seed, units, strata);

    /// <summary>Names the draws.</summary>
    public ulong Seed { get; }

    /// <summary>How many units there are.</summary>
    public int Units => units.Length;

    /// <summary>Says what is drawn.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="seed">Names the draws.</param>
    /// <param name="strata">The stratum of each row, such as its arm, any numbers; none for one stratum.</param>
    /// <param name="clusters">The cluster of each row, any numbers; none when each row is a unit of its own.</param>
    /// <exception cref="ArgumentException">There is not one stratum, or one cluster, for each row, or a cluster is in two
    /// strata.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is negative.</exception>
    public static BootstrapDraws Of(
        int rows,
        ulong seed,
        ReadOnlySpan<int> strata = default,
        ReadOnlySpan<int> clusters = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (strata.Length != 0 && strata.Length != rows)
            throw new ArgumentException($"{strata.Length} strata for {rows} rows.", nameof(strata));
        if (clusters.Length != 0 && clusters.Length != rows)
            throw new ArgumentException($"{clusters.Length} clusters for {rows} rows.", nameof(clusters));
        var (units, places) = (new List<List<int>>(), new Dictionary<int, int>());
        var unitsOf = new SortedDictionary<int, List<int>>();
        for (var row = 0; row < rows; row++)
        {
            var stratum = strata.IsEmpty ? 0 : strata[row];
            if (!clusters.IsEmpty && places.TryGetValue(clusters[row], out var known))
            {
                if (!strata.IsEmpty && strata[units[known][0]] != stratum)
                    throw new ArgumentException(
                        $"Cluster {clusters[row]} is in strata {strata[units[known][0]]} and {stratum}, and is drawn in one.",
                        nameof(clusters)
                    );
                units[known].Add(row);
                continue;
            }
            if (!clusters.IsEmpty)
                places[clusters[row]] = units.Count;
            if (!unitsOf.TryGetValue(stratum, out var members))
                unitsOf[stratum] = members = [];
            members.Add(units.Count);
            units.Add([row]);
        }
        return new(seed, [.. units.Select(unit => unit.ToArray())], [.. unitsOf.Values.Select(unit => unit.ToArray())]);
    }

    /// <summary>The rows of one draw, a row as often as its unit was drawn.</summary>
    /// <param name="draw">Its number, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int[] Rows(int draw)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(draw);
        var stream = new RandomStream(Seed, (uint)draw, Streams);
        var rows = new List<int>(units.Length);
        foreach (var stratum in strata)
            for (var i = 0; i < stratum.Length; i++)
                rows.AddRange(units[stratum[stream.Between(0, stratum.Length - 1)]]);
        return [.. rows];
    }

    /// <summary>"23 units, seed 1"</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Units} units, seed {Seed}");
}
