using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>Running sums within a vector.</summary>
static class LaneSums
{
    /// <summary>Of each lane, the sum of it and all before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> UpTo(Vector512<int> x)
    {
        // A lane that is not there is 0.
        x += Vector512.Shuffle(x, Vector512.Create(16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        x += Vector512.Shuffle(x, Vector512.Create(16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7));
        return x;
    }

    /// <summary>Of each lane, the sum of it and all after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> FromEachOn(Vector512<int> x)
    {
        x += Vector512.Shuffle(x, Vector512.Create(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
        x += Vector512.Shuffle(x, Vector512.Create(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16));
        x += Vector512.Shuffle(x, Vector512.Create(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16));
        x += Vector512.Shuffle(x, Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16));
        return x;
    }

    /// <summary>The last lane in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Last(Vector512<int> x) => Vector512.Shuffle(x, Vector512.Create(15));

    /// <summary>The largest lane.</summary>
    public static int Largest(Vector512<int> x)
    {
        var largest = x[0];
        for (var lane = 1; lane < Vector512<int>.Count; lane++)
            largest = int.Max(largest, x[lane]);
        return largest;
    }

    /// <summary>The smallest lane.</summary>
    public static int Smallest(Vector512<int> x)
    {
        var smallest = x[0];
        for (var lane = 1; lane < Vector512<int>.Count; lane++)
            smallest = int.Min(smallest, x[lane]);
        return smallest;
    }
}
