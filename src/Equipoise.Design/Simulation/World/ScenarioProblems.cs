using Equipoise.Design.Simulation.Comparison;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Observed;

namespace Equipoise.Design.Simulation.World;

/// <summary>What is wrong with a trial in a world: the value, and what is possible.</summary>
static class ScenarioProblems
{
    const int MostStrata = 1024;
    const int MostSeries = PersonWords.MostParts / VisitSeries.PartsPerSeries;
    const int MostKinds = PersonWords.MostParts / EpisodeDraw.BlocksPerKind;
    const int Grades = 5;

    public static IEnumerable<string> Of(ScenarioTrial trial) =>
        [
            .. TrialProblems.Participants(trial.Participants),
            .. Screening(trial.ScreeningDays),
            .. TrialProblems.Allocation(trial.Allocation, trial.Strata),
            .. trial.Factors.SelectMany(Factor),
            .. Strata(trial.Strata),
            .. Arm("control", trial.Control),
            .. Arm("experimental", trial.Experimental),
            .. Endpoint(trial.Primary),
            .. trial.Secondary is { } secondary ? Secondary(secondary) : [],
            .. trial.AdverseEvents.SelectMany(Kind),
            .. Kinds(trial),
            .. TrialProblems.Looks(trial.Looks, trial.Participants),
            .. TestProblems.Of(trial.Test, trial.Looks),
        ];

    static IEnumerable<string> Screening(int days)
    {
        if (days is < 0 or > CourseDraw.Horizon)
            yield return $"Screening goes on until day {days}: from 0 to {CourseDraw.Horizon}.";
    }

    static IEnumerable<string> Factor(FactorWorld factor)
    {
        if (factor.Shares.Count == 0 || factor.Shares.Any(share => !(share is >= 0 and <= 1)))
            yield return $"The shares of the factor '{factor.Id}' are {List(factor.Shares)}: each is from 0 to 1, "
                + "and there is at least one.";
        else if (double.Abs(factor.Shares.Sum() - 1) > 1e-9)
            yield return $"The shares of the factor '{factor.Id}' sum to {factor.Shares.Sum()}: they sum to 1.";
    }

    static IEnumerable<string> Strata(int strata)
    {
        if (strata is < 1 or > MostStrata)
            yield return $"{strata} strata: there are 1 to {MostStrata}.";
    }

    static IEnumerable<string> Arm(string name, ArmWorld arm)
    {
        foreach (
            var problem in TrialProblems.Rates($"The hazard of progression or death of the {name} arm", arm.ProgressionOrDeath)
        )
            yield return problem;
        if (!(arm.CuredFraction is >= 0 and < 1))
            yield return $"A cured fraction of {arm.CuredFraction} in the {name} arm: it is from 0 to below 1.";
        foreach (
            var (what, share) in new[] { ("dies without progression", arm.DeathFirst), ("is never treated", arm.NeverTreated) }
        )
            if (!(share is >= 0 and <= 1))
                yield return $"A share of {share} {what} in the {name} arm: it is from 0 to 1.";
        foreach (
            var (what, hazard) in new[]
            {
                ("death after progression", arm.DeathAfterProgression),
                ("withdrawal", arm.Withdrawal),
                ("new therapy", arm.NewTherapy),
            }
        )
            if (!(hazard >= 0 && double.IsFinite(hazard)))
                yield return $"The hazard of {what} in the {name} arm is {hazard} per month: it is 0 or more.";
        if (arm.FollowUp.Assessments is { } plan && !(plan.Every >= 1 && plan.Window >= 0 && 2 * plan.Window < plan.Every))
            yield return $"Assessments every {plan.Every} days, {plan.Window} either side: windows must not meet, "
                + "so that assessments come in their order.";
        if (arm.FollowUp.Assessments is { } schedule && !(schedule.Missed is >= 0 and < 1))
            yield return $"A share of {schedule.Missed} of the assessments is missed: it is from 0 to below 1.";
        if (arm.FollowUp.Visits.Count > MostSeries)
            yield return $"{arm.FollowUp.Visits.Count} series of visits: at most {MostSeries}.";
        foreach (var visit in arm.FollowUp.Visits)
            if (visit.FirstDay < 1 || visit.Window < 0 || visit.Every < 1)
                yield return $"A visit first on day {visit.FirstDay}, every {visit.Every} days, {visit.Window} either side: "
                    + "days are 1 or more, a window 0 or more.";
        foreach (var contact in arm.FollowUp.OnTreatment)
            if (contact.Offset < 0 || contact.Cycle < 1 || contact.FirstCycle < 1)
                yield return $"A contact on day {contact.Offset + 1} of cycles of {contact.Cycle} days from cycle "
                    + $"{contact.FirstCycle} on: each is 1 or more.";
    }

    static IEnumerable<string> Endpoint(EndpointRule rule)
    {
        if (!rule.Progression && !rule.Death)
            yield return $"The endpoint '{rule.Id}' has no event: progression, death or both.";
    }

    static IEnumerable<string> Secondary(SecondaryEndpoint secondary)
    {
        foreach (var problem in Endpoint(secondary.Rule))
            yield return problem;
        if (!(secondary.OneSidedAlpha is > 0 and < 1))
            yield return $"A one-sided alpha of {secondary.OneSidedAlpha} for '{secondary.Rule.Id}': it lies between 0 and 1.";
    }

    static IEnumerable<string> Kind(AdverseEventKind kind)
    {
        foreach (var shares in new[] { kind.Control, kind.Experimental })
            if (shares.Count != Grades || shares.Any(share => !(share is >= 0 and <= 1)) || shares.Sum() > 1 + 1e-9)
                yield return $"The worst grades of '{kind.Term}' have shares {List(shares)}: five, each from 0 to 1, "
                    + "which sum to at most 1.";
        if (!(kind.MedianOnsetDays > 0 && kind.MedianDays > 0))
            yield return $"'{kind.Term}' begins after {kind.MedianOnsetDays} days and lasts {kind.MedianDays}: both are above 0.";
    }

    static IEnumerable<string> Kinds(ScenarioTrial trial)
    {
        if (trial.AdverseEvents.Count > MostKinds)
            yield return $"{trial.AdverseEvents.Count} kinds of adverse events: at most {MostKinds}.";
        if (trial.Serious.Count != Grades || trial.Serious.Any(share => !(share is >= 0 and <= 1)))
            yield return $"The shares of serious adverse events by grade are {List(trial.Serious)}: five, each from 0 to 1.";
    }

    static string List(IReadOnlyList<double> numbers) => string.Join(", ", numbers);
}
