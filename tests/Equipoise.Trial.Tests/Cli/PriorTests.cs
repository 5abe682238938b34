using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

/// <summary><c>--prior</c>: the probability of success averaged over what is believed of the hazard ratio.</summary>
public sealed class PriorTests
{
    const string Earlier = "0.75 (0.60 to 0.94)";
    static readonly string protocol = Repository.At("bench", "scenarios", "three-looks.yaml");

    // R: log HR normal with mean log(0.75), sd log(0.94/0.60)/(2 qnorm(0.975)); integrate(dnorm * (1 - pmvnorm(upper = bounds, mean =
    // -x sqrt(d)/2, Miwa))), bounds 2.96258804272757, 2.35901770724053, 2.01408366824051 at 200, 300, 400.
    [Fact]
    public void Assurance_is_the_power_of_the_looks_averaged_over_the_prior()
    {
        Json("design", protocol, "--prior", Earlier).GetProperty("assurance").GetDouble().ShouldBe(0.721452276315, 1e-7);
        CommandLine
            .Run("design", protocol, "--prior", $"hazard ratio {Earlier}")
            .Output.ShouldContain("the probability of success is 72.1% averaged over a hazard ratio of 0.75 (0.6 to 0.94)");
        Json("design", protocol).GetProperty("assurance").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    // R: with theta given Z 1.5 at 200 events and the prior normal, integrate(dnorm * P(Z_2 or Z_3 above its bound | theta)) by pmvnorm.
    [Fact]
    public void Predictive_power_takes_the_prior_with_the_data()
    {
        string[] look = ["look", protocol, "--events", "200", "--z", "1.5", "--prior", Earlier];
        Json(look).GetProperty("conditionalPower").GetProperty("predictiveWithPrior").GetDouble().ShouldBe(0.6646681815, 1e-6);
        CommandLine.Run(look).Output.ShouldContain("66.5% averaged over what the data and the prior 0.75 (0.6 to 0.94) say");
    }

    // A prior that is certain is the power, and one that knows nothing of the sign gives about a half of it.
    [Fact]
    public void A_prior_that_is_nearly_certain_gives_the_power() =>
        Json("design", protocol, "--prior", "0.75 (0.74999 to 0.75001)")
            .GetProperty("assurance")
            .GetDouble()
            .ShouldBe(0.813064044742, 1e-6);

    [Theory]
    [InlineData("0.75")]
    [InlineData("0.75 (0.80 to 0.94)")]
    [InlineData("0.75 (0.60 to 3)")]
    [InlineData("0.75 (0 to 0.94)")]
    [InlineData("x (0.60 to 0.94)")]
    public void What_is_no_prior_is_refused_in_a_line(string words)
    {
        foreach (var call in new[] { new[] { "design", protocol }, ["look", protocol, "--events", "200", "--z", "1.5"] })
        {
            var (exit, output, error) = CommandLine.Run([.. call, "--prior", words]);
            (exit, output).ShouldBe((2, ""));
            error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain("such as '0.75 (0.60 to 0.94)'");
        }
    }

    [Fact]
    public void With_solve_there_is_no_prior() =>
        CommandLine.Run("design", protocol, "--solve", "power", "--events", "300", "--prior", Earlier).Exit.ShouldBe(2);

    static JsonElement Json(params string[] call)
    {
        var (exit, output, error) = CommandLine.Run([.. call, "--format", "json"]);
        exit.ShouldBe(0, error);
        return JsonDocument.Parse(output).RootElement;
    }
}
