using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The program as others install it: as a tool of .NET, and as one file that needs nothing beside it.</summary>
[Trait("Takes", "time")]
public sealed class PackedProgram : IDisposable
{
    // Packing compiles the program and its runtime to machine code, on whatever machine the tests run.
    static readonly TimeSpan patience = TimeSpan.FromMinutes(30);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void As_a_tool_it_is_installed_from_its_package_and_starts()
    {
        var built = typeof(Equipoise.Cli.Program).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var (packed, tools) = (folder.File("packed"), folder.File("tools"));
        DotNet.Run(
            folder.Path,
            "pack",
            Repository.At("src", "Equipoise.Cli", "Equipoise.Cli.csproj"),
            "--no-build",
            "--configuration",
            built,
            "--output",
            packed
        );
        // From that folder and from nowhere else.
        File.WriteAllText(
            folder.File("nuget.config"),
            $"<configuration><packageSources><clear/><add key=\"packed\" value=\"{packed}\"/></packageSources></configuration>"
        );

        DotNet.Run(folder.Path, "tool", "install", "equipoise", "--tool-path", tools, "--configfile", folder.File("nuget.config"));

        Starts(Path.Combine(tools, OperatingSystem.IsWindows() ? "equipoise.exe" : "equipoise"));
    }

    [Fact]
    public void As_one_file_it_starts_without_anything_beside_it()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64)
            return;
        Run("bash", Repository.At("pack"), "linux-x64", "--into", folder.Path);
        Directory.EnumerateFiles(folder.File("linux-x64")).Select(Path.GetFileName).ShouldBe(["equipoise"]);
        File.Move(Path.Combine(folder.File("linux-x64"), "equipoise"), folder.File("alone"));

        Starts(folder.File("alone"));
    }

    [Fact]
    public void What_cannot_be_packed_is_refused_with_what_can()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (exit, _, error) = Started("bash", Repository.At("pack"), "amiga");
        exit.ShouldBe(2);
        error.ShouldBe("There is no 'amiga' to pack: tool, linux-x64 linux-arm64 win-x64 osx-arm64.\n");
    }

    /// <summary>A trial is begun, read, planned and recorded, which takes the YAML, the statistics and the database.</summary>
    void Starts(string program)
    {
        var trial = folder.File("trial");
        Run(program).ShouldContain("The life of a trial");
        Run(program, "new", trial);
        var protocol = Path.Combine(trial, "protocol.yaml");
        Run(program, "check", protocol).ShouldContain("no problems found");
        Run(program, "design", protocol, "--format", "json").ShouldContain("\"events\": 331");
        Run(program, "rehearse", protocol, "--until", "2027-02-15", "--out", folder.File("rehearsal"));
        Run(program, "verify", "--trial", Path.Combine(folder.File("rehearsal"), "trial.db"), "--protocol", protocol)
            .ShouldContain("no problems found");
    }

    static string Run(string program, params string[] arguments)
    {
        var (exit, output, error) = Started(program, arguments);
        exit.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {output}{error}");
        return output;
    }

    static (int Exit, string Output, string Error) Started(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // See DotNet: the test runner tells its children where its own build tools are.
        foreach (var name in start.Environment.Keys.ToArray())
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(patience))
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }
}
