using Equipoise.Statistics.Comparisons;

namespace Equipoise.Statistics.Tests.Comparisons;

public sealed class LogRankCaseWeightTests
{
    static readonly (Observation[] Observations, int[] Groups) aml = Samples.Together(
        Samples.AmlNonmaintained,
        Samples.AmlMaintained
    );

    [Fact]
    public void A_weight_of_0_is_the_same_as_no_row()
    {
        double[] weights = [.. aml.Groups.Select((_, row) => row % 3 == 0 ? 0.0 : 1)];
        int[] kept = [.. Enumerable.Range(0, weights.Length).Where(row => weights[row] > 0)];
        var weighted = LogRankTest.Compare(aml.Observations, aml.Groups, caseWeights: weights);
        var without = LogRankTest.Compare(
            [.. kept.Select(row => aml.Observations[row])],
            [.. kept.Select(row => aml.Groups[row])]
        );
        weighted.ChiSquare.ShouldBe(without.ChiSquare, 1e-13);
    }

    [Fact]
    public void A_frequency_is_so_many_rows()
    {
        double[] weights = [.. aml.Groups.Select((_, row) => row % 4.0)];
        int[] rows = [.. Enumerable.Range(0, weights.Length).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        var weighted = LogRankTest.Compare(
            aml.Observations,
            aml.Groups,
            weight: new LogRankWeight.PetoPeto(),
            caseWeights: weights,
            caseWeighting: CaseWeighting.Frequency
        );
        var repeated = LogRankTest.Compare(
            [.. rows.Select(row => aml.Observations[row])],
            [.. rows.Select(row => aml.Groups[row])],
            weight: new LogRankWeight.PetoPeto()
        );
        weighted.ChiSquare.ShouldBe(repeated.ChiSquare, 1e-12);
        weighted.Expected[1].ShouldBe(repeated.Expected[1], 1e-12);
        weighted.CaseWeighting.ShouldBe(CaseWeighting.Frequency);
    }

    [Fact]
    public void Multiplying_sampling_weights_by_a_constant_changes_no_test()
    {
        double[] weights = [.. aml.Groups.Select((_, row) => 0.5 + row % 5)];
        var test = LogRankTest.Compare(aml.Observations, aml.Groups, caseWeights: weights);
        var tripled = LogRankTest.Compare(aml.Observations, aml.Groups, caseWeights: Array.ConvertAll(weights, w => 3 * w));
        tripled.Z.ShouldBe(test.Z, 1e-13);
        tripled.Expected[1].ShouldBe(3 * test.Expected[1], 1e-12);
        LogRankTest
            .Compare(aml.Observations, aml.Groups, caseWeights: Array.ConvertAll(weights, _ => 2.0))
            .Z.ShouldBe(LogRankTest.Compare(aml.Observations, aml.Groups).Z, 1e-13);
    }

    [Fact]
    public void Sampling_weights_have_the_variance_of_all_draws()
    {
        // One event among three, weights 1, 2, 3, the last experimental: score 3·(1 - 1/2) or -1/2 or -1, each as likely; its mean is 0.
        var test = LogRankTest.Compare(Samples.Parse("1 2+ 2+"), [0, 0, 1], caseWeights: [1, 2, 3]);
        test.Variance[1, 1].ShouldBe((9 / 4.0 + 1 / 4.0 + 1) / 3, 1e-15);
        test.Z.ShouldBe(0.5 / Math.Sqrt(3.5 / 3), 1e-15);
    }

    [Fact]
    public void Splitting_a_participant_into_intervals_changes_nothing()
    {
        Observation[] split =
        [
            .. aml.Observations.Select(o =>
                o.IsEvent ? Observation.Event(o.Time, entry: 4) : Observation.CensoredAt(o.Time, entry: 4)
            ),
            .. aml.Observations.Select(_ => Observation.CensoredAt(4)),
        ];
        var test = LogRankTest.Compare(split, [.. aml.Groups, .. aml.Groups], weight: new LogRankWeight.TaroneWare());
        test.Z.ShouldBe(LogRankTest.Compare(aml.Observations, aml.Groups, weight: new LogRankWeight.TaroneWare()).Z, 1e-14);
    }

    [Fact]
    public void Whoever_enters_at_an_event_time_is_not_at_risk_at_it()
    {
        // At 3: two of the first group; the experimental participant enters at 3 and counts only at 5.
        Observation[] observations = [Observation.Event(3), Observation.CensoredAt(9), Observation.Event(5, entry: 3)];
        var test = LogRankTest.Compare(observations, [0, 0, 1]);
        test.Expected.ShouldBe([1.5, 0.5]);
        test.Variance[1, 1].ShouldBe(0.25);
    }

    [Fact]
    public void Weights_that_are_none_are_refused_with_their_row()
    {
        foreach (var wrong in (double[])[-1, double.NaN, double.PositiveInfinity])
            Should
                .Throw<ArgumentOutOfRangeException>(() =>
                    LogRankTest.Compare(Samples.Parse("1 2"), [0, 1], caseWeights: [1, wrong])
                )
                .Message.ShouldContain("row 1");
        Should.Throw<ArgumentException>(() => LogRankTest.Compare(Samples.Parse("1 2"), [0, 1], caseWeights: [1]));
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                LogRankTest.Compare(Samples.Parse("1 2"), [0, 1], caseWeights: [1, 0.5], caseWeighting: CaseWeighting.Frequency)
            )
            .Message.ShouldContain("row 1");
    }
}
