namespace Equipoise.Datasets.Csv;

/// <summary>CSV files. Any text may be one, so this format is asked last.</summary>
sealed class CsvFiles(CsvOptions? options) : DatasetFormat
{
    public override IReadOnlyList<string> Extensions => [".csv", ".csv.gz"];

    public override bool Recognizes(string path, ReadOnlySpan<byte> start) => true;

    public override Table Read(string path) => CsvFile.Read(path, options);
}
