using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Design.Simulation.Together;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>A simulation for programs: every digit, null where there is no number.</summary>
static class OutcomeJson
{
    public static string Of(StudyOutcome outcome)
    {
        var tally = outcome.Tally;
        if (tally.Split is { } split)
            return OfSeveral(outcome, split);
        return JsonSerializer.Serialize(
            new
            {
                tally.Trials,
                outcome.Study.Seed,
                ElapsedSeconds = outcome.Seconds,
                outcome.TrialsPerSecond,
                tally.Power,
                Looks = tally.Looks.Select((look, k) => Of(look, k, tally.Trials)),
                ExpectedEvents = tally.ExpectedEvents?.Estimate,
                ExpectedMonths = tally.ExpectedMonths?.Estimate,
                ExpectedParticipants = tally.ExpectedParticipants?.Estimate,
                MeanLogHazardRatio = tally.MeanLogHazardRatio?.Estimate,
                StandardErrors = new
                {
                    ExpectedEvents = tally.ExpectedEvents?.StandardError,
                    ExpectedMonths = tally.ExpectedMonths?.StandardError,
                    ExpectedParticipants = tally.ExpectedParticipants?.StandardError,
                    MeanLogHazardRatio = tally.MeanLogHazardRatio?.StandardError,
                },
                tally.Coverage,
                Secondary = tally.Secondary is { } secondary ? Of(secondary) : null,
                Safety = tally.Safety is { } safety
                    ? new { Control = Of(safety.Control), Experimental = Of(safety.Experimental) }
                    : null,
                tally.HazardRatioNotEstimable,
                tally.NeverReached,
                outcome.About,
                outcome.Study.Input,
                outcome.Study.Engine,
            },
            Formats.JsonOptions
        );
    }

    static string OfSeveral(StudyOutcome outcome, SplitTally split) =>
        JsonSerializer.Serialize(
            new
            {
                outcome.Tally.Trials,
                outcome.Study.Seed,
                ElapsedSeconds = outcome.Seconds,
                outcome.TrialsPerSecond,
                split.Any,
                split.All,
                split.FamilyWiseError,
                Endpoints = split.Endpoints.Select(endpoint => new
                {
                    endpoint.Endpoint,
                    endpoint.HasNoEffect,
                    endpoint.Power,
                    endpoint.PowerAtFirstAlpha,
                    Looks = endpoint.Looks.Looks.Select((look, k) => Of(look, k, outcome.Tally.Trials)),
                }),
                RejectedExactly = split.RejectedExactly.Select((trials, set) => new
                {
                    Endpoints = split.Endpoints.Where((_, i) => (set >> i & 1) == 1).Select(endpoint => endpoint.Endpoint),
                    Trials = trials,
                }),
                Correlations = SplitOutcomeText
                    .Correlations(split)
                    .Select(pair => new { pair.Pair, pair.Correlation?.Estimate, pair.Correlation?.StandardError }),
                ExpectedMonths = outcome.Tally.ExpectedMonths,
                ExpectedParticipants = outcome.Tally.ExpectedParticipants,
                outcome.Tally.NeverReached,
                outcome.About,
                Convention = SplitWorld.Convention,
                outcome.Study.Input,
                outcome.Study.Engine,
            },
            Formats.JsonOptions
        );

    static object Of(SecondaryTally secondary) =>
        new
        {
            secondary.Endpoint,
            Power = MonteCarloEstimate.OfCount(secondary.SignificantAfterPrimary, secondary.Trials),
            PowerAlone = MonteCarloEstimate.OfCount(secondary.Significant, secondary.Trials),
            Events = secondary.Events.Mean,
            LogHazardRatio = secondary.LogHazardRatio.Mean,
        };

    static object Of(ArmSafetyTally arm) =>
        new
        {
            Treated = arm.Treated.Mean,
            Grade3OrHigher = arm.Grade3OrHigher.Mean,
            Grade4OrHigher = arm.Grade4OrHigher.Mean,
            Serious = arm.Serious.Mean,
        };

    static object Of(LookTally look, int k, long trials)
    {
        var (efficacy, futility) = (
            MonteCarloEstimate.OfCount(look.Efficacy, trials),
            MonteCarloEstimate.OfCount(look.Futility, trials)
        );
        return new
        {
            Look = k + 1,
            Efficacy = efficacy?.Estimate,
            Futility = futility?.Estimate,
            Events = look.Events.Mean?.Estimate,
            Months = look.Months.Mean?.Estimate,
            Participants = look.Participants.Mean?.Estimate,
            Reached = MonteCarloEstimate.OfCount(look.Reached, trials)?.Estimate,
            MonthsPercentiles = new
            {
                P5 = look.MonthHistogram.Percentile(0.05),
                P50 = look.MonthHistogram.Percentile(0.5),
                P95 = look.MonthHistogram.Percentile(0.95),
            },
            MeanLogHazardRatio = look.LogHazardRatio.Mean?.Estimate,
            StandardErrors = new
            {
                Efficacy = efficacy?.StandardError,
                Futility = futility?.StandardError,
                Events = look.Events.Mean?.StandardError,
                Months = look.Months.Mean?.StandardError,
                Participants = look.Participants.Mean?.StandardError,
                MeanLogHazardRatio = look.LogHazardRatio.Mean?.StandardError,
            },
            Limits = new { Efficacy = Limits(efficacy), Futility = Limits(futility) },
            look.NotEstimable,
        };
    }

    static object? Limits(MonteCarloEstimate? share) => share is { } one ? new { one.Lower, one.Upper } : null;
}
