using System.Text.Json;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verb <c>design</c>.</summary>
public sealed class DesignVerbTests
{
    [Fact]
    public void It_says_how_many_events_PATINA_needs_and_when_they_are_expected()
    {
        var (exit, output, error) = CommandLine.Run("design", Examples.ProtocolPath("patina"));
        exit.ShouldBe(0);
        error.ShouldBeEmpty();
        output.ShouldContain("257 events of PFS (256.3 before rounding up) give 90.1% power");
    }

    [Fact]
    public void Its_JSON_has_the_members_of_the_contract()
    {
        var (exit, output, _) = CommandLine.Run("design", Examples.ProtocolPath("patina"), "--format", "json");
        exit.ShouldBe(0);
        var design = JsonDocument.Parse(output).RootElement;
        Names(design).ShouldBe(["events", "participants", "power", "oneSidedAlpha", "looks"]);
        var look = design.GetProperty("looks").EnumerateArray().Single();
        Names(look)
            .ShouldBe(["look", "informationFraction", "events", "months", "efficacyZ", "efficacyHazardRatio", "futilityZ", "alphaSpent", "powerSpent"]);
        design.GetProperty("events").GetInt32().ShouldBe(257);
        // Phi(log(1 / 0.667) * sqrt(257 / 4) - qnorm(0.975)), by Python's statistics.NormalDist
        design.GetProperty("power").GetDouble().ShouldBe(0.9007923052655997, 1e-12);
        // exp(-2 qnorm(0.975) / sqrt(257)), by the same
        look.GetProperty("efficacyHazardRatio").GetDouble().ShouldBe(0.7830815884878645, 1e-12);
    }

    [Fact]
    public void A_protocol_without_a_design_is_refused_in_a_sentence()
    {
        var (exit, _, error) = CommandLine.Run("design", Examples.ProtocolPath("cdisc-pilot"));
        exit.ShouldBe(2);
        error.ShouldContain("has no design part");
    }

    static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
