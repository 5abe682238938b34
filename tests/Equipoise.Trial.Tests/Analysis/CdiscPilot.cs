using Equipoise.Analysis;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// A real trial: xanomeline patches in Alzheimer's disease, H2Q-MC-LZZT, 254 participants, three arms. Expected values are those of
/// its clinical study report (tables 14-1.01, 14-2.01, 14-5.01, figure 14-1); hazard ratios, which the report does not have, are R's
/// <c>coxph(Surv(AVAL, 1 - CNSR) ~ TRTP)</c> of survival 3.5.3 on the same file.
/// </summary>
public sealed class CdiscPilot
{
    static TrialProtocol Protocol { get; } =
        Examples.CdiscPilotProtocol with
        {
            Analysis = Examples.CdiscPilotProtocol.Analysis with { Baseline = ["age", "AGEGR1"] },
        };

    static readonly Lazy<AnalysisOutput> output = new(() =>
        Outputs.Analyzed(Protocol, DatasetFile.ReadFolder(ReferenceData.PathOf("cdisc-pilot", "adam")))
    );

    static AnalysisOutput Output => output.Value;

    [ReferenceFact]
    public void Events_and_medians_are_those_of_the_report()
    {
        Each("TTDE.Events/events").ShouldBe(["29", "62", "61"]);
        // At risk at the start under figure 14-1.
        Each("TTDE.KaplanMeier/atRisk", ";time=0").ShouldBe(["86", "84", "84"]);
        Each("TTDE.KaplanMeier/median").ShouldBe(["NR", "33", "36"]);
        // The report used the linear intervals that SAS had as default in 2006.
        Each("TTDE.KaplanMeier/medianLower").Skip(1).ShouldBe(["27", "24"]);
        Each("TTDE.KaplanMeier/medianUpper").Skip(1).ShouldBe(["48", "46"]);
    }

    [ReferenceFact]
    public void One_log_rank_test_compares_the_three_arms()
    {
        Output.Raw("TTDE.LogRank/degreesOfFreedom").ShouldBe(2);
        Output.Raw("TTDE.LogRank/pTwoSided").ShouldBeInRange(7.5e-14, 8.5e-14);
        Output.Printed("TTDE.LogRank/pTwoSided").ShouldBe("<0.0001");
        Output.Results.At("TTDE.LogRank/z").ShouldBeNull();
    }

    [ReferenceFact]
    public void One_Cox_model_with_both_doses_gives_the_ratios_of_R()
    {
        Ratio("xanomeline-low").ShouldBe((4.148, 2.645, 6.504));
        Ratio("xanomeline-high").ShouldBe((5.026, 3.182, 7.939));
        Output.Printed("TTDE.Cox/hazardRatio[arm=xanomeline-high]").ShouldBe("5.03");
    }

    [ReferenceFact]
    public void Participants_with_any_emergent_adverse_event_and_their_events_are_those_of_table_14_5_01()
    {
        Each("AE.Overview/participants", ";category=any").ShouldBe(["65", "77", "76"]);
        Each("AE.Overview/events", ";category=any").ShouldBe(["281", "412", "433"]);
        Each("AE.Overview/percent", ";category=any").ShouldBe(["75.6%", "91.7%", "90.5%"]);
    }

    [ReferenceFact]
    public void Age_is_summarized_as_in_table_14_2_01()
    {
        Each("Baseline.age/mean").ShouldBe(["75.2", "75.7", "74.4"]);
        Each("Baseline.age/standardDeviation").ShouldBe(["8.59", "8.29", "7.89"]);
        Output.Printed("Baseline.age/n[arm=all]").ShouldBe("254");
    }

    [ReferenceFact]
    public void Age_groups_stand_in_the_order_of_their_numeric_companion()
    {
        // AGEGR1N of the file says <65, 65-80, >80; the alphabet would say otherwise. Counts of table 14-2.01.
        var levels = Output
            .Results.Find("Baseline.AGEGR1")!
            .Results.Where(result => result.Groups.Count == 2)
            .Select(result => result.Groups[1].Group);
        levels.Distinct().ShouldBe(["<65", "65-80", ">80"]);
        Each("Baseline.AGEGR1/count", ";level=<65").ShouldBe(["14", "8", "11"]);
    }

    [ReferenceFact]
    public void What_the_data_do_not_say_is_left_out()
    {
        Output.Results.At("Disposition/screened").ShouldBeNull();
        Output.Results.At("AE.Overview/participants[arm=xanomeline-low;category=doseReduction]").ShouldBeNull();
        Output.Results.Find("AE.WorstGrade").ShouldBeNull();
        Each("Disposition/randomized").ShouldBe(["86", "84", "84"]);
    }

    static IEnumerable<string> Each(string operation, string more = "") =>
        Protocol.Arms.Select(arm => Output.Printed($"{operation}[arm={arm.Id}{more}]"));

    static (double, double, double) Ratio(string arm) =>
        (
            Math.Round(Output.Raw($"TTDE.Cox/hazardRatio[arm={arm}]"), 3),
            Math.Round(Output.Raw($"TTDE.Cox/lower[arm={arm}]"), 3),
            Math.Round(Output.Raw($"TTDE.Cox/upper[arm={arm}]"), 3)
        );
}
