using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>eligibility:</c> who may enter.</summary>
static class ReadEligibility
{
    const int LongestId = 40;
    const string RuleKeys = "answer, at least, at most, between or one of";

    public static IReadOnlyList<EligibilityCriterion> From(YamlCursor part)
    {
        if (!part.IsPresent)
            return [];
        var read = new List<EligibilityCriterion>();
        part.Fields(fields =>
        {
            var (include, exclude) = (fields.Optional("include"), fields.Optional("exclude"));
            foreach (var id in exclude.Keys.Where(id => include.Keys.Contains(id, StringComparer.OrdinalIgnoreCase)))
                exclude.At(id).ReportKey("is also the name of an inclusion criterion", "give it another name");
            Add(include, CriterionKind.Include, read);
            Add(exclude, CriterionKind.Exclude, read);
            return read;
        });
        return read;
    }

    static void Add(YamlCursor part, CriterionKind kind, List<EligibilityCriterion> to)
    {
        if (!part.IsPresent)
            return;
        part.RefuseSameIgnoringCase();
        to.AddRange(
            part.Each(
                (id, at) =>
                {
                    at.CheckId(id, LongestId, "the name of every recorded answer");
                    return at.Fields(fields => Criterion(id, kind, fields));
                }
            )
        );
    }

    static EligibilityCriterion? Criterion(string id, CriterionKind kind, YamlFields fields)
    {
        var ask = fields.Required("ask", "the question as the site reads it").Text() ?? "";
        var rule = Rule(fields);
        var unitAt = fields.Optional("unit");
        var unit = unitAt.Text();
        var within = fields.Optional("within").DurationOrNone("14 days");
        if (unit is not null && rule is EligibilityRule.Is or EligibilityRule.OneOf)
            unitAt.ReportKey("has no meaning where the answer is not a number", "take it out");
        var category = fields.Optional("category");
        var sdtm = Sdtm(fields.Optional("sdtm"), fields.Optional("test"), category, ask, rule);
        return rule is null
            ? null
            : new EligibilityCriterion(id, kind, ask, rule, unit, within) { Sdtm = sdtm, Category = category.Text() };
    }

    /// <summary>
    /// Where SDTM has the answer, unless that is SUPPDM: a number among the laboratory values, a classification among the
    /// others.
    /// </summary>
    static SdtmTarget? Sdtm(YamlCursor at, YamlCursor testAt, YamlCursor category, string ask, EligibilityRule? rule)
    {
        foreach (var part in new[] { testAt, category })
            if (part.IsPresent && !at.IsPresent)
                part.ReportKey("is of a test of SDTM, and sdtm is missing", "write sdtm: the domain and the short name");
        if (ReadSdtmTarget.From(at, testAt, ask, ["LB", "RS"]) is not { } target)
            return null;
        if (target.Domain == "RS" && !category.IsPresent)
            at.Report("is a test of RS, which groups tests by category, and there is none", "write category: such as ECOG");
        if (target.Domain == "LB" && category.IsPresent)
            category.ReportKey("has no meaning for a laboratory test", "write it at the test, in 'laboratory'");
        if (target.Domain == "LB" && rule is EligibilityRule.Is or EligibilityRule.OneOf)
            at.Report("is a laboratory test, and the answer is no number", "take it out");
        return target;
    }

    static EligibilityRule? Rule(YamlFields fields)
    {
        (YamlCursor At, Func<YamlCursor, EligibilityRule?> Read)[] forms =
        [
            (fields.Optional("answer"), at => at.YesNo() is { } expected ? new EligibilityRule.Is(expected) : null),
            (fields.Optional("at least"), at => at.Number("a number") is { } low ? new EligibilityRule.AtLeast(low) : null),
            (fields.Optional("at most"), at => at.Number("a number") is { } high ? new EligibilityRule.AtMost(high) : null),
            (fields.Optional("between"), Between),
            (fields.Optional("one of"), at => at.Texts() is { Count: > 0 } choices ? new EligibilityRule.OneOf(choices) : null),
        ];
        var present = forms.Where(form => form.At.IsPresent).ToList();
        if (present.Count == 0)
            fields.Here.ReportKey("has no rule", $"write one of: {RuleKeys}");
        foreach (var (at, _) in present.Skip(1))
            at.ReportKey("is a second rule", $"keep one of: {RuleKeys}");
        var rules = present.Select(form => form.Read(form.At)).ToList();
        return rules is [var rule] ? rule : null;
    }

    static EligibilityRule.Between? Between(YamlCursor at)
    {
        const string wanted = "two numbers, the lower first, such as 4 and 8";
        if (at.Words(wanted) is not { } words)
            return null;
        if (
            words is [var first, "and", var second]
            && Scalars.ParseNumber(first) is { } low
            && Scalars.ParseNumber(second) is { } high
            && low <= high
        )
            return new EligibilityRule.Between(low, high);
        at.Reject(string.Join(' ', words), wanted);
        return null;
    }
}
