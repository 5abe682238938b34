using Equipoise.Statistics.Comparisons;

namespace Equipoise.Statistics.Tests.Comparisons;

public sealed class MaxComboTestTests
{
    static readonly (Observation[] Observations, int[] Groups) aml = Samples.Together(
        Samples.AmlNonmaintained,
        Samples.AmlMaintained
    );

    [Fact]
    public void One_weight_is_that_test_alone()
    {
        LogRankWeight[] weights = [new LogRankWeight.Gehan()];
        var alone = LogRankTest.Compare(aml.Observations, aml.Groups, weight: weights[0]);
        var test = MaxComboTest.Compare(aml.Observations, aml.Groups, weights: weights);
        test.Best.ShouldNotBeNull().Z.ShouldBe(alone.Z.ShouldNotBeNull(), 1e-14);
        test.PValue.ShouldBe(alone.PValue, 1e-14);
        test.PValueOneSided.ShouldBe(alone.PValueOneSided, 1e-14);
    }

    [Fact]
    public void The_same_weight_twice_is_once()
    {
        LogRankWeight[] twice = [new LogRankWeight.LogRank(), new LogRankWeight.FlemingHarrington(0, 0)];
        MaxComboTest
            .Compare(aml.Observations, aml.Groups, weights: twice)
            .PValue.ShouldBe(LogRankTest.Compare(aml.Observations, aml.Groups).PValue, 1e-13);
    }

    [Fact]
    public void Every_component_is_its_log_rank_test_and_the_p_value_lies_between_the_smallest_and_Bonferroni()
    {
        var test = MaxComboTest.Compare(aml.Observations, aml.Groups);
        test.Components.Select(component => component.Weight).ShouldBe(MaxComboTest.UsualWeights);
        foreach (var (weight, z) in test.Components)
            LogRankTest.Compare(aml.Observations, aml.Groups, weight: weight).Z.ShouldBe(z, 1e-14);
        var smallest = test.Components.Min(c =>
            LogRankTest.Compare(aml.Observations, aml.Groups, weight: c.Weight).PValue!.Value
        );
        test.PValue.ShouldNotBeNull().ShouldBeInRange(smallest, 4 * smallest);
        test.Best.ShouldBe(test.Components.MaxBy(component => component.Z));
    }

    [Fact]
    public void Exchanging_the_groups_keeps_the_two_sided_p_value()
    {
        var exchanged = MaxComboTest.Compare(aml.Observations, Array.ConvertAll(aml.Groups, group => 1 - group));
        exchanged.PValue.ShouldBe(MaxComboTest.Compare(aml.Observations, aml.Groups).PValue, 1e-13);
        exchanged.PValueOneSided.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void The_same_trial_in_any_order_of_rows_gives_the_same_bits()
    {
        // All weights are 1, so that counts are exact, whatever their order.
        var forwards = MaxComboTest.Compare(aml.Observations, aml.Groups);
        var backwards = MaxComboTest.Compare([.. aml.Observations.Reverse()], [.. aml.Groups.Reverse()]);
        (backwards.PValue, backwards.PValueOneSided).ShouldBe((forwards.PValue, forwards.PValueOneSided));
    }

    [Fact]
    public void A_weight_that_is_0_where_groups_can_be_compared_is_left_out()
    {
        var test = MaxComboTest.Compare(Samples.Parse("1 2+ 2+ 2+"), [0, 0, 1, 1]);
        test.Components.Select(component => component.Weight)
            .ShouldBe([new LogRankWeight.LogRank(), new LogRankWeight.FlemingHarrington(1, 0)]);
        test.PValueOneSided.ShouldBe(LogRankTest.Compare(Samples.Parse("1 2+ 2+ 2+"), [0, 0, 1, 1]).PValueOneSided, 1e-13);
    }

    [Fact]
    public void Without_events_or_a_second_group_there_is_no_test_and_a_reason()
    {
        var none = MaxComboTest.Compare(Samples.Parse("1+ 2+"), [0, 1]);
        none.Status.ShouldBe(new LogRankStatus.NotEstimable("There is no event."));
        (none.PValue, none.PValueOneSided, none.Best).ShouldBe((null, null, null));
        MaxComboTest.Compare(Samples.Parse("1 2"), [0, 0]).Status.ShouldBeOfType<LogRankStatus.NotEstimable>();
        MaxComboTest.Compare(Samples.Parse("1 2"), [0, 0]).PValue.ShouldBeNull();
        MaxComboTest.Compare([], []).Status.ShouldBeOfType<LogRankStatus.NotEstimable>();
    }

    [Fact]
    public void A_third_group_and_no_or_seven_weights_are_refused()
    {
        Should.Throw<ArgumentException>(() => MaxComboTest.Compare(Samples.Parse("1 2 3"), [0, 1, 2])).ParamName.ShouldBe("groups");
        Should
            .Throw<ArgumentException>(() => MaxComboTest.Compare(aml.Observations, aml.Groups, weights: []))
            .ParamName.ShouldBe("weights");
        LogRankWeight[] seven = [.. Enumerable.Range(0, 7).Select(rho => new LogRankWeight.FlemingHarrington(rho, 0))];
        Should
            .Throw<ArgumentException>(() => MaxComboTest.Compare(aml.Observations, aml.Groups, weights: seven))
            .Message.ShouldContain("7 weights");
    }
}
