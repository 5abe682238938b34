namespace Equipoise.Cli.Cluster;

/// <summary>How a task of the cluster starts the program that runs now, wherever it was installed.</summary>
static class ThisProgram
{
    /// <summary>The words before the verb.</summary>
    public static IReadOnlyList<string> Words { get; } = Find();

    static string[] Find()
    {
        // The process is dotnet itself, the small starter beside the program, or one file that has the program inside.
        var process = Environment.ProcessPath ?? "dotnet";
        var program = typeof(ThisProgram).Assembly.Location;
        return program.Length == 0 || Path.GetFileNameWithoutExtension(process) == "equipoise" ? [process] : [process, program];
    }

    /// <summary>A word as a shell takes it, whatever is in it.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", "'\\''")}'";
}
