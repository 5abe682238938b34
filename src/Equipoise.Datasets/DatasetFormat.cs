namespace Equipoise.Datasets;

/// <summary>A format in which the field exchanges tables; each lies in a folder of its own.</summary>
abstract class DatasetFormat
{
    /// <summary>How the names of its files end, in the order of preference.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether a file is of this format, by its name and its first bytes.</summary>
    public abstract bool Recognizes(string path, ReadOnlySpan<byte> start);

    /// <summary>Reads the one table of a file.</summary>
    /// <exception cref="DataException">The file cannot be read; every problem is listed.</exception>
    public abstract Table Read(string path);
}
