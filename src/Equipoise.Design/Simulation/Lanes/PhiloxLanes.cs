using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>Eight blocks of <see cref="Philox"/> at once, under one key.</summary>
sealed class PhiloxLanes
{
    const uint M0 = 0xD2511F53;
    const uint M1 = 0xCD9E8D57;
    const uint W0 = 0x9E3779B9;
    const uint W1 = 0xBB67AE85;
    const int Rounds = 10;

    readonly Vector512<ulong>[] keys = new Vector512<ulong>[2 * Rounds];

    public PhiloxLanes(ulong key)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++, k0 += W0, k1 += W1)
            (keys[2 * round], keys[2 * round + 1]) = (Vector512.Create((ulong)k0), Vector512.Create((ulong)k1));
    }

    /// <summary>
    /// The words of the counters of sixteen participants, from the given one on, the other three words of the counter being
    /// common. Of every lane of the counter and of the result the lower half counts; the upper half is anything.
    /// </summary>
    /// <remarks>Two blocks side by side, since each waits for its own multiplications.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Blocks(
        Vector512<ulong> participants,
        Vector512<ulong> second,
        Vector512<ulong> third,
        Vector512<ulong> fourth,
        out Eight first,
        out Eight next
    )
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        var (m0, m1) = (Vector512.Create((ulong)M0), Vector512.Create((ulong)M1));
        var (a0, a1, a2, a3) = (participants, second, third, fourth);
        var (b0, b1, b2, b3) = (participants + Vector512.Create(8UL), second, third, fourth);
        for (nuint round = 0; round < 2 * Rounds; round += 2)
        {
            var (k0, k1) = (Unsafe.Add(ref key, round), Unsafe.Add(ref key, round + 1));
            var (p0, p1) = (LowerHalves.Multiply(m0, a0), LowerHalves.Multiply(m1, a2));
            var (q0, q1) = (LowerHalves.Multiply(m0, b0), LowerHalves.Multiply(m1, b2));
            a0 = Vector512.ShiftRightLogical(p1, 32) ^ a1 ^ k0;
            b0 = Vector512.ShiftRightLogical(q1, 32) ^ b1 ^ k0;
            a2 = Vector512.ShiftRightLogical(p0, 32) ^ a3 ^ k1;
            b2 = Vector512.ShiftRightLogical(q0, 32) ^ b3 ^ k1;
            (a1, a3, b1, b3) = (p1, p0, q1, q0);
        }
        first = new(a0, a1, a2, a3);
        next = new(b0, b1, b2, b3);
    }

    /// <summary>The four words of eight blocks.</summary>
    public readonly ref struct Eight(Vector512<ulong> x0, Vector512<ulong> x1, Vector512<ulong> x2, Vector512<ulong> x3)
    {
        public readonly Vector512<ulong> X0 = x0;
        public readonly Vector512<ulong> X1 = x1;
        public readonly Vector512<ulong> X2 = x2;
        public readonly Vector512<ulong> X3 = x3;
    }
}
