namespace Equipoise.Datasets.Csv;

/// <summary>Delimited text. Any text may be one, so this format is asked last.</summary>
sealed class CsvFiles(CsvOptions? options) : DatasetFormat
{
    public override string Name => "delimited text (CSV)";

    public override IReadOnlyList<string> Extensions => [".csv", ".csv.gz", ".tsv", ".tsv.gz"];

    public override bool Recognizes(ReadOnlySpan<byte> start) => true;

    public override IReadOnlyList<Dataset> Open(string path) => [CsvFile.Open(path, options)];

    public override Table Read(string path) => CsvFile.Read(path, options);

    public override bool IsWritten => true;

    public override IReadOnlyList<Finding> Write(IReadOnlyList<Dataset> datasets, string path, WriteOptions options) =>
        CsvFile.Write(One(path, datasets), path);
}
