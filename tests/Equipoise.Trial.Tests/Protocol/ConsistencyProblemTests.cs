namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Parts that are right in themselves and contradict one another.</summary>
public sealed class ConsistencyProblemTests
{
    [Fact]
    public void An_arm_that_gives_an_unknown_treatment_is_refused() =>
        Slip.In(
            "gives: [anti-HER2, endocrine]",
            "gives: [‸anti-HER, endocrine]",
            "arms.standard.gives[1]",
            "'anti-HER' is no treatment of this protocol"
        );

    [Fact]
    public void A_treatment_that_no_arm_gives_is_refused() =>
        Slip.In("  endocrine:\n", "  ‸aspirin: { label: Aspirin }\n  endocrine:\n", "treatments.aspirin", "is given in no arm");

    [Fact]
    public void A_block_that_is_no_multiple_of_the_ratios_is_refused() =>
        Slip.In("[4, 6, 8]", "[4, ‸3, 8]", "randomize.block sizes[2]", "a block of 3 cannot hold the allocation ratio");

    [Fact]
    public void Blocks_that_fit_one_to_one_are_refused_at_two_to_one() =>
        Slip.In(
            [("ratio: 1", "ratio: 2"), ("[4, 6, 8]", "[‸2, 6]")],
            "randomize.block sizes[1]",
            "a block of 2 cannot hold the allocation ratio"
        );

    [Fact]
    public void A_factor_from_nowhere_is_refused() =>
        Slip.In(
            "from: no-progression",
            "from: ‸no-progress",
            "randomize.strata.response.from",
            "'no-progress' is neither a criterion nor a treatment"
        );

    [Fact]
    public void Levels_that_leave_out_a_choice_of_their_criterion_are_refused() =>
        Slip.In(
            "      levels:\n        responded: [CR, PR]",
            "      ‸levels:\n        responded: [CR]",
            "randomize.strata.response.levels",
            "do not cover 'PR' of criterion 'no-progression'"
        );

    [Fact]
    public void Levels_with_a_value_that_their_criterion_does_not_have_are_refused() =>
        Slip.In(
            "      levels:\n        responded: [CR, PR]",
            "      ‸levels:\n        responded: [CR, PR, PD]",
            "randomize.strata.response.levels",
            "hold 'PD', which is no choice of criterion 'no-progression'"
        );

    [Fact]
    public void A_factor_from_a_criterion_that_all_participants_answer_alike_is_refused() =>
        Slip.In(
            "from: no-progression               # the answer to that criterion; not asked twice\n      levels:\n        responded: [CR, PR]\n        stable: [SD]",
            "from: ‸her2\n      levels: [yes, no]",
            "randomize.strata.response.from",
            "'her2' does not divide the participants: it is no inclusion criterion with 'one of'"
        );

    [Fact]
    public void A_factor_from_a_treatment_without_a_choice_is_refused() =>
        Slip.In(
            "from: endocrine ",
            "from: ‸palbociclib ",
            "randomize.strata.partner.from",
            "treatment 'palbociclib' offers no choice"
        );

    [Fact]
    public void A_factor_with_the_name_of_a_criterion_is_refused() =>
        Slip.In(
            [
                ("    prior-HER2:\n", "    metastatic:\n"),
                ("[pertuzumab, prior-HER2, response, partner]", "[pertuzumab, metastatic, response, partner]"),
                ("performance, induction, pertuzumab, prior-HER2,", "performance, induction, pertuzumab, metastatic,"),
                ("    metastatic:\n      label", "    ‸metastatic:\n      label"),
            ],
            "randomize.strata.metastatic",
            "is also the name of a criterion"
        );

    [Fact]
    public void An_endpoint_that_waits_for_progression_needs_tumor_assessments() =>
        Slip.In(
            [
                (TumorAssessment, ""),
                ("    event: progression or death", "    event: ‸progression"),
                ("      two missed assessments: last adequate assessment     # the last one before the gap\n", ""),
                ("competing risks: yes", "competing risks: no"),
            ],
            "endpoints.PFS.event",
            "waits for progression, and the follow-up assesses no tumor"
        );

    [Fact]
    public void Safety_cannot_be_analyzed_where_adverse_events_are_not_collected() =>
        Slip.In(
            [
                (
                    "  adverse events:\n    grade: CTCAE 4.03\n    until: 30 days after last dose       # later ones are not treatment emergent; [assumed]\n",
                    ""
                ),
                ("  safety:\n", "  ‸safety:\n"),
            ],
            "analysis.safety",
            "analyzes adverse events, and the follow-up collects none"
        );

    [Fact]
    public void A_primary_endpoint_that_does_not_exist_is_refused() =>
        Slip.In("primary: PFS", "primary: ‸PFS2", "design.primary", "'PFS2' is no endpoint of this protocol");

    [Fact]
    public void A_primary_endpoint_that_is_not_analyzed_first_is_refused() =>
        Slip.In("primary: PFS", "primary: ‸OS", "design.primary", "is 'OS', and the first analysis is of 'PFS'");

    [Fact]
    public void An_accrual_that_contradicts_the_calendar_is_refused() =>
        Slip.In(
            "over: 49 months",
            "over: ‸24 months",
            "design.accrual.over",
            "is 24 months, and the calendar has 49.0 months from opening to the end of accrual"
        );

    [Fact]
    public void An_amendment_may_prolong_accrual_and_leave_the_assumption_of_the_design_as_it_was()
    {
        var prolonged = Slip.Replace(
            File.ReadAllText(Examples.ProtocolPath("patina")),
            "closes to accrual: 2021-07-20",
            "closes to accrual: 2022-07-20"
        );
        Slip.ProblemsOf(prolonged).ShouldHaveSingleItem().Path.ShouldBe("design.accrual.over");
        const string Amendment = """
            amendment:
              of version: "0.9"
              binds: new participants
              changes: [Accrual goes on for another year.]

            """;
        Slip.ProblemsOf(prolonged + Amendment).ShouldBeEmpty();
    }

    [Fact]
    public void A_cutoff_before_the_end_of_accrual_is_refused() =>
        Slip.In("cutoff: at planned events", "cutoff: ‸on 2020-01-01", "design.cutoff", "is before accrual closes on 2021-07-20");

    [Fact]
    public void An_analysis_of_an_unknown_endpoint_is_refused() =>
        Slip.In("  baseline: [age", "  ‸ORR: { test: log-rank }\n  baseline: [age", "analysis.ORR", "is an unknown key");

    [Fact]
    public void An_endpoint_that_is_not_analyzed_is_refused() =>
        Slip.In(
            [
                (
                    "design:\n",
                    "  TTP:\n    label: Time to progression\n    from: randomization\n    event: progression\n    censor: { no event: last adequate assessment }\n    unit: months\ndesign:\n"
                ),
                (
                    "    OS: time until death of any cause",
                    "    OS: time until death of any cause\n    TTP: time until the cancer grew"
                ),
                ("\nanalysis:", "\n‸analysis:"),
            ],
            "analysis.TTP",
            "is missing"
        );

    [Fact]
    public void A_subgroup_by_what_nothing_records_is_refused() =>
        Slip.In(
            "subgroups: [pertuzumab, prior-HER2",
            "subgroups: [pertuzumab, ‸prior-her",
            "analysis.PFS.subgroups[2]",
            "'prior-her' is neither age, sex, a criterion, a stratification factor nor a variable of ADSL"
        );

    [Fact]
    public void A_baseline_line_that_nothing_records_is_refused() =>
        Slip.In(
            "baseline: [age, sex, performance",
            "baseline: [age, sex, ‸performnce",
            "analysis.baseline[3]",
            "'performnce' is neither age, sex, a criterion, a stratification factor nor a variable of ADSL"
        );

    [Fact]
    public void A_lay_name_of_an_unknown_endpoint_is_refused() =>
        Slip.In(
            "    OS: time until death of any cause",
            "    OS: time until death of any cause\n    ‸ORR: whether the cancer shrank",
            "plain words.outcomes.ORR",
            "'ORR' is no endpoint"
        );

    [Fact]
    public void An_endpoint_without_a_lay_name_is_refused() =>
        Slip.In(
            [("  outcomes:\n", "  ‸outcomes:\n"), ("    OS: time until death of any cause\n", "")],
            "plain words.outcomes",
            "has no lay name for 'OS'"
        );

    const string TumorAssessment = """
          tumor assessment:
            every: 12 weeks                      # counted from randomization, whatever the treatment does; [assumed]
            window: 7 days                       # either side; [assumed]
            by: investigator
            criteria: RECIST 1.1

        """;
}
