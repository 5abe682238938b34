namespace Equipoise.Statistics.Numerics;

/// <summary>A reproducible stream of random numbers, named by a seed and two indices, such as scenario and participant.</summary>
/// <remarks>
/// Streams with different names are independent, and the n-th draw of a stream never depends on another stream: adding a
/// participant, or a draw to one, leaves all others as they were. One stream is for one thread.
/// Outside the promise of versions.
/// </remarks>
/// <param name="seed">The seed that the user gave.</param>
/// <param name="major">The first index of the stream.</param>
/// <param name="minor">The second index of the stream.</param>
public sealed class RandomStream(ulong seed, uint major, uint minor)
{
    ulong block;
    ulong spare;
    bool hasSpare;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }
        var (x0, x1, x2, x3) = Philox.Block((uint)block, (uint)(block >> 32), minor, major, (uint)seed, (uint)(seed >> 32));
        block++;
        (spare, hasSpare) = (((ulong)x3 << 32) | x2, true);
        return ((ulong)x1 << 32) | x0;
    }

    /// <summary>Uniform in the open interval (0, 1): 52 bits, never 0 and never 1, so its logarithm is finite.</summary>
    public double Uniform() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>Whether an event of this probability happens.</summary>
    public bool Happens(double probability) => Uniform() < probability;

    /// <summary>A whole number from low to high, both included, each equally likely to within 2^-52.</summary>
    public int Between(int low, int high) => low + (int)(Uniform() * (high - low + 1.0));

    /// <summary>Exponential with this rate; infinite for a rate of 0.</summary>
    public double Exponential(double rate) => rate <= 0 ? double.PositiveInfinity : -Math.Log(Uniform()) / rate;

    /// <summary>Normal with this mean and standard deviation, by inversion.</summary>
    public double Gaussian(double mean, double standardDeviation) => mean + standardDeviation * Normal.Quantile(Uniform());

    /// <summary>The index drawn from these probabilities; their count when the draw falls beyond their sum (below 1).</summary>
    public int Choose(ReadOnlySpan<double> probabilities)
    {
        var u = Uniform();
        for (var i = 0; i < probabilities.Length; i++)
            if ((u -= probabilities[i]) < 0)
                return i;
        return probabilities.Length;
    }
}
