namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Slips in forms, code lists and amendments: each is one problem, at its place.</summary>
public sealed class FormProblemTests
{
    const string Pulse = "pulse: { ask: Pulse Rate, type: whole number, unit: beats/min, possible: 20 to 300,";

    [Fact]
    public void A_visit_that_does_not_exist_is_refused() =>
        Slip.In("at: [baseline, cycle]", "at: [baseline, ‸cylce]", "forms.performance-status.at[2]", "'cylce' is no visit");

    [Fact]
    public void A_form_is_filled_in_by_the_site_or_by_the_participant() =>
        Slip.In("filled in by: participant", "filled in by: ‸patient", "forms.own-words.filled in by", "is 'patient'");

    [Fact]
    public void A_form_of_the_participants_own_repeats_no_group() =>
        Slip.In(
            "  history:\n    label: Medical history\n",
            "  history:\n    label: Medical history\n    filled in by: ‸participant\n",
            "forms.history.filled in by",
            "is the participant, and a group of the form repeats"
        );

    [Fact]
    public void A_timing_that_cannot_be_read_is_refused() =>
        Slip.In(
            "every 3rd cycle from 4]",
            "‸every third cycle]",
            "forms.quality-of-life.at[2]",
            "is 'every third cycle'"
        );

    [Fact]
    public void A_visit_that_does_not_repeat_is_not_counted() =>
        Slip.In(
            "at: [baseline, cycle]",
            "at: [‸baseline 2, cycle]",
            "forms.performance-status.at[1]",
            "counts a visit that does not repeat"
        );

    [Fact]
    public void A_visit_written_twice_is_refused() =>
        Slip.In("at: [baseline, cycle]", "at: [cycle, ‸cycle]", "forms.performance-status.at[2]", "is written twice");

    [Fact]
    public void An_unknown_type_is_refused() =>
        Slip.In(
            "type: whole number\n        unit: mmHg",
            "type: ‸whole numbr\n        unit: mmHg",
            "forms.vital-signs.items.systolic.type",
            "is 'whole numbr'"
        );

    [Fact]
    public void A_code_list_that_does_not_exist_is_refused() =>
        Slip.In("from: menopause", "from: ‸menopaus", "forms.demographics.items.menopause.from", "'menopaus' is no code list");

    [Fact]
    public void A_choice_from_nothing_is_refused() =>
        Slip.In(
            [("        from: menopause\n", ""), ("      menopause:\n        ask", "      ‸menopause:\n        ask")],
            "forms.demographics.items.menopause",
            "chooses from nothing"
        );

    [Fact]
    public void A_code_list_with_one_answer_is_refused() =>
        Slip.In(
            "  menopause:\n    PRE: before menopause\n    PERI: around menopause\n    POST: after menopause",
            "  ‸menopause:\n    POST: after menopause",
            "code lists.menopause",
            "has one answer, which leaves nothing to choose"
        );

    [Fact]
    public void A_code_that_occurs_twice_is_refused() =>
        Slip.In(
            "    3: moderate",
            "    ‸2: moderate",
            "code lists.problems.2",
            $"occurs twice, first in line {LineOf("    2: slight")}"
        );

    [Fact]
    public void Codes_that_differ_only_in_case_are_refused() =>
        Slip.In("    PERI: around", "    ‸pre: around", "code lists.menopause.pre", "differs from 'PRE' only in case");

    [Fact]
    public void An_answer_without_words_is_refused() =>
        Slip.In("    2: slight", "    2: ‸\"\"", "code lists.problems.2", "is empty");

    [Fact]
    public void Possible_bounds_upside_down_are_refused() =>
        Slip.In("possible: 30 to 300", "possible: ‸300 to 30", "forms.vital-signs.items.systolic.possible", "runs from 300 down to 30");

    [Fact]
    public void Usual_days_upside_down_are_refused() =>
        Slip.In(
            "began: { ask: \"Since when?\", type: date,",
            "began: { ask: \"Since when?\", type: date, usual: ‸2020-01-01 to 2019-01-01,",
            "forms.history.groups.conditions.items.began.usual",
            "runs from 2020-01-01 back to 2019-01-01"
        );

    [Fact]
    public void Bounds_of_a_text_are_refused() =>
        Slip.In(
            "condition: { ask: \"Which disease?\", type: text,",
            "condition: { ask: \"Which disease?\", type: text, ‸possible: 1 to 2,",
            "forms.history.groups.conditions.items.condition.possible",
            "has no meaning where the answer is neither a number nor a date"
        );

    [Fact]
    public void A_unit_of_a_date_is_refused() =>
        Slip.In(
            "began: { ask: \"Since when?\", type: date,",
            "began: { ask: \"Since when?\", type: date, ‸unit: days,",
            "forms.history.groups.conditions.items.began.unit",
            "has no meaning where the answer is not a number"
        );

    [Fact]
    public void Decimals_of_a_whole_number_are_refused() =>
        Slip.In(Pulse, $"{Pulse} ‸decimals: 1,", "forms.vital-signs.items.pulse.decimals", "has no meaning for a whole number");

    [Fact]
    public void A_rule_about_an_item_that_does_not_exist_is_refused() =>
        Slip.In(
            "only if: ongoing is no",
            "only if: ‸on-going is no",
            "forms.history.groups.conditions.items.ended.only if",
            "'on-going' is no item of this form"
        );

    [Fact]
    public void A_rule_about_a_value_that_the_item_cannot_have_is_refused() =>
        Slip.In(
            "only if: ongoing is no",
            "only if: ‸ongoing is maybe",
            "forms.history.groups.conditions.items.ended.only if",
            "'maybe' is no answer of 'ongoing'"
        );

    [Fact]
    public void A_rule_about_a_value_that_is_not_possible_is_refused() =>
        Slip.In(
            Pulse,
            $"{Pulse} only if: ‸systolic is 20,",
            "forms.vital-signs.items.pulse.only if",
            "'20' is not possible for 'systolic'"
        );

    [Fact]
    public void A_rule_that_cannot_be_read_is_refused() =>
        Slip.In(
            "only if: ongoing is no",
            "only if: ‸not ongoing",
            "forms.history.groups.conditions.items.ended.only if",
            "is 'not ongoing'"
        );

    [Fact]
    public void An_item_that_depends_on_itself_is_refused() =>
        Slip.In(
            "only if: ongoing is no",
            "only if: ‸ended is 2020-01-01",
            "forms.history.groups.conditions.items.ended.only if",
            "depends on itself"
        );

    [Fact]
    public void Rules_that_lead_back_to_their_start_are_refused_at_each_of_them()
    {
        var text = File.ReadAllText(Examples.ProtocolPath("patina"))
            .Replace("type: date, only if: any-condition is yes,", "type: date, only if: ended is 2020-01-01,")
            .Replace("type: date, only if: ongoing is no,", "type: date, only if: began is 2019-01-01,");

        Slip.ProblemsOf(text)
            .Select(problem => $"{problem.Path}: {problem.Message}")
            .ShouldBe([
                "forms.history.groups.conditions.items.began.only if: leads back to itself: began needs ended needs began",
                "forms.history.groups.conditions.items.ended.only if: leads back to itself: ended needs began needs ended",
            ]);
    }

    [Fact]
    public void A_rule_outside_a_repeating_group_about_an_item_in_it_is_refused() =>
        Slip.In(
            "    groups:\n      conditions:",
            "      until: { ask: Until when?, type: date, only if: ‸ongoing is no }\n    groups:\n      conditions:",
            "forms.history.items.until.only if",
            "'ongoing' stands in a group that repeats, so it has no single value here"
        );

    [Fact]
    public void Two_items_of_one_name_in_one_form_are_refused() =>
        Slip.In(
            "          ended: {",
            "          ‸any-condition: {",
            "forms.history.groups.conditions.items.any-condition",
            "is also the name of another item of this form"
        );

    [Fact]
    public void A_form_that_asks_nothing_is_refused() =>
        Slip.In(
            "\nforms:\n",
            "\nforms:\n  ‸nothing:\n    label: Nothing\n    at: baseline\n",
            "forms.nothing",
            "asks nothing"
        );

    [Fact]
    public void An_unknown_domain_is_refused() =>
        Slip.In(
            "sdtm: VS SYSBP",
            "sdtm: ‸VX SYSBP",
            "forms.vital-signs.items.systolic.sdtm",
            "'VX' is no domain that takes such answers"
        );

    [Fact]
    public void A_short_name_that_is_too_long_is_refused() =>
        Slip.In(
            "sdtm: VS SYSBP",
            "sdtm: ‸VS SYSTOLICBP",
            "forms.vital-signs.items.systolic.sdtm",
            "'SYSTOLICBP' cannot be exported as VSTESTCD"
        );

    [Fact]
    public void A_short_name_that_occurs_twice_is_refused() =>
        Slip.In("sdtm: VS DIABP", "sdtm: ‸VS SYSBP", "forms.vital-signs.items.diastolic.sdtm", "is also that of 'systolic'");

    [Fact]
    public void A_name_longer_than_sdtm_holds_is_refused() =>
        Slip.In(
            [("        test: EQ5D02-EQ VAS Score\n", ""), ("sdtm: QS EQ5D0206", "sdtm: ‸QS EQ5D0206")],
            "forms.quality-of-life.items.health-today.sdtm",
            "has a name of 52 characters, and SDTM holds 40"
        );

    [Fact]
    public void A_questionnaire_without_a_category_is_refused() =>
        Slip.In(
            [("    category: ECOG                       # RSCAT in SDTM\n", ""), ("required: yes, sdtm: RS ECOG101", "required: yes, sdtm: ‸RS ECOG101")],
            "forms.performance-status.items.ecog.sdtm",
            "is a test of RS, which groups tests by category, and the form has none"
        );

    [Fact]
    public void A_supplement_of_demographics_from_a_form_that_is_filled_in_often_is_refused() =>
        Slip.In(
            "sdtm: VS PULSE",
            "sdtm: ‸SUPPDM PULSE",
            "forms.vital-signs.items.pulse.sdtm",
            "has one value for each participant, and this item can have several"
        );

    [Fact]
    public void A_supplement_that_carries_a_criterion_of_that_name_is_refused() =>
        Slip.In(
            "sdtm: SUPPDM MENOSTAT",
            "sdtm: ‸SUPPDM HER2",
            "forms.demographics.items.menopause.sdtm",
            "'HER2' is taken in SUPPDM or ADSL"
        );

    [Fact]
    public void A_qualifier_of_nothing_is_refused() =>
        Slip.In(
            "required: yes, sdtm: RS ECOG101",
            "required: yes, sdtm: ‸SUPPRS ECOG101",
            "forms.performance-status.items.ecog.sdtm",
            "qualifies records of RS, and the form has none"
        );

    [Fact]
    public void An_amendment_of_this_very_version_is_refused() =>
        Slip.In(
            "\narms:",
            "\namendment:\n  of version: ‸\"1.0\"\n  binds: new participants\n  changes: [x]\n\narms:",
            "amendment.of version",
            "is '1.0', which is the version of this file"
        );

    [Fact]
    public void An_amendment_that_binds_nobody_known_is_refused() =>
        Slip.In(
            "\narms:",
            "\namendment:\n  of version: \"0.9\"\n  binds: ‸everybody\n  changes: [x]\n\narms:",
            "amendment.binds",
            "is 'everybody'"
        );

    [Fact]
    public void An_amendment_that_changes_nothing_is_refused() =>
        Slip.In(
            "\narms:",
            "\n‸amendment:\n  of version: \"0.9\"\n  binds: new participants\n\narms:",
            "amendment.changes",
            "is missing"
        );

    static int LineOf(string start) =>
        File.ReadAllLines(Examples.ProtocolPath("patina")).ToList().FindIndex(line => line.StartsWith(start, StringComparison.Ordinal)) + 1;
}
