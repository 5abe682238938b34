using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Server.Endpoints;

namespace Equipoise.Server.Pages.Events;

/// <summary>What a role may record of a participant, as the page of the participant offers it.</summary>
static class EventActs
{
    /// <summary>The pages that are offered, with their names.</summary>
    internal static IEnumerable<(string Place, string Name)> Of(Visitor visitor, ParticipantView who)
    {
        if (who.Consented is null)
            yield break;
        var mayRecord = visitor.May(Act.Record, who.Site);
        if (mayRecord && who.Randomized is not null)
            yield return ("visits/record", "Record visit");
        yield return ("adverse-events", "Adverse events");
        yield return ("lab", "Laboratory");
        if (
            who.Randomized is not null
            && visitor.Views.SeesDosesOf(who.Participant)
            && (visitor.May(Act.RecordDose, who.Site) || visitor.May(Act.DecideDose, who.Site))
        )
            yield return ("dose", "Dose");
        yield return ("disease", "Disease");
        if (mayRecord)
            yield return ("end", "End of study");
        if (visitor.May(Act.Transfer, who.Site))
            yield return ("transfer", "Other site");
        if (who.Randomized is not null && visitor.Views.IsMasked && visitor.May(Act.Unblind, who.Site))
            yield return ("unblind", "Emergency unblinding");
    }

    /// <summary>Whether the role may say that a fact was entered in error; what that takes, its page says.</summary>
    internal static bool MayTakeBack(Visitor visitor, ParticipantView who, TimelineFact fact) =>
        visitor.May(Act.Record, who.Site)
        || (
            fact.Kind is "DeathRecorded" or "ParticipantWithdrawn" or "TreatmentDiscontinued"
            && visitor.May(Act.ConfirmError, who.Site)
        );
}
