using System.Globalization;
using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>A margin of the hazard ratio, planned and simulated.</summary>
public sealed class MarginTests
{
    // R 4.2.2, survival 3.5-3, on simulated.csv of this call: sqrt(coxph(Surv(TIME, EVENT) ~ ARMN + offset(ARMN * log(1.3)))$score).
    [Fact]
    public void Z_of_a_simulated_trial_is_the_score_test_of_the_Cox_model_at_the_margin()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory().FullName, "trial");
        OnProtocol.Text("simulate", Benchmark("1", "1.3"), "--replay", "3", "--out", folder);
        var look = File.ReadAllLines(Path.Combine(folder, "looks.csv"))[1].Split(',');
        double.Parse(look[4], CultureInfo.InvariantCulture).ShouldBe(2.3009565916192, 1e-9);
    }

    // Six standard errors of 40,000 trials are half a percent.
    [Theory]
    [InlineData("1", "1.3")]
    [InlineData("0.6", "0.8")]
    public void At_the_margin_it_errs_as_often_as_alpha_and_with_the_planned_effect_it_has_the_planned_power(string effect, string margin)
    {
        var protocol = Benchmark(effect, margin);
        Power(protocol, "--null").ShouldBe(0.025, 0.005);
        var planned = JsonDocument.Parse(OnProtocol.Text("design", protocol, "--format", "json")).RootElement.GetProperty("power").GetDouble();
        Power(protocol).ShouldBe(planned, 0.015);
        OnProtocol.Text("simulate", protocol, "--null", "--trials", "100").ShouldContain($"at the margin (hazard ratio {margin}): power is the type I error");
    }

    [Fact]
    public void A_margin_of_1_is_no_margin_and_an_effect_beyond_it_cannot_be_planned()
    {
        Refused("1", "1").ShouldContain("non-inferiority margin");
        Refused("0.85", "0.8").ShouldContain("hazard ratio");

        static string Refused(string effect, string margin)
        {
            var run = CommandLine.Run(["design", OnProtocol.Saved(Benchmark(effect, margin))]);
            run.Exit.ShouldBe(2);
            return run.Error;
        }
    }

    static double Power(string protocol, params string[] arguments) =>
        JsonDocument
            .Parse(OnProtocol.Text("simulate", protocol, [.. arguments, "--trials", "40000", "--log-rank-only", "--format", "json"]))
            .RootElement.GetProperty("power")
            .GetProperty("estimate")
            .GetDouble();

    static string Benchmark(string effect, string margin) =>
        Protocol.Slip.Replace(
            File.ReadAllText(Repository.At("bench", "scenarios", "benchmark.yaml")),
            "hazard ratio: 0.75",
            $"hazard ratio: {effect}\n  non-inferiority margin: {margin}"
        );
}
