using System.Text.Json;
using Equipoise.Trial.Tests.Protocol;

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

    static readonly string fixedSample = System.Text.RegularExpressions.Regex.Replace(
        File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml")),
        "  looks:\n.*\n.*\n",
        "",
        System.Text.RegularExpressions.RegexOptions.None,
        TimeSpan.FromSeconds(1)
    );

    [Fact]
    public void A_cutoff_on_a_day_is_on_that_day_however_early_the_last_event_is()
    {
        // Nobody has the event after a year: with a hazard of 0.1155 a month and half of it 0.7 times, 301 (1 - (e^-1.386 + e^-0.970)/2) = 206.
        var design = Design(
            ("  protocol version: \"1\"", "  protocol version: \"1\"\n  calendar: { opens: 2020-01-01, closes to accrual: 2020-12-31 }"),
            ("control median: 6 months", "control hazard: [ { from: 0 months, hazard: 0.1155 }, { from: 12 months, hazard: 0 } ]"),
            ("hazard ratio: 0.75", "hazard ratio: 0.7"),
            ("participants: 518, over: 18 months", "participants: 301, over: 12 months"),
            ("dropout: 5% yearly", "dropout: none"),
            ("cutoff: at 400 events", "cutoff: on 2026-01-01")
        );
        design.ShouldStartWith("  206 events");
        design.ShouldContain("is expected in month 72.0; the last participant will have been followed for 60.0 months");
    }

    [Fact]
    public void An_analysis_before_enrollment_ends_says_how_many_there_are()
    {
        var design = Design(
            ("control median: 6 months", "control median: 12 months"),
            ("participants: 518, over: 18 months", "participants: 3000, over: 60 months"),
            ("cutoff: at 400 events", "cutoff: at 300 events")
        );
        design.ShouldContain("while enrollment goes on: ");
        design.ShouldContain(" of 3000 will have been enrolled");
        design.ShouldNotContain("followed for 0.0");
    }

    [Fact]
    public void A_small_p_and_a_small_alpha_are_not_printed_as_0()
    {
        var text = File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml"));
        var design = Run(text.Replace("one-sided alpha: 2.5%", "one-sided alpha: 0.00004%", StringComparison.Ordinal));
        design.ShouldContain("at one-sided alpha 0.00004%");
        design.ShouldContain("e-");
        design.ShouldNotContain("0.00000 ");
    }

    static string Design(params (string From, string To)[] changes) =>
        Run(changes.Aggregate(fixedSample, (text, change) => Slip.Replace(text, change.From, change.To)));

    static string Run(string protocol)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "protocol.yaml");
        File.WriteAllText(file, protocol);
        var (exit, output, error) = CommandLine.Run("design", file);
        exit.ShouldBe(0, error);
        return output;
    }

    [Fact]
    public void Its_JSON_has_the_members_of_the_contract()
    {
        var (exit, output, _) = CommandLine.Run("design", Examples.ProtocolPath("patina"), "--format", "json");
        exit.ShouldBe(0);
        var design = JsonDocument.Parse(output).RootElement;
        Names(design)
            .ShouldBe([
                "events",
                "participants",
                "power",
                "oneSidedAlpha",
                "exactEvents",
                "hazardRatio",
                "margin",
                "formula",
                "minimumFollowUp",
                "assumptions",
                "expected",
                "looks",
                "byMonth",
                "byHazardRatio",
                "assurance",
                "withTest",
                "simulated",
            ]);
        var look = design.GetProperty("looks").EnumerateArray().Single();
        Names(look)
            .ShouldBe([
                "look",
                "informationFraction",
                "events",
                "months",
                "monthsUnderNull",
                "participants",
                "efficacyZ",
                "efficacyHazardRatio",
                "efficacyP",
                "futilityZ",
                "futilityHazardRatio",
                "futilityP",
                "alphaSpent",
                "powerSpent",
                "efficacyUnderNull",
                "futilityUnderNull",
                "futilityUnderAlternative",
            ]);
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

    [Fact]
    public void Looks_are_a_table_of_bounds_on_every_scale()
    {
        var (exit, output, error) = CommandLine.Run("design", Repository.At("bench", "scenarios", "three-looks.yaml"));
        exit.ShouldBe(0);
        error.ShouldBeEmpty();
        // rpact and the converged integration: 2.9626, 2.3590, 2.0141 (see VALIDATION.md); exp(-2 z / sqrt(d)) by hand.
        foreach (var number in (string[])["2.9626", "0.658", "2.3590", "0.762", "2.0141", "0.818", "14.8", "19.3", "26.1", "0.8131"])
            output.ShouldContain(number);
        output.ShouldContain("Efficacy bounds: Lan-DeMets O'Brien-Fleming, spent by events");
    }

    [Fact]
    public void What_cannot_be_is_refused_with_what_could_be()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("equipoise-design-").FullName, "protocol.yaml");
        File.WriteAllText(
            path,
            File.ReadAllText(Examples.ProtocolPath("patina")).Replace("participants: 496 ", "participants: 200 ")
        );
        var (exit, output, error) = CommandLine.Run("design", path);
        exit.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldContain("257 events never occur: with 200 participants at most");
    }

    static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
