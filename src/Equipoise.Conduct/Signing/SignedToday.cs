using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Signing;

/// <summary>
/// What every act that takes effect with its signature has in common: a reason, and the day on which it is done.
/// </summary>
static class SignedToday
{
    internal static IEnumerable<Refusal> Objections(string reason, DateOnly on, Signature signature, string meaning, Stamp stamp)
    {
        if (Reasons.Against(reason) is { } unexplained)
            yield return unexplained;
        if (on < stamp.EarliestToday)
            yield return new("backdated", $"It takes effect with its signature and is dated that day, not {on:yyyy-MM-dd}.");
        if (Timeline.NotYet(on, stamp) is { } future)
            yield return future;
        foreach (var refusal in signature.Objections(meaning, stamp))
            yield return refusal;
    }
}
