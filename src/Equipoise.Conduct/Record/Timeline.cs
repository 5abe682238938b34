using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>The order of a participant's life: consent before everything, nothing in the future, nothing after the end.</summary>
/// <remarks>Of a date that is known in part, only what is certainly out of order is refused.</remarks>
static class Timeline
{
    internal static IEnumerable<Refusal> Objections(ParticipantCommand command, Situation now)
    {
        var (state, participant, _, stamp) = now;
        var who = participant.Id;
        if (NotYet(command.LastDay, stamp) is { } future)
            yield return future;
        if (participant.At(Milestone.Screening) is { } screened && command.Began.IsBefore(screened.On) is true)
            yield return new(
                "before-screening",
                $"{command.Began} is before {who} was screened on {screened.On:yyyy-MM-dd}."
            );

        if (command.Needs >= Milestone.Consent)
        {
            if (participant.At(Milestone.Consent) is not { } consent)
                yield return new("no-consent", $"{who} has not consented: nothing may be recorded before consent.");
            else if (command.Began.IsBefore(consent.On) is true)
                yield return new(
                    "before-consent",
                    $"{command.Began} is before {who} consented on {consent.On:yyyy-MM-dd}."
                );
        }
        if (command.Needs >= Milestone.Randomization)
        {
            if (participant.At(Milestone.Randomization) is not { } randomized)
                yield return new("not-randomized", $"{who} has not been randomized.");
            else if (command.Began.IsBefore(randomized.On) is true)
                yield return new(
                    "before-randomization",
                    $"{command.Began} is before {who} was randomized on {randomized.On:yyyy-MM-dd}."
                );
        }

        if (!command.EvenAfterDeath && participant.At(Milestone.Death) is { } death && command.LastDay > death.On)
            yield return new(
                "after-death",
                $"{command.LastDay:yyyy-MM-dd} is after the death of {who} on {death.On:yyyy-MM-dd}."
            );
        if (
            !command.EvenAfterWithdrawal
            && participant.At(Milestone.Withdrawal) is { } withdrawal
            && command.LastDay > withdrawal.On
        )
            yield return new(
                "after-withdrawal",
                $"{command.LastDay:yyyy-MM-dd} is after {who} left the study on {withdrawal.On:yyyy-MM-dd}."
            );
        if (!command.EvenAfterCutoff && state.Part<Foundation>().LastDayThatCounts is { } cutoff && command.On > cutoff)
            yield return new("after-cutoff", $"{command.On:yyyy-MM-dd} is after the data cutoff of {cutoff:yyyy-MM-dd}.");
    }

    /// <summary>The rule that nothing is recorded before it happens.</summary>
    internal const string InTheFuture = "in-the-future";

    internal static Refusal? NotYet(DateOnly day, Stamp stamp) =>
        day > stamp.LatestToday
            ? new(InTheFuture, $"{day:yyyy-MM-dd} is in the future: today is {stamp.LatestToday:yyyy-MM-dd}.")
            : null;

    /// <summary>An end of follow-up contradicts what was recorded as happening after it.</summary>
    /// <param name="facts">What was recorded.</param>
    /// <param name="end">The last day that may be told of.</param>
    /// <param name="what">The end, in words.</param>
    /// <param name="isMasked">
    /// Whether whoever reads this may not know the arm: then what tells it, as the name of a treatment does, is not named.
    /// </param>
    internal static IEnumerable<Refusal> NothingAfter(
        IEnumerable<ParticipantEvent> facts,
        DateOnly end,
        string what,
        bool isMasked
    )
    {
        var later = facts.Where(fact => !fact.MayFollowTheEnd && fact.LastDay > end).MaxBy(fact => fact.LastDay);
        if (later is not null)
            yield return new(
                "facts-after-the-end",
                $"{what} on {end:yyyy-MM-dd} contradicts {(isMasked && later.TellsArm ? "the treatment" : later.What)}, "
                    + $"recorded until {later.LastDay:yyyy-MM-dd}. "
                    + "Correct one of them."
            );
    }
}
