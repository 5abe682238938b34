namespace Equipoise.Datasets.Tests;

/// <summary>Numbers that follow from a seed (SplitMix64), so that a mutation that fails can be made again.</summary>
sealed class SeededDraws(int seed)
{
    ulong state = (ulong)seed;

    /// <summary>A number from 0 on, below the bound.</summary>
    public int Below(int bound)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
