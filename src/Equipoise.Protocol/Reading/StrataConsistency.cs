using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>Whether every participant who may enter falls in exactly one level of every stratification factor.</summary>
static class StrataConsistency
{
    // Each stratum holds a block of its own; beyond this, most strata of any trial stay empty.
    const int MostStrata = 10_000;

    public static void Check(YamlCursor file, Parts parts)
    {
        if (parts.Randomization is not { } plan)
            return;
        var strata = file.At("randomize", "strata");
        var criteria = file.At("eligibility");
        foreach (var factor in plan.Factors)
        {
            var at = strata.At(factor.Id);
            if (criteria.At("include").Keys.Concat(criteria.At("exclude").Keys).Contains(factor.Id))
                at.ReportKey("is also the name of a criterion", "give it another name: the baseline table finds both by name");
            switch (factor.Source)
            {
                case FactorSource.FromCriterion from:
                    foreach (var criterion in parts.Eligibility.Where(criterion => criterion.Id == from.CriterionId))
                        CheckCriterion(at, factor, criterion);
                    break;
                case FactorSource.FromTreatmentChoice from:
                    foreach (var treatment in parts.Treatments.Where(treatment => treatment.Id == from.TreatmentId))
                        CheckTreatment(at, factor, treatment);
                    break;
            }
        }
        var count = plan.Factors.Aggregate(1.0, (strata, factor) => strata * Math.Max(1, factor.Levels.Count));
        if (count > MostStrata)
            strata.ReportKey($"make {count:0} strata", $"use fewer factors or levels, to stay below {MostStrata}");
    }

    static void CheckCriterion(YamlCursor at, StratificationFactor factor, EligibilityCriterion criterion)
    {
        if (criterion is { Kind: CriterionKind.Include, Rule: EligibilityRule.OneOf oneOf })
            MustCover(at, factor, oneOf.Choices, $"criterion '{criterion.Id}'");
        else
            at.At("from")
                .Report(
                    $"'{criterion.Id}' does not divide the participants: it is no inclusion criterion with 'one of'",
                    "name such a criterion, or write ask: the question to the site"
                );
    }

    static void CheckTreatment(YamlCursor at, StratificationFactor factor, Treatment treatment)
    {
        if (treatment.Choice.Count > 0)
            MustCover(at, factor, treatment.Choice, $"treatment '{treatment.Id}'");
        else
            at.At("from")
                .Report(
                    $"treatment '{treatment.Id}' offers no choice",
                    "write choice: its alternatives, or write ask: the question to the site"
                );
    }

    static void MustCover(YamlCursor factorAt, StratificationFactor factor, IReadOnlyList<string> choices, string source)
    {
        var at = factorAt.At("levels");
        if (!at.IsPresent || factor.Levels.Count == 0)
            return;
        var values = factor.Levels.SelectMany(level => level.Values).ToList();
        foreach (var choice in choices.Except(values))
            at.ReportKey($"do not cover '{choice}' of {source}", "put every choice in one level");
        foreach (var value in values.Except(choices))
            at.ReportKey($"hold '{value}', which is no choice of {source}", NearestWord.Suggest(value, choices));
    }
}
