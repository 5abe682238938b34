using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Design.Rehearsal;

/// <summary>The running count of primary events, as a sponsor who waits for the data cutoff keeps it.</summary>
/// <remarks>
/// A participant counts once, at the first event before any new therapy. The analysis, which also knows about missed assessments,
/// has the last word; it may count a few less.
/// </remarks>
sealed class EventCount(Endpoint endpoint)
{
    readonly HashSet<string> atRisk = [];

    public int Count { get; private set; }

    public void See(TrialEvent one)
    {
        switch (one)
        {
            case ParticipantRandomized randomized:
                atRisk.Add(randomized.Participant);
                break;
            case NewTherapyStarted started when endpoint.Censoring.Any(rule => rule.When == CensoringReason.NewAnticancerTherapy):
                atRisk.Remove(started.Participant);
                break;
            case TumorAssessed { Response: OverallResponse.PD } progression
                when endpoint.Events.Any(kind => kind is EndpointEvent.Progression):
                Happened(progression.Participant);
                break;
            case DeathRecorded death when endpoint.Events.Any(kind => kind is EndpointEvent.Death):
                Happened(death.Participant);
                break;
        }
    }

    void Happened(string participant)
    {
        if (atRisk.Remove(participant))
            Count++;
    }
}
