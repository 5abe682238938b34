using Equipoise.Conduct.TrialLog;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Screening;

/// <summary>Whether a participant may enter, by the latest answers: eligible when nothing fails and nothing is unanswered.</summary>
/// <param name="Unmet">Criteria whose latest answer does not permit entry, in the order of the protocol, each with that answer.</param>
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
}

/// <summary>A criterion that keeps the participant out.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Answered">The answer that does not permit entry.</param>
public sealed record UnmetCriterion(EligibilityCriterion Criterion, EligibilityAnswered Answered);
