namespace Equipoise.Datasets.DefineXml;

/// <summary>The words that attributes of Define-XML 2.1 may have.</summary>
/// <remarks>Source: define-enumerations.xsd of Define-XML 2.1.0; types of items are those of ODM 1.3.2 that Define-XML 2.1
/// allows.</remarks>
static class DefineWords
{
    public static readonly string[] Contexts = ["Submission", "Other"];

    public static readonly string[] Standards =
    [
        "ADaMIG",
        "BIMO",
        "CDISC/NCI",
        "SDTMIG",
        "SDTMIG-AP",
        "SDTMIG-MD",
        "SENDIG",
        "SENDIG-AR",
        "SENDIG-DART",
    ];

    public static readonly string[] StandardTypes = ["IG", "CT"];

    public static readonly string[] PublishingSets = ["ADaM", "CDASH", "DEFINE-XML", "SDTM", "SEND"];

    public static readonly string[] Classes =
    [
        "ADAM OTHER",
        "BASIC DATA STRUCTURE",
        "DEVICE LEVEL ANALYSIS DATASET",
        "EVENTS",
        "FINDINGS",
        "FINDINGS ABOUT",
        "INTERVENTIONS",
        "MEDICAL DEVICE BASIC DATA STRUCTURE",
        "MEDICAL DEVICE OCCURRENCE DATA STRUCTURE",
        "OCCURRENCE DATA STRUCTURE",
        "RELATIONSHIP",
        "SPECIAL PURPOSE",
        "STUDY REFERENCE",
        "SUBJECT LEVEL ANALYSIS DATASET",
        "TRIAL DESIGN",
    ];

    public static readonly string[] SubClasses =
    [
        "ADVERSE EVENT",
        "MEDICAL DEVICE TIME-TO-EVENT",
        "NON-COMPARTMENTAL ANALYSIS",
        "POPULATION PHARMACOKINETIC ANALYSIS",
        "TIME-TO-EVENT",
    ];

    public static readonly string[] Origins =
    [
        "Assigned",
        "Collected",
        "Derived",
        "Not Available",
        "Other",
        "Predecessor",
        "Protocol",
    ];

    public static readonly string[] Sources = ["Investigator", "Sponsor", "Subject", "Vendor"];

    public static readonly string[] Comparators = ["LT", "LE", "GT", "GE", "EQ", "NE", "IN", "NOTIN"];

    public static readonly string[] CodeListTypes = ["text", "integer", "float", "string"];

    public static readonly string[] DataTypes =
    [
        "text",
        "integer",
        "float",
        "date",
        "time",
        "datetime",
        "partialDate",
        "partialTime",
        "partialDatetime",
        "incompleteDate",
        "incompleteTime",
        "incompleteDatetime",
        "durationDatetime",
        "intervalDatetime",
        "string",
        "double",
        "URI",
        "boolean",
        "hexBinary",
        "base64Binary",
        "hexFloat",
        "base64Float",
    ];
}
