using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Design;

/// <summary>Whatever the luck: every seed gives a trial that Conduct takes command by command, and whose log is sound.</summary>
[Trait("Takes", "time")]
public sealed class RehearsalSeedsTests
{
    // A tablet on one day of each cycle, and investigators who reduce: days on which a drug is reduced and given, or
    // stopped and given, come often, and the order of their entries is tried. In PATINA it happens in one seed of ten.
    static readonly string protocol = Edited(
        SmallRehearsal.ProtocolText,
        ("days: 1-21 ", "days: 1 "),
        ("closes to accrual: 2021-07-20", "closes to accrual: 2017-10-21"),
        ("over: 49 months", "over: 4 months"),
        ("cutoff: at 25 events", "cutoff: on 2018-04-30")
    );

    static readonly string scenario = Edited(
        SmallRehearsal.ScenarioText,
        ("interrupt: 60%, reduce: 30%, stop: 4%", "interrupt: 10%, reduce: 70%, stop: 15%"),
        ("accrual: 49 months", "accrual: 3 months"),
        ("participants: 60", "participants: 30"),
        ("sites with forms: 20%", "sites with forms: 50%"),
        ("sites: 109", "sites: 4")
    );

    [Fact]
    public void Thirty_seeds_end_well_and_their_logs_are_decided_again_without_a_difference() =>
        Parallel.For(
            1,
            31,
            seed =>
            {
                var rehearsal = SmallRehearsal.Run((ulong)seed, protocol, scenario);
                rehearsal.Summary.Cutoff.ShouldNotBeNull($"seed {seed}");
                rehearsal.Problems((ulong)seed).ShouldBeEmpty($"seed {seed}");
            }
        );

    static string Edited(string text, params (string Find, string Replacement)[] edits) =>
        edits.Aggregate(text, (edited, edit) => Slip.Replace(edited, edit.Find, edit.Replacement));
}
