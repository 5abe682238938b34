using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>Analyses that wait for events and for a time, end at the latest at a time, or keep apart.</summary>
public sealed partial class TimingRulesTests
{
    static readonly string threeLooks = File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml"));
    static readonly string twoEndpoints = File.ReadAllText(Repository.At("bench", "scenarios", "two-endpoints.yaml"));
    static readonly string oneLook = Looks().Replace(threeLooks, "");

    // R: events by integrate(function(u) 518/36 * l/(l + e) * (1 - exp(-(l + e) * (m - u))), 0, min(m, 18)), l = log(2)/6 and 0.75 of
    // it, e = -log(0.95)/12, rel.tol 1e-12: 477.1 at month 42, 314.7 at 20, 400 at 26.1390314319 (uniroot). Power pnorm(log(1/0.75) sqrt(d)/2 - qnorm(0.975)).
    [Theory]
    [InlineData("the later of 300 events and 24 months after the last participant", 477, 42, 0.881312149259)]
    [InlineData("the later of 300 events and 2 years after the last participant", 477, 42, 0.881312149259)]
    [InlineData("the later of 400 events and month 20", 400, 26.1390314319, 0.820391142306)]
    [InlineData("at 400 events, at the latest in month 20", 315, 20, 0.723396425334)]
    [InlineData("the later of 400 events and month 12, at the latest in month 20", 315, 20, 0.723396425334)]
    [InlineData("at 400 events, at the latest in month 48", 400, 26.1390314319, 0.820391142306)]
    public void The_final_analysis_is_expected_when_its_rule_says_with_the_events_of_then(string rule, int events, double month, double power)
    {
        var design = OnProtocol.Json("design", With(oneLook, rule));
        design.GetProperty("events").GetInt32().ShouldBe(events);
        design.GetProperty("power").GetDouble().ShouldBe(power, 1e-9);
        design.GetProperty("looks")[0].GetProperty("months").GetDouble().ShouldBe(month, 1e-6);
    }

    // R, as above: 200 events in month 14.7724339904, 328.70797848 six months later, 406.065863094 twelve; 272.701210517 in month 18, 376.2761 in month 24.
    [Fact]
    public void Looks_keep_apart_and_wait_for_their_times()
    {
        var apart = OnProtocol.Json("design", Slip.Replace(threeLooks, "at: [50%, 75%, 100%]", "at: [50%, 75%, 100%]\n    apart: 6 months"));
        Looks(apart, "events").ShouldBe([200, 329, 406]);
        Looks(apart, "months")[1].ShouldBe(20.7724339904, 1e-6);
        var waits = OnProtocol.Json(
            "design",
            Slip.Replace(
                threeLooks,
                "at: [50%, 75%, 100%]",
                "at: [the later of 50% and month 18, the later of 75% and 6 months after the last participant, 100%]"
            )
        );
        Looks(waits, "events").ShouldBe([273, 376, 400]);
        Looks(waits, "months").Take(2).ShouldBe([18, 24]);
        // The bounds are those of these looks, all of alpha spent.
        Looks(waits, "alphaSpent")[^1].ShouldBe(0.025, 1e-12);
    }

    [Fact]
    public void The_plan_and_its_page_say_the_rule()
    {
        const string Rule = "the later of 300 events and 24 months after the last participant, at the latest in month 60";
        OnProtocol.Text("design", With(oneLook, Rule)).ShouldContain($"The final analysis {Rule}. Events are those expected then");
        var file = OnProtocol.Saved(With(oneLook, Rule));
        var page = Path.ChangeExtension(file, ".html");
        CommandLine.Run("design", file, "--report", page).Exit.ShouldBe(0);
        File.ReadAllText(page).ShouldContain(
            $"The data of the final analysis are cut at <span class=\"stated\">{Rule}</span>. By then "
        );
    }

    // In each trial the tick of the cut is that of its own last participant, month 18 on average a little less; the events are those
    // expected, 477.1, less what a random entry costs; and month 20 is month 20.
    [Fact]
    public void A_simulated_trial_follows_the_rule()
    {
        var waits = Simulated("the later of 300 events and 24 months after the last participant");
        waits.Months.ShouldBe(42, 0.15);
        waits.Events.ShouldBe(477.1, 1);
        waits.Power.ShouldBe(0.8813, 0.02);
        Simulated("at 400 events, at the latest in month 20").Months.ShouldBe(20, 1e-9);

        static (double Power, double Events, double Months) Simulated(string rule)
        {
            var tally = OnProtocol.Json("simulate", With(oneLook, rule), "--trials", "4000");
            return (
                tally.GetProperty("power").GetProperty("estimate").GetDouble(),
                tally.GetProperty("expectedEvents").GetDouble(),
                tally.GetProperty("expectedMonths").GetDouble()
            );
        }
    }

    // Each endpoint waits for its own: 400 events of PFS are expected in month 20, before month 24; 420 of OS in month 30, after 26.
    [Fact]
    public void Several_endpoints_follow_a_rule_each()
    {
        var timed = Slip.Replace(twoEndpoints, "cutoff: at 400 events", "cutoff: the later of 400 events and month 24");
        timed = Slip.Replace(timed, "cutoff: at 420 events", "cutoff: at 420 events, at the latest in month 26");
        var design = OnProtocol.Json("design", timed).GetProperty("endpoints");
        foreach (var (endpoint, month) in design.EnumerateArray().Zip([24.0, 26.0]))
            foreach (var level in endpoint.GetProperty("byAlpha").EnumerateArray())
                level.GetProperty("looks")[0].GetProperty("months").GetDouble().ShouldBe(month, 1e-9);
        var text = OnProtocol.Text("design", timed);
        text.ShouldContain("PFS: The final analysis the later of 400 events and month 24. Events are those expected then");
        text.ShouldContain("OS: The final analysis at 420 events, at the latest in month 26. Events are those expected then");

        var simulated = OnProtocol.Json("simulate", timed, "--trials", "400");
        var looks = simulated.GetProperty("endpoints").EnumerateArray().Select(endpoint => endpoint.GetProperty("looks")[0]).ToList();
        looks[0].GetProperty("months").GetDouble().ShouldBe(24, 1e-6);
        looks[1].GetProperty("months").GetDouble().ShouldBe(26, 1e-6);
    }

    [Theory]
    [InlineData("the later of 300 events and soon", "the later of 257 events and 24 months after the last participant")]
    [InlineData("the later of 300 events and month 36, at the latest in month 30", "let the latest month come after")]
    [InlineData("the later of 300 events and 2027-01-01", "the trial has no calendar")]
    [InlineData("the later of 9000 events and month 36", "9000 events cannot come from 518 participants")]
    [InlineData("on 2027-01-01, at the latest in month 30", "write the day alone")]
    [InlineData("at 300 events, at the latest in month 0", "at the latest in month 60")]
    public void What_a_rule_cannot_say_is_refused_with_its_place(string rule, string said)
    {
        var (exit, output, error) = CommandLine.Run("design", OnProtocol.Saved(With(oneLook, rule)));
        (exit, output).ShouldBe((2, ""));
        error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain(said);
        error.ShouldContain("protocol.yaml:");
    }

    [Theory]
    [InlineData("[50%, the later of 75% and month 30, 100%]", 1, "put them further apart")]
    [InlineData("[50%, 75%, the later of 100% and month 30]", 2, "write 100% here")]
    [InlineData("[50%, the later of 75%, 100%]", 2, "the later of 50% and month 18")]
    public void Looks_that_cannot_be_are_refused(string at, int status, string said)
    {
        var (exit, _, error) = CommandLine.Run("design", OnProtocol.Saved(Slip.Replace(threeLooks, "[50%, 75%, 100%]", at)));
        exit.ShouldBe(status);
        error.ShouldContain(said);
    }

    static string With(string protocol, string rule) => Slip.Replace(protocol, "cutoff: at 400 events", $"cutoff: {rule}");

    static double[] Looks(JsonElement design, string what) =>
        [.. design.GetProperty("looks").EnumerateArray().Select(look => look.GetProperty(what).GetDouble())];

    [GeneratedRegex("  looks:\n.*\n.*\n", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Looks();
}
