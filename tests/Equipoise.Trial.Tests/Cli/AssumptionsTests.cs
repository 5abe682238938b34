namespace Equipoise.Trial.Tests.Cli;

/// <summary>
/// Assumptions by arm, by stratum and in pieces, on bench/scenarios/benchmark.yaml. The month in which the events are expected was
/// computed in R 4.2.2 by <c>integrate</c> over the time to the event and over uniform entry, and <c>uniroot</c>; the power of the
/// simulation is an independent check of what is simulated.
/// </summary>
public sealed class AssumptionsTests
{
    const string Dropout = "dropout: 5% yearly";
    const string Median = "  control median: 6 months";

    public static TheoryData<string, string, double, string> Assumptions { get; } =
        new()
        {
            { Dropout, "dropout: { experimental: 5% yearly, control: 10% yearly }", 26.71425383, "5% lost a year (control 10%)" },
            {
                Dropout,
                "dropout: [ { from: 0 months, lost: 1% monthly }, { from: 6 months, lost: none } ]",
                26.7519027,
                "5.85% lost in the first year"
            },
            {
                Median,
                "  control by stratum: [ { share: 40%, median: 5 months, hazard ratio: 0.6 }, { share: 60%, median: 8 months } ]",
                28.90236435,
                "find a hazard ratio of 0.6 in 40%, 0.75 in 60%"
            },
            {
                Median,
                "  control hazard: [ { from: 0 months, hazard: 0 }, { from: 2 months, hazard: 0.12 } ]",
                27.9008985,
                "control median 7.8 months"
            },
        };

    [Theory]
    [MemberData(nameof(Assumptions))]
    public void Events_are_expected_when_R_expects_them_and_simulated_as_they_are_expected(
        string find,
        string replacement,
        double month,
        string words
    )
    {
        var protocol = Edit((find, replacement));
        OnProtocol.Json("design", protocol).GetProperty("looks")[0].GetProperty("months").GetDouble().ShouldBe(month, 2e-8);
        OnProtocol.Text("design", protocol).ShouldContain(words);
        var simulated = OnProtocol.Json("simulate", protocol, "--trials", "4000", "--log-rank-only");
        var look = simulated.GetProperty("looks")[0];
        look.GetProperty("months").GetDouble().ShouldBe(month, 5 * look.GetProperty("standardErrors").GetProperty("months").GetDouble() + 0.05);
    }

    [Fact]
    public void Participants_who_are_followed_for_a_fixed_time_have_no_events_after_it()
    {
        var protocol = Edit((Dropout, "dropout: none\n  follow each for: 12 months"), ("cutoff: at 400 events", "cutoff: at 300 events"));
        OnProtocol.Json("design", protocol).GetProperty("looks")[0].GetProperty("months").GetDouble().ShouldBe(20.00864887, 2e-8);
        OnProtocol.Text("design", protocol).ShouldContain("each followed for 12 months");
        var look = OnProtocol.Json("simulate", protocol, "--trials", "4000", "--log-rank-only").GetProperty("looks")[0];
        look.GetProperty("months").GetDouble().ShouldBe(20.00864887, 0.1);
        // 0.5625 of the control arm and 0.4621 of the other have their event within a year: 1 - 0.5^2 and 1 - 0.5^1.5, times 259.
        var too = Edit((Dropout, "dropout: none\n  follow each for: 12 months"), ("cutoff: at 400 events", "cutoff: at 370 events"));
        var run = CommandLine.Run(["design", OnProtocol.Saved(too)]);
        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("at most 361.7 are ever expected");
    }

    [Fact]
    public void Twenty_five_strata_are_told_by_their_shortest_and_longest_median()
    {
        var strata = string.Join(", ", Enumerable.Range(0, 25).Select(i => $"{{ share: 4%, median: {4 + i % 5} months }}"));
        OnProtocol.Text("design", Edit((Median, $"  control by stratum: [ {strata} ]")))
            .ShouldContain("control medians 4 months to 8 months in 25 strata, 5% lost a year\n");
    }

    [Theory]
    [InlineData(Dropout, "dropout: 5% weekly", "the share lost")]
    [InlineData(Dropout, "dropout: { experimental: 5% yearly }", "control")]
    [InlineData(Dropout, "dropout: [ { from: 0 months, lost: 100% yearly } ]", "the share lost within a year or a month")]
    [InlineData(Median, "  control hazard: [ { from: 0 months, hazard: 0 } ]", "is 0 at all times, so nothing ever happens")]
    [InlineData(Median, "  control by stratum: [ { share: 100%, median: 5 months, hazard ratio: 1.2 } ]", "hazard ratio")]
    [InlineData(Dropout, "dropout: none\n  follow each for: 0 months", "follow each for")]
    public void What_cannot_be_assumed_is_refused_where_it_stands(string find, string replacement, string words)
    {
        var run = CommandLine.Run(["design", OnProtocol.Saved(Edit((find, replacement)))]);
        run.Exit.ShouldBe(2);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(words);
    }

    static string Edit(params (string Find, string Replacement)[] edits) =>
        edits.Aggregate(
            File.ReadAllText(Repository.At("bench", "scenarios", "benchmark.yaml")),
            (text, edit) => Protocol.Slip.Replace(text, edit.Find, edit.Replacement)
        );
}
