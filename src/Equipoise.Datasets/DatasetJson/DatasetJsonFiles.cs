using System.Text;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>Dataset-JSON in its three spellings: one JSON object, a line a row, and the lines packed.</summary>
sealed class DatasetJsonFiles : DatasetFormat
{
    public override string Name => "Dataset-JSON";

    public override IReadOnlyList<string> Extensions => [".json", ".ndjson", ".dsjc"];

    // Other JSON lies beside data too. The version stands at the beginning unless a writer keeps no order.
    public override bool Recognizes(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Encoding.UTF8.Preamble))
            start = start[Encoding.UTF8.Preamble.Length..];
        return start.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] && start.IndexOf("\"datasetJSONVersion\""u8) >= 0;
    }

    public override IReadOnlyList<Dataset> Open(string path) =>
        [.. JsonOutline.Of(path).Select(outline => new DatasetJsonDataset(path, outline))];

    public override bool IsWritten => true;

    public override IReadOnlyList<Finding> Write(IReadOnlyList<Dataset> datasets, string path, WriteOptions options) =>
        DatasetJsonWriter.Write(One(path, datasets), path, options);
}
