using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Validation.IntervalCensoring;

/// <summary>The log-rank test of intervals beside a published one, and beside R.</summary>
public sealed class IntervalLogRankAgreement
{
    static readonly Expected expected = Expected.Read("interval-log-rank");

    const string Radiotherapy =
        "45- 6-10 0-7 46- 46- 7-16 17- 7-14 37-44 0-8 4-11 15- 11-15 22- 46- 46- 25-37 46- 26-40 46- 27-34 36-44 46- 36-48 37- 40- "
        + "17-25 46- 11-18 38- 5-12 37- 0-5 18- 24- 36- 5-11 19-35 17-25 24- 32- 33- 19-26 37- 34- 36-";

    const string WithChemotherapy =
        "8-12 0-5 30-34 0-22 5-8 13- 24-31 12-20 10-17 17-27 11- 8-21 17-23 33-40 4-9 24-30 31- 11- 16-24 13-39 14-19 13- 19-32 "
        + "4-8 11-13 34- 34- 16-20 13- 30-36 18-25 16-24 18-24 17-26 35- 16-60 32- 15-22 35-39 23- 11-17 21- 44-48 22-32 11-20 14-17 10-35 48-";

    static readonly IntervalObservation[] cosmesis = [.. Months(Radiotherapy), .. Months(WithChemotherapy)];
    static readonly int[] arms = [.. Enumerable.Repeat(0, 46), .. Enumerable.Repeat(1, 48)];

    /// <summary>The same as a table of left, right and arm.</summary>
    internal static string Lines { get; } =
        "left,right,arm\n"
        + string.Concat($"{Radiotherapy} {WithChemotherapy}".Split(' ').Zip(arms, (word, arm) => $"{word.Replace('-', ',')},{arm}\n"));

    [Fact]
    public void The_test_of_breast_cosmesis_is_the_published_one()
    {
        var agreement = new Agreement(
            "Log-rank test of intervals on breast cosmesis",
            new Source.Published("Fay and Shaw (2010), J Stat Softw 36(2), ictest with Sun's scores: Z, p and score as printed")
        );
        var test = IntervalLogRankTest.Compare(cosmesis, arms);
        // As many decimals as are printed.
        agreement.Within(0.5e-4, "Z", test.Z, -2.6684, scale: 1);
        agreement.Within(0.5e-6, "p", test.PValue, 0.007622, scale: 1);
        agreement.Within(0.5e-6, "score of radiotherapy", test.ScoreSums[0], -9.141846, scale: 1);
        agreement.ShouldBeComplete(atLeast: 3);
    }

    [Fact]
    public void Scores_and_tests_are_those_of_R()
    {
        var agreement = new Agreement(
            "Log-rank tests of intervals: Sun's and Finkelstein's scores, three groups, exact and censored times, weights",
            expected.Call("expectation and maximization over all elementary intervals; scores and permutation variance")
        );
        foreach (var kind in Enum.GetValues<IntervalScores>())
        {
            Compare("cosmesis", kind, IntervalLogRankTest.Compare(cosmesis, arms, kind));
            Compare("mixed", kind, IntervalLogRankTest.Compare(Mixed(), [.. Enumerable.Range(0, 15).Select(i => i % 3)], kind, Weights()));
        }
        agreement.ShouldBeComplete(atLeast: 18);

        // The masses of R's iteration stop at 1e-16 a step, which is some 1e-10 from the maximum.
        void Compare(string name, IntervalScores kind, IntervalLogRankTest test)
        {
            agreement.Within(1e-8, $"{name} {kind}", test.ChiSquare!.Value.Statistic, expected[name, $"{kind} chi-square"]);
            agreement.Within(1e-8, $"{name} {kind}", test.PValue, expected[name, $"{kind} p"]);
            foreach (var (group, sum) in test.ScoreSums.Index())
                agreement.Within(1e-8, $"{name} {kind}", sum, expected[name, $"{kind} U {group}"], scale: 1);
        }
    }

    static double[] Weights() => [.. Enumerable.Range(0, 15).Select(i => new double[] { 1, 2, 1, 3, 1 }[i % 5])];

    static IntervalObservation[] Mixed() =>
        [
            IntervalObservation.Exactly(5),
            IntervalObservation.LeftCensored(4),
            IntervalObservation.Between(2, 6),
            IntervalObservation.RightCensored(6),
            IntervalObservation.Exactly(8),
            IntervalObservation.Between(3, 9),
            IntervalObservation.RightCensored(9),
            IntervalObservation.LeftCensored(7),
            IntervalObservation.Between(5, 10),
            IntervalObservation.Exactly(10),
            IntervalObservation.RightCensored(4),
            IntervalObservation.Between(1, 3),
            IntervalObservation.Between(7, 12),
            IntervalObservation.RightCensored(12),
            IntervalObservation.Exactly(2),
        ];

    static IEnumerable<IntervalObservation> Months(string text) =>
        text.Split(' ')
            .Select(word => word.Split('-'))
            .Select(ends =>
                ends[1].Length == 0
                    ? IntervalObservation.RightCensored(double.Parse(ends[0]))
                    : IntervalObservation.Between(double.Parse(ends[0]), double.Parse(ends[1]))
            );
}
