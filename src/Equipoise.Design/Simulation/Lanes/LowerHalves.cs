using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>Numbers of 32 bits in lanes of 64.</summary>
static class LowerHalves
{
    /// <summary>The products of the lower halves of lanes, in full; the upper halves may hold anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Multiply(Vector512<ulong> x, Vector512<ulong> y)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(x.AsUInt32(), y.AsUInt32());
        if (Avx2.IsSupported)
            return Vector512.Create(
                Avx2.Multiply(x.GetLower().AsUInt32(), y.GetLower().AsUInt32()),
                Avx2.Multiply(x.GetUpper().AsUInt32(), y.GetUpper().AsUInt32())
            );
        var mask = Vector512.Create((ulong)uint.MaxValue);
        return (x & mask) * (y & mask);
    }
}
