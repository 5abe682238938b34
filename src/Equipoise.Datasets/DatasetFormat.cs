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
