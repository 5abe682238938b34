namespace Equipoise.Tests;

/// <summary>Real data that the repository does not contain: see CONTRIBUTING.md for what it is and where it is looked for.</summary>
static class ReferenceData
{
    /// <summary>Its folder; null when it is not on this machine.</summary>
    public static string? Folder { get; } =
        (Environment.GetEnvironmentVariable("EQUIPOISE_REFERENCE_DATA") ?? Repository.At("..", "shared", "data")) is { } folder
        && Directory.Exists(folder)
            ? folder
            : null;

    public static string PathOf(params string[] parts) =>
        Path.Combine([Folder ?? throw new InvalidOperationException("The reference data is not here."), .. parts]);
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

/// <summary>A theory about the reference data; skipped, and said to be, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public ReferenceTheoryAttribute()
    {
        if (ReferenceData.Folder is null)
            Skip = "The reference data is absent: set EQUIPOISE_REFERENCE_DATA to its folder.";
    }
}
