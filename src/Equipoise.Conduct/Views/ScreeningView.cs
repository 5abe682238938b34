using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Views;

/// <summary>
/// Whether a participant may enter: each criterion with its answer, what the stratum follows from, and what is signed.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="ProtocolVersion">The version of the protocol that binds them, whose criteria these are.</param>
/// <param name="Criteria">Every criterion, in the order of the protocol.</param>
/// <param name="IsMet">Whether every criterion is answered, permits entry, and rests on evidence that is not too old
/// today.</param>
/// <param name="Factors">What the stratum follows from, in the order of the protocol.</param>
/// <param name="Choices">The treatments of which the investigator names an alternative before randomization.</param>
/// <param name="Signed">The latest signed eligibility; null when it was never signed.</param>
public sealed record ScreeningView(
    string Participant,
    string ProtocolVersion,
    IReadOnlyList<CriterionView> Criteria,
    bool IsMet,
    IReadOnlyList<FactorView> Factors,
    IReadOnlyList<ChoiceView> Choices,
    SignedEligibilityView? Signed
)
{
    /// <summary>How many criteria have an answer.</summary>
    public int Answered => Criteria.Count(criterion => criterion.Answer is not null);

    internal static ScreeningView Of(Viewer viewer, ParticipantState who)
    {
        var protocol = viewer.RulesOf(who).Protocol;
        var today = viewer.TodayAt(who.Site);
        return new(
            who.Id,
            protocol.Trial.Version,
            [.. protocol.Eligibility.Select(criterion => CriterionView.Of(criterion, who, today))],
            !Eligibility.Objections(who, protocol, today).Any(),
            [.. (protocol.Randomization?.Factors ?? []).Select(factor => FactorView.Of(factor, who))],
            [
                .. protocol
                    .Treatments.Where(treatment => treatment.Choice.Count > 0)
                    .Select(treatment => new ChoiceView(treatment.Id, treatment.Label, treatment.Choice)),
            ],
            SignedEligibilityView.Of(who, protocol, today)
        );
    }
}

/// <summary>A criterion with its latest answer.</summary>
/// <param name="Id">Its id in the protocol.</param>
/// <param name="Question">The question as the site reads it.</param>
/// <param name="Kind">Whether meeting its rule lets in or keeps out.</param>
/// <param name="Expected">What the answer has to be, in words: "must be at least 1 10^9/L".</param>
/// <param name="Asks">What kind of answer it asks for.</param>
/// <param name="Unit">The unit of a number; null for none.</param>
/// <param name="Options">
/// The choices that the protocol lists; empty for another kind. Any other choice can be answered, and does not meet the rule.
/// </param>
/// <param name="Answer">The latest answer as written; null without.</param>
/// <param name="On">The day of its evidence; null without.</param>
/// <param name="UsableUntil">The last day on which it may be relied on; null without, and for one that never grows too
/// old.</param>
/// <param name="Verdict">What the answer means today.</param>
public sealed record CriterionView(
    string Id,
    string Question,
    CriterionKind Kind,
    string Expected,
    AnswerKind Asks,
    string? Unit,
    IReadOnlyList<string> Options,
    string? Answer,
    DateOnly? On,
    DateOnly? UsableUntil,
    CriterionVerdict Verdict
)
{
    /// <summary>The answer beside what it has to be, in a sentence.</summary>
    public string InWords => Eligibility.Sentence(Question, $"{Answer}", Expected);

    internal static CriterionView Of(EligibilityCriterion criterion, ParticipantState who, DateOnly today)
    {
        var answered = who.AnswerTo(criterion.Id);
        var until = answered is null ? null : Eligibility.LastDayOf(criterion, answered);
        return new(
            criterion.Id,
            criterion.Ask,
            criterion.Kind,
            criterion.Unit is { } unit ? $"{Eligibility.Wanted(criterion)} {unit}" : Eligibility.Wanted(criterion),
            criterion.Rule switch
            {
                EligibilityRule.Is => AnswerKind.YesNo,
                EligibilityRule.OneOf => AnswerKind.Choice,
                _ => AnswerKind.Number,
            },
            criterion.Unit,
            criterion.Rule is EligibilityRule.OneOf one ? one.Choices : [],
            answered?.Answer.ToString(),
            answered?.On,
            until,
            answered is null ? CriterionVerdict.Unanswered
                : !criterion.Permits(answered.Answer) ? CriterionVerdict.KeepsOut
                : until < today ? CriterionVerdict.TooOld
                : CriterionVerdict.Permits
        );
    }
}

/// <summary>What kind of answer a criterion asks for.</summary>
public enum AnswerKind
{
    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of a list.</summary>
    Choice,
}

/// <summary>What the latest answer to a criterion means.</summary>
public enum CriterionVerdict
{
    /// <summary>There is none.</summary>
    Unanswered,

    /// <summary>It permits entry.</summary>
    Permits,

    /// <summary>It does not permit entry.</summary>
    KeepsOut,

    /// <summary>It would permit entry, and its evidence is too old: it has to be answered anew.</summary>
    TooOld,
}

/// <summary>A stratification factor, and its level where it follows from what is recorded.</summary>
/// <param name="Id">Its id in the protocol.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Question">What the site is asked at signing; null for a level that is derived.</param>
/// <param name="Criterion">The criterion from whose answer the level follows; null for none.</param>
/// <param name="Treatment">The treatment whose named alternative is the level; null for none.</param>
/// <param name="Levels">The levels, in the order of the protocol.</param>
/// <param name="Level">The level that follows from the recorded answer; null where it is not known before signing.</param>
public sealed record FactorView(
    string Id,
    string Label,
    string? Question,
    string? Criterion,
    string? Treatment,
    IReadOnlyList<string> Levels,
    string? Level
)
{
    internal static FactorView Of(StratificationFactor factor, ParticipantState who) =>
        new(
            factor.Id,
            factor.Label,
            (factor.Source as FactorSource.Asked)?.Question,
            (factor.Source as FactorSource.FromCriterion)?.CriterionId,
            (factor.Source as FactorSource.FromTreatmentChoice)?.TreatmentId,
            [.. factor.Levels.Select(level => level.Name)],
            Stratification.LevelRecorded(factor, who)
        );
}

/// <summary>A treatment of which the investigator names an alternative.</summary>
/// <param name="Treatment">Its id in the protocol.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Alternatives">The alternatives, as the protocol writes them.</param>
public sealed record ChoiceView(string Treatment, string Label, IReadOnlyList<string> Alternatives);
