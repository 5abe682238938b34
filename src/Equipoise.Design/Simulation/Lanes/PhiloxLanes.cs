using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Statistics.Numerics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>Blocks of <see cref="Philox"/> side by side, under one key.</summary>
sealed class PhiloxLanes
{
    const uint M0 = 0xD2511F53;
    const uint M1 = 0xCD9E8D57;
    const uint W0 = 0x9E3779B9;
    const uint W1 = 0xBB67AE85;
    const int Rounds = 10;

    readonly ulong[] keys = new ulong[2 * Rounds];

    public PhiloxLanes(ulong key)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++, k0 += W0, k1 += W1)
            (keys[2 * round], keys[2 * round + 1]) = (k0, k1);
    }

    /// <summary>
    /// The words of the counters of as many participants as two vectors have lanes, from the given ones on, the other three words
    /// of the counter being common. Of every lane of the counter and of the result the lower half counts; the upper half is
    /// anything.
    /// </summary>
    /// <remarks>Two vectors side by side, since each waits for its own multiplications.</remarks>
    [MethodImpl(AggressiveInlining)]
    public void Blocks<R>(Vector<R, ulong> participants, Counter<R> counter, out Words<R> first, out Words<R> next)
        where R : struct, IRegister<R>
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        Vector<R, ulong> m0 = M0;
        Vector<R, ulong> m1 = M1;
        var (a0, a1, a2, a3) = (participants, counter.Second, counter.Third, counter.Fourth);
        var (b0, b1, b2, b3) = (participants + Vector<R, ulong>.Count, a1, a2, a3);
        for (nuint round = 0; round < 2 * Rounds; round += 2)
        {
            Vector<R, ulong> k0 = Unsafe.Add(ref key, round);
            Vector<R, ulong> k1 = Unsafe.Add(ref key, round + 1);
            var (p0, p1) = (m0.TimesLowerHalf(a0), m1.TimesLowerHalf(a2));
            var (q0, q1) = (m0.TimesLowerHalf(b0), m1.TimesLowerHalf(b2));
            a0 = (p1 >>> 32) ^ a1 ^ k0;
            b0 = (q1 >>> 32) ^ b1 ^ k0;
            a2 = (p0 >>> 32) ^ a3 ^ k1;
            b2 = (q0 >>> 32) ^ b3 ^ k1;
            (a1, a3, b1, b3) = (p1, p0, q1, q0);
        }
        first = new(a0, a1, a2, a3);
        next = new(b0, b1, b2, b3);
    }

    /// <summary>The three words of a counter that participants share.</summary>
    public readonly ref struct Counter<R>(ulong second, ulong third, ulong fourth)
        where R : struct, IRegister<R>
    {
        public readonly Vector<R, ulong> Second = second;
        public readonly Vector<R, ulong> Third = third;
        public readonly Vector<R, ulong> Fourth = fourth;
    }

    /// <summary>The four words of each block.</summary>
    public readonly ref struct Words<R>(Vector<R, ulong> x0, Vector<R, ulong> x1, Vector<R, ulong> x2, Vector<R, ulong> x3)
        where R : struct, IRegister<R>
    {
        public readonly Vector<R, ulong> X0 = x0;
        public readonly Vector<R, ulong> X1 = x1;
        public readonly Vector<R, ulong> X2 = x2;
        public readonly Vector<R, ulong> X3 = x3;
    }
}
