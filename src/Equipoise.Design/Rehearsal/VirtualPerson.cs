using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>A virtual person on the way to randomization: who they are, when they come, what they answer.</summary>
/// <param name="Id">The identifier in the trial.</param>
/// <param name="Site">The site.</param>
/// <param name="Index">The position among all who are screened; names the person's random streams.</param>
/// <param name="Steps">What the site records, in order, up to and including the request to randomize an eligible person.</param>
sealed record VirtualPerson(string Id, string Site, uint Index, IReadOnlyList<(DateOnly On, TrialCommand Command)> Steps)
{
    // A site needs a few days from consent to randomization; evidence may be two weeks old.
    const int LongestWait = 6;

    /// <summary>Draws a person who is screened on this day, and meets every criterion or misses one.</summary>
    public static VirtualPerson Arrive(Rehearsed world, uint index, DateOnly day, int site, int number, bool isEligible)
    {
        var (protocol, scenario) = (world.Protocol, world.Scenario);
        var random = world.Stream(Purpose.Person, index);
        var id = $"{site:D3}-{number:D2}";
        var age = (int)Truncated(random, scenario.Age);
        var sex = random.Happens(scenario.Women) ? Sex.Female : Sex.Male;
        var answers = protocol.Eligibility.ToDictionary(
            criterion => criterion.Id,
            criterion => Permitting(criterion, scenario, age, random)
        );
        var levels = (protocol.Randomization?.Factors ?? [])
            .Where(factor => factor.Source is FactorSource.Asked)
            .ToDictionary(factor => factor.Id, factor => Draw(scenario, factor.Id, random) ?? factor.Levels[0].Name);
        var choices = protocol
            .Treatments.Where(treatment => treatment.Choice.Count > 0)
            .ToDictionary(treatment => treatment.Id, treatment => Draw(scenario, treatment.Id, random) ?? treatment.Choice[0]);
        var assessed = day.AddDays(random.Between(0, LongestWait));
        var randomized = assessed.AddDays(random.Between(1, LongestWait));
        if (!isEligible)
        {
            var missed = protocol.Eligibility[random.Between(0, protocol.Eligibility.Count - 1)];
            answers[missed.Id] = Plain(missed.Rule).First(answer => !missed.Permits(answer));
            if (
                scenario.Answers.GetValueOrDefault(missed.Id) is AnswerDistribution.Age
                && answers[missed.Id] is Answer.Number years
            )
                age = (int)years.Value;
        }

        List<(DateOnly, TrialCommand)> steps =
        [
            (day, new ScreenParticipant(id, site.ToString("D3"), age, sex, day)),
            (day, new RecordConsent(id, day)),
            (assessed, new AssessEligibility(id, answers, assessed)),
        ];
        if (isEligible)
        {
            steps.Add(
                (
                    randomized,
                    new SignEligibility(
                        id,
                        levels,
                        choices,
                        randomized,
                        world.Staff.PhysicianSigns(site.ToString("D3"), index, SignEligibility.Meaning, randomized)
                    )
                )
            );
            steps.Add((randomized, new RandomizeParticipant(id, randomized)));
        }
        return new(id, site.ToString("D3"), index, steps);
    }

    static double Truncated(RandomStream random, AgeDistribution age)
    {
        while (true)
            if (random.Gaussian(age.Mean, age.StandardDeviation) is var years && years >= age.Minimum && years < age.Maximum + 1)
                return years;
    }

    /// <summary>An answer that lets the person in: drawn from the scenario, or the plainest that the rule permits.</summary>
    static Answer Permitting(EligibilityCriterion criterion, Scenario scenario, int age, RandomStream random)
    {
        switch (scenario.Answers.GetValueOrDefault(criterion.Id))
        {
            case AnswerDistribution.Age:
                return new Answer.Number(age);
            case AnswerDistribution.Uniform uniform:
                return new Answer.Number(uniform.ValueAt(random.Between(0, uniform.Count - 1)));
            case AnswerDistribution.Shares shares:
                var value = Draw(shares, random);
                return criterion.Rule switch
                {
                    EligibilityRule.OneOf => new Answer.Choice(value),
                    EligibilityRule.Is => new Answer.YesNo(value == "yes"),
                    _ => new Answer.Number(double.Parse(value)),
                };
            default:
                return PlainAnswer(criterion);
        }
    }

    /// <summary>What is answered where the scenario does not say: the plainest answer that permits entry.</summary>
    internal static Answer PlainAnswer(EligibilityCriterion criterion) => Plain(criterion.Rule).First(criterion.Permits);

    /// <summary>
    /// Answers within a rule and just beyond it: for an inclusion the first permits entry, for an exclusion a later one.
    /// </summary>
    static IEnumerable<Answer> Plain(EligibilityRule rule) =>
        rule switch
        {
            EligibilityRule.Is one => [new Answer.YesNo(one.Expected), new Answer.YesNo(!one.Expected)],
            EligibilityRule.Between one => [new Answer.Number((one.Low + one.High) / 2), new Answer.Number(one.High + 1)],
            EligibilityRule.AtLeast one => [new Answer.Number(one.Low), new Answer.Number(JustBelow(one.Low))],
            EligibilityRule.AtMost one => [new Answer.Number(one.High), new Answer.Number(one.High + 1)],
            EligibilityRule.OneOf one => new[]
            {
                one.Choices[0],
                one.Choices.Contains("SD") ? "PD" : "other",
                "none of these",
            }.Select(text => new Answer.Choice(text)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // 99 for a bound of 100, but 0.9 for one of 1.0: a count of nothing would be no plausible answer.
    static double JustBelow(double bound) => bound is > 0 and <= 1 ? (double)(0.9m * (decimal)bound) : bound - 1;

    static string? Draw(Scenario scenario, string question, RandomStream random) =>
        scenario.Answers.GetValueOrDefault(question) is AnswerDistribution.Shares shares ? Draw(shares, random) : null;

    static string Draw(AnswerDistribution.Shares shares, RandomStream random)
    {
        double[] probabilities = [.. shares.Values.Select(value => value.Share)];
        return shares.Values[Math.Min(random.Choose(probabilities), probabilities.Length - 1)].Value;
    }
}
