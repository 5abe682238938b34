namespace Equipoise.Datasets;

/// <summary>The name that a file gives to its table.</summary>
static class DatasetName
{
    /// <summary>The file's name in capitals up to its first dot: "data/adsl.csv.gz" holds ADSL.</summary>
    public static string Of(string path)
    {
        var name = Path.GetFileName(path);
        return name.Split('.')[0].ToUpperInvariant();
    }
}
