namespace Equipoise.Conduct.Allocation;

/// <summary>
/// The file that holds the allocation key, beside the log but never in it: <c>trial.db</c> has <c>trial.db.seed</c>.
/// </summary>
public static class SealedKeyFile
{
    /// <summary>Where the key of that log is kept unless the user names another place.</summary>
    public static string For(string logPath) => logPath + ".seed";

    /// <summary>Writes the key to a new file that only its owner may read.</summary>
    /// <exception cref="IOException">The file exists: a key is never overwritten.</exception>
    public static void Write(string path, AllocationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        using (var writer = new StreamWriter(stream, leaveOpen: true))
            writer.WriteLine(key.Reveal());
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The key in that file; null when its content is no key.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AllocationKey? Read(string path) => AllocationKey.Parse(File.ReadAllText(path));
}
