using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Cut;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>
/// The events of a look, each with the participants of either arm that were at risk of it: all that log-rank and Cox ask of the
/// data.
/// </summary>
/// <remarks>
/// Of d events at one tick, the l-th (from 0) finds Efron's part of them gone: of each arm, l/d of those who have the event. Then
/// Cox is one formula for all. The log-rank sums of such a tick, whose variance treats ties as draws without replacement, are
/// taken while it is read. A censored time counts as an event with one control and nobody else at risk, which adds 0 to every
/// sum: to leave it out would cost more.
/// </remarks>
sealed class EventTable(int capacity)
{
    readonly double[] control = new double[Population.WholeVectors(capacity + 1)];
    readonly double[] experimental = new double[Population.WholeVectors(capacity + 1)];
    int length;

    /// <summary>The controls at risk of each event, among ones, in whole vectors.</summary>
    public ReadOnlySpan<double> Control => control.AsSpan(0, length);

    /// <summary>The experimental participants at risk of each event, among zeros, in whole vectors.</summary>
    public ReadOnlySpan<double> Experimental => experimental.AsSpan(0, length);

    /// <summary>The events.</summary>
    public int Count { get; private set; }

    /// <summary>Those of the experimental arm.</summary>
    public int Observed { get; private set; }

    /// <summary>The log-rank sums of tied data: expected less observed in the experimental arm, and the variance. None without
    /// ties: then they are the score and the information of the Cox model at a ratio of 1.</summary>
    public (double Excess, double Variance)? OfTies { get; private set; }

    /// <summary>Reads the data of a look.</summary>
    public void Read<R>(LookData data)
        where R : struct, IRegister<R>
    {
        (Count, Observed, length, OfTies) = (0, 0, 0, null);
        var hasTies = false;
        for (var s = 0; s < data.Counts.Length; s++)
            hasTies |= ReadStratum<R>(data.Words.AsSpan(data.Starts[s]..data.Starts[s + 1]), data.Counts[s]);
        if (hasTies)
            ReadTies(data);
    }

    // From the last vector to the first, so that the risk set grows; behind the last word stands a vector of padding at least.
    [MethodImpl(Loops.Apart)]
    bool ReadStratum<R>(ReadOnlySpan<uint> words, int count)
        where R : struct, IRegister<R>
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var toControl = ref control[length];
        ref var toExperimental = ref experimental[length];
        Vector<R, int> atRisk1 = 0;
        Vector<R, uint> ties = 0;
        var (events, observed) = (0, 0);
        var end = Population.WholeVectors(count);
        for (var i = end - (int)Vector<R, int>.Count; i >= 0; i -= (int)Vector<R, int>.Count)
        {
            var here = Vector<R, uint>.Load(ref word, (nuint)i);
            var next = Vector<R, uint>.Load(ref word, (nuint)i + 1);
            var isEvent = (here & LookData.Censored).IsEqualTo(0);
            ties |= ((here ^ next) >>> LookData.ArmBits).IsEqualTo(0) & isEvent; // alike but for the arm
            events += isEvent.CountSet();
            observed += (isEvent & (here << 31)).CountSet();
            atRisk1 = (here & LookData.Arm).As<int>().SumsFrom() + atRisk1.FillFirst();
            var atRisk = (Vector<R, int>)(count - i) - Vector<R, int>.Indices;
            Store(isEvent.Choose<int>(atRisk - atRisk1, 1), ref toControl, i);
            Store(isEvent.As<int>() & atRisk1, ref toExperimental, i);
        }
        (Count, Observed, length) = (Count + events, Observed + observed, length + end);
        return ties.IsEqualTo(0).CountSet() < (int)Vector<R, uint>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<R>(Vector<R, int> counts, ref double to, int at)
        where R : struct, IRegister<R>
    {
        var (first, second) = counts.As<uint>().Widen();
        ExactFunctions.ToDouble(first).Store(ref to, (nuint)at);
        ExactFunctions.ToDouble(second).Store(ref to, (nuint)at + Vector<R, ulong>.Count);
    }

    void ReadTies(LookData data)
    {
        (length, OfTies) = (0, (0, 0));
        for (var s = 0; s < data.Counts.Length; s++)
        {
            var words = data.Words.AsSpan(data.Starts[s], data.Counts[s]);
            var (n, n1) = (0, 0);
            for (var i = words.Length - 1; i >= 0;)
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
        var end = Population.WholeVectors(length);
        control.AsSpan(length..end).Fill(1);
        experimental.AsSpan(length..end).Clear();
        length = end;
    }

    void AddTick(double n, double n1, double d, double d1)
    {
        var (p, (excess, variance)) = (n1 / n, OfTies!.Value);
        OfTies = (excess + (d * p - d1), n > 1 ? variance + d * ((n - d) / (n - 1)) * (p * (1 - p)) : variance);
        for (var l = 0; l < d; l++)
        {
            control[length] = n - n1 - (d - d1) * (l / d);
            experimental[length++] = n1 - d1 * (l / d);
        }
    }
}
