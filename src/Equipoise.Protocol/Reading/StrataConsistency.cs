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
        if (plan.Method is RandomizationMethod.PermutedBlocks or RandomizationMethod.BlocksOfConcealedSize && count > MostStrata)
            strata.ReportKey($"make {count:0} strata", $"use fewer factors or levels, to stay below {MostStrata}");
        if (plan.Method is RandomizationMethod.Minimization minimization)
            CheckMinimization(file.At("randomize"), minimization, parts.Arms);
        if (plan.AtMost is { } most && parts.Design is { } design && most < design.Accrual.Participants)
            file.At("randomize", "enrollment")
                .Report(
                    $"ends before the {design.Accrual.Participants} participants of the design",
                    $"write at most {design.Accrual.Participants} or more"
                );
    }

    static void CheckMinimization(
        YamlCursor at,
        RandomizationMethod.Minimization minimization,
        IReadOnlyList<Arm> arms
    )
    {
        var (factors, bySite) = (at.At("strata").Keys, minimization.SiteWeight is not null);
        if (factors.Count == 0 && !bySite)
            at.At("method").Report("has no factor to balance", "name strata, or write by site: yes, or method: simple");
        if (bySite && factors.Contains(ReadMinimization.Site))
            at.At("strata", ReadMinimization.Site)
                .ReportKey(
                    "has the name of the factor that by site: yes adds",
                    "give it another name, or leave out one of the two"
                );
        foreach (var id in at.At("weights").Keys.Where(id => !factors.Contains(id) && !(bySite && id == ReadMinimization.Site)))
            at.At("weights", id)
                .ReportKey(
                    $"{ProblemList.Quote(id)} is no stratification factor",
                    id == ReadMinimization.Site ? "write by site: yes to balance the sites" : NearestWord.Suggest(id, factors)
                );
        // A wrong share reads as 1, so that it is reported once. Below an even coin the preferred arm would be the avoided one.
        if (arms.Count > 1 && minimization.Probability < 1 && minimization.Probability * arms.Count <= 1)
            at.At("probability")
                .Report(
                    $"prefers no arm: {arms.Count} arms have {1.0 / arms.Count:0.####} each by chance alone",
                    "write a higher share, such as 85%, or method: simple"
                );
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
