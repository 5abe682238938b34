using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
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

    /// <summary>The size of an arm in the safety set.</summary>
    public static ResultRef SizeInSafety(string arm) => disposition.InSafety(arm);
}
