using System.Diagnostics;
using System.Text;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The dotnet command, as a user would give it.</summary>
static class DotNet
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Runs it and returns what it prints. If it fails, or is not done in time and has to be killed, so does the test, with all
    /// that it said.
    /// </summary>
    public static string Run(string folder, params string[] arguments) => Run(folder, new Dictionary<string, string>(), arguments);

    /// <summary>The same with these environment variables besides.</summary>
    public static string Run(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // The test runner tells its children where its own build tools are, and those of the folder may be others.
        foreach (var name in start.Environment.Keys.ToArray())
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                start.Environment.Remove(name);
        // No build server outlives the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExit(Patience);
        if (!ended)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        var said = $"dotnet {string.Join(' ', arguments)}{Environment.NewLine}{output.Result}{error.Result}";
        ended.ShouldBeTrue($"Not done within {Patience.TotalMinutes} minutes: {said}");
        process.ExitCode.ShouldBe(0, said);
        return output.Result;
    }
}
