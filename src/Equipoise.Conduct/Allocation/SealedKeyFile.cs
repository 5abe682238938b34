using Equipoise.TrialLog;

namespace Equipoise.Conduct.Allocation;

/// <summary>
/// The file that holds the allocation key, beside the log but never in it: <c>trial.db</c> has <c>trial.db.seed</c>.
/// </summary>
public static class SealedKeyFile
{
    /// <summary>Where the key of that log is kept unless the user names another place.</summary>
    public static string For(string logPath) => OwnFile.Beside(logPath, ".seed");

    /// <summary>Writes the key to a new file that only its owner may read.</summary>
    /// <exception cref="IOException">The file exists: a key is never overwritten.</exception>
    public static void Write(string path, AllocationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        key.WriteFile(path);
    }

    /// <summary>The key in that file; null when its content is no key.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="LogUnreadableException">Others than its owner may read it.</exception>
    public static AllocationKey? Read(string path) => Secret.ReadFile(path) is { } secret ? new(secret) : null;
}
