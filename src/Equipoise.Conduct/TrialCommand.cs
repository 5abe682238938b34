using Equipoise.Conduct.Opening;
using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct;

/// <summary>A request to record something. Deciding it is pure: the same state, rules and moment give the same answer.</summary>
public abstract record TrialCommand
{
    private protected TrialCommand() { }

    /// <summary>What the trial answers to this command, as things stand.</summary>
    /// <param name="state">What is recorded so far.</param>
    /// <param name="rules">The protocol and the sealed allocation.</param>
    /// <param name="moment">Who asks, and when.</param>
    public Decision Decide(TrialState state, TrialRules rules, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(rules);
        if (!moment.HasUser)
            return Refuse("no-user", "An entry needs the name of the user who makes it, without control characters.");
        if (state.Locked is not null)
            return Refuse("locked", "The trial is locked: nothing is recorded any more.");
        if (this is OpenTrial)
            return Consider(state, rules, moment);
        if (state.Opened is not { } opened)
            return Refuse("not-open", "The trial is not open yet.");
        if (opened.ProtocolSha256 != rules.Protocol.Sha256)
            return Refuse("other-protocol", $"This log belongs to another protocol file (SHA-256 {opened.ProtocolSha256}).");
        if (opened.KeyCommitment != rules.Commitment)
            return Refuse("other-key", "The allocation key is not the one that was sealed when the trial opened.");
        return Consider(state, rules.Under(state.InForce!.Sha256, state), moment);
    }

    private protected abstract Decision Consider(TrialState state, TrialRules rules, Moment moment);

    private protected static Decision Refuse(string rule, string words) => new Decision.Refused([new(rule, words)]);
}
