using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Screening;

/// <summary>
/// Whether a participant may enter, by the latest answers: eligible when nothing fails and nothing is unanswered.
/// </summary>
/// <param name="Unmet">Criteria whose latest answer does not permit entry, in the order of the protocol, each with that
/// answer.</param>
/// <param name="Unanswered">Criteria without an answer, in the order of the protocol.</param>
public sealed record Eligibility(IReadOnlyList<UnmetCriterion> Unmet, IReadOnlyList<EligibilityCriterion> Unanswered)
{
    /// <summary>Whether every criterion is answered and permits entry.</summary>
    public bool IsMet => Unmet.Count == 0 && Unanswered.Count == 0;

    /// <summary>The eligibility of that participant under that protocol.</summary>
    public static Eligibility Of(ParticipantState participant, TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(protocol);
        List<UnmetCriterion> unmet = [];
        List<EligibilityCriterion> unanswered = [];
        foreach (var criterion in protocol.Eligibility)
        {
            if (participant.AnswerTo(criterion.Id) is not { } answered)
                unanswered.Add(criterion);
            else if (!criterion.Permits(answered.Answer))
                unmet.Add(new(criterion, answered));
        }
        return new(unmet, unanswered);
    }

    /// <summary>The last day on which an answer may be relied on; null for one that never grows too old.</summary>
    internal static DateOnly? LastDayOf(EligibilityCriterion criterion, EligibilityAnswered answer) =>
        criterion.Within is { } within ? answer.On.AddDays(within.WholeDays) : null;

    /// <summary>What the answer has to be, in words: "must be at least 18".</summary>
    internal static string Wanted(EligibilityCriterion criterion) =>
        $"{(criterion.Kind == CriterionKind.Include ? "must be" : "must not be")} {criterion.Rule}";

    /// <summary>An answer beside what it has to be: "ECOG status: the answer is 2; it must be between 0 and 1."</summary>
    internal static string Sentence(string ask, string answer, string wanted) =>
        $"{ask}{(ask.EndsWith('?') ? " The" : ": the")} answer is {answer}; it {wanted}.";

    /// <summary>Everything that keeps a participant out on that day, for the people at the site.</summary>
    internal static IEnumerable<Refusal> Objections(ParticipantState participant, TrialProtocol protocol, DateOnly day)
    {
        var eligibility = Of(participant, protocol);
        foreach (var unmet in eligibility.Unmet)
            yield return new(
                "not-eligible",
                $"{participant.Id} is not eligible ({unmet.Criterion.Id}): "
                    + Sentence(unmet.Criterion.Ask, $"{unmet.Answered.Answer}", Wanted(unmet.Criterion))
            );
        foreach (var unanswered in eligibility.Unanswered)
            yield return new("not-answered", $"Eligibility is not complete ({unanswered.Id}): {unanswered.Ask}");
        foreach (var criterion in protocol.Eligibility)
            if (participant.AnswerTo(criterion.Id) is { } answer && LastDayOf(criterion, answer) < day)
                yield return new(
                    "evidence-too-old",
                    $"The answer to '{criterion.Id}' is of {answer.On:yyyy-MM-dd}: at randomization it may be {criterion.Within} "
                        + "old at most."
                );
    }
}

/// <summary>A criterion that keeps the participant out.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Answered">The answer that does not permit entry.</param>
public sealed record UnmetCriterion(EligibilityCriterion Criterion, EligibilityAnswered Answered);
