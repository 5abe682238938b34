namespace Equipoise.TrialLog;

/// <summary>Files that only their owner may read: participants' data, and secrets.</summary>
public static class OwnFile
{
    internal const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A new file of that name.</summary>
    /// <exception cref="IOException">There is one.</exception>
    internal static FileStream New(string path) => new(path, With(FileMode.CreateNew));

    internal static FileStreamOptions With(FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mode;
        return options;
    }

    /// <summary>The file of that ending beside a log: beside the log itself, and not beside a link to it.</summary>
    public static string Beside(string logPath, string ending) => Real(logPath) + ending;

    internal static string Real(string path) =>
        new FileInfo(path) is { Exists: true } file ? file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;
}
