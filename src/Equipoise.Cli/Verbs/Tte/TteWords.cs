using Equipoise.Analysis.Results;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The conventions as they are written on the command line and printed with the numbers.</summary>
static class TteWords
{
    public static readonly IReadOnlyDictionary<string, TieMethod> Ties = new Dictionary<string, TieMethod>
    {
        ["efron"] = TieMethod.Efron,
        ["breslow"] = TieMethod.Breslow,
        ["discrete"] = TieMethod.Discrete,
        ["exact"] = TieMethod.ExactMarginal,
    };

    public static readonly IReadOnlyDictionary<string, IntervalTransformation> Transformations = new Dictionary<
        string,
        IntervalTransformation
    >
    {
        ["log-log"] = IntervalTransformation.LogLog,
        ["log"] = IntervalTransformation.Log,
        ["plain"] = IntervalTransformation.Plain,
        ["logit"] = IntervalTransformation.Logit,
        ["arcsin"] = IntervalTransformation.ArcSine,
    };

    public static readonly IReadOnlyDictionary<string, QuantileRule> QuantileRules = new Dictionary<string, QuantileRule>
    {
        ["sas"] = QuantileRule.Sas,
        ["r"] = QuantileRule.R,
        ["r-print"] = QuantileRule.RPrint,
    };

    public static readonly IReadOnlyDictionary<string, PValueStyle> PStyles = new Dictionary<string, PValueStyle>
    {
        ["usual"] = PValueStyle.Usual,
        ["journal"] = PValueStyle.Journal,
        ["regulatory"] = PValueStyle.Regulatory,
    };

    static readonly Dictionary<string, CaseWeighting> weightings = new()
    {
        ["frequency"] = CaseWeighting.Frequency,
        ["sampling"] = CaseWeighting.Sampling,
    };

    public static string Of(TieMethod ties) => Ties.Single(word => word.Value == ties).Key;

    public static string Of(IntervalTransformation transformation) =>
        Transformations.Single(word => word.Value == transformation).Key;

    public static string Of(QuantileRule rule) => QuantileRules.Single(word => word.Value == rule).Key;

    public static string Of(CaseWeighting weighting) => weightings.Single(word => word.Value == weighting).Key;
}
