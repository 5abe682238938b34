using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Analysis.TimeToEvent;

namespace Equipoise.Reporting.Quoting;

/// <summary>Where it is said how many participants a column is about.</summary>
static class Sizes
{
    static readonly DispositionResults disposition = new();

    /// <summary>The size of an arm, or of everyone, in the full analysis set.</summary>
    public static ResultRef SizeInFullAnalysis(this Manuscript m, string arm) =>
        m.Has(disposition.InFullAnalysis(arm)) ? disposition.InFullAnalysis(arm)
        : arm == By.Everyone ? disposition.AllRandomized
        : new EventsResults(m.Protocol.Endpoints[0].Id).Participants(arm);

    /// <summary>How many of an arm, or of everyone, were treated: as the analysis of harms counts them.</summary>
    public static ResultRef SizeTreated(this Manuscript m, string arm) =>
        new AdverseEventOverview().Treated(arm) is var treated && m.Has(treated) ? treated : SizeInSafety(arm);

    /// <summary>The size of an arm in the safety set.</summary>
    public static ResultRef SizeInSafety(string arm) => disposition.InSafety(arm);
}
