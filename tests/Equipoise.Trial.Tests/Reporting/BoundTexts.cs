using Equipoise.Reporting.Quoting;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Reporting;

public sealed class BoundTexts
{
    const string Ratio = "{{PFS.Cox/hazardRatio[arm=palbociclib]}}";

    [Fact]
    public void A_result_is_quoted_as_it_is_printed_with_its_address_and_full_precision()
    {
        var text = Bound($"The hazard ratio was {Ratio}.");

        text.Text.ShouldBe("The hazard ratio was 0.75.");
        text.Quoted.ShouldBe(["PFS.Cox/hazardRatio[arm=palbociclib]"]);
        text.Runs.OfType<TextRun.Number>().Single().Raw.ShouldBe(0.75);
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
        var problem = Unbound($"Before it, all is well. {sentence} After it too.")[0];

        problem.Subject.ShouldBe(number);
        problem.Sentence.ShouldBe(sentence);
        problem.ToString().ShouldContain("bound to no result");
    }

    [Theory]
    [InlineData("HER2-positive disease, CDK4/6 inhibitors, V600E, PD-L1 and IL-17A.")]
    [InlineData("Quality of life by FACT-B and EQ-5D-5L in trial AFT-38.")]
    public void Digits_attached_to_letters_are_names(string sentence) => Bound(sentence).Text.ShouldBe(sentence);

    [Fact]
    public void Digits_typed_next_to_a_quoted_result_are_no_name()
    {
        Unbound($"The ratio was {Ratio}5.")[0].Subject.ShouldBe("5");
        Unbound("The arm {{label:arm=standard}}2 won.")[0].Subject.ShouldBe("2");
    }

    [Fact]
    public void An_address_without_a_result_is_a_problem_that_names_it()
    {
        var problem = Unbound("Said before. The ratio was {{PFS.Cox/hazardRatio[arm=placebo]}}.").ShouldHaveSingleItem();

        problem.Subject.ShouldBe("PFS.Cox/hazardRatio[arm=placebo]");
        problem.Sentence.ShouldBe("The ratio was {{PFS.Cox/hazardRatio[arm=placebo]}}.");
    }

    [Fact]
    public void A_result_that_could_not_be_estimated_is_a_problem_unless_the_text_allows_it()
    {
        Unbound("The median was {{OS.KaplanMeier/median[arm=standard]}} months.")[0]
            .Message.ShouldContain("could not be estimated");
        Bound("{{OS.KaplanMeier/median[arm=standard]?}}").Text.ShouldBe("NE");
    }

    [Fact]
    public void Every_problem_of_a_text_is_found()
    {
        Unbound("One is 1. {{nothing}} follows. {{X/y}} too, and {{never closed.")
            .Select(problem => problem.Subject)
            .ShouldBe(["nothing", "X/y", "{{never closed.", "1"], ignoreOrder: true);
    }

    [Fact]
    public void Names_come_from_the_protocol_and_begin_small_on_demand_unless_they_are_abbreviations()
    {
        Bound("{{protocol:endpoint PFS|lower}}").Text.ShouldBe("progression-free survival");
        Bound("{{protocol:id|lower}}").Text.ShouldBe("PATINA");
        Bound("{{label:time=48}}, {{protocol:confidence PFS}}, {{protocol:alpha}}").Text.ShouldBe("48 months, 95%, 0.05");
    }

    [Fact]
    public void Plain_words_may_not_smuggle_in_a_number()
    {
        var protocol = PatinaLike.Protocol with
        {
            PlainWords = PatinaLike.Protocol.PlainWords! with { Why = "It helps 9 of 10 people." },
        };

        var problems = BoundText
            .Bind("{{words:why}}", PatinaLike.Output().Results, protocol)
            .ShouldBeOfType<Binding.Unbound>()
            .Problems;

        problems.Select(problem => problem.Subject).ShouldBe(["9", "10"]);
    }

    [Fact]
    public void What_stands_in_a_name_is_not_read_as_a_reference()
    {
        var output = PatinaLike.Output(label: "{{X/y}} 40");

        BoundText
            .Bind("{{label:arm=palbociclib}}", output.Results, PatinaLike.Protocol)
            .ShouldBeOfType<Binding.Bound>()
            .Text.Text.ShouldBe("{{X/y}} 40");
    }

    [Fact]
    public void No_text_throws_and_a_bound_text_without_references_is_the_text_itself()
    {
        var (results, protocol) = (PatinaLike.Output().Results, PatinaLike.Protocol);

        Prop.ForAll<NonNull<string>>(text =>
                BoundText.Bind(text.Get, results, protocol) switch
                {
                    Binding.Bound bound => text.Get.Contains("{{", StringComparison.Ordinal) || bound.Text.Text == text.Get,
                    Binding.Unbound unbound => unbound.Problems.Count > 0,
                    _ => false,
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(11, 13));
    }

    static BoundText Bound(string template) =>
        BoundText.Bind(template, PatinaLike.Output().Results, PatinaLike.Protocol).ShouldBeOfType<Binding.Bound>().Text;

    static IReadOnlyList<ReportProblem> Unbound(string template) =>
        BoundText.Bind(template, PatinaLike.Output().Results, PatinaLike.Protocol).ShouldBeOfType<Binding.Unbound>().Problems;
}
