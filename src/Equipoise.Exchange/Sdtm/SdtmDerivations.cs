namespace Equipoise.Exchange.Sdtm;

/// <summary>How the variables of the tables are derived, in words: the methods of define.xml.</summary>
/// <remarks>Source: the code of each domain here, whose remarks say the same; SDTMIG 3.4, 4.4 and 4.5.9.</remarks>
public static class SdtmDerivations
{
    const string Day =
        "The date minus RFSTDTC in days, plus 1 from RFSTDTC on: RFSTDTC is day 1, the day before it -1. Missing where either "
        + "date is not known to the day.";

    /// <summary>Of one variable under "DM.RFSTDTC", of one name in every domain "EPOCH", of every domain "--DY".</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            ["--SEQ"] = "The records of a participant in the domain, counted from 1 in the order of their days.",
            ["TSSEQ"] = "The values of a parameter, counted from 1.",
            ["--DY"] = Day,
            ["--STDY"] = Day,
            ["--ENDY"] = Day,
            ["EPOCH"] =
                "The epoch of the last element in SE that began on or before the day of the record, of what lasts its first "
                + "day. Missing where that day is not known.",
            ["DS.EPOCH"] =
                "SCREENING for a milestone of the protocol; TREATMENT for the end of a treatment of whoever took some; of all "
                + "else the epoch of the last element in SE that began on or before the day.",
            ["SE.EPOCH"] = "The epoch of the element, as TA has it.",
            ["RFSTDTC"] = "The first day of treatment; for whoever was randomized and took none, the day of randomization.",
            ["RFENDTC"] = "The last day of treatment; for whoever was randomized and took none, the end of participation.",
            ["RFXSTDTC"] = "The first day on which treatment was taken.",
            ["RFXENDTC"] = "The last day on which treatment was taken.",
            ["RFPENDTC"] = "The day of death or withdrawal, the earlier; while none is recorded the last day of contact.",
            ["DTHFL"] = "Y where a death is recorded.",
            ["--LOBXFL"] =
                "Y at the last result of each test on or before the first day of treatment: no time of day is recorded, and what "
                + "is planned for that day is done before the dose.",
            ["--STRESC"] = "The result as collected; of a choice on a form its code.",
            ["--STRESN"] = "The number that the standard result is; missing where it is none, or a bound such as <0.1.",
            ["RS.RSDRVFL"] = "Y where the response follows by RECIST 1.1 from lesions that were measured and seen.",
            ["TR.TRDRVFL"] = "Y at the sum of the diameters of target lesions.",
        };
}
