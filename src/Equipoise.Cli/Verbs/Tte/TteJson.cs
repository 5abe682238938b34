using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using static Equipoise.Cli.Verbs.Tte.JsonNumbers;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>An analysis for programs: every digit, null where there is no number.</summary>
static class TteJson
{
    static readonly JsonSerializerOptions serializer = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One analysis, or several, a level of a column each.</summary>
    public static string Of(IReadOnlyList<TteAnalysis> analyses) =>
        JsonSerializer.Serialize(
            analyses[0].Options.Table.By is { } by
                ? new
                {
                    By = by,
                    Groups = analyses.Select(one => new { one.Options.Table.Level, Analysis = Object(one) }),
                }
                : Object(analyses[0]),
            serializer
        );

    static object Object(TteAnalysis analysis)
    {
        var (table, model, curves) = (analysis.Options.Table, analysis.Options.Model, analysis.Options.Curves);
        return new
        {
            N = analysis.Count,
            Rows = analysis.Data.Observations.Length,
            Unit = analysis.Data.IsOfIntervals ? "interval" : "participant",
            analysis.Events,
            analysis.Data.Dropped,
            analysis.Data.FilteredOut,
            analysis.Data.Ends,
            MedianFollowUp = analysis.MedianFollowUp is { } followUp ? JsonNumbers.Of(followUp) : null,
            Conventions = new
            {
                Ties = TteWords.Of(model.Ties),
                ConfType = TteWords.Of(curves.Transformation),
                QuantileRule = TteWords.Of(curves.QuantileRule),
                Clusters = model.Cluster ?? (analysis.Data.Clusters.Length > 0 ? table.Id : null),
                curves.From,
                curves.Confidence,
                Weights = analysis.Data.Weights.Weighting is { } weighting ? TteWords.Of(weighting) : null,
            },
            Arms = analysis.Arms.Select(arm => Of(arm, analysis)),
            Comparisons = analysis.Comparisons.Where(_ => curves.Horizon is not null || curves.At.Count > 0).Select(Of),
            LogRank = analysis.LogRank is { } test ? Of(test, analysis) : null,
            Tests = analysis.Tests.Select(Of),
            Cox = analysis.Cox is { } fit ? CoxJson.Of(fit, analysis) : null,
            Subgroups = SubgroupJson.Of(analysis),
            Competing = CompetingJson.Of(analysis),
            Bootstrap = BootstrapJson.Of(analysis.Bootstrap),
        };
    }

    // Where one end rules out another, the curve of the one with the others censored is the survival of nobody.
    static object Of(TteArm arm, TteAnalysis analysis)
    {
        var isSurvival = analysis.Competing is null;
        return new
        {
            Arm = arm.Name,
            N = arm.Counts.Count,
            arm.Counts.Events,
            arm.Counts.WeightedCount,
            arm.Counts.WeightedEvents,
            Curve = isSurvival ? arm.Curve.Status.ToString() : null,
            Median = isSurvival ? JsonNumbers.Of(arm.Curve.Median) : null,
            Quartiles = isSurvival ? new[] { 0.25, 0.5, 0.75 }.Select(p => Of(p, arm.Curve.QuantileOf(p))) : [],
            MedianFollowUp = arm.FollowUp is { } followUp ? JsonNumbers.Of(followUp) : null,
            Rmst = arm.Mean is { } mean ? Of(mean) : null,
            At = isSurvival ? analysis.Options.Curves.At.Select(time => Of(arm.Curve.At(time), arm.Counts)) : [],
        };
    }

    static object Of(RestrictedMean mean) =>
        new
        {
            Tau = mean.Horizon,
            Estimate = OrNull(mean.Mean),
            StandardError = OrNull(mean.StandardError),
        };

    static object Of(SurvivalAt at, TteCounts counts)
    {
        var (atRisk, events, censored) = counts.At(at.Time);
        return new
        {
            at.Time,
            AtRisk = atRisk,
            WeightedAtRisk = counts.WeightedAtRisk(at.Time),
            Events = events,
            Censored = censored,
            Survival = OrNull(at.Survival),
            Lower = OrNull(at.Lower),
            Upper = OrNull(at.Upper),
        };
    }

    static object Of(double probability, Quantile quantile) =>
        new
        {
            Probability = probability,
            Estimate = OrNull(quantile.Estimate),
            Lower = OrNull(quantile.Lower),
            Upper = OrNull(quantile.Upper),
        };

    static object Of(ArmComparison comparison) =>
        new
        {
            comparison.Arm,
            comparison.Against,
            Rmst = comparison.Means is { } means
                ? new
                {
                    Tau = means.Horizon,
                    Difference = JsonNumbers.Of(means.Difference),
                    Ratio = JsonNumbers.Of(means.Ratio),
                }
                : null,
            At = comparison.Survival.Select(at => new { at.Time, Difference = JsonNumbers.Of(at.Difference) }),
        };

    static object Of(LogRankTest test, TteAnalysis analysis) =>
        new
        {
            analysis.Options.Model.Rho,
            analysis.Options.Model.Gamma,
            ChiSquare = OrNull(test.ChiSquare),
            Df = test.DegreesOfFreedom,
            P = OrNull(test.PValue),
            Arms = analysis.Data.Arm!.Levels.Select(
                (level, arm) =>
                    new
                    {
                        Arm = level,
                        Observed = OrNull(test.Observed[arm]),
                        Expected = OrNull(test.Expected[arm]),
                    }
            ),
        };

    static object Of(ArmTest test) =>
        new
        {
            Test = test.Word,
            ChiSquare = OrNull(test.ChiSquare),
            test.Df,
            Z = OrNull(test.Z),
            P = OrNull(test.P),
            test.NotMade,
        };
}
