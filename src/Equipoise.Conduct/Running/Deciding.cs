using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Running;

/// <summary>What the trial answers to a command: whether its giver may, and then whether it stands.</summary>
static class Deciding
{
    internal static Decision Of(TrialCommand command, TrialState state, TrialRules rules, Stamp stamp)
    {
        if (Permission.Objections(command, state, stamp).ToList() is { Count: > 0 } denied)
            return new Decision.Refused(denied);
        var decision = command.Decide(state, rules, stamp);
        List<Refusal> more = [.. Permission.AgainstName(command, state, stamp), .. SiteClock.Objections(command, state, stamp)];
        return more.Count == 0 ? decision
            : decision is Decision.Refused refused ? new Decision.Refused([.. refused.Reasons, .. more])
            : new Decision.Refused(more);
    }
}
