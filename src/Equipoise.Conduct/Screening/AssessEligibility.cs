using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Screening;

/// <summary>Answers questions of eligibility. Answers may come in parts; each is recorded by its own.</summary>
/// <remarks>
/// An answer that does not permit entry is a fact like any other and is taken: it is what makes a screening failure.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Answers">The answer by the id of the criterion.</param>
/// <param name="On">The day of the evidence.</param>
public sealed record AssessEligibility(string Participant, IReadOnlyDictionary<string, Answer> Answers, DateOnly On)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Screen;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (Answers.Count == 0)
            yield return new("no-answer", "No question was answered.");
        foreach (var (id, answer) in Answers)
        {
            var criterion = now.Rules.Protocol.Eligibility.FirstOrDefault(criterion => criterion.Id == id);
            if (criterion is null)
                yield return new("unknown-criterion", $"The protocol has no criterion '{id}'.");
            else if (Expected(criterion.Rule, answer) is { } expected)
                yield return new("wrong-answer", $"{criterion.Ask} The answer must be {expected}, not '{answer}'.");
        }
    }

    /// <summary>In the order of the protocol, so that the log does not depend on the order of a dictionary.</summary>
    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        now
            .Rules.Protocol.Eligibility.Where(criterion => Answers.ContainsKey(criterion.Id))
            .Select(criterion => new EligibilityAnswered(Participant, criterion.Id, Answers[criterion.Id], On));

    static string? Expected(EligibilityRule rule, Answer answer) =>
        (rule, answer) switch
        {
            (EligibilityRule.Is, Answer.YesNo) => null,
            (EligibilityRule.OneOf, Answer.Choice { Value: { Length: > 0 } }) => null,
            (EligibilityRule.Between or EligibilityRule.AtLeast or EligibilityRule.AtMost, Answer.Number number)
                when double.IsFinite(number.Value) => null,
            (EligibilityRule.Is, _) => "yes or no",
            (EligibilityRule.OneOf, _) => "a choice",
            _ => "a number",
        };
}

/// <summary>A question of eligibility was answered.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Criterion">The id of the criterion.</param>
/// <param name="Answer">The answer: yes or no, a number, or a choice.</param>
/// <param name="On">The day of the evidence.</param>
public sealed record EligibilityAnswered(string Participant, string Criterion, Answer Answer, DateOnly On) : ParticipantEvent
{
    internal override FactItem Item => new(Criterion, On);

    internal override string What => $"the answer to '{Criterion}'";

    internal override string Says(TrialProtocol protocol) =>
        protocol.Eligibility.FirstOrDefault(criterion => criterion.Id == Criterion) is { } asked
            ? $"{asked.Ask.TrimEnd('?', ':')}: {Answer}{(asked.Unit is null ? "" : $" {asked.Unit}")}"
            : $"{Criterion}: {Answer}";

    internal override TrialCommand AsAsked(Trace trace) =>
        new AssessEligibility(Participant, new Dictionary<string, Answer> { [Criterion] = Answer }, On)
        {
            ReasonForChange = ReasonForChange,
        };
}

/// <summary>The answers to the questions of eligibility.</summary>
public static class AnswerState
{
    extension(ParticipantState who)
    {
        /// <summary>The latest answer to an eligibility criterion; null when it was never answered.</summary>
        public EligibilityAnswered? AnswerTo(string criterion) =>
            who.All<EligibilityAnswered>().Where(answer => answer.Criterion == criterion).MaxBy(answer => answer.On);
    }
}
