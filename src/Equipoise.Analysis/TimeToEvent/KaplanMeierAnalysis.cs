using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>Medians, survival at the landmarks and numbers at risk, with the curves from which they are read.</summary>
static class KaplanMeierAnalysis
{
    public static (NamedAnalysis Analysis, EndpointCurves Curves) Of(EndpointData data, GroupCatalog catalog)
    {
        var results = new ResultCollector(
            catalog,
            $"{data.Id}.KaplanMeier",
            $"{data.Endpoint.Label}: survival curve",
            "Kaplan-Meier estimate",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        var estimates = data
            .Trial.Protocol.Arms.Select(arm => (Arm: arm, Curve: Estimate(data.ObservationsOf(arm), data.Plan)))
            .ToList();
        var lastTime = data.Outcomes.Count == 0 ? 0 : data.Outcomes.Max(outcome => outcome.Observation.Time);
        var ticks = TimeAxis.Ticks(lastTime, data.Endpoint.Unit);
        foreach (var (arm, curve) in estimates)
        {
            var group = catalog.Arm(arm);
            Median(results, data, curve.Median, group);
            foreach (var landmark in data.Plan.Landmarks)
                Landmark(results, catalog, data, curve, landmark, group);
            foreach (var tick in ticks)
                results.Count("atRisk", curve.AtRisk(tick), group, catalog.Time(tick, data.Endpoint.Unit));
        }
        return (results.Done(), new(data.Id, data.UnitName, ticks, [.. estimates.Select(item => Curve(item.Arm, item.Curve))]));
    }

    public static KaplanMeier Estimate(ReadOnlySpan<Observation> observations, TimeToEventPlan plan) =>
        KaplanMeier.Estimate(observations, plan.Confidence, plan.Curves, plan.Quantiles);

    static void Median(ResultCollector results, EndpointData data, Quantile median, (string, string) group)
    {
        results.Add("median", median.Estimate, Format.Time(median.Estimate, data.InDays), group);
        results.Add("medianLower", median.Lower, Format.Time(median.Lower, data.InDays), group);
        results.Add("medianUpper", median.Upper, Format.Time(median.Upper, data.InDays), group);
    }

    static void Landmark(
        ResultCollector results,
        GroupCatalog catalog,
        EndpointData data,
        KaplanMeier curve,
        Duration landmark,
        (string, string) group
    )
    {
        var unit = data.Endpoint.Unit;
        var time = landmark.Unit == unit ? landmark.Amount : landmark.Days / unit.Days();
        var at = curve.At(time);
        var when = catalog.Group("time", Format.Exact(time), landmark.ToString());
        Add("survival", at.Survival);
        Add("survivalLower", at.Lower);
        Add("survivalUpper", at.Upper);

        void Add(string operation, double? share) =>
            results.Add(operation, 100 * share, Format.Percent(100 * share), group, when);
    }

    static ArmCurve Curve(Arm arm, KaplanMeier curve) =>
        new(
            arm.Id,
            [
                new CurveStep(0, 1, 1, 1),
                .. curve
                    .Steps.Where(step => step.Events > 0)
                    .Select(step => new CurveStep(step.Time, step.Survival, step.Lower, step.Upper)),
            ],
            [.. curve.Steps.SelectMany(step => Enumerable.Repeat(step.Time, step.Censored))],
            curve.Steps.Count == 0 ? 0 : curve.Steps[^1].Time
        );

    /// <summary>How intervals are made, what a median is where the curve is flat, and who is at risk.</summary>
    public static IEnumerable<Convention> Conventions(EndpointData data)
    {
        var applies = $"{data.Id}.KaplanMeier";
        yield return new(
            $"{data.Id}.intervals",
            applies,
            $"{Format.Share(data.Plan.Confidence)} intervals are pointwise, {Scale(data.Plan.Curves)}; "
                + "those of medians invert the band."
        );
        yield return new(
            $"{data.Id}.quantiles",
            applies,
            data.Plan.Quantiles switch
            {
                QuantileRule.R => "Where a curve is flat at one half, the median is the middle of the flat stretch (rule of R).",
                QuantileRule.RPrint =>
                    "Where a curve is flat at one half, the median is the middle of the flat stretch if an event ends it, "
                        + "else its beginning (as R prints it).",
                _ =>
                    "Where a curve is flat at one half, the median is the middle of the flat stretch if an event ends "
                        + "it (rule of SAS).",
            }
        );
        yield return new($"{data.Id}.atRisk", applies, "At risk are those whose time is at least the time stated.");
    }

    static string Scale(IntervalTransformation transformation) =>
        transformation switch
        {
            IntervalTransformation.LogLog => "symmetric on the scale of log(-log S)",
            IntervalTransformation.Log => "symmetric on the scale of log S",
            IntervalTransformation.Logit => "symmetric on the scale of log(S/(1 - S))",
            IntervalTransformation.ArcSine => "symmetric on the scale of arcsin √S",
            _ => "symmetric on the scale of S (plain), cut off at 0 and 1",
        };
}
