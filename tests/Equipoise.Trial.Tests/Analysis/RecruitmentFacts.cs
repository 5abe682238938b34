namespace Equipoise.Trial.Tests.Analysis;

/// <summary>When and where participants were randomized.</summary>
public sealed class RecruitmentFacts
{
    [Fact]
    public void The_first_and_the_last_day_are_those_of_everyone_randomized()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("A", on: "2020-03-02").Dosed(125, "2020-03-02", "2020-03-20");
        sdtm.Randomized("B", "standard", on: "2020-01-15").Dosed(125, "2020-01-15", "2020-01-20");
        sdtm.Randomized("C", on: "2021-01-14").Dosed(125, "2021-01-14", "2021-01-20");
        sdtm.ScreenFailure("D", "Age");

        var output = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());

        output.Printed("Recruitment/firstRandomized").ShouldBe("January 15, 2020");
        output.Printed("Recruitment/lastRandomized").ShouldBe("January 14, 2021");
        // 365 days, of 2020 which has 366, in months of 30.4375 days.
        output.Raw("Recruitment/months").ShouldBe(365 / 30.4375, 1e-12);
        output.Printed("Recruitment/sites").ShouldBe("1");
    }
}
