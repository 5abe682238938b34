using System.Text.Json;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Cli;

/// <summary><c>design --test</c>: the power of a plan with another test, and what the power asked for takes.</summary>
public sealed class TestPowerTests
{
    static readonly string late = File.ReadAllText(Repository.At("bench", "scenarios", "late-effect.yaml"));
    static readonly string threeLooks = File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml"));

    [Theory]
    [InlineData("Fleming-Harrington 0 0.5")]
    [InlineData("Magirr-Burman 6 months")]
    [InlineData("MaxCombo")]
    public void The_events_needed_give_the_power_asked_for_and_one_less_does_not(string test)
    {
        var needed = With(late, test).GetProperty("eventsNeeded").GetInt32();
        Power(At(needed)).ShouldBeGreaterThanOrEqualTo(0.9);
        Power(At(needed - 1)).ShouldBeLessThan(0.9);

        string At(int events) => Slip.Replace(late, "cutoff: at planned events", $"cutoff: at {events} events");
        double Power(string protocol) => With(protocol, test).GetProperty("power").GetDouble();
    }

    // As many more participants in the same months: put into the protocol they have the power, a round of four fewer has not.
    [Fact]
    public void The_participants_needed_give_the_power_asked_for_and_fewer_do_not()
    {
        const string Test = "Fleming-Harrington 0 1";
        var with = With(late, Test);
        var (people, events) = (with.GetProperty("participantsNeeded").GetInt32(), with.GetProperty("eventsOfParticipantsNeeded").GetInt32());
        Power(people, events).ShouldBe(0.9, 0.002);
        Power(people, events).ShouldBeGreaterThanOrEqualTo(0.9);
        Power(people - 4, events - 4).ShouldBeLessThan(0.9);

        double Power(int participants, int at) =>
            With(
                    Slip.Replace(
                        Slip.Replace(late, "participants: 700", $"participants: {participants}"),
                        "cutoff: at planned events",
                        $"cutoff: at {at} events"
                    ),
                    Test
                )
                .GetProperty("power")
                .GetDouble();
    }

    [Fact]
    public void It_is_beside_the_simulation_of_the_same_test()
    {
        var text = OnProtocol.Text("design", late, "--test", "Fleming-Harrington 0 0.5", "--verify", "--trials", "4000");
        text.ShouldContain("with Fleming-Harrington 0 0.5: power 97.1% (mean of Z 3.895, standard deviation 1.017)");
        text.ShouldContain("simulated with Fleming-Harrington 0 0.5: power 97");
        text.ShouldContain("the formula's 97.1% is within them");
    }

    // Simulated, 200,000 trials of seed 1: 83.81% (0.08%).
    [Fact]
    public void Few_events_in_unequal_arms_have_another_power_than_the_variance_of_no_effect_gives()
    {
        var protocol = Slip.Replace(
            late,
            "hazard ratio: [ { from: 0 months, ratio: 1 }, { from: 4 months, ratio: 0.6 } ]",
            "hazard ratio: 0.5"
        );
        protocol = Slip.Replace(protocol, "role: experimental, ratio: 1", "role: experimental, ratio: 2");
        protocol = Slip.Replace(protocol, "block sizes: [4]", "block sizes: [3]");
        protocol = Slip.Replace(protocol, "participants: 700", "participants: 150");
        protocol = Slip.Replace(protocol, "cutoff: at planned events", "cutoff: at 75 events");
        var text = OnProtocol.Text("design", protocol, "--test", "log-rank");
        text.ShouldContain("with log-rank: power 83.7%");
        text.ShouldContain("with the variance of no effect it would be 85.3%");
    }

    [Fact]
    public void Looks_that_wait_for_a_time_have_a_power_and_no_events_to_wait_for()
    {
        var with = With(Slip.Replace(late, "at planned events", "the later of 300 events and month 30"), "Fleming-Harrington 0 1");
        with.GetProperty("eventsNeeded").ValueKind.ShouldBe(JsonValueKind.Null);
        with.GetProperty("power").GetDouble().ShouldBeGreaterThan(0.98);
    }

    [Theory]
    [InlineData("MaxCombo", "A MaxCombo test at 3 looks")]
    [InlineData("restricted mean 24 months", "not known by formula: --verify simulates it")]
    [InlineData("sign", "--test is 'sign'; name one of")]
    [InlineData("log-rank --solve power --events 300", "--solve and --test exclude each other")]
    [InlineData("log-rank --report page.html", "--report and --test need --verify")]
    public void What_has_no_power_by_formula_is_refused_in_a_line(string words, string said)
    {
        var (test, rest) = words.Split(" --", 2) is [var one, var other] ? (one, $"--{other}".Split(' ')) : (words, []);
        Refused(["design", OnProtocol.Saved(threeLooks), "--test", test, .. rest]).ShouldContain(said);
    }

    [Fact]
    public void A_margin_and_several_endpoints_are_refused_in_a_line()
    {
        var margin = Slip.Replace(Slip.Replace(threeLooks, "hazard ratio: 0.75", "hazard ratio: 0.9\n  non-inferiority margin: 1.25"), "at 400 events", "at 300 events");
        Refused(["design", OnProtocol.Saved(margin), "--test", "Fleming-Harrington 0 1"]).ShouldContain("the margin is 1.25");
        Refused(["design", Repository.At("bench", "scenarios", "two-endpoints.yaml"), "--test", "log-rank"])
            .ShouldContain("has several endpoints: --test is of one.");
    }

    static string Refused(string[] call)
    {
        var (exit, output, error) = CommandLine.Run(call);
        (exit, output).ShouldBe((2, ""));
        return error.TrimEnd().Split('\n').ShouldHaveSingleItem();
    }

    static JsonElement With(string protocol, string test) =>
        OnProtocol.Json("design", protocol, "--test", test).GetProperty("withTest");
}
