using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>Calls of a verb on a protocol that a test has made, in a folder of its own; they are to succeed.</summary>
static class OnProtocol
{
    public static string Text(string verb, string protocol, params string[] arguments)
    {
        var run = CommandLine.Run([verb, Saved(protocol), .. arguments]);
        run.Exit.ShouldBe(0, run.Error);
        return run.Output;
    }

    public static JsonElement Json(string verb, string protocol, params string[] arguments) =>
        JsonDocument.Parse(Text(verb, protocol, [.. arguments, "--format", "json"])).RootElement;

    /// <summary>The path of the file that holds it.</summary>
    public static string Saved(string protocol)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "protocol.yaml");
        File.WriteAllText(file, protocol);
        return file;
    }
}
