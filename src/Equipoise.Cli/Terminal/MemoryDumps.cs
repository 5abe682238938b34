using System.Runtime.InteropServices;

namespace Equipoise.Cli.Terminal;

/// <summary>Switches memory dumps off: one of a program that holds the key of an allocation would hold the key.</summary>
static partial class MemoryDumps
{
    const int CoreSize = 4; // RLIMIT_CORE
    const int Dumpable = 4; // PR_SET_DUMPABLE

    [StructLayout(LayoutKind.Sequential)]
    readonly struct Limit
    {
        readonly nuint soft;
        readonly nuint hard;
    }

    /// <summary>
    /// On Linux neither the system nor a debugger of another process gets at the memory. Elsewhere the runtime writes no dump
    /// unless it is told to.
    /// </summary>
    internal static void Off()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Limit none = default;
        _ = SetLimit(CoreSize, in none);
        _ = ProcessControl(Dumpable, 0, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint value, nuint third, nuint fourth, nuint fifth);
}
