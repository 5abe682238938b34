using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.CompetingRisks;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How likely each of several ends is, where one rules out the others.</summary>
/// <param name="Causes">What the causes are called, the one that is asked about first.</param>
/// <param name="Times">The times at which the incidence is told: those that were asked for, else round ones.</param>
/// <param name="Arms">Each arm; one named "all" when there are none.</param>
/// <param name="Gray">Whether arms differ in the incidence of the first cause; null with fewer than two, or not made.</param>
/// <param name="FineGray">The model of its incidence; null without arm and covariates, or not made.</param>
/// <param name="NotMade">Why the last two are not made of such data; null when they are.</param>
sealed record TteCompeting(
    IReadOnlyList<string> Causes,
    IReadOnlyList<double> Times,
    IReadOnlyList<IncidenceOfArm> Arms,
    GrayTest? Gray,
    FineGrayFit? FineGray,
    string? NotMade
)
{
    public static TteCompeting Of(TteData data, TteOptions options)
    {
        var curves = options.Curves;
        var isSampling = data.Weights.Weighting == CaseWeighting.Sampling;
        var notMade = isSampling ? "they take no sampling weights" : null;
        var rows = data.Weights.Repeated(data.Observations.Length); // a count of people who are alike is so many rows
        var all = Pick(data.Competing, rows);
        return new(
            data.Causes,
            curves.At.Count > 0 ? curves.At : RoundTimes.UpTo(data.Observations.Max(row => row.Time)),
            data.Arm is { } arms
                ? [.. arms.Levels.Select((level, code) => Arm(level, Array.FindAll(rows, row => arms.Codes[row] == code)))]
                : [Arm("all", rows)],
            notMade is null && data.Arm is { Levels.Count: > 1 } several
                ? GrayTest.Compare(all, Pick(several.Codes, rows), strata: Pick(data.Strata, rows))
                : null,
            notMade is null && data.Covariates.Count > 0
                ? Statistics.Regression.CompetingRisks.FineGray.Fit(
                    all,
                    data.Matrix(rows),
                    [.. data.Covariates.Select(column => column.Name)],
                    confidence: curves.Confidence,
                    weights: options.Table.Entry is null ? RiskSetWeights.FineGray : RiskSetWeights.Geskus
                )
                : null,
            notMade
        );

        IncidenceOfArm Arm(string name, int[] rows) =>
            new(
                name,
                AalenJohansen.Estimate(
                    Pick(data.Competing, rows),
                    isSampling ? Pick(data.Weights.Values, rows) : [],
                    data.Causes.Count,
                    confidence: curves.Confidence,
                    transformation: curves.Transformation
                ),
                [
                    .. Enumerable
                        .Range(0, data.Causes.Count + 1)
                        .Select(cause => rows.Count(row => data.Competing[row].Cause == cause)),
                ]
            );
    }

    static T[] Pick<T>(T[] values, int[] rows) => values.Length == 0 ? [] : Array.ConvertAll(rows, row => values[row]);
}

/// <summary>What became of one arm, by cause.</summary>
/// <param name="Name">Its level; "all" when there are no arms.</param>
/// <param name="Curves">The incidence of each cause.</param>
/// <param name="Ends">How many were censored, and how many had an event of each cause.</param>
sealed record IncidenceOfArm(string Name, AalenJohansen Curves, IReadOnlyList<int> Ends);
