using Equipoise.Datasets.Standards;

namespace Equipoise.Datasets.Csv;

/// <summary>The types that SDTM and ADaM give to variables by their names, where a CSV file's cells would mislead.</summary>
/// <remarks>Sources: CDISC SDTM Implementation Guide 3.4 and ADaM Implementation Guide 1.3, the type of each variable.</remarks>
static class CdiscTypes
{
    // Beside the variables of the catalog.
    static readonly HashSet<string> text = new(StringComparer.OrdinalIgnoreCase) {
        "SITEGR1",
        "INVID",
        "ETCD",
        "AVALC",
        "SETCD",
        "RELID",
        "POOLID",
    };

    // Dates may be a bare year, elapsed times are durations (PT1H); results, limits and toxicity grades are characters even where
    // all are digits.
    static readonly string[] textEndings =
    [
        "DTC",
        "ORRES",
        "STRESC",
        "ORNRLO",
        "ORNRHI",
        "TOXGR",
        "TESTCD",
        "SPID",
        "REFID",
        "GRPID",
        "LNKID",
        "LNKGRP",
        "LOT",
        "FL",
        "TPT",
        "ELTM",
    ];

    // Codes of MedDRA are numbers and often left out.
    static readonly string[] numberEndings =
    [
        "LLTCD",
        "PTCD",
        "HLTCD",
        "HLGTCD",
        "BDSYCD",
        "SOCCD",
        "SEQ",
        "DY",
        "STRESN",
        "STNRLO",
        "STNRHI",
        "DOSE",
        "TPTNUM",
        "LLOQ",
        "ULOQ",
        "VISITNUM",
        "AGE",
        "AVAL",
        "BASE",
        "CHG",
        "CNSR",
        "DT",
        "DTM",
        "TM",
    ];

    /// <summary>Whether a column of that name is text, whatever its cells look like.</summary>
    public static bool IsText(string name) =>
        StandardVariable.Find(name) is { Type: StandardType.Text }
        || text.Contains(name)
        || IsPlannedOrActualTreatment(name)
        || EndsIn(name, textEndings);

    /// <summary>Whether a column of that name holds numbers when it holds nothing.</summary>
    public static bool IsNumberWhenEmpty(string name) =>
        StandardVariable.Find(name) is { Type: not StandardType.Text } || EndsIn(name, numberEndings);

    // TRT01P, TRT01A and so on.
    static bool IsPlannedOrActualTreatment(string name) =>
        name is ['T' or 't', 'R' or 'r', 'T' or 't', >= '0' and <= '9', >= '0' and <= '9', 'P' or 'p' or 'A' or 'a'];

    static bool EndsIn(string name, string[] endings) =>
        Array.Exists(endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
