using Equipoise.Protocol;

namespace Equipoise.Analysis.Sdtm;

/// <summary>CM: the first therapy for the disease outside the protocol.</summary>
static class ReadTherapies
{
    public static void Into(SdtmReading sdtm)
    {
        var needed = sdtm
            .Protocol.Endpoints.SelectMany(endpoint => endpoint.Censoring)
            .Any(rule => rule.When == CensoringReason.NewAnticancerTherapy);
        if (sdtm.Open("CM", needed ? "censoring at a new anticancer therapy" : null) is not { } cm)
            return;
        var (who, category, date) = (sdtm.Participant(cm), cm.TextOrBlank("CMCAT"), cm.Date("CMSTDTC"));
        for (var row = 0; row < cm.Count; row++)
        {
            if (!category(row).Equals("SUBSEQUENT ANTICANCER THERAPY", StringComparison.OrdinalIgnoreCase))
                continue;
            if (who(row) is not { } facts || date(row) is not { } day || !sdtm.ByCutoff(day))
                continue;
            facts.NewTherapy = facts.NewTherapy < day ? facts.NewTherapy : day;
            facts.SeenAlive(day);
        }
    }
}

partial class ParticipantFacts
{
    /// <summary>The first therapy for the disease outside the protocol.</summary>
    public DateOnly? NewTherapy { get; set; }
}
