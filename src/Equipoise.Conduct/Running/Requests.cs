using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Running;

/// <summary>
/// What a command comes to under the key of its request. Pure: asked before, it is answered again; else it is decided.
/// </summary>
static class Requests
{
    /// <summary>The answer to a command, and what is to be written for it.</summary>
    internal static (Decision Decision, IReadOnlyList<TrialEvent> Record) Ask(
        TrialState state,
        TrialRules rules,
        TrialCommand command,
        Stamp stamp,
        string? key
    )
    {
        if (TypedTexts.Objections(command).ToList() is { Count: > 0 } unreadable)
            return (new Decision.Refused(unreadable), []);
        if (key is null)
            return Deciding.Of(command, state, rules, stamp) is var decided && decided is Decision.Accepted accepted
                ? (decided, accepted.Events)
                : (decided, []);
        if (!Request.IsKey(key))
            return (Refused("bad-request-key", "A request key has 1 to 100 characters, and no control character."), []);
        var request = Request.Of(key, command, stamp.By);
        if (state.Part<Answers>().To(key) is { } answered)
            return answered.Digest == request.Digest
                ? (answered.Again(), [])
                : (Refused("key-of-another-request", $"The request key '{key}' belongs to another request."), []);
        var decision = Deciding.Of(command, state, rules, stamp);
        return (decision, [.. Record(state, command, stamp, decision).Select(one => one with { Request = request })]);
    }

    static IReadOnlyList<TrialEvent> Record(TrialState state, TrialCommand command, Stamp stamp, Decision decision)
    {
        var trial = state.Part<Foundation>();
        // Nothing comes before the opening of a log or after its lock, nothing into one of an earlier format, and nothing
        // without a user: those refusals are told, not recorded.
        var isOpen = trial.Versions.Count > 0 && trial.Format >= LogFormat.Current;
        if ((!isOpen && !command.Opens) || trial.IsLocked || !stamp.HasUser)
            return decision is Decision.Accepted { Events: var events } ? events : [];
        var (asked, participant) = (command.GetType().Name, (command as ParticipantCommand)?.Participant);
        return decision switch
        {
            Decision.Accepted { AlreadyRecorded: true } => [new RequestChangedNothing(asked, participant)],
            Decision.Accepted accepted => accepted.Events,
            Decision.Refused refused when command.RefusalIsKept => [new RequestRefused(asked, participant, refused.Reasons)],
            _ => [],
        };
    }

    static Decision.Refused Refused(string rule, string words) => new([new(rule, words)]);
}
