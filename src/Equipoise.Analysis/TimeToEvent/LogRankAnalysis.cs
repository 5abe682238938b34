using Equipoise.Analysis.Results;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>Whether the arms differ, over all arms at once or each from the control.</summary>
static class LogRankAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new((data, catalog) => [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var results = new ResultCollector(
            catalog,
            new LogRankResults(data.Id).Id,
            $"{data.Endpoint.Label}: difference between arms",
            data.Plan.Stratified ? "Stratified log-rank test" : "Log-rank test",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        foreach (var comparison in data.Comparisons)
            Test(results, comparison);
        return results.Done();
    }

    static void Test(ResultCollector results, EndpointData data)
    {
        var of = new LogRankResults(data.Id, data.Pair);
        if (data.Pair is not null)
            results.Catalog.Arm(data.ControlFirst[1]);
        var test = LogRankTest.Compare(data.Observations, data.ArmNumbers, data.Strata);
        results.Add(of.ChiSquare, test.ChiSquare, Format.Fixed(test.ChiSquare, 2));
        results.Count(of.DegreesOfFreedom, test.DegreesOfFreedom);
        results.Add(of.PTwoSided, test.PValue, Format.PValue(test.PValue));
        if (data.ControlFirst.Count == 2)
            results.Add(of.Z, test.Z, Format.Fixed(test.Z, 2));
        if (test.Status is LogRankStatus.NotEstimable reason)
            results.Add(of.Status, null, reason.Reason);
    }

    /// <summary>Whether the test is stratified, and its sides.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            new($"{data.Id}.strata", new LogRankResults(data.Id).Id, data.StrataInWords),
            new(
                $"{data.Id}.sides",
                new LogRankResults(data.Id).Id,
                data.ControlFirst.Count == 2 ? "P values are two-sided. Z above 0 favors the experimental arm."
                    : data.IsPairwise
                        ? "P values are two-sided. Each test compares one experimental arm with the control, on the participants "
                            + "of the two alone (pairwise), with no allowance for several tests."
                    : "P values are two-sided. One test compares all arms."
            ),
        ];
}

/// <summary>The log-rank test of an endpoint, over all arms at once or of one arm with the control.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Arm">Where each experimental arm is compared with the control alone, the arm; else null.</param>
public sealed record LogRankResults(string Endpoint, string? Arm = null) : AnalysisResults($"{Endpoint}.LogRank")
{
    ResultGroup[] Of => Arm is null ? [] : [new(By.Arm, Arm)];

    /// <summary>The statistic.</summary>
    public ResultRef ChiSquare => At("chiSquare", Of);

    /// <summary>Its degrees of freedom: one less than there are arms in it.</summary>
    public ResultRef DegreesOfFreedom => At("degreesOfFreedom", Of);

    /// <summary>The P value, two-sided.</summary>
    public ResultRef PTwoSided => At("pTwoSided", Of);

    /// <summary>With two arms its signed root; above 0 favors the experimental arm.</summary>
    public ResultRef Z => At("z", Of);

    /// <summary>Why there is no test.</summary>
    public ResultRef Status => At("status", Of);
}
