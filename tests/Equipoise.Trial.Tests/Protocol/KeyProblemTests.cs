using Equipoise.Protocol.Yaml;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Slips that any part of the file can have.</summary>
public sealed class KeyProblemTests
{
    [Fact]
    public void An_unknown_key_is_reported_where_it_stands() =>
        Slip.In("    ratio: 1 ", "    ‸raito: 1\n    ratio: 1 ", "arms.palbociclib.raito", "is an unknown key");

    [Fact]
    public void An_unknown_key_near_a_known_one_is_answered_with_the_known_one()
    {
        var problems = Slip.ProblemsOf("equipoise: 1\ntriall: {}\n");

        problems.Single(problem => problem.Path == "triall").Remedy.ShouldBe("did you mean 'trial'?");
    }

    [Fact]
    public void A_missing_key_is_reported_at_the_name_of_what_lacks_it() =>
        Slip.In(
            "  standard:\n    label: Standard therapy\n    role",
            "  ‸standard:\n    role",
            "arms.standard.label",
            "is missing"
        );

    [Fact]
    public void A_key_that_occurs_twice_is_reported_the_second_time() =>
        Slip.In("  id: PATINA ", "  id: PATINA\n  ‸id: PATINA ", "trial.id", $"occurs twice, first in line {LineOf("  id:")}");

    [Fact]
    public void An_arm_that_occurs_twice_is_reported_the_second_time() =>
        Slip.In(
            "treatments:\n",
            "  ‸standard: {}\ntreatments:\n",
            "arms.standard",
            $"occurs twice, first in line {LineOf("  standard:")}"
        );

    [Fact]
    public void Names_that_differ_only_in_case_are_refused_because_they_are_exported_in_upper_case() =>
        Slip.In(
            [("    adult:\n", "    HER2: { ask: Again, answer: yes }\n    adult:\n"), ("    her2:\n", "    ‸her2:\n")],
            "eligibility.include.her2",
            "differs from 'HER2' only in case"
        );

    [Fact]
    public void A_value_where_named_values_belong_is_refused() =>
        Slip.In(
            "  accrual:\n    participants: 496                    # planned; 518 were randomized\n    over: 49 months",
            "  accrual: ‸496",
            "design.accrual",
            "is a single value"
        );

    [Fact]
    public void A_list_where_one_value_belongs_is_refused() =>
        Slip.In("  phase: 3", "  phase: ‸[2, 3]", "trial.phase", "is a list");

    [Fact]
    public void An_empty_value_is_refused() =>
        Slip.In("  funding: \"Pfizer, the manufacturer of palbociclib\"", "  funding: ‸\"\"", "trial.funding", "is empty");

    [Fact]
    public void A_file_format_from_the_future_is_refused() => Slip.In("equipoise: 1 ", "equipoise: ‸2 ", "equipoise", "is '2'");

    [Fact]
    public void Ten_slips_in_one_file_are_ten_problems()
    {
        var text = File.ReadAllText(Examples.ProtocolPath("patina"));
        (string Find, string Replacement, string Path)[] slips =
        [
            ("registry: NCT02947685", "registry: NCT0294768", "trial.registry"),
            ("closes to accrual: 2021-07-20", "closes to accrual: 2021-02-30", "trial.calendar.closes to accrual"),
            ("    role: experimental", "    role: experimentl", "arms.palbociclib.role"),
            ("gives: [anti-HER2, endocrine]", "gives: [anti-HER, endocrine]", "arms.standard.gives[1]"),
            ("days: 1-21 ", "days: 1-29 ", "treatments.palbociclib.days"),
            ("between: 4 and 8", "between: 8 and 4", "eligibility.include.induction.between"),
            ("block sizes: [4, 6, 8]", "block sizes: [4, 3, 8]", "randomize.block sizes[2]"),
            ("event: progression or death", "event: progresion or death", "endpoints.PFS.event"),
            ("power: 90%", "power: 190%", "design.power"),
            ("  why: \"Many", "  wy: \"Many", "plain words.wy"),
        ];
        foreach (var (find, replacement, _) in slips)
            text = text.Replace(find, replacement);

        Slip.ProblemsOf(text).Select(problem => problem.Path).ShouldBe(slips.Select(slip => slip.Path));
    }

    [Fact]
    public void Problems_print_as_a_compiler_prints_them() =>
        new ProtocolProblem("protocol.yaml", 12, 9, "arms.palbociclib.ratio", "is '0'", "write a whole number from 1 to 100")
            .ToString()
            .ShouldBe("protocol.yaml:12:9 arms.palbociclib.ratio: is '0'; write a whole number from 1 to 100");

    static int LineOf(string start) =>
        File.ReadLines(Examples.ProtocolPath("patina"))
            .Index()
            .First(line => line.Item.StartsWith(start, StringComparison.Ordinal))
            .Index + 1;
}
