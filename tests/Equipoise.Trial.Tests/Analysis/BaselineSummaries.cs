namespace Equipoise.Trial.Tests.Analysis;

public sealed class BaselineSummaries
{
    [Fact]
    public void Quartiles_follow_SAS_definition_5()
    {
        // R: quantile(c(1, 2, 4, 8), c(.25, .5, .75), type = 2) gives 1.5, 3, 6; R's default type 7 would give 1.75, 3, 5.
        var output = Outputs.Analyzed(SmallTrial.Protocol, WithAges("21", "22", "24", "28").Tables());
        output.Printed("Baseline.age/lowerQuartile[arm=drug]").ShouldBe("21.5");
        output.Printed("Baseline.age/median[arm=drug]").ShouldBe("23.0");
        output.Printed("Baseline.age/upperQuartile[arm=drug]").ShouldBe("26.0");
    }

    [Fact]
    public void A_quartile_between_two_values_of_five_is_the_next_value()
    {
        // n p = 1.25 is no whole number: the second of five. R: quantile(c(1, 2, 4, 8, 16), .25, type = 2) is 2.
        var output = Outputs.Analyzed(SmallTrial.Protocol, WithAges("21", "22", "24", "28", "36").Tables());
        output.Raw("Baseline.age/lowerQuartile[arm=drug]").ShouldBe(22);
        output.Raw("Baseline.age/upperQuartile[arm=drug]").ShouldBe(28);
    }

    [Fact]
    public void The_standard_deviation_has_n_minus_one_below()
    {
        // Ages 20, 22, 27: mean 23, squares 9 + 1 + 16 = 26, 26 / 2 = 13.
        var output = Outputs.Analyzed(SmallTrial.Protocol, WithAges("20", "22", "27").Tables());
        output.Raw("Baseline.age/standardDeviation[arm=drug]").ShouldBe(Math.Sqrt(13), 1e-14);
        output.Printed("Baseline.age/minimum[arm=drug]").ShouldBe("20");
        output.Printed("Baseline.age/mean[arm=all]").ShouldBe("32.3"); // with the control of 60: 129 / 4 = 32.25
    }

    [Fact]
    public void Levels_are_counted_in_the_order_of_the_protocol_zeros_included()
    {
        var sdtm = WithAges("60", "61");
        var output = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
        output.Printed("Baseline.response/count[arm=drug;level=responded]").ShouldBe("2");
        output.Printed("Baseline.response/count[arm=drug;level=stable]").ShouldBe("0");
        output.Printed("Baseline.response/percent[arm=all;level=stable]").ShouldBe("0%");
        output.Printed("Baseline.sex/count[arm=all;level=F]").ShouldBe("3");
        output.Results.Grouping("level").Groups.Single(group => group.Id == "F").Label.ShouldBe("Female");
    }

    [Fact]
    public void A_scale_of_two_whole_numbers_is_counted_not_averaged()
    {
        var output = Outputs.Analyzed(SmallTrial.Protocol, WithAges("60", "61").Tables());
        output.Printed("Baseline.performance/count[arm=drug;level=0]").ShouldBe("2");
        output.Printed("Baseline.performance/count[arm=drug;level=1]").ShouldBe("0");
    }

    static HandMadeSdtm WithAges(params string[] ages)
    {
        var sdtm = new HandMadeSdtm();
        for (var i = 0; i < ages.Length; i++)
            sdtm.Randomized($"{i + 1}", age: ages[i]).Assessed("2020-03-25", "SD");
        sdtm.Randomized("control", "standard").Assessed("2020-03-25", "SD");
        return sdtm;
    }
}
