namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Four treated with the drug, one of them without any event, and two controls; counts made by hand.</summary>
public sealed class AdverseEventCounts
{
    static readonly Equipoise.Analysis.AnalysisOutput Output = Analyze();

    [Theory]
    [InlineData(1, "0", "0%")]
    [InlineData(2, "1", "25.0%")]
    [InlineData(3, "1", "25.0%")]
    [InlineData(4, "0", "0%")]
    [InlineData(5, "1", "25.0%")]
    public void Each_participant_counts_once_at_the_worst_grade(int grade, string participants, string percent)
    {
        Output.Printed($"AE.WorstGrade/participants[arm=drug;grade={grade}]").ShouldBe(participants);
        Output.Printed($"AE.WorstGrade/percent[arm=drug;grade={grade}]").ShouldBe(percent);
    }

    [Theory]
    [InlineData("any", "3", "6")]
    [InlineData("grade3plus", "2", "3")]
    [InlineData("serious", "1", "1")]
    [InlineData("related", "2", "5")]
    [InlineData("fatal", "1", "1")]
    [InlineData("doseReduction", "1", "1")]
    [InlineData("interruption", "1", "1")]
    [InlineData("discontinuation", "0", "0")]
    public void The_overview_counts_participants_and_events(string category, string participants, string events)
    {
        Output.Printed($"AE.Overview/participants[arm=drug;category={category}]").ShouldBe(participants);
        Output.Printed($"AE.Overview/events[arm=drug;category={category}]").ShouldBe(events);
    }

    [Fact]
    public void Terms_stand_by_frequency_and_then_by_name()
    {
        // Neutropenia 2, fatigue 1 + 1 in the control, sepsis 1.
        var terms = Output.Results.Find("AE.Term")!.Results.Select(result => result.Groups[1].Group).Distinct();
        terms.ShouldBe(["Fatigue", "Neutropenia", "Sepsis"]);
        Output.Printed("AE.Term/participants[arm=drug;term=Neutropenia]").ShouldBe("2");
        Output.Printed("AE.Term/events[arm=drug;term=Neutropenia]").ShouldBe("4");
        Output.Printed("AE.TermGrade3/participants[arm=drug;term=Neutropenia]").ShouldBe("1");
        Output.Printed("AE.TermGrade3/participants[arm=standard;term=Fatigue]").ShouldBe("0");
    }

    [Fact]
    public void Whoever_was_not_treated_is_in_no_denominator()
    {
        Output.Printed("Disposition/randomized[arm=standard]").ShouldBe("3");
        Output.Printed("Disposition/analyzedSAF[arm=standard]").ShouldBe("2");
        Output.Printed("AE.Overview/percent[arm=standard;category=any]").ShouldBe("50.0%");
    }

    static Equipoise.Analysis.AnalysisOutput Analyze()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1")
            .Dosed(125, "2020-01-02", "2020-03-01")
            .Assessed("2020-03-25", "SD")
            .AdverseEvent("Neutropenia", 1, "2020-01-10")
            .AdverseEvent("Neutropenia", 3, "2020-01-20", action: "DRUG INTERRUPTED")
            .AdverseEvent("Neutropenia", 3, "2020-02-20", action: "DOSE REDUCED");
        sdtm.Randomized("2")
            .Dosed(125, "2020-01-02", "2020-03-01")
            .Assessed("2020-03-25", "SD")
            .AdverseEvent("Neutropenia", 2, "2020-01-02") // the day of the first dose
            .AdverseEvent("Fatigue", 1, "2020-03-31", related: "") // unanswered: counts as related
            .AdverseEvent("Fatigue", 4, "2020-01-01") // before the first dose
            .AdverseEvent("Fatigue", 4, "2020-04-01") // 31 days after the last dose
            .StoppedTreatment("2020-03-01", "PROGRESSIVE DISEASE");
        sdtm.Randomized("3", death: "2020-02-10")
            .Dosed(125, "2020-01-02", "2020-02-01")
            .AdverseEvent("Sepsis", 5, "2020-02-05", serious: "Y", related: "NOT RELATED", outcome: "FATAL");
        sdtm.Randomized("4").Dosed(125, "2020-01-02", "2020-03-01").Assessed("2020-03-25", "SD");
        sdtm.Randomized("5", "standard").Dosed(1, "2020-01-02", "2020-03-01").AdverseEvent("Fatigue", 2, "2020-02-01");
        sdtm.Randomized("6", "standard").Dosed(1, "2020-01-02", "2020-03-01");
        sdtm.Randomized("7", "standard").AdverseEvent("Fatigue", 3, "2020-02-01"); // never treated
        return Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
    }
}
