using System.Globalization;
using Equipoise.Analysis;

namespace Equipoise.Validation.Analysis;

/// <summary>Harms and effects by sex in the simulated oncology trial of random.cdisc.data (Apache-2.0).</summary>
public sealed class OncologyHarmsTests
{
    [ReferenceFact]
    public void Worst_grades_agree_with_the_reference()
    {
        var agreement = new Agreement(
            "Analysis: random.cdisc.data, participants by worst grade and arm, percentages as printed",
            new Source.R("table(max grade per participant, ARM), REFERENCE_AE_maxgrade.csv", "R 4.2.2")
        );
        var output = Outputs.Analyzed(
            OtherHouses.Protocol(
                OtherHouses.Oncology
                    + """
                      combination: {label: Combination, role: experimental, ratio: 1}
                    endpoints:
                      PFS: {label: PFS, from: randomization, event: progression or death, unit: days}
                    analysis:
                      PFS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as R}
                      baseline: [age]
                      safety: {count: worst grade per participant, show terms in: 5% of either arm}
                    data:
                      sets: {full: ITTFL = Y, safety: ITTFL = Y & SAFFL = Y}
                      arms: {"A: Drug X": x, "B: Placebo": placebo, "C: Combination": combination}

                    """
            ),
            OtherHouses.Tables("random-cdisc", ("ADSL", "cadsl.csv.gz"), ("ADTTE", "cadtte.csv.gz"), ("ADAE", "cadae.csv.gz"))
        );
        foreach (var row in File.ReadLines(ReferenceData.PathOf("random-cdisc", "REFERENCE_AE_maxgrade.csv")).Skip(1))
        {
            var cells = row.Split(',');
            var arm = cells[1] switch
            {
                "A: Drug X" => "x",
                "B: Placebo" => "placebo",
                _ => "combination",
            };
            double Published(int column) => double.Parse(cells[column], CultureInfo.InvariantCulture);
            var at = $"[arm={arm};grade={cells[0]}]";
            agreement.Exactly($"participants {at}", output.Raw($"AE.WorstGrade/participants{at}"), Published(2));
            agreement.Rounded(1, $"percent {at}", output.Raw($"AE.WorstGrade/percent{at}"), Published(3));
        }
        agreement.ShouldBeComplete(atLeast: 30);
    }

    [ReferenceFact]
    public void The_effect_in_each_sex_is_that_of_the_model_on_that_sex_alone()
    {
        var agreement = new Agreement(
            "Analysis: random.cdisc.data, PFS in each sex",
            new Source.Identity("the effect in a subgroup is that of the same plan on the participants of the subgroup alone")
        );
        var all = Analyzed(null);
        foreach (var sex in (string[])["F", "M"])
        {
            var alone = Analyzed(sex);
            agreement.Within(1e-12, sex, all.Raw($"PFS.Subgroup.sex/hazardRatio[level={sex}]"), alone.Raw("PFS.Cox/hazardRatio[arm=x]"));
            agreement.Exactly(sex, all.Raw($"PFS.Subgroup.sex/events[arm=x;level={sex}]"), alone.Raw("PFS.Events/events[arm=x]"));
        }
        agreement.ShouldBeComplete(atLeast: 4);
    }

    /// <summary>The participants of one sex, or all with both as subgroups.</summary>
    static AnalysisOutput Analyzed(string? sex) =>
        Outputs.Analyzed(
            OtherHouses.Protocol(
                OtherHouses.Oncology
                    + $$"""
                    endpoints:
                      PFS: {label: PFS, from: randomization, event: progression or death, unit: days}
                    analysis:
                      PFS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as R{{(
                        sex is null ? ", subgroups: [SEX]" : ""
                    )}}}
                      baseline: [age]

                    """
                    + OtherHouses.OncologyData.Replace(
                        "full: ITTFL = Y",
                        sex is null ? "full: ITTFL = Y" : $"full: ITTFL = Y & SEX = {sex}",
                        StringComparison.Ordinal
                    )
            ),
            OtherHouses.Tables("random-cdisc", ("ADSL", "cadsl.csv.gz"), ("ADTTE", "cadtte.csv.gz"))
        );
}
