using System.Globalization;

namespace Equipoise.Conduct.Allocation;

/// <summary>A random number from 0 to below 1, exactly: so many parts of 2³².</summary>
/// <param name="Parts">The parts: the first 32 bits of the stream, big-endian.</param>
readonly record struct RandomFraction(uint Parts)
{
    const double Whole = 4294967296;

    /// <summary>The number of the n-th allocation of a trial.</summary>
    internal static RandomFraction Of(AllocationKey key, string method, IReadOnlyList<string>? open, int number) =>
        new(new KeyedStream(key.Bytes, StreamLabel.Of(method, open, number)).Next());

    /// <summary>
    /// Where it falls when the unit interval is laid out in stretches of these lengths; what rounding leaves over belongs to the
    /// last.
    /// </summary>
    internal int Stretch(IReadOnlyList<double> lengths)
    {
        var (value, end) = (Parts / Whole, 0.0);
        for (var stretch = 0; stretch < lengths.Count - 1; stretch++)
            if (value < (end += lengths[stretch]))
                return stretch;
        return lengths.Count - 1;
    }

    /// <summary>The same for whole parts, without rounding.</summary>
    internal int Stretch(IReadOnlyList<int> parts)
    {
        var left = (long)(((ulong)Parts * (ulong)parts.Sum()) >> 32);
        for (var stretch = 0; ; stretch++)
            if ((left -= parts[stretch]) < 0)
                return stretch;
    }

    /// <summary>As stored: "1234567/4294967296".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Parts}/4294967296");
}
