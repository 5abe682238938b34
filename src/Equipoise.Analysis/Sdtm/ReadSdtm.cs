using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sdtm;

/// <summary>Gathers what SDTM says of each participant, domain by domain.</summary>
static class ReadSdtm
{
    /// <summary>
    /// Every domain that is read, in this order: demographics say who there is, the others tell what happened to whom.
    /// </summary>
    static readonly Action<SdtmReading>[] domains =
    [
        ReadDemographics.Into,
        ReadAnswers.Into,
        ReadDisposition.Into,
        ReadExposure.Into,
        ReadResponses.Into,
        ReadTherapies.Into,
        ReadCriteriaNotMet.Into,
        ReadContacts.Into,
        ReadLaboratory.Into,
        ReadQuestionnaires.Into,
        ReadAdverseEvents.Into,
        ReadDeaths.Into,
    ];

    /// <summary>The names of all domains that are read.</summary>
    public static readonly string[] Domains = ["DM", "SUPPDM", "DS", "EC", "EX", "RS", "CM", "IE", "LB", "SV", "AE", "QS"];

    public static TrialFacts From(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data, List<DataProblem> problems)
    {
        var reading = new SdtmReading(protocol, data, problems);
        foreach (var domain in domains)
            domain(reading);
        return reading.Facts;
    }
}
