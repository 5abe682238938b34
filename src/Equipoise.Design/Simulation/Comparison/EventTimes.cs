using Equipoise.Design.Simulation.Cut;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>
/// The table of every event time of a look, stratum after stratum: who has the event and who is at risk, in all and in the
/// experimental arm.
/// </summary>
sealed class EventTimes(int capacity, int strata)
{
    public int Count { get; private set; }

    public int[] Time { get; } = new int[capacity];

    public double[] Events { get; } = new double[capacity];

    public double[] ExperimentalEvents { get; } = new double[capacity];

    public double[] AtRisk { get; } = new double[capacity];

    public double[] ExperimentalAtRisk { get; } = new double[capacity];

    /// <summary>Where each stratum begins; and, as the last, where all end.</summary>
    public int[] Starts { get; } = new int[strata + 1];

    public void Read(LookData data)
    {
        Count = 0;
        for (var s = 0; s < data.Counts.Length; s++)
        {
            Starts[s] = Count;
            ReadStratum(data.WordsOf(s));
        }
        Starts[^1] = Count;
    }

    void ReadStratum(ReadOnlySpan<uint> words)
    {
        var experimental = 0;
        foreach (var word in words)
            experimental += (int)(word & LookData.Arm);
        for (var i = 0; i < words.Length;)
        {
            if ((words[i] & LookData.Censored) != 0)
            {
                experimental -= (int)(words[i++] & LookData.Arm);
                continue;
            }
            var (first, time, ofExperimental) = (i, words[i] >> 1, 0);
            for (; i < words.Length && words[i] >> 1 == time; i++)
                ofExperimental += (int)(words[i] & LookData.Arm);
            Time[Count] = (int)(time >> 1);
            (Events[Count], ExperimentalEvents[Count]) = (i - first, ofExperimental);
            (AtRisk[Count], ExperimentalAtRisk[Count]) = (words.Length - first, experimental);
            Count++;
            experimental -= ofExperimental;
        }
    }

    /// <summary>Σw(d·n₁/n - d₁): expected less observed events of the experimental arm.</summary>
    public double Excess(ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var t = 0; t < Count; t++)
            sum += w[t] * (Events[t] * (ExperimentalAtRisk[t] / AtRisk[t]) - ExperimentalEvents[t]);
        return sum;
    }

    /// <summary>The covariance of the excesses of two weights, hypergeometric.</summary>
    public double Covariance(ReadOnlySpan<double> v, ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var t = 0; t < Count; t++)
        {
            var (d, n, n1) = (Events[t], AtRisk[t], ExperimentalAtRisk[t]);
            if (n > 1)
                sum += v[t] * w[t] * (d * ((n - d) / (n - 1)) * (n1 / n * ((n - n1) / n)));
        }
        return sum;
    }
}
