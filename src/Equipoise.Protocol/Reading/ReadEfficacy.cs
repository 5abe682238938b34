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

    static readonly Meanings<CensoringSet> sets = new()
    {
        ["FDA"] = CensoringSet.Fda,
        ["EMA"] = CensoringSet.Ema,
        ["treatment policy"] = CensoringSet.TreatmentPolicy,
    };

    readonly record struct LandmarkScale(IntervalTransformation? Scale);

    public static TimeToEventPlan Into(TimeToEventPlan plan, YamlFields fields) =>
        plan with
        {
            Sensitivity = Sensitivity(fields.Optional("sensitivity")),
            Comparisons = fields.Optional("comparisons").OneOf(comparisons) ?? default,
            CompetingRisks = fields.Optional("competing risks").YesNo() ?? false,
            LandmarkTest = fields.Optional("landmark test").OneOf(landmarkTests)?.Scale,
            RestrictedMeanTo = fields.Optional("restricted mean to").Duration("24 months"),
        };

    static SensitivityPlan? Sensitivity(YamlCursor part) =>
        !part.IsPresent
            ? null
            : part.Fields(fields => new SensitivityPlan(
                Sets(fields.Optional("censor")),
                fields.Optional("unstratified").YesNo() ?? false,
                fields.Optional("covariates") is { IsPresent: true } covariates ? covariates.Texts() : [],
                fields.Optional("interval-censored").YesNo() ?? false
            ));

    static List<CensoringSet> Sets(YamlCursor at)
    {
        var named = new List<CensoringSet>();
        foreach (var item in at.Node is YamlNode.List ? at.Items() : [at])
        {
            if (item.OneOf(sets) is not { } set)
                continue;
            if (named.Contains(set))
                item.Report("stands there already", "name each set of rules once");
            named.Add(set);
        }
        return named;
    }
}
