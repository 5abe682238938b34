using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Equipoise.Statistics.Randomness;

namespace Equipoise.Design.Simulation;

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

    /// <summary>The words of eight counters. Of every lane the lower half counts, in and out; the upper half out is anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Block(ref Vector512<ulong> c0, ref Vector512<ulong> c1, ref Vector512<ulong> c2, ref Vector512<ulong> c3)
    {
        ref var key = ref keys[0];
        var (m0, m1) = (Vector512.Create((ulong)M0), Vector512.Create((ulong)M1));
        for (nuint round = 0; round < 2 * Rounds; round += 2)
        {
            var (p0, p1) = (Multiply(m0, c0), Multiply(m1, c2));
            c0 = Vector512.ShiftRightLogical(p1, 32) ^ c1 ^ Unsafe.Add(ref key, round);
            c2 = Vector512.ShiftRightLogical(p0, 32) ^ c3 ^ Unsafe.Add(ref key, round + 1);
            (c1, c3) = (p1, p0);
        }
    }

    // The product of the lower halves, in full.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> Multiply(Vector512<ulong> constant, Vector512<ulong> x)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(constant.AsUInt32(), x.AsUInt32());
        if (Avx2.IsSupported)
            return Vector512.Create(
                Avx2.Multiply(constant.GetLower().AsUInt32(), x.GetLower().AsUInt32()),
                Avx2.Multiply(constant.GetUpper().AsUInt32(), x.GetUpper().AsUInt32())
            );
        return constant * (x & Vector512.Create((ulong)uint.MaxValue));
    }
}
