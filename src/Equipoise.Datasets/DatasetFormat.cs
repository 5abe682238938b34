namespace Equipoise.Datasets;

/// <summary>A format in which the field exchanges data sets; each lies in a folder of its own.</summary>
abstract class DatasetFormat
{
    /// <summary>What people call it, such as "SAS transport".</summary>
    public abstract string Name { get; }

    /// <summary>How the names of its files end, in the order of preference.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether a file is of this format, by its first bytes, unpacked.</summary>
    public abstract bool Recognizes(ReadOnlySpan<byte> start);

    /// <summary>The data sets of a file, each to be read in batches.</summary>
    /// <exception cref="DataException">The file cannot be read; every problem is listed.</exception>
    public abstract IReadOnlyList<Dataset> Open(string path);

    /// <summary>Whether files of this format can be written.</summary>
    public virtual bool IsWritten => false;

    /// <summary>Whether a file holds several data sets.</summary>
    public virtual bool HoldsSeveral => false;

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="datasets">What it holds: one, unless the format holds several. They are read twice where it must be known
    /// before the first row how long texts are.</param>
    /// <param name="path">The file; a file of that name is replaced.</param>
    /// <param name="options">What it states beside its data.</param>
    /// <returns>What the data sets have and the file has not, one finding for each cause.</returns>
    /// <exception cref="DataException">The data break rules of the format; each breach is listed.</exception>
    public virtual IReadOnlyList<Finding> Write(IReadOnlyList<Dataset> datasets, string path, WriteOptions options) =>
        throw new NotSupportedException($"{Name} is not written.");

    /// <summary>The one table of a file, whole.</summary>
    /// <exception cref="DataException">The file cannot be read, or holds several data sets.</exception>
    public virtual Table Read(string path) => Table.Of(One(path, Open(path)));

    /// <summary>The one data set of a file.</summary>
    /// <exception cref="DataException">There is none, or there are several.</exception>
    public static Dataset One(string path, IReadOnlyList<Dataset> datasets) =>
        datasets switch
        {
            [var dataset] => dataset,
            [] => throw new DataException($"{path}: holds no data set."),
            _ => throw new DataException(
                $"{path}: holds {datasets.Count} data sets ({string.Join(", ", datasets.Select(one => one.Spec.Name))}) "
                    + "where one is expected."
            ),
        };
}
