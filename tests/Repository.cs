namespace Equipoise.Tests;

/// <summary>The repository that these tests were built from.</summary>
static class Repository
{
    /// <summary>Its root: the folder that holds Equipoise.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Equipoise.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("These tests run from within the repository.");
    }
}
