using Equipoise.Datasets.DefineXml;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;

namespace Equipoise.Cli.Work;

/// <summary>What define.xml says of a trial beside its tables.</summary>
static class TabulatedStudy
{
    // The terminology is the one by which the words of the tables were checked.
    static readonly DefineStandard[] standards =
    [
        new()
        {
            Oid = "STD.SDTMIG",
            Name = "SDTMIG",
            Type = "IG",
            Version = "3.4",
            Status = "Final",
        },
        new()
        {
            Oid = "STD.CT",
            Name = "CDISC/NCI",
            Type = "CT",
            PublishingSet = "SDTM",
            Version = "2025-03-28",
            Status = "Final",
        },
    ];

    // Terms of adverse events are as sites gave them, of no dictionary.
    static readonly Dictionary<string, ExternalCodeList> countries = new()
    {
        ["COUNTRY"] = new() { Dictionary = "ISO 3166-1 alpha-3" },
    };

    public static DefineStudy Of(TrialProtocol protocol, TimeProvider clock) =>
        new(protocol.Trial.Id, protocol.Trial.Title, protocol.Trial.Id, clock.GetUtcNow(), standards)
        {
            Derivations = SdtmDerivations.All,
            Dictionaries = countries,
        };
}
