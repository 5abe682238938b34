using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Screening;

/// <summary>The stratum that follows from recorded facts and the site's own answers, or why it is not known.</summary>
sealed record Stratification(Stratum? Stratum, IReadOnlyList<Refusal> Refusals)
{
    internal static Stratification Of(
        IReadOnlyDictionary<string, string> levels,
        IReadOnlyDictionary<string, string> choices,
        ParticipantState participant,
        TrialProtocol protocol
    )
    {
        List<Refusal> refusals = [.. UnusableChoices(choices, protocol), .. NeedlessLevels(levels, protocol)];
        List<StratumValue> values = [];
        foreach (var factor in protocol.Randomization?.Factors ?? [])
        {
            var (source, value) = factor.Source switch
            {
                FactorSource.FromCriterion from => ("the eligibility answer", Recorded(from, participant)),
                FactorSource.FromTreatmentChoice from => (
                    "the treatment choice",
                    choices.GetValueOrDefault(from.TreatmentId)
                ),
                _ => ("the answer", levels.GetValueOrDefault(factor.Id)),
            };
            var level = LevelOf(factor, value);
            if (level is not null)
                values.Add(new(factor.Id, level.Name));
            else if (value is not null)
                refusals.Add(
                    new("no-such-level", $"{factor.Label}: {source} '{value}' belongs to none of its levels ({Names(factor)}).")
                );
            else if (factor.Source is FactorSource.Asked asked)
                refusals.Add(
                    new("stratum-not-known", $"{factor.Label} is needed to randomize: {asked.Question} ({Names(factor)})")
                );
            else
                refusals.Add(new("stratum-not-known", $"{factor.Label} is needed to randomize, and {source} is missing."));
        }
        return new(refusals.Count == 0 ? new(values) : null, refusals);
    }

    /// <summary>The level of a factor that follows from an eligibility answer, as that is recorded; null for another.</summary>
    internal static string? LevelRecorded(StratificationFactor factor, ParticipantState participant) =>
        factor.Source is FactorSource.FromCriterion from ? LevelOf(factor, Recorded(from, participant))?.Name : null;

    static string? Recorded(FactorSource.FromCriterion from, ParticipantState participant) =>
        participant.AnswerTo(from.CriterionId)?.Answer.ToString();

    static FactorLevel? LevelOf(StratificationFactor factor, string? value) =>
        factor.Levels.FirstOrDefault(level => value is not null && level.Values.Contains(value));

    static IEnumerable<Refusal> UnusableChoices(IReadOnlyDictionary<string, string> choices, TrialProtocol protocol)
    {
        foreach (var treatment in protocol.Treatments.Where(treatment => treatment.Choice.Count > 0))
            if (!choices.TryGetValue(treatment.Id, out var named))
                yield return new(
                    "no-choice",
                    $"Name the {treatment.Label} before randomization: {string.Join(" or ", treatment.Choice)}."
                );
            else if (!treatment.Choice.Contains(named))
                yield return new(
                    "no-such-choice",
                    $"'{named}' is no choice of {treatment.Label}: {string.Join(" or ", treatment.Choice)}."
                );
        foreach (
            var id in choices.Keys.Where(id =>
                !protocol.Treatments.Any(treatment => treatment.Id == id && treatment.Choice.Count > 0)
            )
        )
            yield return new("no-such-choice", $"The protocol has no choice of treatment '{id}'.");
    }

    /// <summary>
    /// A level given for a factor that is derived, or does not exist, would be ignored: that is said, not done.
    /// </summary>
    static IEnumerable<Refusal> NeedlessLevels(IReadOnlyDictionary<string, string> levels, TrialProtocol protocol) =>
        levels
            .Keys.Where(id =>
                !(protocol.Randomization?.Factors ?? []).Any(factor => factor.Id == id && factor.Source is FactorSource.Asked)
            )
            .Select(id => new Refusal("no-such-factor", $"'{id}' is not a factor that the site is asked for."));

    static string Names(StratificationFactor factor) => string.Join(", ", factor.Levels.Select(level => level.Name));
}
