using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Several endpoints in the design part: what may be said, and what is refused, where and why.</summary>
public sealed class AlphaSplitTests
{
    static readonly string keynote = File.ReadAllText(
        Repository.At("examples", "published-designs", "keynote-189.yaml")
    );

    [Fact]
    public void Two_endpoints_share_alpha_and_each_has_what_sizes_it()
    {
        var design = Read(keynote);
        design.Primary.ShouldBe("PFS");
        design.OneSidedAlpha.ShouldBe(0.0095);
        var split = design.Split.ShouldNotBeNull();
        split.OneSidedAlpha.ShouldBe(0.025);
        split.Endpoints.Select(endpoint => endpoint.Id).ShouldBe(["PFS", "OS"]);
        split.Endpoints[1].InitialAlpha.ShouldBe(0.0155);
        split.Endpoints[1].PassesOn["PFS"].ShouldBe(1);
        split.Endpoints[1].Assumptions.Cutoff.ShouldBe(new DataCutoff.AtEvents(416));
        split.Endpoints[1].Assumptions.Looks!.Fractions.ShouldBe([0.577, 0.798, 1]);
        split.Endpoints.ShouldAllBe(endpoint => endpoint.Assumptions.Accrual == design.Accrual && endpoint.Assumptions.Split == null);
        split.Endpoints.ShouldAllBe(endpoint => endpoint.Assumptions.Formula == SizingFormula.LachinFoulkes);
    }

    [Fact]
    public void Each_endpoint_may_have_its_own_alpha_or_with_the_others_all_of_it()
    {
        var split = Read(keynote).Split!;
        split.LevelsOf(0).Select(level => level.Alpha).ShouldBe([0.0095, 0.025]);
        split.LevelsOf(1).Select(level => level.Alpha).ShouldBe([0.0155, 0.025]);
        split.LevelsOf(1)[1].Rejected.ShouldBe(["PFS"]);
    }

    [Fact]
    public void An_endpoint_without_alpha_at_first_is_sized_at_what_it_gets()
    {
        var split = Read(
            Slip.Replace(
                Slip.Replace(
                    Slip.Replace(keynote, "one-sided alpha: 0.95%", "one-sided alpha: 2.5%"),
                    "one-sided alpha: 1.55%",
                    "one-sided alpha: 0%"
                ),
                "      passes on: { PFS: 100% }\n",
                ""
            )
        ).Split!;
        split.Endpoints[1].InitialAlpha.ShouldBe(0);
        split.Endpoints[1].Assumptions.OneSidedAlpha.ShouldBe(0.025);
        split.LevelsOf(1).ShouldHaveSingleItem().Rejected.ShouldBe(["PFS"]);
    }

    // A list of what is spent by each look is told in parts of the endpoint's own alpha, whatever alpha it has later.
    [Fact]
    public void A_list_of_alpha_spent_ends_at_the_alpha_of_its_endpoint()
    {
        const string rule = "        efficacy: Lan-DeMets O'Brien-Fleming\n      cutoff: at 468 events";
        Read(Slip.Replace(keynote, rule, rule.Replace("Lan-DeMets O'Brien-Fleming", "[0.5%, 0.95%]", StringComparison.Ordinal)))
            .Split.ShouldNotBeNull();
        Refused(
            rule,
            rule.Replace("Lan-DeMets O'Brien-Fleming", "‸[0.5%, 2.5%]", StringComparison.Ordinal),
            "design.endpoints.PFS.looks.efficacy",
            "ends at 2.5%"
        );
    }

    [Fact]
    public void More_alpha_than_there_is_is_refused() =>
        Refused(
            [("  endpoints:\n    PFS:\n      one-s", "  ‸endpoints:\n    PFS:\n      one-s"), ("alpha: 1.55%", "alpha: 1.65%")],
            "design.endpoints",
            "start with 2.6% of one-sided alpha together, and there is 2.5%"
        );

    [Fact]
    public void Giving_away_more_than_it_has_is_refused() =>
        Refused(
            [
                ("passes on: { OS: 100% }", "passes on: ‸{ OS: 60%, PD: 60% }"),
                ("    OS:\n      one-sided alpha: 1.55%", $"{Third("PD")}    OS:\n      one-sided alpha: 1.55%"),
                ("  PFS:\n    label: Progression-free survival", $"{Endpoint("PD")}  PFS:\n    label: Progression-free survival"),
                ("  OS:\n    test: log-rank", $"{Analysis("PD")}  OS:\n    test: log-rank"),
            ],
            "design.endpoints.PFS.passes on",
            "gives away 120% of its alpha"
        );

    [Fact]
    public void Alpha_does_not_pass_on_to_an_endpoint_that_is_not_there() =>
        Refused("{ OS: 100% }", "{ ‸OSS: 100% }", "design.endpoints.PFS.passes on.OSS", "'OSS' is none of the endpoints of the design");

    [Fact]
    public void Alpha_does_not_pass_on_to_the_endpoint_itself() =>
        Refused("{ OS: 100% }", "{ ‸PFS: 100% }", "design.endpoints.PFS.passes on.PFS", "is the endpoint itself");

    [Fact]
    public void An_endpoint_that_never_gets_alpha_is_refused() =>
        Refused(
            [("one-sided alpha: 1.55%", "one-sided alpha: ‸0%"), ("      passes on: { OS: 100% }            # once PFS is rejected\n", "")],
            "design.endpoints.OS.one-sided alpha",
            "is none, and no other endpoint passes any on to it"
        );

    [Fact]
    public void The_first_endpoint_starts_with_alpha() =>
        Refused(
            "one-sided alpha: 0.95%",
            "one-sided alpha: ‸0%",
            "design.endpoints.PFS.one-sided alpha",
            "is none, and the first endpoint is the primary one"
        );

    [Fact]
    public void Bounds_that_are_the_same_at_every_alpha_are_refused() =>
        Refused(
            "efficacy: Lan-DeMets O'Brien-Fleming\n      cutoff: at 468 events",
            "efficacy: ‸Haybittle-Peto 3\n      cutoff: at 468 events",
            "design.endpoints.PFS.looks.efficacy",
            "is the same bound at every alpha, and alpha passes on between endpoints"
        );

    [Fact]
    public void Futility_of_one_among_several_is_refused() =>
        Refused(
            "      cutoff: at 468 events",
            "        ‸futility: non-binding Hwang-Shih-DeCani -2\n      cutoff: at 468 events",
            "design.endpoints.PFS.looks.futility",
            "says when one endpoint is given up, and not what becomes of the others"
        );

    [Fact]
    public void A_calendar_for_each_is_refused() =>
        Refused(
            "      cutoff: at 468 events",
            "        spend by: ‸calendar\n      cutoff: at 468 events",
            "design.endpoints.PFS.looks.spend by",
            "is the calendar, and each endpoint has its own"
        );

    [Fact]
    public void One_endpoint_is_not_several() =>
        Refused(
            [
                ("  endpoints:\n    PFS:\n      one-s", "  endpoints:\n    ‸PFS:\n      one-s"),
                (keynote[keynote.IndexOf("    OS:\n      one-", StringComparison.Ordinal)..keynote.IndexOf("  formula:", StringComparison.Ordinal)], ""),
                ("      passes on: { OS: 100% }            # once PFS is rejected\n", ""),
            ],
            "design.endpoints",
            "is 1 endpoint"
        );

    [Fact]
    public void Planned_events_need_a_power() =>
        Refused(
            [("    OS:\n      one-sided alpha", "    ‸OS:\n      one-sided alpha"), ("cutoff: at 416 events", "cutoff: at planned events")],
            "design.endpoints.OS.power",
            "is missing"
        );

    [Fact]
    public void What_sizes_one_endpoint_stands_under_it() =>
        Refused(
            "  formula: Lachin-Foulkes",
            "  formula: Lachin-Foulkes\n  ‸power: 90%",
            "design.power",
            "stands for one endpoint, and there are several"
        );

    [Fact]
    public void The_primary_endpoint_is_named_once() =>
        Refused(
            "  formula: Lachin-Foulkes",
            "  formula: Lachin-Foulkes\n  ‸primary: PFS",
            "design.primary",
            "is a second way to say which endpoint is the primary"
        );

    [Fact]
    public void An_endpoint_of_the_design_is_one_of_the_protocol() =>
        Refused(
            [
                ("    OS:\n      one-sided alpha", "    ‸OSX:\n      one-sided alpha"),
                ("passes on: { OS: 100% }", "passes on: { OSX: 100% }"),
            ],
            "design.endpoints.OSX",
            "'OSX' is no endpoint of this protocol"
        );

    [Fact]
    public void The_first_endpoint_is_the_first_that_is_analyzed()
    {
        var problem = Slip.ProblemsOf(
                Swapped(keynote, "  PFS:\n    test", "  OS:\n    test")
            )
            .ShouldHaveSingleItem();
        problem.Path.ShouldBe("design.endpoints.PFS");
        problem.Message.ShouldBe("is 'PFS', and the first analysis is of 'OS'");
    }

    [Fact]
    public void An_endpoint_with_no_effect_to_find_is_refused() =>
        Refused(
            "hazard ratio: 0.70\n      control median: 13",
            "hazard ratio: ‸1.1\n      control median: 13",
            "design.endpoints.OS.hazard ratio",
            "is '1.1'"
        );

    static string Swapped(string text, string one, string other) =>
        text.Replace(one, "\0", StringComparison.Ordinal)
            .Replace(other, one, StringComparison.Ordinal)
            .Replace("\0", other, StringComparison.Ordinal);

    static string Third(string id) =>
        $"    {id}:\n      one-sided alpha: 0%\n      hazard ratio: 0.7\n      control median: 8 months\n      cutoff: at 400 events\n";

    static string Endpoint(string id) =>
        $"  {id}:\n    label: Time to {id}\n    from: randomization\n    event: progression\n"
        + "    censor: { no event: last adequate assessment }\n    unit: months\n";

    static string Analysis(string id) =>
        $"  {id}:\n    test: log-rank\n    effect: \"Cox, ties Efron\"\n    confidence: 95%\n    curves: log-log\n    median: as SAS\n";

    static void Refused(string find, string replacement, string path, string message) =>
        Refused([(find, replacement)], path, message);

    static void Refused((string Find, string Replacement)[] edits, string path, string message) =>
        Slip.Of(edits.Aggregate(keynote, (text, edit) => Slip.Replace(text, edit.Find, edit.Replacement)), path, message);

    static DesignAssumptions Read(string text) =>
        ProtocolFile.Parse(System.Text.Encoding.UTF8.GetBytes(text), "protocol.yaml") is ProtocolReading.Accepted { Protocol.Design: { } design }
            ? design
            : throw new InvalidOperationException(string.Join("\n", Slip.ProblemsOf(text)));
}
