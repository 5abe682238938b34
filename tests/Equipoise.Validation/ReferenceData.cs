namespace Equipoise.Validation;

/// <summary>Real data and the answers of other software, which the repository does not contain.</summary>
static class ReferenceData
{
    /// <summary>Its folder; null when it is not on this machine.</summary>
    public static string? Folder { get; } =
        (Environment.GetEnvironmentVariable("EQUIPOISE_REFERENCE_DATA") ?? BesideRepository()) is { } folder && Directory.Exists(folder)
            ? folder
            : null;

    public static string PathOf(params string[] parts) =>
        Path.Combine([Folder ?? throw new InvalidOperationException("The reference data is not here."), .. parts]);

    static string? BesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Equipoise.slnx")))
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
        return null;
    }
}

/// <summary>A fact about the reference data; skipped, and said to be, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute()
    {
        if (ReferenceData.Folder is null)
            Skip = "The reference data is absent: set EQUIPOISE_REFERENCE_DATA to its folder.";
    }
}
