using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>Medians, survival at the landmarks and numbers at risk, with the curves from which they are read.</summary>
static class KaplanMeierAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } =
        new((data, catalog) => [Of(data, catalog)], Conventions);

    static NamedAnalysis Of(EndpointData data, GroupCatalog catalog)
    {
        var of = new KaplanMeierResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: survival curve",
            "Kaplan-Meier estimate",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        var ticks = Ticks(data);
        foreach (var arm in data.Trial.Protocol.Arms)
        {
            var curve = Estimate(data.ObservationsOf(arm), data.Plan);
            catalog.Arm(arm);
            results.Add(
                of.Median(arm.Id),
                curve.Median.Estimate,
                curve.Median.Lower,
                curve.Median.Upper,
                time => data.Quantile(time, curve.Count)
            );
            Spread(results, of, data, curve, arm.Id);
            foreach (var landmark in data.Plan.Landmarks)
                Landmark(results, catalog, data, curve, landmark, arm);
            foreach (var tick in ticks)
                Counts(results, of, curve, arm.Id, tick, catalog.Time(tick, data.Endpoint.Unit).Group);
        }
        return results.Done();
    }

    /// <summary>Who is at risk at a time, who had the event before it, and who was censored before it: all of the arm.</summary>
    static void Counts(
        ResultCollector results,
        KaplanMeierResults of,
        KaplanMeier curve,
        string arm,
        double tick,
        string time
    )
    {
        var before = curve.Steps.TakeWhile(step => step.Time < tick).ToArray();
        results.Count(of.AtRisk(arm, time), curve.AtRisk(tick));
        results.Count(of.EventsBefore(arm, time), before.Sum(step => step.Events));
        results.Count(of.CensoredBefore(arm, time), before.Sum(step => step.Censored));
    }

    /// <summary>The quartiles, and the shortest and the longest time, marked where nobody had the event at it.</summary>
    static void Spread(ResultCollector results, KaplanMeierResults of, EndpointData data, KaplanMeier curve, string arm)
    {
        foreach (var (at, probability) in new[] { (of.FirstQuartile(arm), 0.25), (of.ThirdQuartile(arm), 0.75) })
        {
            var quartile = curve.QuantileOf(probability);
            results.Add(at, quartile.Estimate, quartile.Lower, quartile.Upper, time => data.Quantile(time, curve.Count));
        }
        if (curve.Steps.Count == 0)
            return;
        Add(of.Minimum(arm), curve.Steps[0]);
        Add(of.Maximum(arm), curve.Steps[^1]);

        void Add(ResultRef at, SurvivalStep step) =>
            results.Add(at, step.Time, $"{data.Time(step.Time)}{(step.Events == 0 ? KaplanMeierResults.CensoredMark : "")}");
    }

    /// <summary>The curves themselves, for drawing.</summary>
    public static EndpointCurves Curves(EndpointData data) =>
        new(
            data.Id,
            data.UnitName,
            Ticks(data),
            [.. data.Trial.Protocol.Arms.Select(arm => Curve(arm, Estimate(data.ObservationsOf(arm), data.Plan)))]
        );

    static IReadOnlyList<double> Ticks(EndpointData data) =>
        TimeAxis.Ticks(
            data.Outcomes.Count == 0 ? 0 : data.Outcomes.Max(outcome => outcome.Observation.Time),
            data.Endpoint.Unit
        );

    public static KaplanMeier Estimate(ReadOnlySpan<Observation> observations, TimeToEventPlan plan) =>
        KaplanMeier.Estimate(observations, plan.Confidence, plan.Curves, plan.Quantiles);

    static void Landmark(
        ResultCollector results,
        GroupCatalog catalog,
        EndpointData data,
        KaplanMeier curve,
        Duration landmark,
        Arm arm
    )
    {
        var time = data.InUnit(landmark);
        var at = curve.At(time);
        var when = catalog.Group(By.Time, Format.Exact(time), landmark.ToString()).Group;
        results.Add(
            new KaplanMeierResults(data.Id).Survival(arm.Id, when),
            100 * at.Survival,
            100 * at.Lower,
            100 * at.Upper,
            Format.Percent
        );
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
        )
        {
            FewAfter = curve
                .Steps.Where(step => step.AtRisk >= ArmCurve.FewShare * curve.Count)
                .Select(step => step.Time)
                .DefaultIfEmpty()
                .Max(),
        };

    /// <summary>How intervals are made, what a median is where the curve is flat, and who is at risk.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data)
    {
        var applies = new KaplanMeierResults(data.Id).Id;
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
        yield return new(
            $"{data.Id}.range",
            applies,
            $"Quartiles are the times by which the curve is at 75% and 25%, by the rule of the median; "
                + $"{KaplanMeierResults.CensoredMark} marks the end of a range that nobody reached with an event."
        );
        yield return new(
            $"{data.Id}.atRisk",
            applies,
            "At risk are those whose time is at least the time stated; "
                + "events and censored are those before it, so that the three add up to the arm."
        );
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

/// <summary>The survival curves of an endpoint, in numbers.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record KaplanMeierResults(string Endpoint) : AnalysisResults($"{Endpoint}.KaplanMeier")
{
    /// <summary>The median in an arm, in the unit of the endpoint.</summary>
    public IntervalRef Median(string arm) => Interval("median", "medianLower", "medianUpper", new ResultGroup(By.Arm, arm));

    /// <summary>What stands behind a time at which people were censored and nobody had the event.</summary>
    public const string CensoredMark = "+";

    /// <summary>The time by which a quarter of an arm had the event.</summary>
    public IntervalRef FirstQuartile(string arm) =>
        Interval("firstQuartile", "firstQuartileLower", "firstQuartileUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The time by which three quarters of an arm had the event.</summary>
    public IntervalRef ThirdQuartile(string arm) =>
        Interval("thirdQuartile", "thirdQuartileLower", "thirdQuartileUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The shortest time in an arm, to event or censoring.</summary>
    public ResultRef Minimum(string arm) => At("minimum", new ResultGroup(By.Arm, arm));

    /// <summary>The longest time in an arm, to event or censoring.</summary>
    public ResultRef Maximum(string arm) => At("maximum", new ResultGroup(By.Arm, arm));

    /// <summary>The percentage without event at a landmark.</summary>
    public IntervalRef Survival(string arm, string time) =>
        Interval("survival", "survivalLower", "survivalUpper", new(By.Arm, arm), new(By.Time, time));

    /// <summary>How many are at risk at a time of the axis.</summary>
    public ResultRef AtRisk(string arm, string time) => At("atRisk", new ResultGroup(By.Arm, arm), new(By.Time, time));

    /// <summary>How many had the event before a time of the axis.</summary>
    public ResultRef EventsBefore(string arm, string time) =>
        At("eventsBefore", new ResultGroup(By.Arm, arm), new(By.Time, time));

    /// <summary>How many were censored before a time of the axis.</summary>
    public ResultRef CensoredBefore(string arm, string time) =>
        At("censoredBefore", new ResultGroup(By.Arm, arm), new(By.Time, time));
}
