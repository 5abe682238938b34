using Equipoise.Analysis.Reading;
using Equipoise.Datasets.Standards;
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
        var (who, category, date) = (sdtm.Participant(cm), cm.TextOrBlank("CMCAT"), sdtm.Day(cm, "CM", "CMSTDTC", Dated.Start));
        cm.Demand("CMSTDTC");
        for (var row = 0; row < cm.Count; row++)
        {
            if (!category(row).Equals(Terms.SubsequentTherapy, StringComparison.OrdinalIgnoreCase))
                continue;
            if (who(row) is not { } facts || date(row, facts) is not { } day || !sdtm.ByCutoff(day.Day))
                continue;
            facts.NewTherapy = facts.NewTherapy?.Day < day.Day ? facts.NewTherapy : day;
            facts.SeenAlive(day.IsImputed ? null : day.Day);
        }
    }
}

partial class ParticipantFacts
{
    /// <summary>The first therapy for the disease outside the protocol.</summary>
    public DayOf? NewTherapy { get; set; }
}
