using Equipoise.Analysis;
using Equipoise.Datasets.Files;

namespace Equipoise.Trial.Tests.Analysis;

public sealed class PrintedLabels
{
    [Fact]
    public void A_level_prints_in_sentence_case_and_an_abbreviation_as_it_is()
    {
        var sdtm = new HandMadeSdtm();
        foreach (var (who, arm) in new[] { ("1", "drug"), ("2", "drug"), ("3", "standard") })
            sdtm.Randomized(who, arm).Assessed("2020-03-25", "SD");
        var protocol = SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with { Baseline = ["response", "no-progression", "performance"] },
        };

        var labels = Labels(Outputs.Analyzed(protocol, sdtm.Tables()));

        labels["responded"].ShouldBe("Responded");
        labels["stable"].ShouldBe("Stable");
        labels["CR"].ShouldBe("CR");
        labels["0"].ShouldBe("0");
    }

    [ReferenceFact]
    public void Races_print_in_sentence_case_with_their_proper_names()
    {
        var labels = Labels(
            Outputs.Analyzed(Examples.CdiscPilotProtocol, DatasetFile.ReadFolder(ReferenceData.PathOf("cdisc-pilot", "adam")))
        );

        // The codelist RACE of CDISC's controlled terminology, with the proper names as the US census writes them.
        labels["WHITE"].ShouldBe("White");
        labels["BLACK OR AFRICAN AMERICAN"].ShouldBe("Black or African American");
        labels["AMERICAN INDIAN OR ALASKA NATIVE"].ShouldBe("American Indian or Alaska Native");
    }

    static Dictionary<string, string> Labels(AnalysisOutput output) =>
        output.Results.Grouping("level").Groups.ToDictionary(group => group.Id, group => group.Label);
}
