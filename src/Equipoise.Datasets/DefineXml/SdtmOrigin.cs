using System.Collections.Frozen;
using Equipoise.Datasets.Standards;

namespace Equipoise.Datasets.DefineXml;

/// <summary>Where values of SDTM come from by the conventions of the field.</summary>
/// <remarks>
/// Source: CDISC SDTM Implementation Guide 3.4 and the origins in CDISC's Metadata Submission Guidelines 2.0 example. What
/// neither derives nor assigns is collected.
/// </remarks>
static class SdtmOrigin
{
    static readonly FrozenSet<string> derived = Words(
        """
        --SEQ --DY --STDY --ENDY --STRESC --STRESN --BLFL --LOBXFL --DRVFL EPOCH RFSTDTC RFENDTC RFXSTDTC RFXENDTC RFPENDTC DTHFL
        """
    );

    static readonly FrozenSet<string> assigned = Words(
        """
        DOMAIN USUBJID SUBJID SITEID COUNTRY ARM ARMCD ACTARM ACTARMCD ARMNRS ACTARMUD AGEU ETCD ELEMENT VISIT VISITNUM
        RDOMAIN IDVAR IDVARVAL RELID RELTYPE QNAM QLABEL QORIG QEVAL
        --TESTCD --TEST --CAT --SCAT --STRESU --PRESP --GRPID --SPID --EVAL --EVALID --TPT --TPTNUM --ELTM --TPTREF --REPNUM --OBJ
        --DECOD --LLT --LLTCD --PTCD --HLT --HLTCD --HLGT --HLGTCD --BODSYS --BDSYCD --SOC --SOCCD --TOXV
        """
    );

    /// <summary>Where the values of a variable come from.</summary>
    public static Origin Of(StandardDataset dataset, string name, string variable)
    {
        var type = variable switch
        {
            "STUDYID" => "Protocol",
            _ when Has(derived, name, variable) && !(dataset.IsReferenceData && variable == "EPOCH") => "Derived",
            "DOMAIN" => "Assigned",
            _ when dataset.IsReferenceData => "Protocol",
            _ when Has(assigned, name, variable) => "Assigned",
            _ => "Collected",
        };
        return new() { Type = type, Source = type == "Collected" ? "Investigator" : "Sponsor" };
    }

    static bool Has(FrozenSet<string> words, string name, string variable) =>
        words.Contains(variable) || (SdtmName.Suffix(name, variable) is { } suffix && words.Contains($"--{suffix}"));

    static FrozenSet<string> Words(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
