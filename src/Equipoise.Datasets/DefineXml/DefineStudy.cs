namespace Equipoise.Datasets.DefineXml;

/// <summary>What a document says of a study that is not in its data sets.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Protocol">The sponsor's name of the protocol.</param>
/// <param name="Created">When the document is made.</param>
/// <param name="Standards">The standards that the data follow, of which one is a guide ("IG"); of terminology ("CT") the first
/// counts.</param>
public sealed record DefineStudy(
    string Name,
    string Description,
    string Protocol,
    DateTimeOffset Created,
    IReadOnlyList<DefineStandard> Standards
)
{
    /// <summary>How variables are derived, in words: of one under "DM.RFSTDTC", of one name in every data set under "EPOCH", of
    /// the same one in every domain under "--DY".</summary>
    public IReadOnlyDictionary<string, string> Derivations { get; init; } = new Dictionary<string, string>();

    /// <summary>The dictionaries that others publish from which values are, under the same names.</summary>
    public IReadOnlyDictionary<string, ExternalCodeList> Dictionaries { get; init; } = new Dictionary<string, ExternalCodeList>();

    /// <summary>The program that makes it.</summary>
    public string SourceSystem { get; init; } = "Equipoise";

    /// <summary>The version of that program.</summary>
    public string SourceSystemVersion { get; init; } = "";
}
