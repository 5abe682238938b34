using Equipoise.Analysis.Results;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>Whether the arms differ, over all arms at once.</summary>
static class LogRankAnalysis
{
    public static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var results = new ResultCollector(
            catalog,
            $"{data.Id}.LogRank",
            $"{data.Endpoint.Label}: difference between arms",
            data.Plan.Stratified ? "Stratified log-rank test" : "Log-rank test",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        var test = LogRankTest.Compare(data.Observations, data.ArmNumbers, data.Strata);
        results.Add("chiSquare", test.ChiSquare, Format.Fixed(test.ChiSquare, 2));
        results.Count("degreesOfFreedom", test.DegreesOfFreedom);
        results.Add("pTwoSided", test.PValue, Format.PValue(test.PValue));
        if (data.ControlFirst.Count == 2)
            results.Add("z", test.Z, Format.Fixed(test.Z, 2));
        if (test.Status is LogRankStatus.NotEstimable reason)
            results.Add("status", null, reason.Reason);
        return results.Done();
    }

    /// <summary>Whether the test is stratified, and its sides.</summary>
    public static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            new($"{data.Id}.strata", $"{data.Id}.LogRank", data.StrataInWords),
            new(
                $"{data.Id}.sides",
                $"{data.Id}.LogRank",
                data.ControlFirst.Count > 2
                    ? "P values are two-sided. One test compares all arms."
                    : "P values are two-sided. Z above 0 favors the experimental arm."
            ),
        ];
}
