using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Signing;

/// <summary>
/// What every act that takes effect with its signature has in common: a reason, and the day on which it is done.
/// </summary>
static class SignedToday
{
    /// <summary>What speaks against such an act of the trial.</summary>
    internal static IEnumerable<Refusal> OfTrial(string reason, DateOnly on, Signature signature, string meaning, Stamp stamp) =>
        [.. Act(reason, on, stamp), .. Future(on, stamp), .. signature.Objections(meaning, stamp)];

    /// <summary>What speaks against such an act about a participant, whose order of dates is looked after already.</summary>
    internal static IEnumerable<Refusal> OfParticipant(
        string reason,
        DateOnly on,
        Signature signature,
        string meaning,
        Stamp stamp
    ) => [.. Act(reason, on, stamp), .. signature.Objections(meaning, stamp)];

    static IEnumerable<Refusal> Act(string reason, DateOnly on, Stamp stamp)
    {
        if (Reasons.Against(reason) is { } unexplained)
            yield return unexplained;
        if (on < stamp.EarliestToday)
            yield return new("backdated", $"It takes effect with its signature and is dated that day, not {on:yyyy-MM-dd}.");
    }

    static IEnumerable<Refusal> Future(DateOnly on, Stamp stamp) => Timeline.NotYet(on, stamp) is { } future ? [future] : [];
}
