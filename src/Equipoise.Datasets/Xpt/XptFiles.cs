namespace Equipoise.Datasets.Xpt;

/// <summary>SAS transport files, and what goes by their name.</summary>
sealed class XptFiles : DatasetFormat
{
    public override string Name => "SAS transport (XPT)";

    public override IReadOnlyList<string> Extensions => [".xpt"];

    // A CPORT file is refused in words of its own.
    public override bool Recognizes(ReadOnlySpan<byte> start) =>
        start.StartsWith(XptHeader.Prefix) || start.StartsWith(XptReader.Cport);

    public override IReadOnlyList<Dataset> Open(string path) => XptReader.Members(path);

    public override bool IsWritten => true;

    public override bool HoldsSeveral => true;

    public override IReadOnlyList<Finding> Write(IReadOnlyList<Dataset> datasets, string path, WriteOptions options) =>
        XptFile.Write(datasets, path, options);
}
