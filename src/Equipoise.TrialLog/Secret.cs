using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.TrialLog;

/// <summary>32 secret bytes, in memory that the garbage collector neither moves nor copies and that is cleared.</summary>
public sealed class Secret : IDisposable
{
    /// <summary>The length of a secret in bytes.</summary>
    public const int Length = 32;

    const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    static readonly SearchValues<char> digits = SearchValues.Create("0123456789abcdefABCDEF");

    readonly byte[] bytes = GC.AllocateArray<byte>(Length, pinned: true);

    Secret() { }

    /// <summary>A new one from the operating system's source of cryptographic randomness.</summary>
    public static Secret Draw()
    {
        var drawn = new Secret();
        RandomNumberGenerator.Fill(drawn.bytes);
        return drawn;
    }

    /// <summary>The one that follows from a text, for rehearsals: whoever can guess the text has it.</summary>
    public static Secret From(string text)
    {
        var derived = new Secret();
        SHA256.HashData(Encoding.UTF8.GetBytes(text), derived.bytes);
        return derived;
    }

    /// <summary>The one of that hexadecimal text; null when the text is none.</summary>
    public static Secret? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length != 2 * Length || text.ContainsAnyExcept(digits))
            return null;
        var parsed = new Secret();
        Convert.FromHexString(text, parsed.bytes, out _, out _);
        return parsed;
    }

    /// <summary>The one in that file; null when its content is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="LogUnreadableException">Others than its owner may read or write it.</exception>
    public static Secret? ReadFile(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != UnixFileMode.None)
            throw new LogUnreadableException(
                $"{path} holds a secret, and others than its owner may read or write it. Make it the owner's alone "
                    + $"(chmod 600 '{path}'), and think whether it is still secret."
            );
        // No longer than a secret with a line feed or two: nothing of it is left on the way.
        Span<byte> read = stackalloc byte[2 * Length + 2];
        Span<char> text = stackalloc char[read.Length];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return file.Length <= read.Length && file.ReadAtLeast(read, read.Length, throwOnEndOfStream: false) is var count
                ? Parse(text[..Encoding.ASCII.GetChars(read[..count], text)])
                : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(read);
            text.Clear();
        }
    }

    /// <summary>Writes it to a new file that only its owner may read, through to the disk.</summary>
    /// <exception cref="IOException">The file exists: a secret is never overwritten.</exception>
    public void WriteFile(string path)
    {
        Span<byte> line = stackalloc byte[2 * Length + 1];
        try
        {
            Convert.TryToHexStringLower(bytes, line, out _);
            line[^1] = (byte)'\n';
            using var file = OwnFile.New(path);
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
        }
    }

    /// <summary>SHA-256 of the bytes, lower-case hex: what may be published.</summary>
    public string Commitment => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The bytes in lower-case hex. It is the secret.</summary>
    public string Reveal() => Convert.ToHexStringLower(bytes);

    /// <summary>The bytes. They are the secret.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Clears it.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
