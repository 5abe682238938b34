using Equipoise.Design.Rehearsal;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Simulation.World;

/// <summary>The shares of the levels of stratification factors, as the scenario's answers give them.</summary>
static class FactorShares
{
    public static IReadOnlyList<FactorWorld> Of(TrialProtocol protocol, Scenario scenario, List<string> problems)
    {
        var factors = protocol.Randomization!.Factors;
        foreach (var same in factors.Where(factor => factor.Source is not FactorSource.Asked).GroupBy(factor => factor.Source))
            if (same.Count() > 1)
                problems.Add(
                    $"The factors {string.Join(" and ", same.Select(factor => factor.Id))} come from one answer: "
                        + "independent factors are simulated."
                );
        return [.. factors.Select(factor => Of(factor, protocol, scenario, problems))];
    }

    static FactorWorld Of(StratificationFactor factor, TrialProtocol protocol, Scenario scenario, List<string> problems)
    {
        List<(string Value, double Share)> answers =
        [
            .. factor.Source switch
            {
                FactorSource.FromCriterion from => ToCriterion(
                    protocol.Eligibility.First(criterion => criterion.Id == from.CriterionId),
                    scenario
                ),
                FactorSource.FromTreatmentChoice from => Shares(scenario, from.TreatmentId)
                    ?? [(protocol.Treatments.First(treatment => treatment.Id == from.TreatmentId).Choice[0], 1)],
                _ => Shares(scenario, factor.Id) ?? [(factor.Levels[0].Name, 1)],
            },
        ];
        var without = answers.Where(answer =>
            answer.Share > 0 && !factor.Levels.Any(level => level.Values.Contains(answer.Value))
        );
        foreach (var (value, share) in without)
            problems.Add(
                $"The scenario gives '{value}' a share of {share}, and it belongs to no level of the factor '{factor.Id}'."
            );
        return new(
            factor.Id,
            [
                .. factor.Levels.Select(level =>
                    answers.Where(answer => level.Values.Contains(answer.Value)).Sum(answer => answer.Share)
                ),
            ]
        );
    }

    static IEnumerable<(string, double)>? Shares(Scenario scenario, string question) =>
        scenario.Answers.GetValueOrDefault(question) is AnswerDistribution.Shares shares ? shares.Values : null;

    static IEnumerable<(string, double)> ToCriterion(EligibilityCriterion criterion, Scenario scenario) =>
        scenario.Answers.GetValueOrDefault(criterion.Id) switch
        {
            AnswerDistribution.Shares shares => shares.Values.Select(answer =>
                (
                    criterion.Rule is EligibilityRule.OneOf or EligibilityRule.Is
                        ? answer.Value
                        : Number(double.Parse(answer.Value)),
                    answer.Share
                )
            ),
            AnswerDistribution.Uniform uniform => Enumerable
                .Range(0, uniform.Count)
                .Select(place => (Number(uniform.ValueAt(place)), 1.0 / uniform.Count)),
            AnswerDistribution.Age => Ages(scenario.Age),
            _ => [(VirtualPerson.PlainAnswer(criterion).ToString()!, 1)],
        };

    // Normal, cut off at the limits, in completed years.
    static IEnumerable<(string, double)> Ages(AgeDistribution age)
    {
        var all = Below(age.Maximum + 1) - Below(age.Minimum);
        for (var years = (int)age.Minimum; years <= age.Maximum; years++)
            yield return (
                Number(years),
                (Below(double.Min(years + 1, age.Maximum + 1)) - Below(double.Max(years, age.Minimum))) / all
            );

        double Below(double years) => Normal.Cdf((years - age.Mean) / age.StandardDeviation);
    }

    static string Number(double value) => new Answer.Number(value).ToString();
}
