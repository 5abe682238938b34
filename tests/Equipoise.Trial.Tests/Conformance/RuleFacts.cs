using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Rules;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>What a rule is about, what it finds, and what becomes of one that cannot be run.</summary>
public sealed class RuleFacts
{
    const string Missing = "{all: [{name: --TERM, operator: empty}]}";

    [Theory]
    [InlineData("Scope: {Classes: {Include: [EVENTS]}}", "AE 1, XE 1")]
    [InlineData("Scope: {Classes: {Include: [EVENTS]}, Domains: {Exclude: [AE]}}", "XE 1")]
    [InlineData("Scope: {Classes: {Exclude: [EVENTS]}}", "CM 1")]
    [InlineData("Scope: {Domains: {Include: [AE, CM]}}", "AE 1, CM 1")]
    [InlineData("Scope: {Domains: {Include: [ALL]}}", "AE 1, CM 1, XE 1")]
    [InlineData("Scope: {Domains: {Include: [AP--]}}", "")]
    public void A_rule_is_asked_of_the_data_sets_in_its_scope(string scope, string found)
    {
        // A custom domain has the class of its topic variable.
        var rule = RuleFile.Parse(
            $"Core: {{Id: T}}\nRule Type: Record Data\nSensitivity: Record\n{scope}\n"
                + "Check: {all: [{name: DOMAIN, operator: exists}]}",
            "t"
        );
        rule.Found("AE: DOMAIN: AE | AETERM: ", "CM: DOMAIN: CM | CMTRT: x", "XE: DOMAIN: XE | XETERM: ").ShouldBe(found);
    }

    [Fact]
    public void A_finding_about_a_data_set_has_no_record_and_comes_once() =>
        SmallStudy.Rule(Missing, sensitivity: "Dataset").Found("AE: DOMAIN: AE,AE | AETERM: ,").ShouldBe("AE");

    [Fact]
    public void A_finding_about_a_group_is_that_of_its_first_record() =>
        SmallStudy
            .Rule(Missing, "Grouping Variables: [USUBJID]", "Group")
            .Found("AE: DOMAIN: AE,AE,AE | USUBJID: 1,1,2 | AETERM: ,,")
            .ShouldBe("AE 1, AE 3");

    [Fact]
    public void A_finding_shows_the_variables_of_the_condition_in_the_words_of_the_domain()
    {
        var rule = SmallStudy.Rule("{all: [{name: --TERM, operator: empty}, {name: --NOT, operator: not_exists}]}");
        var finding = ConformanceCheck.Run(SmallStudy.Of("AE: DOMAIN: AE | AETERM: "), rule).Findings.Single();
        finding.Values.ShouldBe([new("AENOT", "Not in dataset"), new("AETERM", "")]);
    }

    [Theory]
    // The truth tables of docs/boolean_logic.md: a variable that is not there skips what must all hold.
    [InlineData("{all: [{name: AETERM, operator: empty}, {name: AECAT, operator: empty}]}", "skipped: AE has no AECAT")]
    [InlineData("{any: [{name: AETERM, operator: empty}, {name: AECAT, operator: empty}]}", "AE 1")]
    [InlineData("{any: [{name: AECAT, operator: not_exists}, {name: AECAT, operator: empty}]}", "AE 1, AE 2")]
    [InlineData("{not: {any: [{name: AETERM, operator: empty}]}}", "AE 2")]
    [InlineData("{not: {all: [{name: AECAT, operator: empty}]}}", "skipped: AE has no AECAT")]
    public void A_variable_that_is_not_there_is_neither_empty_nor_filled(string check, string found) =>
        SmallStudy.Rule(check).Found("AE: DOMAIN: AE,AE | AETERM: ,x").ShouldBe(found);

    [Theory]
    [InlineData("{all: [{name: A, operator: sounds_like, value: x}]}", "", "not run: the operator sounds_like")]
    [InlineData("{all: [{name: A, operator: empty, loudly: true}]}", "", "not run: the parameter 'loudly' of the operator empty")]
    [InlineData("{all: [{name: A, operator: empty}]}", "Operations: [{id: $x, operator: guess}]", "not run: the operation guess")]
    [InlineData("{some: [{name: A, operator: empty}]}", "", "not run: a condition with 'some'")]
    [InlineData("|\n  $sum(x)", "", "not run: a condition that is not a tree of all, any and not")]
    [InlineData(
        "{all: [{name: A, operator: is_contained_by, value: $x}]}",
        "Operations: [{id: $x, operator: codelist_terms, codelists: [NY]}]",
        "not run: controlled terminology"
    )]
    public void A_rule_that_cannot_be_run_says_why(string check, string more, string said) =>
        SmallStudy.Rule(check, more).Found("AE: A: x").ShouldBe(said);

    [Fact]
    public void A_regular_expression_that_is_none_stops_its_rule_only() =>
        SmallStudy.Rule("{all: [{name: A, operator: matches_regex, value: '('}]}").Found("AE: A: x").ShouldStartWith("not run: ");

    [Theory]
    [InlineData("Variables: [", "is not YAML")]
    [InlineData("- a list", "is no rule")]
    public void A_file_that_holds_no_rule_is_named(string yaml, string said) =>
        RuleFile.Parse(yaml, "x.yml").NotUnderstood.Single().ShouldStartWith(said);

    [Theory]
    [InlineData("Variable Metadata Check", "{all: [{name: variable_label, operator: longer_than, value: 5}]}", "AE 2")]
    [InlineData("Dataset Metadata Check", "{all: [{name: dataset_name, operator: equal_to, value: AE}]}", "AE 1")]
    [InlineData("Domain Presence Check", "{all: [{name: AE, operator: exists}, {name: DM, operator: not_exists}]}", "STUDY")]
    [InlineData("Value Check with Variable Metadata", "{all: [{name: variable_value, operator: equal_to, value: x}]}", "AE 2")]
    [InlineData("Value Check with Dataset Metadata", "{all: [{name: variable_value, operator: equal_to, value: x}]}", "AE 2")]
    public void A_rule_of_each_type_looks_at_its_own_rows(string type, string check, string found) =>
        SmallStudy.Rule(check, type: type).Found("AE: A: ,x | AETERM: ,").ShouldBe(found);
}
