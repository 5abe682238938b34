using Equipoise.Analysis;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// A real trial: xanomeline patches in Alzheimer's disease, H2Q-MC-LZZT, 254 participants, three arms. Its numbers are compared with
/// its study report in Validation.
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
}
