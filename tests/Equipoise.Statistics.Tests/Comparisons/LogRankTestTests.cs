using Equipoise.Statistics.Comparisons;

namespace Equipoise.Statistics.Tests.Comparisons;

public sealed class LogRankTestTests
{
    [Fact]
    public void The_leukemia_trial_of_Freireich_gives_its_well_known_statistic()
    {
        // R: survdiff(Surv(time, cens) ~ treat, MASS::gehan): observed 9 and 21, expected 19.3 and 10.7, chi-square 16.7929.
        var (observations, groups) = Samples.Together(Samples.Placebo, Samples.Mercaptopurine);
        var test = LogRankTest.Compare(observations, groups);
        test.Status.ShouldBe(new LogRankStatus.Estimated());
        test.Observed.ShouldBe([21, 9]);
        test.Expected[1].ShouldBe(19.2505, 0.00005);
        test.ChiSquare.ShouldBe(16.7929, 0.00005);
        test.DegreesOfFreedom.ShouldBe(1);
        test.Z.ShouldBe(Math.Sqrt(test.ChiSquare!.Value), 1e-12);
    }

    [Fact]
    public void Four_participants_can_be_done_by_hand()
    {
        // Control 1, 3; experimental 2, 4+. At 1: 2 of 4 experimental, V 1·3/3·1/4; at 2: 2 of 3, V 2/9; at 3: 1 of 2, V 1/4.
        var test = LogRankTest.Compare(Samples.Parse("1 3 2 4+"), [0, 0, 1, 1]);
        test.Expected[1].ShouldBe(1 / 2.0 + 2 / 3.0 + 1 / 2.0, 1e-15);
        test.Variance[1, 1].ShouldBe(1 / 4.0 + 2 / 9.0 + 1 / 4.0, 1e-15);
        test.Z.ShouldBe((5 / 3.0 - 1) / Math.Sqrt(26 / 36.0), 1e-15);
    }

    [Fact]
    public void Z_changes_its_sign_with_the_groups()
    {
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var z = LogRankTest.Compare(observations, groups).Z.ShouldNotBeNull();
        z.ShouldBePositive();
        LogRankTest.Compare(observations, Array.ConvertAll(groups, group => 1 - group)).Z.ShouldBe(-z, 1e-14);
        // R: survdiff(Surv(time, status) ~ x, aml)$chisq
        (z * z).ShouldBe(3.3963886989776, 1e-12);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(0, 7)]
    [InlineData(3, 40)]
    public void Any_two_codes_are_two_groups_of_which_the_lower_is_control(int control, int experimental)
    {
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var z = LogRankTest.Compare(observations, groups).Z.ShouldNotBeNull();
        var coded = Array.ConvertAll(groups, group => group == 0 ? control : experimental);
        var test = LogRankTest.Compare(observations, coded);
        test.Z.ShouldNotBeNull().ShouldBe(z, 1e-14);
        test.PValueOneSided.ShouldNotBeNull().ShouldBeLessThan(0.5);
        test.DegreesOfFreedom.ShouldBe(1);
    }

    [Fact]
    public void One_event_has_chi_square_1_and_variance_a_quarter()
    {
        var test = LogRankTest.Compare(Samples.Parse("1 2+ 2+ 2+"), [0, 0, 1, 1]);
        test.Variance[1, 1].ShouldBe(0.25);
        test.ChiSquare.ShouldBe(1);
    }

    [Fact]
    public void The_last_one_at_risk_adds_an_expected_event_and_no_variance()
    {
        var test = LogRankTest.Compare(Samples.Parse("1 2+ 2+ 9"), [0, 0, 1, 1]);
        test.Expected.ShouldBe([0.5, 1.5]);
        test.Variance[1, 1].ShouldBe(0.25);
    }

    [Fact]
    public void A_group_never_at_risk_of_an_event_costs_a_degree_of_freedom_and_changes_nothing()
    {
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        var two = LogRankTest.Compare(observations, groups);
        var three = LogRankTest.Compare([.. observations, .. Samples.Parse("1+ 2+ 4+")], [.. groups, 2, 2, 2]);
        three.DegreesOfFreedom.ShouldBe(1);
        three.ChiSquare.ShouldBe(two.ChiSquare, 1e-13);
        three.Z.ShouldBeNull();
    }

    [Fact]
    public void Strata_are_compared_within_themselves()
    {
        // The same trial twice as two strata: observed, expected and variance double, and so does chi-square.
        var (observations, groups) = Samples.Together(Samples.AmlNonmaintained, Samples.AmlMaintained);
        int[] strata = [.. observations.Select(_ => 7), .. observations.Select(_ => -3)];
        var twice = LogRankTest.Compare([.. observations, .. observations], [.. groups, .. groups], strata);
        twice.ChiSquare.ShouldBe(2 * LogRankTest.Compare(observations, groups).ChiSquare, 1e-12);
    }

    [Fact]
    public void Without_events_there_is_no_test_and_a_reason()
    {
        var test = LogRankTest.Compare(Samples.Parse("1+ 2+"), [0, 1]);
        test.Status.ShouldBe(new LogRankStatus.NotEstimable("There is no event."));
        (test.ChiSquare, test.PValue, test.Z).ShouldBe((null, null, null));
    }

    [Fact]
    public void Groups_that_never_meet_at_an_event_cannot_be_compared()
    {
        var test = LogRankTest.Compare(Samples.Parse("1 2 1 2"), [0, 0, 1, 1], [1, 1, 2, 2]);
        test.Status.ShouldBeOfType<LogRankStatus.NotEstimable>();
        test.PValue.ShouldBeNull();
    }

    [Fact]
    public void Sizes_that_do_not_agree_and_negative_groups_are_refused()
    {
        Should.Throw<ArgumentException>(() => LogRankTest.Compare(Samples.Parse("1 2"), [0]));
        Should.Throw<ArgumentException>(() => LogRankTest.Compare(Samples.Parse("1 2"), [0, 1], [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => LogRankTest.Compare(Samples.Parse("1 2"), [0, -1]));
    }
}
