using System.Reflection;
using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Operations;
using Equipoise.Conformance.Studies;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>What each operation gives, worked out by hand from the documents of the rule language.</summary>
/// <remarks>Each line: the operation, its parameters, the value of its result in every record of the first data set, and the data
/// sets.</remarks>
public sealed class OperationFacts
{
    [Theory]
    [InlineData("distinct", "domain: TV, name: VISIT", "V1, V2", "SV: DOMAIN: SV", "TV: DOMAIN: TV,TV,TV | VISIT: V1,V2,V1")]
    [InlineData("distinct", "name: AETERM, group: [P]", "a, b|a, b|c", "AE: P: 1,1,2 | AETERM: a,b,c")]
    [InlineData("distinct", "domain: DS, name: D, filter: {CAT: X}", "a", "AE: P: 1", "DS: DOMAIN: DS,DS | D: a,b | CAT: X,Y")]
    [InlineData(
        "distinct",
        "name: IDVAR, value_is_reference: true",
        "AESEQ|",
        "CO: RDOMAIN: AE,AE | IDVAR: AESEQ,LBSEQ",
        "AE: DOMAIN: AE | AESEQ#: 1"
    )]
    [InlineData("record_count", "", "3|3|3", "AE: A: x,y,z")]
    [InlineData("record_count", "group: [P]", "2|2|1", "AE: P: 1,1,2")]
    [InlineData("record_count", "filter: {Q: RACE&}", "2|2|2", "AE: Q: RACE1,RACE2,OTHER")]
    [InlineData(
        "record_count",
        "group: [P; D], regex: '^\\d{4}-\\d{2}-\\d{2}'",
        "2|2",
        "AE: P: 1,1 | D: 2022-01-14T08:00,2022-01-14T09:00"
    )]
    [InlineData("record_count", "domain: SU, group: [V], group_aliases: [G]", "1|", "AE: G: g,h", "SU: DOMAIN: SU | V: g")]
    [InlineData("min", "domain: DM, name: AGE", "18", "AE: A: x", "DM: DOMAIN: DM,DM | AGE#: 40,18")]
    [InlineData("max", "domain: DM, name: AGE", "40", "AE: A: x", "DM: DOMAIN: DM,DM,DM | AGE#: 40,18,")]
    [InlineData("mean", "domain: DM, name: AGE", "29", "AE: A: x", "DM: DOMAIN: DM,DM | AGE#: 40,18")]
    [InlineData("min_date", "name: D, group: [P]", "2020-01|2020-01|2021", "AE: P: 1,1,2 | D: 2020-03-01,2020-01,2021")]
    // Of nothing there is no latest date.
    [InlineData("max_date", "domain: EX, name: D", "", "AE: A: x", "EX: DOMAIN: EX | D: ")]
    [InlineData("max_date", "name: D", "2021|2021|2021", "AE: D: 2020-03-01,2021,")]
    // Day 1 is the day of RFSTDTC, the one before is day -1 (SDTMIG 4.4.4).
    [InlineData(
        "dy",
        "name: D",
        "1|2|-1|",
        "AE: D: 2020-03-01T10,2020-03-02,2020-02-29,2020-03 | RFSTDTC: 2020-03-01,2020-03-01,2020-03-01,2020-03-01"
    )]
    [InlineData("study_domains", "", "AE, DM", "AE: DOMAIN: AE", "DM: DOMAIN: DM", "RELREC: RDOMAIN: AE")]
    [InlineData("dataset_names", "", "AE, SUPPAE", "AE: DOMAIN: AE", "SUPPAE: RDOMAIN: AE")]
    [InlineData("get_column_order_from_dataset", "", "DOMAIN, B, A", "AE: DOMAIN: AE | B: x | A: y")]
    [InlineData(
        "variable_count",
        "name: --LNKID",
        "2",
        "AE: DOMAIN: AE | AELNKID: x",
        "CM: DOMAIN: CM | CMLNKID: x",
        "DM: DOMAIN: DM"
    )]
    [InlineData("variable_exists", "name: --SEQ", "true", "AE: DOMAIN: AE | AESEQ#: 1")]
    [InlineData("variable_is_null", "name: A", "true|true", "AE: A: ,")]
    [InlineData("variable_is_null", "name: A", "false|false", "AE: A: ,x")]
    [InlineData("extract_metadata", "name: dataset_size", "80", "AE: A: x")]
    [InlineData("extract_metadata", "name: ap_suffix", "FA", "APFA: DOMAIN: APFA")]
    [InlineData("split_by", "name: A, delimiter: /", "x, y", "AE: A: x/y")]
    [InlineData("domain_label", "", "Adverse Events", "AE: DOMAIN: AE")]
    [InlineData("domain_is_custom", "", "true", "XY: DOMAIN: XY")]
    [InlineData("related_domain_is_custom", "", "false", "SUPPEX: RDOMAIN: EX")]
    [InlineData("get_parent_model_column_order", "", null, "SUPPAE: RDOMAIN: AE", "AE: DOMAIN: AE")]
    [InlineData("get_model_column_order", "", null, "AE: DOMAIN: AE")]
    [InlineData("get_column_order_from_library", "", null, "AE: DOMAIN: AE")]
    [InlineData("get_model_filtered_variables", "key_name: role, key_value: Timing", null, "AE: DOMAIN: AE")]
    [InlineData(
        "get_dataset_filtered_variables",
        "key_name: role, key_value: Timing",
        "VISITNUM, AEDTC",
        "AE: DOMAIN: AE | VISITNUM#: 1 | AETERM: x | AEDTC: y"
    )]
    [InlineData("standard_domains", "", null, "AE: DOMAIN: AE")]
    [InlineData("get_library_class_domains", "domain_class: TRIAL DESIGN", "TA, TD, TE, TI, TM, TS, TV, TX", "AE: DOMAIN: AE")]
    [InlineData("minus", "name: $one, subtract: $two", "A, NAMES", "AE: A: x | DOMAIN: AE | NAMES: DOMAIN")]
    [InlineData("codelist_terms", "codelists: [NY], returntype: code", "C49487, C49488", "AE: A: x")]
    [InlineData("codelist_terms", "codelists: [NY]", "N, Y", "AE: A: x")]
    [InlineData("codelist_extensible", "codelist: NY", "false", "AE: A: x")]
    public void An_operation_gives(string name, string parameters, string? values, params string[] datasets)
    {
        var shown = Shown(name, parameters, datasets);
        if (values is not null)
            shown.ShouldBe(values);
        else
            shown.Split(", ").Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void No_operation_is_known_without_a_fact() =>
        typeof(OperationFacts)
            .GetMethod(nameof(An_operation_gives))!
            .GetCustomAttributes<InlineDataAttribute>()
            .SelectMany(data => data.GetData(null!))
            .Select(line => (string)line[0])
            .Distinct()
            .ShouldBe(KnownOperations.Names, ignoreOrder: true);

    [Theory]
    // Events after what identifies a record, and time after both: the order of the tables of SDTM 2.0.
    [InlineData("AE: DOMAIN: AE", "STUDYID", "AESEQ", "AETERM", "AEDECOD", "VISITNUM", "AESTDTC")]
    [InlineData("APEG: DOMAIN: APEG", "DOMAIN", "APID", "EGTESTCD", "EGORRES", "EGDTC")]
    [InlineData("SE: DOMAIN: SE", "SESEQ", "ETCD", "ELEMENT", "SESTDTC")]
    public void The_variables_of_the_model_come_in_its_order(string dataset, params string[] some) =>
        Model.VariablesOf(SmallStudy.Dataset(dataset)).ShouldNotBeNull().Where(some.Contains).ShouldBe(some);

    [Fact]
    public void An_operation_about_what_is_not_there_leaves_the_data_set_out_and_says_so() =>
        SmallStudy
            .Rule(
                "{all: [{name: A, operator: is_not_contained_by, value: $v}]}",
                "Operations: [{id: $v, operator: distinct, domain: TV, name: VISIT}]"
            )
            .Found("AE: A: x")
            .ShouldBe("skipped: AE there is no TV.VISIT");

    static string Shown(string name, string parameters, string[] datasets)
    {
        var before =
            name == "minus"
                ? "{id: $one, operator: get_column_order_from_dataset}, {id: $two, operator: distinct, name: NAMES}, "
                : "";
        string[] parts = ["id: $r", $"operator: {name}", parameters.Replace(';', ',')];
        var rule = SmallStudy.Rule(
            "{any: [{name: $r, operator: empty}, {name: $r, operator: non_empty}]}",
            $"Operations: [{before}{{{string.Join(", ", parts.Where(part => part.Length > 0))}}}]"
        );
        using var ny = new StringReader(
            "Code\tCodelist Code\tCodelist Extensible (Yes/No)\tCodelist Name\tCDISC Submission Value\tSynonyms\tDefinition\t"
                + "NCI Preferred Term\n"
                + "C66742\t\tNo\tNo Yes Response\tNY\t\t\tCDISC SDTM Yes No Unknown or Not Applicable Response Terminology\n"
                + "C49487\tC66742\t\tNo Yes Response\tN\tNo\t\tNo\nC49488\tC66742\t\tNo Yes Response\tY\tYes\t\tYes\n"
        );
        var study = new Study([.. datasets.Select(SmallStudy.Dataset)]) { Terminology = Terminology.Read(ny, "ny.txt") };
        var result = ConformanceCheck.Run(study, rule);
        result.NotRun.ShouldBeEmpty();
        var first = result.Datasets[0];
        first.Skipped.ShouldBeNull();
        return string.Join('|', first.Findings().Select(finding => finding.Values.Single().Value));
    }
}
