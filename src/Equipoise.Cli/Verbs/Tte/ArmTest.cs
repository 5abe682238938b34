using System.Globalization;
using Equipoise.Analysis.Results;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A test between the arms that was asked for by name.</summary>
/// <param name="Word">Its name on the command line, with its time where it has one.</param>
/// <param name="Name">Its name in print.</param>
/// <param name="ChiSquare">χ²; null for the tests that have none, and when not estimable.</param>
/// <param name="Df">The degrees of freedom of χ²; 0 when there is none.</param>
/// <param name="Z">Above 0 when the arm that is not the reference fares better, or survival rises with the order of the arms;
/// null with more arms.</param>
/// <param name="P">The two-sided P value; null when not estimable.</param>
/// <param name="NotMade">Why there is no P value; null when there is one.</param>
sealed record ArmTest(string Word, string Name, double? ChiSquare, int Df, double? Z, double? P, string? NotMade)
{
    const string MagirrBurman = "magirr-burman";

    /// <summary>The names that are understood.</summary>
    public static readonly IReadOnlyList<string> Words =
    [
        "gehan",
        "tarone-ware",
        "peto",
        "modified-peto",
        "maxcombo",
        MagirrBurman,
        "trend",
    ];

    /// <summary>What is wrong with a name; null when it is understood.</summary>
    public static string? Problem(string word) =>
        Words.Contains(word) ? null
        : word.StartsWith(MagirrBurman + "=", StringComparison.Ordinal)
            ? Until(word) >= 0 ? null : $"--tests {word}: until when the weight grows is a time, as in {MagirrBurman}=6."
        : $"--tests {word} is unknown; there are {string.Join(", ", Words)} ({MagirrBurman}=T: the weight grows until T).";

    /// <summary>Makes the test.</summary>
    public static ArmTest Of(string word, TteData data, LogRankTest logRank)
    {
        var (arms, weighting) = (data.Arm!, data.Weights.Weighting ?? CaseWeighting.Sampling);
        return word switch
        {
            "gehan" => Weighted("Gehan's test", new LogRankWeight.Gehan()),
            "tarone-ware" => Weighted("Tarone and Ware's test", new LogRankWeight.TaroneWare()),
            "peto" => Weighted("Peto and Peto's test", new LogRankWeight.PetoPeto()),
            "modified-peto" => Weighted("Modified test of Peto and Peto", new LogRankWeight.ModifiedPetoPeto()),
            MagirrBurman => Weighted(
                "Magirr and Burman's test, weight up to 2",
                new LogRankWeight.ModestlyWeightedToSurvival(0.5)
            ),
            "maxcombo" => MaxCombo(),
            "trend" => Trend(),
            _ => Weighted(
                $"Magirr and Burman's test, weight growing until {Format.Exact(Until(word)!.Value)}",
                new LogRankWeight.ModestlyWeighted(Until(word)!.Value)
            ),
        };

        ArmTest Weighted(string name, LogRankWeight weight)
        {
            var test = LogRankTest.Compare(data.Observations, arms.Codes, data.Strata, weight, data.Weights.Values, weighting);
            return new(
                word,
                name,
                test.ChiSquare,
                test.DegreesOfFreedom,
                test.Z,
                test.PValue,
                (test.Status as LogRankStatus.NotEstimable)?.Reason
            );
        }

        ArmTest MaxCombo()
        {
            const string name = "MaxCombo of log-rank, FH(0, 1), FH(1, 0) and FH(1, 1)";
            if (arms.Levels.Count > 2)
                return new(word, name, null, 0, null, null, $"It compares two arms; {arms.Column} has {arms.Levels.Count}.");
            var test = MaxComboTest.Compare(
                data.Observations,
                arms.Codes,
                data.Strata,
                caseWeights: data.Weights.Values,
                caseWeighting: weighting
            );
            var farthest = test.Components.MaxBy(component => double.Abs(component.Z));
            return new(
                word,
                farthest is null ? name : $"{name}, largest of {farthest.Weight}",
                null,
                0,
                farthest?.Z,
                test.PValue,
                (test.Status as LogRankStatus.NotEstimable)?.Reason
            );
        }

        ArmTest Trend()
        {
            var trend = logRank.Trend();
            return new(
                word,
                $"Log-rank test of trend over {string.Join(", ", arms.Levels)}",
                null,
                0,
                trend.Z,
                trend.PValue,
                (trend.Status as LogRankStatus.NotEstimable)?.Reason
            );
        }
    }

    static double? Until(string word) =>
        double.TryParse(word.AsSpan(MagirrBurman.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var time)
        && double.IsFinite(time)
            ? time
            : null;
}
