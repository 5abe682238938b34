using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>The answer to a criterion that counted at randomization.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Answered">The answer.</param>
sealed record BaselineAnswer(EligibilityCriterion Criterion, EligibilityAnswered Answered)
{
    internal bool Permits => Criterion.Permits(Answered.Answer);
}

/// <summary>The latest answers up to the day of randomization: what was answered later is no baseline.</summary>
static class BaselineAnswers
{
    /// <summary>The criteria that were answered, in the order of the protocol.</summary>
    internal static IReadOnlyList<BaselineAnswer> Of(ParticipantState participant, TrialProtocol protocol)
    {
        var latest = participant.Randomized?.On ?? DateOnly.MaxValue;
        var answers = participant
            .All<EligibilityAnswered>()
            .Where(answer => answer.On <= latest)
            .ToLookup(answer => answer.Criterion);
        return
        [
            .. from criterion in protocol.Eligibility
            let answer = answers[criterion.Id].MaxBy(answer => answer.On)
            where answer is not null
            select new BaselineAnswer(criterion, answer),
        ];
    }

    /// <summary>The first day on which an answer kept somebody out; null for who was randomized, and where none did.</summary>
    internal static DateOnly? FailedOn(ParticipantState participant, TrialProtocol protocol) =>
        participant.Randomized is null
            ? Of(participant, protocol).Where(answer => !answer.Permits).Min(answer => (DateOnly?)answer.Answered.On)
            : null;
}
