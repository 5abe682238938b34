using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Equipoise.Datasets;

namespace Equipoise.Cli.Cluster;

/// <summary>Slurm through its commands, as a user has them on a login node.</summary>
static class Slurm
{
    /// <summary>Whether this machine can submit jobs.</summary>
    public static bool IsHere =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, "sbatch")));

    /// <summary>Submits tasks of an array and gives the number of the job.</summary>
    /// <exception cref="DataException">The cluster refuses, with its reason.</exception>
    public static string Submit(string folder, string script, IReadOnlyList<int> tasks, string? partition)
    {
        List<string> arguments = ["--parsable", $"--chdir={folder}", $"--array={Ranges(tasks)}"];
        if (partition is not null)
            arguments.Add($"--partition={partition}");
        var (exit, output, error) = Run("sbatch", [.. arguments, script]);
        if (exit != 0)
            throw new DataException(
                $"sbatch refuses the job: {error.Trim()}"
                    // Its sentence does not say how many tasks an array may have.
                    + (
                        error.Contains("array", StringComparison.Ordinal)
                            ? " Fewer --shards may be allowed (scontrol show config: MaxArraySize)."
                            : ""
                    )
            );
        // The number, and of a federation the cluster: 123;east
        return output.Trim().Split(';')[0];
    }

    /// <summary>
    /// This user's tasks under that name: their number in the array, and whether they run. Null when Slurm does not answer.
    /// </summary>
    public static IReadOnlyDictionary<int, bool>? Queue(string jobName)
    {
        var (exit, output, _) = Run(
            "squeue",
            ["--noheader", "--array", $"--user={Environment.UserName}", $"--name={jobName}", "--format=%K %T"]
        );
        if (exit != 0)
            return null;
        var tasks = new Dictionary<int, bool>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, var state, ..]
                && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var task)
            )
                tasks[task] = state != "PENDING";
        }
        return tasks;
    }

    /// <summary>Numbers as an array names them: 1-3,7.</summary>
    internal static string Ranges(IReadOnlyList<int> ascending)
    {
        List<string> ranges = [];
        for (var (first, next) = (0, 1); first < ascending.Count; first = next++)
        {
            while (next < ascending.Count && ascending[next] == ascending[next - 1] + 1)
                next++;
            ranges.Add(next - first == 1 ? $"{ascending[first]}" : $"{ascending[first]}-{ascending[next - 1]}");
        }
        return string.Join(',', ranges);
    }

    static (int Exit, string Output, string Error) Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            process.WaitForExit();
            return (process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception e)
        {
            throw new DataException($"{program} cannot be started: {e.Message}", e);
        }
    }
}
