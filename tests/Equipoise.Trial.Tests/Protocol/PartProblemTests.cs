namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Slips within one part of the protocol.</summary>
public sealed class PartProblemTests
{
    [Fact]
    public void A_dictionary_of_grades_that_is_unknown_is_refused() =>
        Slip.In("CTCAE 4.03", "‸CTCAE 4", "follow up.adverse events.grade", "is 'CTCAE 4'");

    [Fact]
    public void A_trial_id_that_cannot_be_exported_is_refused() =>
        Slip.In("id: PATINA", "id: ‸PATINA trial", "trial.id", "'PATINA trial' cannot be exported as STUDYID");

    [Fact]
    public void A_registry_number_with_a_digit_missing_is_refused() =>
        Slip.In("NCT02947685", "‸NCT0294768", "trial.registry", "'NCT0294768' is no ClinicalTrials.gov number");

    [Fact]
    public void A_day_that_the_calendar_does_not_have_is_refused() =>
        Slip.In("2021-07-20", "‸2021-02-30", "trial.calendar.closes to accrual", "is '2021-02-30'");

    [Fact]
    public void A_calendar_that_runs_backwards_is_refused() =>
        Slip.In(
            "2021-07-20",
            "‸2016-07-20",
            "trial.calendar.closes to accrual",
            "2016-07-20 is before the trial opens on 2017-06-21"
        );

    [Fact]
    public void Follow_up_that_ends_before_accrual_is_refused() =>
        Slip.In(
            "    closes to accrual:",
            "    ends: ‸2020-01-01\n    closes to accrual:",
            "trial.calendar.ends",
            "2020-01-01 is before accrual closes on 2021-07-20"
        );

    [Fact]
    public void A_trial_without_a_control_arm_is_refused() =>
        Slip.In([("role: control ", "role: experimental "), ("\narms:", "\n‸arms:")], "arms", "has no control arm");

    [Fact]
    public void A_trial_with_two_control_arms_is_refused() =>
        Slip.In([("role: experimental", "role: control"), ("\narms:", "\n‸arms:")], "arms", "has 2 control arms");

    [Fact]
    public void A_role_near_a_known_one_is_refused() =>
        Slip.In("role: control", "role: ‸contrl", "arms.standard.role", "is 'contrl'");

    [Fact]
    public void A_ratio_of_zero_is_refused() => Slip.In("ratio: 1", "ratio: ‸0", "arms.palbociclib.ratio", "is '0'");

    [Fact]
    public void A_ratio_that_is_no_number_is_refused() =>
        Slip.In("ratio: 1", "ratio: ‸one", "arms.palbociclib.ratio", "is 'one'");

    [Fact]
    public void An_arm_id_too_long_for_armcd_is_refused() =>
        Slip.In(
            "  standard:\n    label",
            "  ‸standard-maintenance-therapy:\n    label",
            "arms.standard-maintenance-therapy",
            "is 28 characters long"
        );

    [Fact]
    public void A_short_label_that_is_the_label_of_another_arm_is_refused() =>
        Slip.In(
            "    role: control ",
            "    short label: ‸Palbociclib\n    role: control ",
            "arms.standard.short label",
            "is also the label of 'palbociclib'"
        );

    [Fact]
    public void Two_arms_of_one_label_are_refused() =>
        Slip.In(
            "label: Standard therapy",
            "label: ‸palbociclib plus standard therapy",
            "arms.standard.label",
            "is also the label of 'palbociclib'"
        );

    [Fact]
    public void Doses_that_do_not_decrease_are_refused() =>
        Slip.In(
            "[125 mg, 100 mg, 75 mg]",
            "[125 mg, 100 mg, ‸110 mg]",
            "treatments.palbociclib.doses[3]",
            "110 mg does not lie below 100 mg"
        );

    [Fact]
    public void A_dose_without_a_unit_is_refused() =>
        Slip.In("[125 mg, 100 mg, 75 mg]", "[125 mg, 100 mg, ‸75]", "treatments.palbociclib.doses[3]", "is '75'");

    [Fact]
    public void Doses_in_two_units_are_refused() =>
        Slip.In(
            "[125 mg, 100 mg, 75 mg]",
            "[125 mg, ‸0.1 g]",
            "treatments.palbociclib.doses[2]",
            "is in 'g', the dose before it in 'mg'"
        );

    [Fact]
    public void Days_outside_the_cycle_are_refused() =>
        Slip.In("days: 1-21", "days: ‸1-29", "treatments.palbociclib.days", "day 29 is outside a cycle of 28 days");

    [Fact]
    public void An_unknown_table_of_dose_rules_is_refused() =>
        Slip.In(
            "dose rules: palbociclib-label",
            "dose rules: ‸palbociclib-labl",
            "treatments.palbociclib.dose rules",
            "'palbociclib-labl' is an unknown table of dose rules"
        );

    [Fact]
    public void A_range_that_runs_backwards_is_refused() =>
        Slip.In("      between: 4 and 8", "      between: ‸8 and 4", "eligibility.include.induction.between", "is '8 and 4'");

    [Fact]
    public void A_criterion_without_a_rule_is_refused() =>
        Slip.In(
            "    metastatic:\n      ask: \"Metastatic breast cancer?\"\n      answer: yes",
            "    ‸metastatic:\n      ask: \"Metastatic breast cancer?\"",
            "eligibility.include.metastatic",
            "has no rule"
        );

    [Fact]
    public void A_criterion_with_two_rules_is_refused() =>
        Slip.In(
            "      at least: 18",
            "      at least: 18\n      ‸at most: 80",
            "eligibility.include.adult.at most",
            "is a second rule"
        );

    [Fact]
    public void A_yes_or_no_that_is_neither_is_refused() =>
        Slip.In(
            "positive?\"\n      answer: yes",
            "positive?\"\n      answer: ‸maybe",
            "eligibility.include.hormone-receptor.answer",
            "is 'maybe'"
        );

    [Fact]
    public void A_decimal_comma_is_refused() =>
        Slip.In("      at least: 1.0", "      at least: ‸1,0", "eligibility.include.neutrophils.at least", "is '1,0'");

    [Fact]
    public void A_unit_of_a_yes_or_no_is_refused() =>
        Slip.In(
            "      ask: \"Metastatic breast cancer?\"",
            "      ask: \"Metastatic breast cancer?\"\n      ‸unit: mg",
            "eligibility.include.metastatic.unit",
            "has no meaning where the answer is not a number"
        );

    [Fact]
    public void A_criterion_named_in_both_lists_is_refused() =>
        Slip.In("    pregnancy:", "    ‸her2:", "eligibility.exclude.her2", "is also the name of an inclusion criterion");

    [Fact]
    public void A_method_of_randomization_that_does_not_exist_is_refused() =>
        Slip.In("method: permuted blocks", "method: ‸coin toss", "randomize.method", "is 'coin toss'");

    [Fact]
    public void A_level_that_occurs_twice_is_refused() =>
        Slip.In("levels: [yes, no]", "levels: ‸[yes, no, yes]", "randomize.strata.pertuzumab.levels", "level 'yes' occurs twice");

    [Fact]
    public void A_factor_with_one_level_is_refused() =>
        Slip.In("levels: [yes, no]", "levels: ‸[yes]", "randomize.strata.pertuzumab.levels", "has one level");

    [Fact]
    public void A_value_in_two_levels_is_refused() =>
        Slip.In(
            "responded: [CR, PR]\n        stable: [SD]",
            "‸responded: [CR, PR]\n        stable: [SD, PR]",
            "randomize.strata.response.levels",
            "'PR' falls in two levels, 'responded' and 'stable'"
        );

    [Fact]
    public void Negative_months_are_refused() =>
        Slip.In("control median: 29.1 months", "control median: ‸-29.1 months", "design.control median", "is '-29.1 months'");

    [Fact]
    public void A_time_without_its_unit_is_refused() =>
        Slip.In("every: 12 weeks", "every: ‸12", "follow up.tumor assessment.every", "is '12'");

    [Fact]
    public void An_interval_of_less_than_a_day_is_refused() =>
        Slip.In(
            [("every: 12 weeks  ", "every: ‸0.3 days  "), ("window: 7 days                       # either", "window: 0 days                       # either")],
            "follow up.tumor assessment.every",
            "an interval of 0.3 days is less than a day"
        );

    [Fact]
    public void Windows_that_overlap_are_refused() =>
        Slip.In(
            "window: 7 days",
            "window: ‸6 weeks",
            "follow up.tumor assessment.window",
            "6 weeks either side overlap with an interval of 12 weeks"
        );

    [Fact]
    public void A_laboratory_day_that_is_not_understood_is_refused() =>
        Slip.In("day 15 of cycles 1-2]", "‸day 15 of cycles 2-1]", "follow up.laboratory.when[2]", "is 'day 15 of cycles 2-1'");

    [Fact]
    public void Limits_of_normal_the_wrong_way_round_are_refused() =>
        Slip.In(
            "upper limit of normal: 7.5",
            "upper limit of normal: ‸1.5",
            "follow up.laboratory.tests.neutrophils.upper limit of normal",
            "1.5 does not lie above the lower limit of 2"
        );

    [Fact]
    public void A_laboratory_code_used_twice_is_refused() =>
        Slip.In("code: HGB", "code: ‸PLAT", "follow up.laboratory.tests.hemoglobin.code", "is also the code of 'platelets'");

    [Fact]
    public void An_unknown_event_is_refused() =>
        Slip.In(
            "event: progression or death",
            "event: ‸progresion or death",
            "endpoints.PFS.event",
            "'progresion' is an unknown event"
        );

    [Fact]
    public void An_endpoint_that_names_no_event_is_refused() =>
        Slip.In(
            "  OS:\n    label: Overall survival\n    from: randomization\n    event: death",
            "  ‸OS:\n    label: Overall survival\n    from: randomization",
            "endpoints.OS.event",
            "is missing"
        );

    [Fact]
    public void An_endpoint_that_does_not_say_when_nothing_happened_is_refused() =>
        Slip.In(
            "    censor:\n      no event: last adequate assessment\n",
            "    ‸censor:\n",
            "endpoints.PFS.censor.no event",
            "is missing"
        );

    [Fact]
    public void A_power_above_one_is_refused() => Slip.In("power: 90%", "power: ‸90", "design.power", "is '90'");

    [Fact]
    public void A_power_not_above_alpha_is_refused() =>
        Slip.In("power: 90%", "power: ‸2.5%", "design.power", "is not above the one-sided alpha");

    [Fact]
    public void A_hazard_ratio_of_zero_is_refused() =>
        Slip.In("hazard ratio: 0.667", "hazard ratio: ‸0", "design.hazard ratio", "is '0'");

    [Fact]
    public void More_events_than_participants_are_refused() =>
        Slip.In(
            "cutoff: at planned events",
            "cutoff: ‸at 497 events",
            "design.cutoff",
            "497 events cannot come from 496 participants"
        );

    [Fact]
    public void A_confidence_of_one_is_refused() =>
        Slip.In("confidence: 95%", "confidence: ‸100%", "analysis.PFS.confidence", "is '100%'");

    [Fact]
    public void Landmarks_out_of_order_are_refused() =>
        Slip.In(
            "[12 months, 24 months, 36 months",
            "[12 months, 24 months, ‸1 year",
            "analysis.PFS.landmarks[3]",
            "1 year does not come after 24 months"
        );

    [Fact]
    public void A_test_and_an_effect_that_answer_two_questions_are_refused() =>
        Slip.In(
            "effect: \"stratified Cox, ties Efron\"",
            "effect: ‸\"Cox, ties Efron\"",
            "analysis.PFS.effect",
            "is not stratified and the test is stratified"
        );

    [Fact]
    public void Plain_words_with_a_number_are_refused() =>
        Slip.In(
            "    OS: time until death of any cause",
            "    OS: ‸time until death within 5 years",
            "plain words.outcomes.OS",
            "holds the number '5'"
        );

    [Theory]
    [InlineData("HER2")]
    [InlineData("CDK4/6")]
    [InlineData("(HER2-positive)")]
    public void Plain_words_may_hold_digits_that_belong_to_a_name(string word) =>
        Slip.ProblemsOf(
                File.ReadAllText(Examples.ProtocolPath("patina"))
                    .Replace("time until death of any cause", $"time until death from {word}")
            )
            .ShouldBeEmpty();
}
