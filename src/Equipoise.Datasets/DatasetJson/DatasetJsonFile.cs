namespace Equipoise.Datasets.DatasetJson;

/// <summary>Data sets as Dataset-JSON, CDISC's successor of SAS transport files.</summary>
/// <remarks>
/// Source: CDISC, Dataset-JSON 1.1 (2024-12-05), its representation as NDJSON, and Compressed Dataset-JSON 1.1 (2025-12-11); 1.0
/// (2023-08-23) is read. In R: <c>datasetjson::read_dataset_json</c>, <c>datasetjson::write_dataset_json</c>.
/// </remarks>
public static class DatasetJsonFile
{
    /// <summary>Reads the one data set of a file whole.</summary>
    /// <exception cref="DataException">The file cannot be read, is damaged, or holds several data sets, as 1.0 may.</exception>
    public static Table Read(string path) => Table.Of(DatasetFormat.One(path, Open(path)));

    /// <summary>The data sets of a file, each to be read in batches: one, or of version 1.0 several.</summary>
    /// <remarks>
    /// A date with the targetDataType integer becomes a number as SAS counts, and must be whole; any other is the text that is
    /// there. A decimal stays as it is written. A missing value is null; of texts "" too, which are one here. Attributes
    /// without a place of their own are kept as JSON. Values of another type than their column's are read where nothing is
    /// lost, and noted.
    /// </remarks>
    /// <exception cref="DataException">The file cannot be read or is damaged; of its columns every problem is listed, of its
    /// rows once they are read.</exception>
    public static IReadOnlyList<Dataset> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new DatasetJsonFiles().Open(path);
    }

    /// <summary>Writes a data set, whole or not at all: .ndjson as lines, .dsjc as lines packed by zlib, any other name as one
    /// object.</summary>
    /// <remarks>
    /// It is read twice, for its number of rows and the types of its columns stand before them. Numbers have the fewest digits
    /// that read back; integers are so declared where their column is one and all are whole; numbers that mean dates and times
    /// are written as such, with their format. A missing number is null, a missing text "". Attributes that a document had, its
    /// source system among them, are written again; else the source is Equipoise.
    /// </remarks>
    /// <returns>What the data set has and the file has not.</returns>
    /// <exception cref="DataException">A number is infinite.</exception>
    public static IReadOnlyList<Finding> Write(Dataset dataset, string path, WriteOptions options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return new DatasetJsonFiles().Write([dataset], path, options);
    }
}
