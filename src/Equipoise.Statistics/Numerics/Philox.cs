namespace Equipoise.Statistics.Numerics;

/// <summary>Philox4x32-10: four random words as a pure function of a counter and a key.</summary>
/// <remarks>
/// No state and no sequence: word block k of stream s is the same on any machine, thread or shard, so a simulation can be
/// cut and resumed anywhere. Not for allocation: it is statistically strong but not cryptographic.
/// Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11, section 4.3; the tests
/// hold its published known answers. Outside the promise of versions.
/// </remarks>
public static class Philox
{
    const uint M0 = 0xD2511F53;
    const uint M1 = 0xCD9E8D57;
    const uint W0 = 0x9E3779B9;
    const uint W1 = 0xBB67AE85;
    const int Rounds = 10;

    /// <summary>The four words of this counter under this key.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = (ulong)M0 * c0;
            var p1 = (ulong)M1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            (k0, k1) = (k0 + W0, k1 + W1);
        }
        return (c0, c1, c2, c3);
    }
}
