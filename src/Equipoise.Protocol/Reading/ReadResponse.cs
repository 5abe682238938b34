using Equipoise.Protocol.Yaml;
using Equipoise.Statistics.Rates;

namespace Equipoise.Protocol.Reading;

/// <summary><c>analysis: response:</c> how tumor responses become numbers.</summary>
static class ReadResponse
{
    static readonly Meanings<ProportionInterval> intervals = new()
    {
        ["Clopper-Pearson"] = ProportionInterval.ClopperPearson,
        ["Wilson"] = ProportionInterval.Wilson,
        ["Wald"] = ProportionInterval.Wald,
        ["Wald, corrected"] = ProportionInterval.WaldCorrected,
    };

    static readonly Meanings<RiskDifferenceInterval> differences = new()
    {
        ["Newcombe"] = RiskDifferenceInterval.Newcombe,
        ["Miettinen-Nurminen"] = RiskDifferenceInterval.MiettinenNurminen,
        ["Wald"] = RiskDifferenceInterval.Wald,
        ["Wald, corrected"] = RiskDifferenceInterval.WaldCorrected,
    };

    static readonly Meanings<bool> tests = new() { ["none"] = false, ["Fisher"] = true };

    static readonly Meanings<CountedAssessments> assessments = new()
    {
        ["up to progression"] = CountedAssessments.UpToProgression,
        ["all"] = CountedAssessments.All,
    };

    public static ResponsePlan? From(YamlCursor part) =>
        !part.IsPresent
            ? null
            : part.Fields(fields =>
            {
                var plan = new ResponsePlan(
                    fields.Required("confirmed", "yes, or no").YesNo() ?? false,
                    fields.Optional("confirmed after").Duration("4 weeks") ?? new(4, TimeUnit.Week),
                    fields.Required("stable for", "6 weeks").Duration("6 weeks") ?? default,
                    fields.Optional("clinical benefit").Duration("24 weeks"),
                    fields.Required("interval", "Clopper-Pearson").OneOf(intervals) ?? default,
                    fields.Required("difference", "Newcombe").OneOf(differences) ?? default,
                    fields.Optional("stratified").YesNo() ?? false,
                    fields.Required("confidence", "95%").Share("a level above 0 and below 1, such as 95%") ?? 0
                )
                {
                    Tested = fields.Optional("test").OneOf(tests) ?? false,
                    TargetLesions = TargetLesions(fields.Optional("target lesions")),
                };
                return fields.Optional("parameter").Text("a PARAMCD of ADRS, such as CBOR") is { } parameter
                    ? plan with { Parameter = parameter }
                    : plan;
            });

    static TargetLesionPlan TargetLesions(YamlCursor part)
    {
        var usual = new TargetLesionPlan();
        return !part.IsPresent
            ? usual
            : part.Fields(fields => new TargetLesionPlan
            {
                Sum = fields.Optional("sum").Text("a PARAMCD of ADTR, such as SDIAM") ?? usual.Sum,
                OverallResponse =
                    fields.Optional("overall response").Text("a PARAMCD of ADRS, such as OVR") ?? usual.OverallResponse,
                Assessments = fields.Optional("assessments").OneOf(assessments) ?? usual.Assessments,
                Measurable = fields.Optional("measurable").Text("a flag of ADSL, such as BMEASIFL"),
            }) ?? usual;
    }
}
