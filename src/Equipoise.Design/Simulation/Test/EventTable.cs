namespace Equipoise.Design.Simulation;

/// <summary>
/// The events of a look in order, each with the participants of either arm that were at risk of it: all that log-rank and Cox ask of the data.
/// </summary>
/// <remarks>
/// Of d events at one tick, the l-th (from 0) finds Efron's part of them gone: of each arm, l/d of those who have the event. Then Cox is one
/// formula for all. The log-rank sums, whose variance treats ties as draws without replacement, are taken while the table is made.
/// </remarks>
sealed class EventTable(int capacity)
{
    public double[] Control { get; } = new double[capacity];

    public double[] Experimental { get; } = new double[capacity];

    public int Count { get; private set; }

    /// <summary>Events of the experimental arm.</summary>
    public int Observed { get; private set; }

    /// <summary>Expected less observed in the experimental arm.</summary>
    public double Excess { get; private set; }

    public double Variance { get; private set; }

    public void Read(LookData data)
    {
        (Count, Observed, Excess, Variance) = (0, 0, 0, 0);
        for (var s = 0; s + 1 < data.Starts.Length; s++)
            ReadStratum(data.Words.AsSpan(data.Starts[s]..data.Starts[s + 1]));
    }

    void ReadStratum(ReadOnlySpan<uint> words)
    {
        var experimental = 0;
        foreach (var word in words)
            experimental += (int)(word & LookData.Arm);
        var control = words.Length - experimental;
        for (var i = 0; i < words.Length;)
        {
            var tick = words[i] >> 1; // with the bit of censoring
            var (d, d1) = (0, 0);
            for (; i < words.Length && words[i] >> 1 == tick; i++, d++)
                d1 += (int)(words[i] & LookData.Arm);
            if ((tick & 1) == 0)
                AddEvents(control, experimental, d, d1);
            experimental -= d1;
            control -= d - d1;
        }
    }

    void AddEvents(int control, int experimental, int d, int d1)
    {
        double n = control + experimental;
        var p = experimental / n;
        Observed += d1;
        Excess += d * p - d1;
        if (n > 1)
            Variance += d * ((n - d) / (n - 1)) * (p * (1 - p));
        for (var l = 0; l < d; l++)
        {
            Control[Count] = control - (d - d1) * (double)l / d;
            Experimental[Count++] = experimental - d1 * (double)l / d;
        }
    }
}
