using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;

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

    [Fact]
    public void Capitals_of_abbreviations_stay_and_the_levels_of_one_variable_look_alike()
    {
        Level("HIGH", "LOW", "Medium").ShouldBe(["High", "Low", "Medium"]);
        Level("EU", "ASIA", "OTHER REGIONS").ShouldBe(["EU", "Asia", "Other regions"]);
        Level("PD", "DEATH DUE TO PD", "CD4 COUNT <= 50", "T1A").ShouldBe(["PD", "Death due to PD", "CD4 count <= 50", "T1A"]);
        Level("NO PRIOR USE", "HER2-POSITIVE", "NSCLC").ShouldBe(["No prior use", "HER2-positive", "NSCLC"]);

        static IEnumerable<string> Level(params string[] levels)
        {
            var data = HandMadeAdam.Of(levels.Length).WithEvents().With("ADSL", new TextColumn("VAR", "Variable", levels));
            var labels = Labels(Outputs.Analyzed(HandMadeAdam.Protocol("VAR"), data));
            return levels.Select(level => labels[level]);
        }
    }

    [Fact]
    public void Levels_of_the_protocol_print_as_it_names_them_and_those_of_sex_as_the_baseline_does()
    {
        var protocol = HandMadeAdam.Protocol("count", "SEX") with
        {
            Randomization = new(
                new RandomizationMethod.PermutedBlocks([2]),
                [
                    new("count", "CD4 count", new FactorSource.Asked("?"), [new("CD4 <= 50", []), new("CD4 > 50", [])]),
                    new("SEX", "Sex at randomization", new FactorSource.Asked("?"), [new("F", []), new("M", [])]),
                ]
            ),
        };
        var data = HandMadeAdam
            .Of(2)
            .WithEvents()
            .With("ADSL", "STRAT1", "CD4 <= 50", "CD4 > 50")
            .With("ADSL", "STRAT2", "F", "M");
        var labels = Labels(Outputs.Analyzed(protocol, data));
        labels["CD4 <= 50"].ShouldBe("CD4 <= 50");
        labels["F"].ShouldBe("Female");
        labels["M"].ShouldBe("Male");
    }

    [Fact]
    public void Terms_and_descriptions_in_capitals_print_as_sentences()
    {
        var data = HandMadeAdam
            .Of(2)
            .With("ADTTE", "EVNTDESC", "PD", "DEATH")
            .WithEvents(("1", "RASH", "1"), ("2", "COVID-19", "1"), ("2", "ECG QT PROLONGED", "2"));
        var results = Outputs.Analyzed(HandMadeAdam.Protocol(), data).Results;
        results.Grouping("component").Groups.Select(group => group.Label).ShouldBe(["Death", "PD"], ignoreOrder: true);
        results
            .Grouping("term")
            .Groups.Select(group => group.Label)
            .ShouldBe(["Rash", "COVID-19", "Ecg QT prolonged"], ignoreOrder: true);
    }

    static Dictionary<string, string> Labels(AnalysisOutput output) =>
        output.Results.Grouping("level").Groups.ToDictionary(group => group.Id, group => group.Label);
}
