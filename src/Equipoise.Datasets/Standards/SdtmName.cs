namespace Equipoise.Datasets.Standards;

/// <summary>Names of variables of SDTM.</summary>
static class SdtmName
{
    /// <summary>What follows the letters of the domain: "ORRESU" of LBORRESU in LB; null where it does not begin with
    /// them.</summary>
    public static string? Suffix(string dataset, string variable) =>
        dataset.Length >= 2 && variable.Length > 2 && variable.StartsWith(dataset[..2], StringComparison.OrdinalIgnoreCase)
            ? variable[2..]
            : null;
}
