using Equipoise.Protocol.Yaml;
using Equipoise.Statistics;

namespace Equipoise.Protocol.Reading;

/// <summary>What the analysis of an endpoint may say beside its test, its model and its curves.</summary>
static class ReadEfficacy
{
    static readonly Meanings<ArmComparisons> comparisons = new()
    {
        ["joint"] = ArmComparisons.Joint,
        ["pairwise"] = ArmComparisons.Pairwise,
    };

    static readonly Meanings<LandmarkScale> landmarkTests = new()
    {
        ["none"] = new(null),
        ["plain"] = new(IntervalTransformation.Plain),
        ["log-log"] = new(IntervalTransformation.LogLog),
    };

    readonly record struct LandmarkScale(IntervalTransformation? Scale);

    public static TimeToEventPlan Into(TimeToEventPlan plan, YamlFields fields) =>
        plan with
        {
            Comparisons = fields.Optional("comparisons").OneOf(comparisons) ?? default,
            LandmarkTest = fields.Optional("landmark test").OneOf(landmarkTests)?.Scale,
            RestrictedMeanTo = fields.Optional("restricted mean to").Duration("24 months"),
        };
}
