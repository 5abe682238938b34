using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Equipoise.Design.Simulation;

/// <summary>
/// The events of a look, each with the participants of either arm that were at risk of it: all that log-rank and Cox ask of the data.
/// </summary>
/// <remarks>
/// Of d events at one tick, the l-th (from 0) finds Efron's part of them gone: of each arm, l/d of those who have the event. Then Cox is one
/// formula for all. The log-rank sums of such a tick, whose variance treats ties as draws without replacement, are taken while it is read.
/// </remarks>
sealed class EventTable(int capacity)
{
    const int Lanes = 8;

    readonly double[] control = new double[capacity + Lanes];
    readonly double[] experimental = new double[capacity + Lanes];

    /// <summary>The controls at risk of each event; then, up to a multiple of eight, ones.</summary>
    public ReadOnlySpan<double> Control => control.AsSpan(0, Padded);

    /// <summary>The experimental participants at risk of each event; then, up to a multiple of eight, zeros.</summary>
    public ReadOnlySpan<double> Experimental => experimental.AsSpan(0, Padded);

    public int Count { get; private set; }

    /// <summary>Events of the experimental arm.</summary>
    public int Observed { get; private set; }

    /// <summary>The log-rank sums of tied data: expected less observed in the experimental arm, and the variance. None without ties: then
    /// they are the score and the information of the Cox model at a ratio of 1.</summary>
    public (double Excess, double Variance)? OfTies { get; private set; }

    int Padded => (Count + Lanes - 1) / Lanes * Lanes;

    public void Read(LookData data)
    {
        (Count, Observed, OfTies) = (0, 0, null);
        var hasTies = false;
        for (var s = 0; s + 1 < data.Starts.Length; s++)
            hasTies |= ReadStratum(data.Words.AsSpan(data.Starts[s]..data.Starts[s + 1]));
        if (hasTies)
            ReadTies(data);
        control.AsSpan(Count, Padded - Count).Fill(1);
        experimental.AsSpan(Count, Padded - Count).Clear();
    }

    // From the last time to the first, so that the risk set grows. Every word writes where the next event goes, and events move on: no branch.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool ReadStratum(ReadOnlySpan<uint> words)
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var n0 = ref MemoryMarshal.GetArrayDataReference(control);
        ref var n1 = ref MemoryMarshal.GetArrayDataReference(experimental);
        var (k, all, arm1, observed) = (Count, 0, 0, 0);
        var (later, ties) = (uint.MaxValue, false);
        for (var i = words.Length - 1; i >= 0; i--)
        {
            var w = Unsafe.Add(ref word, i);
            var arm = (int)(w & LookData.Arm);
            var isEvent = (int)(~w >> 1 & 1);
            all++;
            arm1 += arm;
            Unsafe.Add(ref n0, k) = all - arm1;
            Unsafe.Add(ref n1, k) = arm1;
            k += isEvent;
            observed += isEvent & arm;
            ties |= w >> 1 == later >> 1 && isEvent != 0;
            later = w;
        }
        Count = k;
        Observed += observed;
        return ties;
    }

    void ReadTies(LookData data)
    {
        (Count, OfTies) = (0, (0, 0));
        for (var s = 0; s + 1 < data.Starts.Length; s++)
        {
            var words = data.Words.AsSpan(data.Starts[s]..data.Starts[s + 1]);
            var (n, n1) = (0, 0);
            for (var i = words.Length - 1; i >= 0; )
            {
                var tick = words[i] >> 1; // with the bit of censoring
                var (d, d1) = (0, 0);
                for (; i >= 0 && words[i] >> 1 == tick; i--, d++)
                    d1 += (int)(words[i] & LookData.Arm);
                (n, n1) = (n + d, n1 + d1);
                if ((tick & 1) == 0)
                    AddTick(n, n1, d, d1);
            }
        }
    }

    void AddTick(double n, double n1, double d, double d1)
    {
        var (p, (excess, variance)) = (n1 / n, OfTies!.Value);
        OfTies = (excess + (d * p - d1), n > 1 ? variance + d * ((n - d) / (n - 1)) * (p * (1 - p)) : variance);
        for (var l = 0; l < d; l++)
        {
            control[Count] = n - n1 - (d - d1) * (l / d);
            experimental[Count++] = n1 - d1 * (l / d);
        }
    }
}
