using System.Diagnostics;

namespace Equipoise.Trial.Tests.Cli.Cluster;

/// <summary>Programs that a test starts, among them this one as the shell would start it.</summary>
static partial class ChildProcess
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    // Debian keeps daemons where a user's PATH does not look.
    static readonly string[] folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        "/usr/sbin",
        "/sbin",
    ];

    /// <summary>Where a program is; null where it is not installed.</summary>
    public static string? Find(string program) =>
        folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Waits for a program and gives what it said.</summary>
    public static (int Exit, string Output, string Error) End(this Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExit(patience);
        if (!ended)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        ended.ShouldBeTrue($"Not done within {patience.TotalMinutes} minutes: {output.Result}{error.Result}");
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs a program to its end.</summary>
    public static (int Exit, string Output, string Error) Run(
        string program,
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        using var process = Start(program, arguments, environment);
        return process.End();
    }

    /// <summary>Starts a program.</summary>
    public static Process Start(
        string program,
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        bool input = false
    )
    {
        var start = new ProcessStartInfo(Find(program) ?? program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = input,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
