namespace Equipoise.Statistics.Numerics;

/// <summary>
/// Sums over ranges without a subtraction: a binary tree over equal places, in which every range is the union of O(log n) whole
/// branches.
/// </summary>
readonly struct DyadicRanges
{
    readonly double[] branches; // the root is 1, the children of i are 2i and 2i + 1, the places are the last half
    readonly int places;

    /// <summary>All places hold 0.</summary>
    public DyadicRanges(int places) => (this.places, branches) = (places, new double[2 * places]);

    /// <summary>The places hold these values.</summary>
    public DyadicRanges(ReadOnlySpan<double> values)
        : this(values.Length)
    {
        values.CopyTo(branches.AsSpan(places));
        for (var i = places - 1; i > 0; i--)
            branches[i] = branches[2 * i] + branches[2 * i + 1];
    }

    /// <summary>Adds a value to every place from the first to before the last.</summary>
    public void Add(int from, int to, double value)
    {
        for (var (low, high) = (from + places, to + places); low < high; low /= 2, high /= 2)
        {
            if ((low & 1) == 1)
                branches[low++] += value;
            if ((high & 1) == 1)
                branches[--high] += value;
        }
    }

    /// <summary>Adds what every place got to the target, and forgets it.</summary>
    public void Spread(Span<double> target)
    {
        for (var i = 1; i < places; i++)
        {
            branches[2 * i] += branches[i];
            branches[2 * i + 1] += branches[i];
        }
        for (var place = 0; place < places; place++)
            target[place] += branches[places + place];
    }

    /// <summary>The sum of the places from the first to before the last.</summary>
    public double Sum(int from, int to)
    {
        var sum = 0.0;
        for (var (low, high) = (from + places, to + places); low < high; low /= 2, high /= 2)
        {
            if ((low & 1) == 1)
                sum += branches[low++];
            if ((high & 1) == 1)
                sum += branches[--high];
        }
        return sum;
    }
}
