using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Conduct.TrialLog;

/// <summary>What is recorded so far: the fold of the log. Only events change it.</summary>
/// <remarks>Applying an event takes constant time, so a log of a million events opens in seconds.</remarks>
public sealed class TrialState
{
    readonly OrderedDictionary<string, ParticipantState> participants = [];
    readonly Dictionary<string, ArmClosed> closedArms = [];
    readonly Dictionary<string, SiteClosed> closedSites = [];
    readonly Dictionary<string, Answered> answers = [];
    readonly List<ProtocolAmended> amendments = [];
    readonly List<ProtocolVersion> versions = [];

    /// <summary>The state after these events.</summary>
    public static TrialState Of(IEnumerable<TrialEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var state = new TrialState();
        foreach (var one in events)
            state.Apply(one);
        return state;
    }

    /// <summary>How the trial was opened; null before.</summary>
    public TrialOpened? Opened { get; private set; }

    /// <summary>The amendments of the protocol, in the order in which they came into force.</summary>
    public IReadOnlyList<ProtocolAmended> Amendments => amendments;

    /// <summary>Every version of the protocol that is or was in force, the first one first; empty before the trial opens.</summary>
    public IReadOnlyList<ProtocolVersion> Versions => versions;

    /// <summary>The version that is in force; null before the trial opens.</summary>
    public ProtocolVersion? InForce => versions.Count == 0 ? null : versions[^1];

    /// <summary>How the trial was locked; null while it goes on.</summary>
    public TrialLocked? Locked { get; private set; }

    /// <summary>The latest data cutoff; null when there is none.</summary>
    public DataWereCutOff? DataCutoff { get; private set; }

    /// <summary>Everyone who was screened, in order of screening.</summary>
    public IReadOnlyList<ParticipantState> Participants => participants.Values;

    /// <summary>How many participants were randomized.</summary>
    public int RandomizedCount => Allocations.Total;

    /// <summary>The arms that are closed, by their id. A closed arm is never opened again.</summary>
    public IReadOnlyDictionary<string, ArmClosed> ClosedArms => closedArms;

    /// <summary>The sites that are closed, by their id. Any other site is open.</summary>
    public IReadOnlyDictionary<string, SiteClosed> ClosedSites => closedSites;

    /// <summary>What the next allocation may depend on.</summary>
    internal AllocationTally Allocations { get; } = new();

    /// <summary>The participant with that identifier; null when none was screened.</summary>
    public ParticipantState? Find(string participant) => participants.GetValueOrDefault(participant);

    /// <summary>How many participants of that stratum were randomized.</summary>
    public int AllocatedIn(Stratum stratum) => Allocations.In(stratum);

    /// <summary>The answer that the request of that key was given; null when there was none.</summary>
    internal Answered? AnswerTo(string key) => answers.GetValueOrDefault(key);

    internal void Apply(TrialEvent one)
    {
        if (one.Request is { } request)
            answers[request.Key] = answers.GetValueOrDefault(request.Key) is { } begun
                ? begun with { Events = [.. begun.Events, one] }
                : new(request.Digest, [one]);
        switch (one)
        {
            case TrialOpened opened:
                Opened = opened;
                versions.Add(new(opened.ProtocolVersion, opened.ProtocolSha256));
                return;
            case ProtocolAmended amended:
                Amend(amended);
                return;
            case TrialLocked locked:
                Locked = locked;
                return;
            case DataWereCutOff cutoff:
                DataCutoff = cutoff;
                return;
            case ParticipantScreened screened when !participants.ContainsKey(screened.Participant):
                participants.Add(screened.Participant, new(screened, InForce?.Sha256 ?? ""));
                break;
            case ConsentRecorded consent:
                Screened(consent.Participant, one).ConsentedTo ??= InForce?.Sha256;
                break;
            case ConsentRenewed renewed:
                var again = Screened(renewed.Participant, one);
                (again.ConsentedTo, again.BoundTo) = (renewed.ProtocolSha256, renewed.ProtocolSha256);
                break;
            case ParticipantRandomized randomized:
                Allocations.Count(randomized.Stratum, Screened(randomized.Participant, one).Screened.Site, randomized.Arm);
                break;
            case ArmClosed closed:
                closedArms[closed.Arm] = closed;
                Allocations.Close(closed.Arm);
                return;
            case SiteClosed closed:
                closedSites[closed.Site] = closed;
                return;
            case SiteOpened opened:
                closedSites.Remove(opened.Site);
                return;
        }
        if (one is ParticipantEvent fact)
            Screened(fact.Participant, one).Apply(fact);
        else if (one is FormEvent act)
            Screened(act.Participant, one).Forms.Apply(act);
    }

    /// <summary>The amendment that a participant has to consent to before being randomized; null for none.</summary>
    internal ProtocolAmended? ConsentStillNeeded(ParticipantState participant)
    {
        var consentedTo = versions.FindIndex(version => version.Sha256 == participant.ConsentedTo);
        return amendments.Skip(consentedTo).LastOrDefault(amendment => amendment.Binds == AmendmentBinding.AfterRenewedConsent);
    }

    void Amend(ProtocolAmended amended)
    {
        amendments.Add(amended);
        versions.Add(new(amended.Version, amended.ProtocolSha256));
        foreach (var participant in participants.Values)
            if (amended.Binds == AmendmentBinding.AllParticipants || participant.Randomized is null)
                participant.BoundTo = amended.ProtocolSha256;
    }

    ParticipantState Screened(string participant, TrialEvent one) =>
        Find(participant)
        ?? throw new InvalidOperationException($"The log has a {one.GetType().Name} of {participant}, who was never screened.");
}

/// <summary>What a request was answered with.</summary>
/// <param name="Digest">What was asked, see <see cref="Request"/>.</param>
/// <param name="Events">The events that were its answer.</param>
sealed record Answered(string Digest, IReadOnlyList<TrialEvent> Events)
{
    /// <summary>The answer as it was given.</summary>
    internal Decision Again() =>
        Events switch
        {
            [RequestRefused refused] => new Decision.Refused(refused.Reasons),
            [RequestChangedNothing] => new Decision.Accepted([]),
            _ => new Decision.Accepted(Events),
        };
}
