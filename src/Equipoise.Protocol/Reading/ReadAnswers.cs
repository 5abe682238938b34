using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>answers:</c> of a scenario: how the answers fall of those who enter, each one that the protocol permits.</summary>
static class ReadAnswers
{
    const double Largest = 1e9;
    const double SmallestStep = 1e-6;
    const int MostValues = 100_000;

    public static Dictionary<string, AnswerDistribution> From(YamlCursor part, AgeDistribution ages, TrialProtocol protocol)
    {
        var answers = new Dictionary<string, AnswerDistribution>();
        if (!part.IsPresent)
            return answers;
        var questions = Questions(protocol);
        part.Each((id, at) =>
        {
            var answer = Distribution(at);
            if (questions.Find(question => question.Id == id) is not { } question)
                at.ReportKey("is no question of the protocol", NearestWord.Suggest(id, [.. questions.Select(question => question.Id)]));
            else if (Values(answer, ages).FirstOrDefault(value => !question.Permits(value)) is { } wrong)
                at.Report($"has {ProblemList.Quote(wrong)}, which lets nobody in", $"write answers that permit entry: {question.Wanted}");
            return answers[id] = answer;
        });
        return answers;
    }

    static AnswerDistribution Distribution(YamlCursor at) =>
        at.Node is YamlNode.Scalar { Text: "age" } ? new AnswerDistribution.Age()
        : at.Keys.Contains("from") ? Uniform(at)
        : Shares(at);

    static AnswerDistribution.Uniform Uniform(YamlCursor at) =>
        at.Fields(fields =>
        {
            var low = fields.Required("from", "4").Number("a number", IsOrdinary) ?? 0;
            var high = fields.Required("to", "8").Number("a number", IsOrdinary) ?? low;
            var step = fields.Required("step", "1").Number("a number above 0", value => value >= SmallestStep && IsOrdinary(value)) ?? 1;
            if (high < low)
                fields.Here.Report($"runs from {low} down to {high}", "write the smaller number first");
            else if ((high - low) / step < MostValues)
                return new AnswerDistribution.Uniform(low, high, step);
            else
                fields.Here.Report($"has more than {MostValues} values", "write a larger step");
            return new AnswerDistribution.Uniform(low, low, step);
        })!;

    static bool IsOrdinary(double value) => Math.Abs(value) <= Largest;

    static AnswerDistribution.Shares Shares(YamlCursor at)
    {
        var shares = at.Keys.Select(value => (Value: value, Share: at.At(value).Portion())).ToList();
        if (at.Keys.Count == 0)
            at.ReportKind("shares such as { CR: 8%, PR: 60%, SD: 32% }");
        else if (Math.Abs(shares.Sum(share => share.Share) - 1) > 1e-9)
            at.ReportKey($"has shares that sum to {shares.Sum(share => share.Share):0.0%}", "write shares that sum to 100%");
        return new AnswerDistribution.Shares(shares);
    }

    /// <summary>Every answer that can be drawn, as it would be written.</summary>
    static IEnumerable<string> Values(AnswerDistribution answer, AgeDistribution ages) =>
        answer switch
        {
            AnswerDistribution.Shares shares => shares.Values.Select(share => share.Value),
            AnswerDistribution.Uniform uniform => Enumerable.Range(0, uniform.Count).Select(place => $"{uniform.ValueAt(place)}"),
            _ => Enumerable.Range((int)ages.Minimum, (int)Math.Ceiling(ages.Maximum) - (int)ages.Minimum + 1).Select(years => $"{years}"),
        };

    /// <summary>What can be answered: criteria, stratification factors that are asked, treatments with a choice.</summary>
    static List<Question> Questions(TrialProtocol protocol) =>
        [
            .. protocol.Eligibility.Select(criterion => new Question(criterion.Id, Wanted(criterion), value => Permits(criterion, value))),
            .. (protocol.Randomization?.Factors ?? [])
                .Where(factor => factor.Source is FactorSource.Asked)
                .Select(factor => OneOf(factor.Id, [.. factor.Levels.Select(level => level.Name)])),
            .. protocol.Treatments.Where(treatment => treatment.Choice.Count > 0).Select(treatment => OneOf(treatment.Id, treatment.Choice)),
        ];

    static Question OneOf(string id, IReadOnlyList<string> choices) => new(id, string.Join(", ", choices), choices.Contains);

    static string Wanted(EligibilityCriterion criterion) => criterion.Kind == CriterionKind.Include ? $"{criterion.Rule}" : $"not {criterion.Rule}";

    static bool Permits(EligibilityCriterion criterion, string value) =>
        criterion.Rule switch
        {
            EligibilityRule.OneOf => criterion.Permits(new Answer.Choice(value)),
            EligibilityRule.Is => value is "yes" or "no" && criterion.Permits(new Answer.YesNo(value == "yes")),
            _ => Scalars.ParseNumber(value) is { } number && criterion.Permits(new Answer.Number(number)),
        };

    sealed record Question(string Id, string Wanted, Func<string, bool> Permits);
}
