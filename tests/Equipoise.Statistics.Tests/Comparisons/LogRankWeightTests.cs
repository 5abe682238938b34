using Equipoise.Statistics.Comparisons;

namespace Equipoise.Statistics.Tests.Comparisons;

public sealed class LogRankWeightTests
{
    // Control 1, 3; experimental 2, 4+. n = 4, 3, 2; S(t-) = 1, 3/4, 1/2; observed minus expected of the control 1/2, -1/3, 1/2.
    static readonly Observation[] four = Samples.Parse("1 3 2 4+");
    static readonly int[] groups = [0, 0, 1, 1];

    public static TheoryData<LogRankWeight, double, double, double> ByHand =>
        new()
        {
            { new LogRankWeight.LogRank(), 1, 1, 1 },
            { new LogRankWeight.FlemingHarrington(1, 0), 1, 3 / 4.0, 1 / 2.0 },
            { new LogRankWeight.FlemingHarrington(0, 1), 0, 1 / 4.0, 1 / 2.0 },
            { new LogRankWeight.FlemingHarrington(1, 1), 0, 3 / 16.0, 1 / 4.0 },
            { new LogRankWeight.FlemingHarrington(0.5, 2), 0, Math.Sqrt(3 / 4.0) / 16, Math.Sqrt(1 / 2.0) / 4 },
            { new LogRankWeight.Gehan(), 4, 3, 2 },
            { new LogRankWeight.TaroneWare(), 2, Math.Sqrt(3), Math.Sqrt(2) },
            { new LogRankWeight.PetoPeto(), 4 / 5.0, 3 / 5.0, 2 / 5.0 },
            { new LogRankWeight.ModifiedPetoPeto(), 16 / 25.0, 9 / 20.0, 4 / 15.0 },
            { new LogRankWeight.ModestlyWeighted(0.5), 1, 1, 1 },
            { new LogRankWeight.ModestlyWeighted(1), 1, 4 / 3.0, 4 / 3.0 },
            { new LogRankWeight.ModestlyWeighted(2.5), 1, 4 / 3.0, 2 },
            { new LogRankWeight.ModestlyWeightedToSurvival(0.6), 1, 4 / 3.0, 1 / 0.6 },
        };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Four_participants_can_be_weighted_by_hand(LogRankWeight weight, double w1, double w2, double w3)
    {
        var test = LogRankTest.Compare(four, groups, weight: weight);
        test.Weight.ShouldBe(weight);
        test.Observed[0].ShouldBe(w1 + w3, 1e-15);
        test.Expected[0].ShouldBe(w1 / 2 + w2 / 3 + w3 / 2, 1e-15);
        test.Variance[0, 0].ShouldBe(w1 * w1 / 4 + w2 * w2 * 2 / 9 + w3 * w3 / 4, 1e-14);
        test.Z.ShouldBe((w1 / 2 - w2 / 3 + w3 / 2) / Math.Sqrt(w1 * w1 / 4 + w2 * w2 * 2 / 9 + w3 * w3 / 4), 1e-14);
        test.PValueOneSided.ShouldBe(test.PValue / 2, 1e-15);
    }

    [Fact]
    public void A_stratum_is_weighed_by_its_own_curve()
    {
        // In the second stratum nobody has died before its only event: FH(0, 1) weighs it 0, whatever happened in the first.
        var late = new LogRankWeight.FlemingHarrington(0, 1);
        var alone = LogRankTest.Compare(four, groups, weight: late);
        var both = LogRankTest.Compare([.. four, .. Samples.Parse("9 10+")], [.. groups, 0, 1], [1, 1, 1, 1, 2, 2], late);
        both.ChiSquare.ShouldBe(alone.ChiSquare);
        (alone.Strata, both.Strata).ShouldBe((1, 2));
    }

    [Fact]
    public void A_weight_of_0_at_every_event_is_a_reason_to_have_no_test()
    {
        var test = LogRankTest.Compare(Samples.Parse("1 2+"), [0, 1], weight: new LogRankWeight.FlemingHarrington(0, 1));
        test.Status.ShouldBe(new LogRankStatus.NotEstimable("The weight of every event is 0."));
        (test.ChiSquare, test.PValue, test.Z, test.PValueOneSided).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void A_curve_that_reaches_0_too_early_leaves_the_modest_weight_without_a_cap()
    {
        // Late entries: at 1 only one is at risk, so that S = 0 for ever and 1/max(S(t-), S(t*)) does not exist.
        Observation[] observations = [Observation.Event(1), Observation.Event(4, entry: 2), Observation.CensoredAt(5, entry: 2)];
        var test = LogRankTest.Compare(observations, [0, 0, 1], weight: new LogRankWeight.ModestlyWeighted(3));
        test.Status.ShouldBeOfType<LogRankStatus.NotEstimable>();
        test.Observed.ShouldAllBe(number => double.IsFinite(number));
        LogRankTest
            .Compare(observations, [0, 0, 1], weight: new LogRankWeight.ModestlyWeightedToSurvival(0.5))
            .Z.ShouldNotBeNull();
    }

    [Fact]
    public void Powers_times_and_survivals_that_make_no_weight_are_refused()
    {
        foreach (var wrong in (double[])[-1, double.NaN, double.PositiveInfinity])
        {
            Should
                .Throw<ArgumentOutOfRangeException>(() => new LogRankWeight.FlemingHarrington(wrong, 0))
                .ParamName.ShouldBe("rho");
            Should
                .Throw<ArgumentOutOfRangeException>(() => new LogRankWeight.FlemingHarrington(0, wrong))
                .ParamName.ShouldBe("gamma");
        }
        foreach (var wrong in (double[])[0, 1.01, double.NaN])
            Should.Throw<ArgumentOutOfRangeException>(() => new LogRankWeight.ModestlyWeightedToSurvival(wrong));
        foreach (var wrong in (double[])[-1, double.NaN])
            Should.Throw<ArgumentOutOfRangeException>(() => new LogRankWeight.ModestlyWeighted(wrong));
    }
}
