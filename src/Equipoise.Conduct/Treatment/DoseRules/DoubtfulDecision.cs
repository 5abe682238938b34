using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>
/// A decision about a dose that rests on what turned out to be wrong: a value, or an adverse event, that was corrected or taken
/// back since.
/// </summary>
/// <remarks>
/// The decision stays: it was made on what was known. Whether anything follows from the correction is for the investigator, so it
/// is shown beside the decision, and in the next proposal.
/// </remarks>
/// <param name="Decision">The decision.</param>
/// <param name="Corrections">What was corrected since.</param>
public sealed record DoubtfulDecision(DoseDecided Decision, IReadOnlyList<LaterCorrection> Corrections)
{
    /// <summary>The decisions of a participant that rest on something that was corrected since, in their order.</summary>
    public static IReadOnlyList<DoubtfulDecision> Of(ParticipantState participant, TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(protocol);
        return
        [
            .. from entry in participant.EntriesOf<DoseDecided>()
            let decision = (DoseDecided)entry.Event
            let corrections = Since(entry.Sequence, decision, participant, protocol).ToList()
            where corrections.Count > 0
            select new DoubtfulDecision(decision, corrections),
        ];
    }

    static IEnumerable<LaterCorrection> Since(
        long decided,
        DoseDecided decision,
        ParticipantState participant,
        TrialProtocol protocol
    )
    {
        var codes = (protocol.FollowUp?.Laboratory ?? []).ToDictionary(test => test.Id, test => test.Code);
        // What a decision used stands in its proposal, in these words.
        bool Used(string words) =>
            decision.Proposal.Because.Any(used => used == words || used.StartsWith($"{words}, ", StringComparison.Ordinal));
        string Of(LabValueRecorded value) =>
            FormattableString.Invariant(
                $"{codes.GetValueOrDefault(value.Test, value.Test)} {value.Result} {value.Unit} of {value.On:yyyy-MM-dd}"
            );
        string About(AdverseEventRecorded item) =>
            FormattableString.Invariant($"{DoseFacts.NameOf(item)} since {item.Start}, grade {item.Grade}");

        foreach (var entry in participant.EntriesOf<LabValueRecorded>().Where(entry => entry.Sequence > decided))
            if (Then(entry) is LabValueRecorded then && Used(Of(then)) && Of(then) != Of((LabValueRecorded)entry.Event))
                yield return new(
                    $"{Of(then)}, corrected to {((LabValueRecorded)entry.Event).Result}",
                    entry.Sequence
                );
        foreach (var entry in participant.EntriesOf<AdverseEventRecorded>().Where(entry => entry.Sequence > decided))
            if (
                Then(entry) is AdverseEventRecorded then
                && Used(About(then))
                && IsMilder((AdverseEventRecorded)entry.Event, then, decision.On)
            )
                yield return new($"{About(then)}, corrected since", entry.Sequence);
        foreach (var (fact, mark) in participant.TakenBack.Where(one => one.Mark.Sequence > decided))
            if (
                Then(fact) switch
                {
                    LabValueRecorded value => Of(value),
                    AdverseEventRecorded item => About(item),
                    _ => null,
                }
                    is { } words
                && Used(words)
            )
                yield return new($"{words}, taken back since", mark.Sequence);

        TrialEvent? Then(Entry entry) => entry.History().FirstOrDefault(one => one.Sequence < decided)?.Event;
    }

    /// <summary>Whether less is left of it than was decided on. That it grew worse later says nothing about that day.</summary>
    static bool IsMilder(AdverseEventRecorded now, AdverseEventRecorded then, DateOnly decided) =>
        now.Grade < then.Grade
        || now.Start.IsAfter(decided) is true
        || now.End?.IsAfter(decided) is false
        || DoseFacts.NameOf(now) != DoseFacts.NameOf(then)
        || (then.Related && !now.Related);
}

/// <summary>A correction that came after a decision.</summary>
/// <param name="Words">What was used, and what became of it, in words.</param>
/// <param name="Sequence">The row of the correction.</param>
public sealed record LaterCorrection(string Words, long Sequence);
