using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verb <c>look</c>: a plan of looks at 200, 300 and 400 events, and what was really observed.</summary>
public sealed class LookVerbTests
{
    static readonly string protocol = Repository.At("bench", "scenarios", "three-looks.yaml");

    [Fact]
    public void Bounds_follow_the_events_observed_and_the_end_spends_what_is_left()
    {
        // Looks at 220 and 410 events, LDOF at one-sided 0.025 of 400 planned: the recursion in R with the correlation sqrt(220/410), and rpact's
        // recalculation by maxInformation, give 2.80593232601213 and 1.97471067341242.
        var looks = Look("--events", "220,410", "--z", "1.5,2.2").GetProperty("looks");
        looks[0].GetProperty("efficacyZ").GetDouble().ShouldBe(2.80593232601213, 1e-10);
        looks[1].GetProperty("efficacyZ").GetDouble().ShouldBe(1.97471067341242, 1e-10);
        looks[1].GetProperty("isEfficacious").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A_look_as_planned_has_the_planned_bounds_and_the_rest_is_to_come()
    {
        var look = Look("--events", "200");
        look.GetProperty("looks")[0].GetProperty("efficacyZ").GetDouble().ShouldBe(2.962588042727565, 1e-9);
        look.GetProperty("ahead").EnumerateArray().Select(next => next.GetProperty("events").GetInt32()).ShouldBe([300, 400]);
        look.GetProperty("conditionalPower").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_look_made_early_was_that_look() =>
        Look("--events", "210,290")
            .GetProperty("ahead")
            .EnumerateArray()
            .Select(next => next.GetProperty("events").GetInt32())
            .ShouldBe([400]);

    [Fact]
    public void Conditional_power_of_the_last_step_has_its_closed_form()
    {
        // One look to come, bound b: 1 - Phi((b sqrt(400) - Z sqrt(290) - theta 110 / 2) / sqrt(110)), with theta on the scale of sqrt(d)/2.
        var look = Look("--events", "210,290", "--z", "1.5,2.1");
        var b = look.GetProperty("ahead")[0].GetProperty("efficacyZ").GetDouble();
        var none = 1 - Equipoise.Statistics.Numerics.Normal.Cdf((b * 20 - 2.1 * Math.Sqrt(290)) / Math.Sqrt(110));
        look.GetProperty("conditionalPower").GetProperty("none").GetDouble().ShouldBe(none, 1e-10);
        var design = -Math.Log(0.75) * 110 / 2;
        look.GetProperty("conditionalPower")
            .GetProperty("design")
            .GetDouble()
            .ShouldBe(
                1 - Equipoise.Statistics.Numerics.Normal.Cdf((b * 20 - 2.1 * Math.Sqrt(290) - design) / Math.Sqrt(110)),
                1e-10
            );
    }

    [Fact]
    public void A_trial_that_stops_at_its_first_look_says_what_a_single_test_says()
    {
        // Nothing came before, so the stage-wise p-value is 1 - Phi(3.2) = 0.000687137937915849 (R: pnorm(3.2, lower.tail = FALSE)), and
        // the hazard ratio exp(-2 * 3.2 / sqrt(200)).
        var end = Look("--events", "200", "--z", "3.2").GetProperty("conclusion");
        end.GetProperty("pValue").GetDouble().ShouldBe(0.000687137937915849, 1e-15);
        end.GetProperty("hazardRatio").GetProperty("estimate").GetDouble().ShouldBe(Math.Exp(-6.4 / Math.Sqrt(200)), 1e-10);
    }

    [Fact]
    public void A_final_analysis_with_too_few_events_spends_everything()
    {
        var look = Look("--events", "200,360", "--z", "1,1", "--final");
        look.GetProperty("looks")[1].GetProperty("alphaSpent").GetDouble().ShouldBe(0.025, 1e-12);
        look.GetProperty("ahead").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("they increase from look to look", "--events", "210,210")]
    [InlineData("was the final analysis", "--events", "400,410")]
    [InlineData("give one for each look, or none", "--events", "200,300", "--z", "1")]
    [InlineData("write whole numbers", "--events", "two hundred")]
    [InlineData("write numbers such as", "--events", "200", "--z", "high")]
    public void Looks_that_cannot_be_are_refused_in_a_sentence(string sentence, params string[] options)
    {
        var (exit, output, error) = CommandLine.Run(["look", protocol, .. options]);
        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(sentence);
    }

    static JsonElement Look(params string[] options)
    {
        var (exit, output, error) = CommandLine.Run(["look", protocol, .. options, "--format", "json"]);
        exit.ShouldBe(0, error);
        return JsonDocument.Parse(output).RootElement;
    }
}
