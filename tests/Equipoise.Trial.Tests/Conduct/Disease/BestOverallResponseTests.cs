using Equipoise.Conduct.Disease;

namespace Equipoise.Trial.Tests.Conduct.Disease;

/// <summary>Table 3 of RECIST 1.1, row by row, and what the text around it says. Days count from the start of the trial.</summary>
public sealed class BestOverallResponseTests
{
    static readonly DateOnly start = new(2018, 3, 1);

    // First and second time point, 28 days apart; the first at day 42 meets the minimum of stable disease (6 weeks), at day 28 it does not.
    [Theory]
    [InlineData("CR CR", "CR", "CR")]
    [InlineData("CR PR", "SD", "PD")] // "SD, PD or PR": disease seen again after a CR is a recurrence
    [InlineData("CR SD", "SD", "PD")] // "SD provided minimum criteria for SD duration met, otherwise, PD"
    [InlineData("CR PD", "SD", "PD")]
    [InlineData("CR NE", "SD", "NE")]
    [InlineData("PR CR", "PR", "PR")]
    [InlineData("PR PR", "PR", "PR")]
    [InlineData("PR SD", "SD", "SD")]
    [InlineData("PR PD", "SD", "PD")]
    [InlineData("PR NE", "SD", "NE")]
    [InlineData("NE NE", "NE", "NE")]
    [InlineData("SD PD", "SD", "PD")]
    [InlineData("NonCRNonPD PD", "NonCRNonPD", "PD")]
    [InlineData("PD CR", "PD", "PD")]
    public void Table_3_says_what_becomes_of_an_unconfirmed_response(string responses, string late, string early)
    {
        var rules = new BestResponseRules(Confirmed: true);
        BestOverallResponse.Of(From(42, 28, responses), start, rules).ToString().ShouldBe(late);
        // The second lies before the minimum too, where it must not count as stable disease itself.
        BestOverallResponse.Of(From(10, 28, responses), start, rules).ToString().ShouldBe(early);
    }

    [Theory]
    [InlineData(27, "SD")]
    [InlineData(28, "PR")]
    public void A_confirming_assessment_lies_at_least_28_days_later(int days, string best) =>
        BestOverallResponse.Of(From(84, days, "PR PR"), start, new(Confirmed: true)).ToString().ShouldBe(best);

    // Section 4.4.3: "it is reasonable to consider a patient with time point responses of PR-NE-PR as a confirmed response."
    [Theory]
    [InlineData("PR NE PR", "PR")]
    [InlineData("PR NE NE PR", "SD")]
    [InlineData("CR NE CR", "CR")]
    [InlineData("PR SD PR", "SD")]
    [InlineData("PR CR CR", "CR")]
    [InlineData("SD PR PR PD", "PR")]
    [InlineData("SD PD PR PR", "SD")]
    [InlineData("SD PR PD PR", "SD")]
    public void What_lies_between_and_what_comes_after_progression(string responses, string best) =>
        BestOverallResponse.Of(From(84, 84, responses), start, new(Confirmed: true)).ToString().ShouldBe(best);

    [Fact]
    public void How_many_not_evaluable_assessments_may_lie_between_is_a_rule() =>
        BestOverallResponse.Of(From(84, 84, "PR NE NE PR"), start, new(Confirmed: true, MostNotEvaluable: 2)).ShouldBe(OverallResponse.PR);

    [Theory]
    [InlineData("SD PR PD", "PR")]
    [InlineData("PR CR PD", "CR")]
    [InlineData("SD SD PD", "SD")]
    [InlineData("PD CR", "PD")]
    [InlineData("NE SD PD CR", "SD")]
    [InlineData("NE NE", "NE")]
    [InlineData("NonCRNonPD PD", "NonCRNonPD")]
    public void Without_confirmation_the_best_before_progression_counts(string responses, string best) =>
        BestOverallResponse.Of(From(84, 84, responses), start, new(Confirmed: false)).ToString().ShouldBe(best);

    [Theory]
    [InlineData(41, "PD")]
    [InlineData(42, "SD")]
    public void Stable_disease_must_last_its_minimum(int day, string best) =>
        BestOverallResponse.Of(From(day, 28, "SD PD"), start, new(Confirmed: false)).ToString().ShouldBe(best);

    [Fact]
    public void Stable_disease_that_was_too_short_is_not_evaluable_when_nothing_follows()
    {
        BestOverallResponse.Of(From(30, 28, "SD"), start, new(Confirmed: false)).ShouldBe(OverallResponse.NE);
        BestOverallResponse.Of(From(30, 28, "SD"), start, new(Confirmed: false, StableDays: 0)).ShouldBe(OverallResponse.SD);
        BestOverallResponse.Of([], start, new(Confirmed: false)).ShouldBe(OverallResponse.NE);
    }

    [Fact]
    public void The_order_in_which_responses_are_given_does_not_matter()
    {
        var responses = From(84, 84, "SD PR PR PD");
        BestOverallResponse.Of(responses.Reverse(), start, new(Confirmed: true)).ShouldBe(OverallResponse.PR);
    }

    [Fact]
    public void A_negative_rule_is_named() =>
        Should.Throw<ArgumentOutOfRangeException>(() => BestOverallResponse.Of([], start, new(true, ConfirmationDays: -1)));

    static DatedResponse[] From(int first, int every, string responses) =>
        [.. responses.Split(' ').Select((name, index) => new DatedResponse(start.AddDays(first + (every * index)), Enum.Parse<OverallResponse>(name)))];
}
