namespace Equipoise.Datasets.Csv;

/// <summary>Delimited text. Any text may be one, so this format is asked last.</summary>
sealed class CsvFiles(CsvOptions? options) : DatasetFormat
{
    public override string Name => "delimited text (CSV)";

    public override IReadOnlyList<string> Extensions => [".csv", ".csv.gz"];

    public override bool Recognizes(ReadOnlySpan<byte> start) => true;

    public override IReadOnlyList<Dataset> Open(string path) => [CsvFile.Read(path, options).AsDataset()];

    public override Table Read(string path) => CsvFile.Read(path, options);
}
