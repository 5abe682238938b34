using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;

namespace Equipoise.Conduct.TrialLog;

/// <summary>What is recorded so far: the fold of the log. Only events change it.</summary>
/// <remarks>Applying an event takes constant time, so a log of a million events opens in seconds.</remarks>
public sealed class TrialState
{
    readonly OrderedDictionary<string, ParticipantState> participants = [];
    readonly Dictionary<Stratum, int> allocated = [];
    readonly Dictionary<string, Answered> answers = [];

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

    /// <summary>The latest data cutoff; null when there is none.</summary>
    public DataWereCutOff? DataCutoff { get; private set; }

    /// <summary>Everyone who was screened, in order of screening.</summary>
    public IReadOnlyList<ParticipantState> Participants => participants.Values;

    /// <summary>How many participants were randomized.</summary>
    public int RandomizedCount { get; private set; }

    /// <summary>The participant with that identifier; null when none was screened.</summary>
    public ParticipantState? Find(string participant) => participants.GetValueOrDefault(participant);

    /// <summary>How many participants of that stratum were randomized.</summary>
    public int AllocatedIn(Stratum stratum) => allocated.GetValueOrDefault(stratum);

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
                return;
            case DataWereCutOff cutoff:
                DataCutoff = cutoff;
                return;
            case ParticipantScreened screened when !participants.ContainsKey(screened.Participant):
                participants.Add(screened.Participant, new(screened));
                break;
            case ParticipantRandomized randomized:
                allocated[randomized.Stratum] = AllocatedIn(randomized.Stratum) + 1;
                RandomizedCount++;
                break;
        }
        if (one is ParticipantEvent fact)
            Screened(fact.Participant, one).Apply(fact);
        else if (one is FormEvent act)
            Screened(act.Participant, one).Forms.Apply(act);
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
