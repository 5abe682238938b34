using System.Reflection;
using Equipoise.Conformance.Conditions;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>What each operator finds in a few records, worked out by hand from the documents of the rule language.</summary>
/// <remarks>Each line: the operator, its parameters, the columns (the first is tested), and the records that are found.</remarks>
public sealed class OperatorFacts
{
    [Theory]
    [InlineData("exists", "", "A: x,", "1 2")]
    [InlineData("not_exists", "", "A: x,", "")]
    [InlineData("empty", "", "A: x,, ", "2 3")]
    [InlineData("empty", "", "A#: 0,,1", "2")]
    [InlineData("non_empty", "", "A: x,,.", "1 3")]
    [InlineData("inconsistent_enumerated_columns", "", "A: x,x,,x | A1: y,,y,y | A2: z,z,,", "2 3")]
    [InlineData("empty_within_except_last_row", "value: P, ordering: D", "A: x,,,x | P: 1,1,2,2 | D: 2,1,1,2", "2 3")]
    [InlineData("non_empty_within_except_last_row", "value: P, ordering: D", "A: ,x,x, | P: 1,1,2,2 | D: 2,1,1,2", "2 3")]
    public void Presence(string name, string parameters, string columns, string found) =>
        Finds(name, parameters, columns, found);

    [Theory]
    // Two empty values are neither equal nor unequal; an empty one is unequal to any other (docs/boolean_logic.md).
    [InlineData("equal_to", "value: B", "A: x,y,,x, | B: x,x,,,x", "1")]
    [InlineData("not_equal_to", "value: B", "A: x,y,,x, | B: x,x,,,x", "2 4 5")]
    [InlineData("equal_to", "value: x", "A: x,X,", "1")]
    [InlineData("equal_to", "value: B, value_is_literal: true", "A: x,B | B: x,x", "2")]
    [InlineData("equal_to", "value: 0", "A#: 0,1,", "1")]
    [InlineData("equal_to", "value: \"IDVAR\", value_is_reference: true", "A: 1,2 | IDVAR: N,N | N#: 1,1", "1")]
    [InlineData("equal_to", "value: B, type_insensitive: true", "A: 44.0,44,4 | B: 44,44,44", "1 2")]
    [InlineData("equal_to", "value: B, round_values: true", "A: 1.4,1.6 | B#: 1,1", "1")]
    [InlineData("not_equal_to", "value: x", "A: x,X,", "2 3")]
    [InlineData("equal_to_case_insensitive", "value: x", "A: x,X,y", "1 2")]
    [InlineData("not_equal_to_case_insensitive", "value: x", "A: x,X,y", "3")]
    [InlineData("less_than", "value: 1", "A#: 0,1,2,", "1")]
    [InlineData("less_than_or_equal_to", "value: 1", "A#: 0,1,2,", "1 2")]
    [InlineData("greater_than", "value: B", "A#: 0,1,2, | B#: 1,0,,0", "2")]
    [InlineData("greater_than_or_equal_to", "value: 10", "A: 9,10,text", "2")]
    public void Comparison(string name, string parameters, string columns, string found) =>
        Finds(name, parameters, columns, found);

    [Theory]
    [InlineData("matches_regex", "value: \"[A-Z]\"", "A: Ab,aB,", "1")]
    [InlineData("not_matches_regex", "value: \"[A-Z]\"", "A: Ab,aB,", "2")]
    [InlineData("prefix_matches_regex", "value: (AP|ap), prefix: 2", "A: APFA,FAAP", "1")]
    [InlineData("not_prefix_matches_regex", "value: (AP|ap), prefix: 2", "A: APFA,FAAP,", "2")]
    [InlineData("suffix_matches_regex", "value: '\\d\\d', suffix: 2", "A: RACE12,12RACE", "1")]
    [InlineData("not_suffix_matches_regex", "value: '\\d\\d', suffix: 2", "A: RACE12,12RACE,", "2")]
    [InlineData("equals_string_part", "value: B, regex: '.{4}(..).*'", "A: AE,CM | B: SUPPAE,SUPPAE", "1")]
    [InlineData("does_not_equal_string_part", "value: B, regex: '.{4}(..).*'", "A: AE,CM | B: SUPPAE,SUPPAE", "2")]
    [InlineData("starts_with", "value: AP", "A: APFA,FAAP,", "1")]
    [InlineData("ends_with", "value: AP", "A: APFA,FAAP,", "2")]
    [InlineData("prefix_equal_to", "value: AE, prefix: 2", "A: AESEQ,CMSEQ", "1")]
    [InlineData("prefix_not_equal_to", "value: AE, prefix: 2", "A: AESEQ,CMSEQ", "2")]
    [InlineData("suffix_equal_to", "value: SEQ, suffix: 3", "A: AESEQ,AETERM", "1")]
    [InlineData("suffix_not_equal_to", "value: SEQ, suffix: 3", "A: AESEQ,AETERM", "2")]
    [InlineData("longer_than", "value: 2", "A: ab,abc,", "2")]
    [InlineData("longer_than_or_equal_to", "value: 2", "A: a,ab,abc", "2 3")]
    [InlineData("shorter_than", "value: 2", "A: a,ab,abc", "1")]
    [InlineData("shorter_than_or_equal_to", "value: 2", "A: a,ab,abc", "1 2")]
    [InlineData("has_equal_length", "value: B", "A: ab,abc | B: xy,xy", "1")]
    [InlineData("has_not_equal_length", "value: B", "A: ab,abc | B: xy,xy", "2")]
    [InlineData("split_parts_have_equal_length", "separator: /", "A: 2003-12-01/2003-12-10,2003/2003-12,2003,", "1 3 4")]
    [InlineData("split_parts_have_unequal_length", "separator: /", "A: 2003-12-01/2003-12-10,2003/2003-12,2003,", "2")]
    public void Wording(string name, string parameters, string columns, string found) =>
        Finds(name, parameters, columns, found);

    [Theory]
    [InlineData("date_equal_to", "value: B", "A: 2020-01-01,2020,2020-01-02, | B: 2020-01-01,2020-01-01,2020-01-01,", "1 2")]
    [InlineData("date_equal_to", "value: B, date_component: auto", "A: 2020-05-07,2020-05 | B: 2020-05,2020-06-01", "1")]
    [InlineData("date_not_equal_to", "value: B", "A: 2020-01-01,2020-01-02, | B: 2020-01-01,2020-01-01,2020", "2")]
    [InlineData("date_less_than", "value: B", "A: 2020-01-01,2020-01-01T10:00 | B: 2020-01-01T08:00,2020-01-01T10:00", "1")]
    [InlineData("date_less_than_or_equal_to", "value: \"2020-01-01\"", "A: 2020-01-01,2020-01-02,2019", "1 3")]
    [InlineData("date_greater_than", "value: \"2021\", date_component: year", "A: 2021-12-31,2022-01-01", "2")]
    [InlineData("date_greater_than_or_equal_to", "value: B", "A: 2020-01-01T10:00+02:00 | B: 2020-01-01T08:00Z", "1")]
    [InlineData("is_complete_date", "", "A: 2020-01-31,2020-01,2020-01-31T10:00,2020-02-30,", "1 3")]
    [InlineData("is_incomplete_date", "", "A: 2020-01-31,2020-01,2020-01-31T10:00,2020-02-30,", "2 4 5")]
    [InlineData("invalid_date", "", "A: 2020-01-31,2020-13,2020---15,2020-01-01/2020-02-01,31JAN2020,2020-02-30", "2 5 6")]
    [InlineData("invalid_duration", "negative: false", "A: P18Y,P1W,PT30M,-P1D,P,1 WEEK,PT1.5H,P1.5Y2M", "4 5 6 8")]
    [InlineData("invalid_duration", "negative: true", "A: -P1D,--P1D", "2")]
    public void Dates(string name, string parameters, string columns, string found) =>
        Finds(name, parameters, columns, found);

    [Theory]
    [InlineData("contains", "value: CONSENT", "A: INFORMED CONSENT,CONSENT,DEATH,", "1 2")]
    [InlineData("does_not_contain", "value: CONSENT", "A: INFORMED CONSENT,DEATH", "2")]
    [InlineData("contains_case_insensitive", "value: consent", "A: INFORMED CONSENT,DEATH", "1")]
    [InlineData("does_not_contain_case_insensitive", "value: consent", "A: INFORMED CONSENT,DEATH", "2")]
    [InlineData("is_contained_by", "value: [Y; N]", "A: Y,N,U,", "1 2")]
    [InlineData("is_not_contained_by", "value: [Y; N]", "A: Y,N,U,", "3 4")]
    [InlineData("is_contained_by_case_insensitive", "value: [Y]", "A: y,n", "1")]
    [InlineData("is_not_contained_by_case_insensitive", "value: [Y]", "A: y,n", "2")]
    [InlineData("prefix_is_contained_by", "value: [AE; CM], prefix: 2", "A: AESEQ,LBSEQ", "1")]
    [InlineData("prefix_is_not_contained_by", "value: [AE; CM], prefix: 2", "A: AESEQ,LBSEQ", "2")]
    [InlineData("suffix_is_contained_by", "value: [AE; CM], suffix: 2", "A: SUPPAE,SUPPLB", "1")]
    [InlineData("suffix_is_not_contained_by", "value: [AE; CM], suffix: 2", "A: SUPPAE,SUPPLB", "2")]
    [InlineData("contains_all", "value: [x; y]", "A: x,y,z", "1 2 3")]
    [InlineData("not_contains_all", "value: [x; w]", "A: x,y,z", "1 2 3")]
    [InlineData("shares_at_least_one_element_with", "value: [x; y]", "A: x,z", "1")]
    [InlineData("shares_exactly_one_element_with", "value: [x; y]", "A: y,z", "1")]
    [InlineData("shares_no_elements_with", "value: [x; y]", "A: x,z", "2")]
    [InlineData("is_ordered_subset_of", "value: [x; y]", "A: x,z", "1")]
    [InlineData("is_not_ordered_subset_of", "value: [x; y]", "A: x,z", "2")]
    public void Membership(string name, string parameters, string columns, string found) =>
        Finds(name, parameters, columns, found);

    [Theory]
    [InlineData("is_unique_set", "value: [B]", "A: x,x,y | B: 1,1,1", "3")]
    [InlineData("is_not_unique_set", "value: [B; NOT_THERE]", "A: x,x,x | B: 1,1,2", "1 2")]
    [InlineData(
        "is_not_unique_set",
        "value: B, regex: '^\\d{4}-\\d{2}-\\d{2}'",
        "A: x,x | B: 2020-01-01T08,2020-01-01T09",
        "1 2"
    )]
    // AEDECOD b stands with x and y, AETERM z with c and nothing.
    [InlineData("is_not_unique_relationship", "value: B", "A: w,x,y,z,z,,v,v | B: a,b,b,c,,,d,d", "2 3 4 5")]
    [InlineData("is_unique_relationship", "value: B", "A: w,x,y,z,z,,v,v | B: a,b,b,c,,,d,d", "1 6 7 8")]
    [InlineData("present_on_multiple_rows_within", "within: P", "A: x,x,x,y | P: 1,1,2,1", "1 2")]
    [InlineData("present_on_multiple_rows_within", "within: P, value: 2", "A: x,x,x,y,y | P: 1,1,1,1,1", "1 2 3")]
    [InlineData("not_present_on_multiple_rows_within", "within: P", "A: x,x,x,y | P: 1,1,2,1", "3 4")]
    // The minority where one value leads, all where none does.
    [InlineData("is_inconsistent_across_dataset", "value: [P]", "A: x,x,y,x,y,z | P: 1,1,1,2,2,3", "3 4 5")]
    [InlineData("has_same_values", "", "A: x,x", "1 2")]
    [InlineData("has_same_values", "", "A: x,", "")]
    [InlineData("has_different_values", "", "A: x,y", "1 2")]
    public void Uniqueness(string name, string parameters, string columns, string found) =>
        Finds(name, parameters, columns, found);

    [Theory]
    [InlineData(
        "has_next_corresponding_record",
        "value: B, within: P, ordering: N",
        "A: 2,9,5 | B: 1,2,7 | P: p,p,p | N#: 1,2,3",
        "1 3"
    )]
    [InlineData(
        "does_not_have_next_corresponding_record",
        "value: B, within: P, ordering: N",
        "A: 2,9,5 | B: 1,2,7 | P: p,p,p | N#: 1,2,3",
        "2"
    )]
    [InlineData("is_ordered_set", "value: P", "A#: 1,2,1 | P: p,p,q", "1 2 3")]
    [InlineData("is_not_ordered_set", "value: P", "A#: 2,1,1 | P: p,p,q", "1 2 3")]
    [InlineData("is_ordered_by", "order: asc", "A#: 1,3,2", "1")]
    [InlineData("is_not_ordered_by", "order: dsc", "A#: 3,1,2", "2 3")]
    [InlineData(
        "target_is_sorted_by",
        "within: P, value: [{name: D; sort_order: asc}]",
        "A#: 1,2,3 | P: p,p,p | D: 2020,2022,2021",
        "1"
    )]
    [InlineData(
        "target_is_not_sorted_by",
        "within: P, value: [{name: D; sort_order: asc}]",
        "A#: 1,2,3 | P: p,p,p | D: 2020,2022,2021",
        "2 3"
    )]
    // Nobody can say whether 2005-10 is before 2005-10-08.
    [InlineData(
        "target_is_not_sorted_by",
        "within: P, value: [{name: D; sort_order: asc}]",
        "A#: 1,2 | P: p,p | D: 2005-10,2005-10-08",
        "1"
    )]
    [InlineData(
        "target_is_not_sorted_by",
        "within: P, value: [{name: D; sort_order: desc}]",
        "A#: 1,2 | P: p,p | D: 2020,2021",
        "1 2"
    )]
    public void Order(string name, string parameters, string columns, string found) =>
        Finds(name, parameters, columns, found);

    [Fact]
    public void No_operator_is_known_without_a_fact() =>
        typeof(OperatorFacts)
            .GetMethods()
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)))
            .Select(line => (string)line[0])
            .Distinct()
            .ShouldBe(Operators.Names, ignoreOrder: true);

    static void Finds(string name, string parameters, string columns, string found)
    {
        string[] parts = ["name: A", $"operator: {name}", parameters.Replace(';', ',')];
        SmallStudy
            .Rule($"{{all: [{{{string.Join(", ", parts.Where(part => part.Length > 0))}}}]}}")
            .Found("T: " + columns)
            .ShouldBe(string.Join(", ", found.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(record => "T " + record)));
    }
}
