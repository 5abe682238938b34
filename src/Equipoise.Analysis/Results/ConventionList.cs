using Equipoise.Analysis.AdamDerivation;
using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Analysis.Results;

/// <summary>Says every choice on which a number depends, in sentences to be printed under the outputs.</summary>
static class ConventionList
{
    public static IReadOnlyList<Convention> Of(TrialData trial, DateOnly? cutoff) =>
        [
            new("rounding", "", Format.Rounding),
            new("cutoff", "", Cutoff(trial, cutoff)),
            .. trial.Protocol.Analysis.TimeToEvent.SelectMany(plan => OfEndpoint(trial, plan)),
            new("quartiles", "Baseline", Descriptive.QuartileRule),
            new("baseline.percent", "Baseline", "Percentages are of participants with a known value."),
            .. OfDisposition(trial),
            .. OfSafety(trial),
            new("exposure.intensity", "Exposure", ExposureAnalyses.IntensityRule),
            new("exposure.quartiles", "Exposure", Descriptive.QuartileRule),
        ];

    static string Cutoff(TrialData trial, DateOnly? cutoff) =>
        (trial.Datasets.Derived, cutoff) switch
        {
            (false, _) => "Analysis data sets are used as given; no record was left out for its date.",
            (true, null) => "The data state no cutoff; all records are used.",
            _ => "What happened after the data cutoff is left out.",
        };

    static IEnumerable<Convention> OfEndpoint(TrialData trial, TimeToEventPlan plan)
    {
        var endpoint = trial.Protocol.Endpoint(plan.EndpointId);
        var id = endpoint.Id;
        var origin = endpoint.From == TimeOrigin.Randomization ? "randomization" : "the first dose";
        yield return new(
            $"{id}.set",
            id,
            endpoint.From == TimeOrigin.Randomization
                ? "All randomized participants, in the arm to which they were allocated."
                : "All randomized participants who were treated, in the arm to which they were allocated."
        );
        yield return new($"{id}.time", id, $"Time counts from {origin}, whose day is day 1{Unit(endpoint.Unit)}.");
        if (trial.Datasets.Derived)
            foreach (var rule in endpoint.Censoring)
                yield return new(
                    $"{id}.censoring.{rule.When}",
                    $"{id}.Events",
                    Sentence(rule, trial.Protocol.FollowUp?.TumorAssessment)
                );
        else
            yield return new($"{id}.censoring", $"{id}.Events", "Events and censoring are taken from ADTTE as given.");
        if (trial.Datasets.Derived && endpoint.Censoring.Count > 1)
            yield return new($"{id}.censoring.order", $"{id}.Events", "Where several rules censor, the earliest date is taken.");
        yield return new(
            $"{id}.intervals",
            $"{id}.KaplanMeier",
            $"{Percent(plan.Confidence)} intervals are pointwise, {Scale(plan.Curves)}; those of medians invert the band."
        );
        yield return new(
            $"{id}.quantiles",
            $"{id}.KaplanMeier",
            plan.Quantiles switch
            {
                QuantileRule.R => "Where a curve is flat at one half, the median is the middle of the flat stretch (rule of R).",
                QuantileRule.RPrint =>
                    "Where a curve is flat at one half, the median is the middle of the flat stretch if an event ends it, else its beginning (as R prints it).",
                _ =>
                    "Where a curve is flat at one half, the median is the middle of the flat stretch if an event ends it (rule of SAS).",
            }
        );
        yield return new($"{id}.atRisk", $"{id}.KaplanMeier", "At risk are those whose time is at least the time stated.");
        yield return new(
            $"{id}.followUp",
            $"{id}.FollowUp",
            "Follow-up is the median of the reverse Kaplan-Meier curve, in which events are censored."
        );
        yield return new($"{id}.strata", $"{id}.LogRank", Strata(trial, plan));
        yield return new(
            $"{id}.sides",
            $"{id}.LogRank",
            trial.Protocol.Arms.Count > 2
                ? "P values are two-sided. One test compares all arms."
                : "P values are two-sided. Z above 0 favors the experimental arm."
        );
        yield return new($"{id}.strata.cox", $"{id}.Cox", Strata(trial, plan));
        yield return new(
            $"{id}.ties",
            $"{id}.Cox",
            $"Tied times by {plan.Ties}'s method; {Percent(plan.Confidence)} limits and two-sided P values by Wald."
        );
        yield return new(
            $"{id}.reference",
            $"{id}.Cox",
            $"Hazard ratios are to {trial.Protocol.Control.Label}; below 1 favors the experimental arm."
                + (trial.Protocol.Arms.Count > 2 ? " One model holds all arms." : "")
        );
        if (plan.Subgroups.Count > 0)
            yield return new(
                $"{id}.subgroups",
                $"{id}.Subgroup",
                $"Hazard ratios within levels are unstratified; NE with fewer than {SubgroupAnalysis.LeastEvents} events in either arm. "
                    + "P for interaction by likelihood ratio, unstratified, among the levels with an estimate."
            );
    }

    static IEnumerable<Convention> OfDisposition(TrialData trial)
    {
        if (trial.Datasets.Derived)
        {
            yield return new(
                "disposition.excluded",
                "Disposition",
                "Everyone excluded counts once, under the first reason recorded."
            );
            yield return new(
                "disposition.treatment",
                "Disposition",
                "Treatment is discontinued with the last treatment of the arm, for its reason, or with participation in the study."
            );
        }
        yield return new("disposition.safety", "Disposition", Defined(trial.Sets.Safety));
    }

    static string Defined(AnalysisSet set) => $"{set.Label}: {char.ToLowerInvariant(set.Definition[0])}{set.Definition[1..]}.";

    static IEnumerable<Convention> OfSafety(TrialData trial)
    {
        if (trial.AdverseEvents is not { } events)
            yield break;
        yield return new("AE.set", "AE", Defined(trial.Sets.Safety));
        var window = trial.Protocol.FollowUp?.AdverseEvents?.UntilAfterLastDose;
        yield return new(
            "AE.emergent",
            "AE",
            (trial.Datasets.Derived, window) switch
            {
                (false, _) => "Treatment-emergent events as flagged in ADAE (TRTEMFL).",
                (true, null) => "Treatment-emergent: began on or after the day of the first dose, or at a date not fully known.",
                _ =>
                    $"Treatment-emergent: began on or after the day of the first dose and, once treatment has ended, no later than {window} "
                        + "after the last; or at a date not fully known.",
            }
        );
        if (events.GradeVariable is not null && trial.Protocol.Analysis.Safety is { Graded: true })
            yield return new("AE.worst", "AE.WorstGrade", "Each participant counts once, at the worst grade.");
        if (events.HasCausality)
            yield return new(
                "AE.related",
                "AE.Overview",
                "An event counts as related unless a relation was denied; a missing answer counts as related."
            );
        yield return new(
            "AE.threshold",
            "AE.Term",
            $"Terms that occurred in at least {Percent(trial.Protocol.Analysis.Safety!.TermThreshold)} of some arm, most frequent first."
        );
    }

    static string Unit(TimeUnit unit) =>
        unit switch
        {
            TimeUnit.Month => $"; a month is {Format.Exact(Duration.DaysPerMonth)} days",
            TimeUnit.Year => $"; a year is {Format.Exact(TimeUnit.Year.Days())} days",
            _ => "",
        };

    static string Percent(double share) => $"{Format.Exact((double)(100 * (decimal)share))}%";

    static string Scale(IntervalTransformation transformation) =>
        transformation switch
        {
            IntervalTransformation.LogLog => "symmetric on the scale of log(-log S)",
            IntervalTransformation.Log => "symmetric on the scale of log S",
            IntervalTransformation.Logit => "symmetric on the scale of log(S/(1 - S))",
            IntervalTransformation.ArcSine => "symmetric on the scale of arcsin √S",
            _ => "symmetric on the scale of S (plain), cut off at 0 and 1",
        };

    static string Strata(TrialData trial, TimeToEventPlan plan) =>
        plan.Stratified
            ? $"Stratified by {string.Join(", ", trial.Protocol.Randomization!.Factors.Select(factor => factor.Label))}, no strata pooled."
            : "Not stratified.";

    static string Sentence(CensoringRule rule, TumorAssessmentPlan? schedule)
    {
        var at =
            rule.At == CensoringDate.LastKnownAlive
                ? "the last date known alive (the latest record of any kind)"
                : "the last adequate (not NE) tumor assessment";
        return rule.When switch
        {
            CensoringReason.NewAnticancerTherapy => rule.At == CensoringDate.LastKnownAlive
                ? "A new anticancer therapy before an event: censored at its start."
                : $"A new anticancer therapy before an event: censored at {at} on or before its start.",
            CensoringReason.TwoMissedAssessments =>
                $"An event more than {(schedule is null ? 0 : TimeToEventRule.LongestGap(schedule))} days (two intervals and two windows) "
                    + $"after the last adequate assessment: censored at that assessment, on day 1 when there is none.",
            _ =>
                $"No event: censored at {at}{(rule.At == CensoringDate.LastAdequateAssessment ? ", on day 1 when there is none" : "")}.",
        };
    }
}
