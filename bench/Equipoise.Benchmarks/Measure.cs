using System.Diagnostics;
using System.Globalization;

namespace Equipoise.Benchmarks;

/// <summary>Times a side: the median of the repeats, after one that does not count.</summary>
static class Measure
{
    public static Measured Here(Case work)
    {
        var seconds = new List<double>();
        var answer = work.Run();
        for (var repeat = 0; repeat < work.Repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            answer = work.Run();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return new(work.Name, Median(seconds), answer, Allocated(work));
    }

    // The least of a few: the runtime itself sets memory aside now and then.
    static long Allocated(Case work)
    {
        var least = long.MaxValue;
        for (var repeat = 0; repeat < 3; repeat++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            _ = work.Run();
            least = long.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return least;
    }

    /// <summary>Lets R do every case; it prints a line of case, call, seconds and answer for each.</summary>
    public static IEnumerable<Measured> InR(string folder, IEnumerable<Case> cases)
    {
        var script = Path.Combine(Directory.GetCurrentDirectory(), "bench", "compare-with-r.R");
        var start = new ProcessStartInfo("Rscript") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(folder);
        foreach (var work in cases)
            start.ArgumentList.Add(work.Name);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Rscript did not start.");
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Rscript ended with {process.ExitCode}.");
        foreach (var line in lines)
            if (line.Split(',') is [var name, var seconds, var answer])
                yield return new(
                    name,
                    double.Parse(seconds, CultureInfo.InvariantCulture),
                    double.Parse(answer, CultureInfo.InvariantCulture)
                );
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
