namespace Equipoise.Datasets.Xpt;

/// <summary>SAS transport files, which say what they are in their first bytes.</summary>
sealed class XptFiles : DatasetFormat
{
    public override IReadOnlyList<string> Extensions => [".xpt"];

    public override bool Recognizes(string path, ReadOnlySpan<byte> start) =>
        start.StartsWith(XptHeader.Prefix) || path.EndsWith(".xpt", StringComparison.OrdinalIgnoreCase);

    public override Table Read(string path) => XptFile.Read(path);
}
