using Equipoise.Protocol.Yaml;
using Equipoise.Statistics;

namespace Equipoise.Protocol.Reading;

/// <summary>
/// <c>analysis:</c> how the endpoints become numbers. Endpoints stand here by their id, beside <c>baseline</c>, <c>safety</c>,
/// <c>response</c>, <c>Q-TWiST</c>, <c>baseline tests</c>, <c>laboratory</c>, <c>questionnaires</c>, <c>test in order</c> and
/// <c>partial dates</c>.
/// </summary>
static class ReadAnalysis
{
    const string Baseline = "baseline";
    const string Safety = "safety";
    const string Order = "test in order";
    const string PartialDates = "partial dates";
    const string BaselineTests = "baseline tests";
    const string Laboratory = "laboratory";
    const string Questionnaires = "questionnaires";

    static readonly Meanings<bool> tests = new() { ["stratified log-rank"] = true, ["log-rank"] = false };

    static readonly Meanings<(bool Stratified, TieMethod Ties)> effects = new()
    {
        ["stratified Cox, ties Efron"] = (true, TieMethod.Efron),
        ["stratified Cox, ties Breslow"] = (true, TieMethod.Breslow),
        ["Cox, ties Efron"] = (false, TieMethod.Efron),
        ["Cox, ties Breslow"] = (false, TieMethod.Breslow),
        ["stratified Cox, ties exact"] = (true, TieMethod.Discrete),
        ["Cox, ties exact"] = (false, TieMethod.Discrete),
    };

    static readonly Meanings<IntervalTransformation> curves = new()
    {
        ["log-log"] = IntervalTransformation.LogLog,
        ["log"] = IntervalTransformation.Log,
        ["plain"] = IntervalTransformation.Plain,
        ["logit"] = IntervalTransformation.Logit,
        ["arcsine"] = IntervalTransformation.ArcSine,
    };

    static readonly Meanings<QuantileRule> quantiles = new()
    {
        ["as SAS"] = QuantileRule.Sas,
        ["as R"] = QuantileRule.R,
        ["as R prints"] = QuantileRule.RPrint,
    };

    static readonly Meanings<PartialDateRule> partialDates = new()
    {
        ["first of the month"] = PartialDateRule.FirstOfMonth,
        ["15th of the month"] = PartialDateRule.Middle,
        ["conservative"] = PartialDateRule.Conservative,
    };

    public static AnalysisPlan? From(YamlCursor part, IReadOnlyList<string> endpoints) =>
        part.Fields(fields =>
        {
            var baseline = fields.Optional(Baseline);
            var safety = fields.Optional(Safety);
            var order = fields.Optional(Order);
            var dates = fields.Optional(PartialDates);
            var cuts = new Dictionary<string, CutPoints>();
            var response = ReadResponse.From(fields.Optional("response"));
            var baselineTests = fields.Optional(BaselineTests);
            var laboratory = fields.Optional(Laboratory);
            var questionnaires = fields.Optional(Questionnaires);
            var quality = ReadQuality.From(fields.Optional("Q-TWiST"), endpoints);
            var plans = part
                .Keys.Intersect(endpoints)
                .Select(id => fields.Optional(id).Fields(plan => TimeToEvent(id, plan, cuts)))
                .OfType<TimeToEventPlan>()
                .ToList();
            foreach (var id in endpoints.Except(part.Keys))
                fields.Required(id, "its analysis, or take the endpoint out: what is measured is analyzed");
            return new AnalysisPlan(
                plans,
                baseline.IsPresent ? baseline.Characteristics(cuts) : [],
                safety.IsPresent ? ReadSafety.From(safety) : null
            )
            {
                TestOrder = order.IsPresent ? TestOrder(order) : [],
                Cuts = cuts,
                PartialDates = dates.IsPresent ? dates.OneOf(partialDates) : null,
                Response = response,
                Questionnaires = ReadQuestionnaires.From(questionnaires),
                Laboratory = laboratory.IsPresent ? laboratory.Texts() : [],
                BaselineTests = baselineTests.IsPresent && (baselineTests.YesNo() ?? false),
                Quality = quality,
            };
        });

    static List<string> TestOrder(YamlCursor at)
    {
        var order = new List<string>();
        foreach (var item in at.Items())
        {
            if (item.Text() is not { } id)
                continue;
            if (order.Contains(id))
                item.Report($"{ProblemList.Quote(id)} stands there already", "name each endpoint once");
            order.Add(id);
        }
        return order;
    }

    static TimeToEventPlan TimeToEvent(string id, YamlFields fields, Dictionary<string, CutPoints> cuts)
    {
        var stratified = fields.Required("test", "stratified log-rank, or log-rank").OneOf(tests);
        var effectAt = fields.Required("effect", "stratified Cox, ties Efron");
        var effect = effectAt.OneOf(effects);
        if (stratified is { } test && effect is { } model && test != model.Stratified)
            effectAt.Report(
                $"is {(model.Stratified ? "stratified" : "not stratified")} and the test is {(test ? "stratified" : "not")}",
                "stratify both or neither, so that the test and the hazard ratio answer one question"
            );
        var plan = new TimeToEventPlan(
            id,
            stratified ?? false,
            effect?.Ties ?? default,
            fields.Required("confidence", "95%").Share("a level above 0 and below 1, such as 95%") ?? 0,
            fields.Required("curves", "log-log").OneOf(curves) ?? default,
            fields.Required("median", "as SAS").OneOf(quantiles) ?? default,
            fields.Optional("landmarks") is { IsPresent: true } landmarks ? Landmarks(landmarks) : [],
            fields.Optional("subgroups") is { IsPresent: true } subgroups ? subgroups.Characteristics(cuts) : []
        );
        return ReadEfficacy.Into(plan, fields);
    }

    static List<Duration> Landmarks(YamlCursor at)
    {
        var landmarks = new List<Duration>();
        foreach (var item in at.Items())
        {
            if (item.Duration("12 months") is not { } landmark)
                continue;
            if (landmarks.Count > 0 && landmark.Days <= landmarks[^1].Days)
                item.Report($"{landmark} does not come after {landmarks[^1]}", "write the earliest first, none twice");
            landmarks.Add(landmark);
        }
        return landmarks;
    }
}
