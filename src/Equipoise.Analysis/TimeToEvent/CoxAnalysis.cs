using Equipoise.Analysis.Results;
using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>
/// How large the difference is: one model with an indicator for each experimental arm, the control as reference.
/// </summary>
static class CoxAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new((data, catalog) => [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var of = new CoxResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: hazard ratio to {data.ControlFirst[0].Label}",
            data.Plan.Stratified ? "Stratified Cox regression" : "Cox regression",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        var statuses = new List<string>();
        foreach (var comparison in data.Comparisons)
        {
            var experimental = comparison.ControlFirst.Skip(1).ToList();
            var fit = comparison.Model.Value;
            var profile = fit.Status is FitStatus.MonotoneLikelihood ? fit.ProfileLimits() : null;
            for (var index = 0; index < experimental.Count; index++)
            {
                var arm = experimental[index].Id;
                catalog.Arm(experimental[index]);
                if (profile is not null && double.IsInfinity(fit.Coefficients[index].Estimate ?? 0))
                    WithoutEnd(results, of.HazardRatio(arm), profile[index]);
                else
                    HazardRatio(results, of.HazardRatio(arm), fit.Coefficients[index]);
                var coefficient = Estimable(fit.Coefficients[index]);
                results.Add(of.LogHazardRatio(arm), coefficient.Estimate, Format.Fixed(coefficient.Estimate, 4));
                results.Add(of.StandardError(arm), coefficient.StandardError, Format.Fixed(coefficient.StandardError, 4));
                results.Add(of.PTwoSided(arm), coefficient.PValue, Format.PValue(coefficient.PValue));
            }
            if (Status(fit.Status) is { } status)
                statuses.Add(status);
        }
        if (statuses.Count > 0)
            results.Add(of.Status, null, string.Join(" ", statuses.Distinct()));
        return results.Done();
    }

    /// <summary>All events are in one arm: the ratio is 0 with a limit above it, or has no end and a limit below.</summary>
    static void WithoutEnd(ResultCollector results, IntervalRef at, ProfileInterval profile)
    {
        if (profile.Lower.Status == ProfileLimitStatus.Unbounded)
            results.Add(at, 0, 0, profile.Upper.HazardRatio, value => value == 0 ? "0" : Format.Ratio(value));
        else
            results.Add(at, null, profile.Lower.HazardRatio, null, Format.Ratio);
    }

    /// <summary>The ratio and its limits.</summary>
    public static void HazardRatio(ResultCollector results, IntervalRef at, CoxCoefficient fitted)
    {
        var coefficient = Estimable(fitted);
        results.Add(at, coefficient.HazardRatio, coefficient.Lower, coefficient.Upper, Format.Ratio);
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
                $"All events fall on one side for {string.Join(", ", monotone.Names)}: the log hazard ratio has no finite "
                    + "estimate; limits by profile likelihood.",
            FitStatus.RankDeficient deficient => $"Nobody can be compared for {string.Join(", ", deficient.Names)}.",
            _ => "The model did not converge.",
        };

    /// <summary>Whether the model is stratified, how ties are broken, and to whom the ratios are.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        [
            .. data.HasArmWithoutEvent
                ?
                [
                    new(
                        $"{data.Id}.monotone",
                        new CoxResults(data.Id).Id,
                        "Where all events are in one arm, the hazard ratio is 0 or has no end; its limit is by profile "
                            + "likelihood."
                    ),
                ]
                : Array.Empty<Convention>(),
            new($"{data.Id}.strata.cox", new CoxResults(data.Id).Id, data.StrataInWords),
            new(
                $"{data.Id}.ties",
                new CoxResults(data.Id).Id,
                $"Tied times by {data.Plan.TiesInWords}; {Format.Share(data.Plan.Confidence)} limits and two-sided "
                    + "P values by Wald."
            ),
            new(
                $"{data.Id}.reference",
                new CoxResults(data.Id).Id,
                $"Hazard ratios are to {data.ControlFirst[0].Label}; below 1 favors the experimental arm."
                    + Together(data)
            ),
        ];

    static string Together(EndpointData data) =>
        data.ControlFirst.Count == 2 ? ""
        : data.IsPairwise ? " Each is of a model of its own, on the participants of that arm and of the control alone (pairwise)."
        : " One model holds all arms.";
}

/// <summary>The hazard ratios of an endpoint, each to the control.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record CoxResults(string Endpoint) : AnalysisResults($"{Endpoint}.Cox")
{
    /// <summary>The hazard ratio of an experimental arm to the control; below 1 favors the experimental arm.</summary>
    public IntervalRef HazardRatio(string arm) => Interval("hazardRatio", "lower", "upper", new ResultGroup(By.Arm, arm));

    /// <summary>Its logarithm.</summary>
    public ResultRef LogHazardRatio(string arm) => At("logHazardRatio", new ResultGroup(By.Arm, arm));

    /// <summary>The standard error of the logarithm.</summary>
    public ResultRef StandardError(string arm) => At("standardError", new ResultGroup(By.Arm, arm));

    /// <summary>The P value by Wald's test.</summary>
    public ResultRef PTwoSided(string arm) => At("pTwoSided", new ResultGroup(By.Arm, arm));

    /// <summary>Why there is no estimate.</summary>
    public ResultRef Status => At("status");
}
