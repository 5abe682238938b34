using Equipoise.Analysis.Results;
using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>
/// How large the difference is: one model with an indicator for each experimental arm, the control as reference.
/// </summary>
static class CoxAnalysis
{
    public static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var results = new ResultCollector(
            catalog,
            $"{data.Id}.Cox",
            $"{data.Endpoint.Label}: hazard ratio to {data.ControlFirst[0].Label}",
            data.Plan.Stratified ? "Stratified Cox regression" : "Cox regression",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        var experimental = data.ControlFirst.Skip(1).ToList();
        var fit = CoxRegression.Fit(
            data.Observations,
            EndpointData.ArmIndicators(data.ArmNumbers, experimental.Count),
            [.. experimental.Select(arm => arm.Label)],
            data.Strata,
            ties: data.Plan.Ties,
            confidence: data.Plan.Confidence
        );
        for (var index = 0; index < experimental.Count; index++)
        {
            var group = catalog.Arm(experimental[index]);
            HazardRatio(results, fit.Coefficients[index], group);
            var coefficient = Estimable(fit.Coefficients[index]);
            results.Add("logHazardRatio", coefficient.Estimate, Format.Fixed(coefficient.Estimate, 4), group);
            results.Add("standardError", coefficient.StandardError, Format.Fixed(coefficient.StandardError, 4), group);
            results.Add("pTwoSided", coefficient.PValue, Format.PValue(coefficient.PValue), group);
        }
        if (Status(fit.Status) is { } status)
            results.Add("status", null, status);
        return results.Done();
    }

    /// <summary>The ratio and its limits.</summary>
    public static void HazardRatio(ResultCollector results, CoxCoefficient fitted, params ReadOnlySpan<(string, string)> groups)
    {
        var coefficient = Estimable(fitted);
        results.Add("hazardRatio", coefficient.HazardRatio, Format.Ratio(coefficient.HazardRatio), groups);
        results.Add("lower", coefficient.Lower, Format.Ratio(coefficient.Lower), groups);
        results.Add("upper", coefficient.Upper, Format.Ratio(coefficient.Upper), groups);
    }

    /// <summary>A ratio without a standard error, such as one that runs to 0, is not an estimate.</summary>
    static CoxCoefficient Estimable(CoxCoefficient coefficient) =>
        coefficient.StandardError is null ? coefficient with { Estimate = null } : coefficient;

    static string? Status(FitStatus status) =>
        status switch
        {
            FitStatus.Converged => null,
            FitStatus.NoEvents => "No participant had the event; a hazard ratio cannot be estimated.",
            FitStatus.MonotoneLikelihood monotone =>
                $"All events fall on one side for {string.Join(", ", monotone.Names)}; the hazard ratio has no finite estimate.",
            FitStatus.RankDeficient deficient => $"Nobody can be compared for {string.Join(", ", deficient.Names)}.",
            _ => "The model did not converge.",
        };

    /// <summary>Whether the model is stratified, how ties are broken, and to whom the ratios are.</summary>
    public static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            new($"{data.Id}.strata.cox", $"{data.Id}.Cox", data.StrataInWords),
            new(
                $"{data.Id}.ties",
                $"{data.Id}.Cox",
                $"Tied times by {data.Plan.Ties}'s method; {Format.Share(data.Plan.Confidence)} limits and two-sided "
                    + "P values by Wald."
            ),
            new(
                $"{data.Id}.reference",
                $"{data.Id}.Cox",
                $"Hazard ratios are to {data.ControlFirst[0].Label}; below 1 favors the experimental arm."
                    + (data.ControlFirst.Count > 2 ? " One model holds all arms." : "")
            ),
        ];
}
