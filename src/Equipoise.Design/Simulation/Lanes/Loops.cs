using System.Runtime.CompilerServices;

namespace Equipoise.Design.Simulation.Lanes;

/// <summary>How the loops over vectors are compiled.</summary>
static class Loops
{
    /// <summary>
    /// At once in full, and each by itself: in line in its caller, a loop shares with it what the compiler is willing to put in
    /// line, and operations on vectors become calls.
    /// </summary>
    public const MethodImplOptions Apart = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
