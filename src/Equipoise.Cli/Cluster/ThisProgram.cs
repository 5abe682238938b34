namespace Equipoise.Cli.Cluster;

/// <summary>How a task of the cluster starts the program that runs now, wherever it was installed.</summary>
static class ThisProgram
{
    /// <summary>The words before the verb.</summary>
    public static IReadOnlyList<string> Words { get; } = Find();

    static string[] Find()
    {
        // The process is dotnet itself, or the small starter beside the program.
        var process = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(process) == "equipoise"
            ? [process]
            : [process, typeof(ThisProgram).Assembly.Location];
    }

    /// <summary>A word as a shell takes it, whatever is in it.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", "'\\''")}'";
}
