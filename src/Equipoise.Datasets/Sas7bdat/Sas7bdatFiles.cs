namespace Equipoise.Datasets.Sas7bdat;

/// <summary>Data sets as SAS keeps them.</summary>
/// <param name="encoding">In which encoding texts are where a file names none, or a wrong one.</param>
sealed class Sas7bdatFiles(string? encoding = null) : DatasetFormat
{
    public override string Name => "SAS data set (SAS7BDAT)";

    public override IReadOnlyList<string> Extensions => [".sas7bdat"];

    // A catalog is refused in words of its own.
    public override bool Recognizes(ReadOnlySpan<byte> start) => SasHeader.IsDataset(start) || SasHeader.IsCatalog(start);

    public override IReadOnlyList<Dataset> Open(string path) => [Sas7bdatFile.Open(path, encoding)];
}
