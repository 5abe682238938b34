using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Reporting.Tests;

public sealed class BoundTexts
{
    static readonly ResultRef ratio = new CoxResults("PFS").HazardRatio("palbociclib").Estimate;

    readonly Manuscript m = Written();

    [Fact]
    public void A_result_is_quoted_as_it_is_printed_with_its_address_and_full_precision()
    {
        var text = m.Say($"The hazard ratio was {ratio}.");

        text.Text.ShouldBe("The hazard ratio was 0.75.");
        m.Quoted.ShouldBe(["PFS.Cox/hazardRatio[arm=palbociclib]"]);
        text.Numbers.Single().Raw.ShouldBe(0.75);
    }

    [Fact]
    public void A_hole_takes_results_names_and_bound_texts_and_nothing_else()
    {
        // So that a bare number does not compile.
        var taken = typeof(Sentence)
            .GetMethods()
            .Where(method => method.Name == nameof(Sentence.AppendFormatted))
            .Select(method => method.GetParameters().ShouldHaveSingleItem().ParameterType);

        taken.ShouldBe([typeof(ResultRef), typeof(Quote), typeof(Name), typeof(BoundText)], ignoreOrder: true);
    }

    [Fact]
    public void Only_the_results_of_an_analysis_make_a_reference()
    {
        // So that a wrong address does not compile.
        typeof(ResultRef).GetConstructors().ShouldBeEmpty();
        typeof(AnalysisResults).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(AnalysisResults)))
            .Count()
            .ShouldBeGreaterThan(9);
    }

    [Theory]
    [InlineData("Survival improved by 25% overall.", "25")]
    [InlineData("The hazard ratio was 0.75.", "0.75")]
    [InlineData("A 12-week cycle.", "12")]
    [InlineData("Events of grade-3 were common.", "3")]
    [InlineData("It was n=518 in all.", "518")]
    [InlineData("About ½ responded.", "½")]
    [InlineData("After 1,036 visits.", "1,036")]
    [InlineData("The dose HR0.75 is no name.", "0.75")]
    [InlineData("In a trial of 4/6 arms.", "4")]
    public void A_typed_number_is_bound_to_no_result(string sentence, string number)
    {
        m.Say("Before it, all is well. " + sentence + " After it too.").IsEmpty.ShouldBeTrue();

        m.Problems[0].Subject.ShouldBe(number);
        m.Problems[0].Sentence.ShouldBe(sentence);
        m.Problems[0].ToString().ShouldContain("bound to no result");
    }

    [Theory]
    [InlineData("HER2-positive disease, CDK4/6 inhibitors, V600E, PD-L1 and IL-17A.")]
    [InlineData("Quality of life by FACT-B and EQ-5D-5L in trial AFT-38.")]
    public void Digits_attached_to_letters_are_names(string sentence)
    {
        m.Say(sentence).Text.ShouldBe(sentence);
        m.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Digits_typed_next_to_a_quoted_result_are_no_name()
    {
        m.Say($"The ratio was {ratio}5.");
        m.Say($"The arm {m.Names.Arm("standard")}2 won.");
        m.Say($"{m.Say("HER")}2 is a name only when it is typed as one.");

        m.Problems.Select(problem => problem.Subject).ShouldBe(["5", "2", "2"]);
    }

    [Fact]
    public void A_result_that_this_trial_does_not_have_is_a_problem_that_names_it()
    {
        m.Say($"Said before. The ratio was {new CoxResults("PFS").HazardRatio("placebo").Estimate}.");

        var problem = m.Problems.ShouldHaveSingleItem();
        problem.Subject.ShouldBe("PFS.Cox/hazardRatio[arm=placebo]");
        problem.Sentence.ShouldBe("The ratio was {PFS.Cox/hazardRatio[arm=placebo]}.");
    }

    [Fact]
    public void A_result_that_could_not_be_estimated_is_a_problem_unless_the_text_allows_it()
    {
        var median = new KaplanMeierResults("OS").Median("standard").Estimate;

        m.Say($"The median was {median} months.");
        m.Problems[0].Message.ShouldContain("could not be estimated");
        m.Say($"{median.OrNE}").Text.ShouldBe("NE");
    }

    [Fact]
    public void Every_problem_of_a_text_is_found()
    {
        m.Say($"One is 1. {m.Names.Treatment("nothing")} follows. {new CoxResults("X").Status} too.");

        m.Problems.Select(problem => problem.Subject).ShouldBe(["treatment nothing", "X.Cox/status", "1"], ignoreOrder: true);
    }

    [Fact]
    public void Names_come_from_the_protocol_and_begin_small_on_demand_unless_they_are_abbreviations()
    {
        m.Say($"{m.Names.Endpoint("PFS").Small}").Text.ShouldBe("progression-free survival");
        m.Say($"{m.Names.Trial.Small}").Text.ShouldBe("PATINA");
        m.Say($"{m.Names.Group(By.Time, "48")}, {m.Names.Confidence("PFS")}").Text.ShouldBe("48\u00A0months, 95%");
    }

    [Fact]
    public void Plain_words_may_not_smuggle_in_a_number()
    {
        var words = PatinaLike.Protocol.PlainWords! with { Why = "It helps 9 of 10 people." };
        var manuscript = Written(PatinaLike.Protocol with { PlainWords = words });

        manuscript.Say($"{manuscript.Names.Why}");

        manuscript.Problems.Select(problem => problem.Subject).ShouldBe(["9", "10"]);
    }

    [Fact]
    public void What_stands_in_a_name_is_printed_and_not_read()
    {
        var manuscript = Written(output: PatinaLike.Output(label: "{X/y} {{0}} 40"));

        manuscript.Say($"{manuscript.Names.Arm("palbociclib")}").Text.ShouldBe("{X/y} {{0}} 40");
        manuscript.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Texts_are_joined_without_those_that_say_nothing() =>
        BoundText.Join(" ", [m.Say("One."), BoundText.Empty, m.Say(""), m.Say("Other.")]).Text.ShouldBe("One. Other.");

    [Fact]
    public void No_words_throw_and_words_without_a_number_are_the_text_itself() =>
        Prop.ForAll<NonNull<string>>(words =>
            {
                var manuscript = Written();
                var text = manuscript.Say(words.Get).Text;
                return manuscript.Problems.Count > 0 ? text.Length == 0 : text.Replace('\u2019', '\'') == words.Get.Replace('\u2019', '\'');
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(11, 13));

    static Manuscript Written(TrialProtocol? protocol = null, AnalysisOutput? output = null) =>
        new(protocol ?? PatinaLike.Protocol, output ?? PatinaLike.Output());
}
