using System.Globalization;
using Equipoise.Analysis.ReportingEvents;
using Equipoise.Datasets.DatasetJson;

namespace Equipoise.Validation.Analysis;

/// <summary>The example of CDISC's Analysis Results Standard (Common Safety Displays), computed again from its data.</summary>
public sealed class ReportingEventTests
{
    const string Median = "An03_06_Height_Summ_ByTrt/Mth02_ContVar_Summ_ByGrp_4_Median[AnlsGrouping_01_Trt=AnlsGrouping_01_Trt_2]";

    static readonly Lazy<Recomputation> made = new(() =>
        Recomputation.Of(
            Json,
            new[] { "adsl", "adae", "advs" }.ToDictionary(
                name => name.ToUpperInvariant(),
                name => DatasetJsonFile.Read(ReferenceData.PathOf("datasetjson", "adam", $"{name}.dsjc"))
            )
        )
    );

    static string Json => File.ReadAllText(ReferenceData.PathOf("ars", "common-safety-displays.json"));

    [ReferenceFact]
    public void Of_3735_results_all_but_23_are_those_of_the_standard()
    {
        var agreement = new Agreement(
            "Analysis: ARS Common Safety Displays, its results but the 23 of three analyses whose columns are exchanged, as stored",
            new Source.Published("CDISC, Analysis Results Standard v1, Common Safety Displays")
        );
        Recomputation.Datasets(Json).ShouldBe(["ADAE", "ADSL", "ADVS"]);
        made.Value.NotComputed.ShouldBeEmpty();
        made.Value.Results.Count.ShouldBe(3735);
        var differing = made.Value.Differing.Select(result => result.Address).ToHashSet();
        differing.Count.ShouldBe(23);
        foreach (var result in made.Value.Results.Where(result => !differing.Contains(result.Address)))
        {
            // A blank is stored where there is no result.
            double? stored = result.Stored.Length == 0 ? null : double.Parse(result.Stored, CultureInfo.InvariantCulture);
            // Some were rounded to 10 decimals and then stored in binary: 0.07719298250000001.
            var decimals = result.Stored.Split('.') is [_, var digits] ? int.Min(10, digits.Length) : 0;
            agreement.Rounded(decimals, result.Address, result.Computed, stored);
        }
        agreement.ShouldBeComplete(atLeast: 3735 - 23);
    }

    /// <summary>
    /// In 22 of the 23 the columns of the low and the high dose are exchanged, and one is a median of height, for which the study
    /// report (table 14-2.01) has the number of the data.
    /// </summary>
    [ReferenceFact]
    public void Each_of_the_23_is_that_of_the_other_dose_or_of_the_study_report()
    {
        var agreement = new Agreement(
            "Analysis: ARS Common Safety Displays, the 23 results under the other dose, and a median",
            new Source.Published("CDISC, Analysis Results Standard v1, Common Safety Displays; study report of the pilot, table 14-2.01")
        );
        made.Value.Differing.Select(result => result.Address.Split('/')[0])
            .Distinct()
            .ShouldBe(["An03_04_Ethnic_Summ_ByTrt", "An03_05_Race_Summ_ByTrt", "An03_06_Height_Summ_ByTrt"]);
        var (low, high) = ("AnlsGrouping_01_Trt_2", "AnlsGrouping_01_Trt_3");
        var byAddress = made.Value.Results.ToDictionary(result => result.Address);
        foreach (var result in made.Value.Differing)
            if (result.Address == Median)
            {
                result.Stored.ShouldBe("162.2");
                agreement.Within(1e-12, result.Address, result.Computed, 162.6);
            }
            else
            {
                var other = result.Address.Contains(low) ? result.Address.Replace(low, high) : result.Address.Replace(high, low);
                other.ShouldNotBe(result.Address);
                var stored = double.Parse(byAddress[other].Stored, CultureInfo.InvariantCulture);
                agreement.Within(5e-5, result.Address, result.Computed, stored, 1);
            }
        agreement.ShouldBeComplete(atLeast: 23);
    }
}
