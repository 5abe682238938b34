namespace Equipoise.Conformance.Conditions;

/// <summary>The operators of the rule language that this engine knows, by name.</summary>
/// <remarks>
/// Source: resources/schema/rule/Operator.md of cdisc-rules-engine. Those that need a Define-XML document, and title case, are
/// not among them; a rule that uses one is not run.
/// </remarks>
public static class Operators
{
    static readonly Dictionary<string, Func<Asked, Mask?>> known = new()
    {
        ["exists"] = Presence.Exists,
        ["not_exists"] = Presence.NotExists,
        ["empty"] = Presence.Empty,
        ["non_empty"] = asked => Contrary(Presence.Empty(asked)),
        ["empty_within_except_last_row"] = Sequence.EmptyBeforeLast,
        ["non_empty_within_except_last_row"] = Sequence.NotEmptyBeforeLast,
        ["inconsistent_enumerated_columns"] = Presence.GapInEnumeration,

        ["equal_to"] = Comparison.Equal,
        ["not_equal_to"] = Comparison.NotEqual,
        ["equal_to_case_insensitive"] = asked => Comparison.Equal(asked, ignoreCase: true),
        ["not_equal_to_case_insensitive"] = asked => Comparison.NotEqual(asked, ignoreCase: true),
        ["less_than"] = asked => Comparison.Numbers(asked, (one, other) => one < other),
        ["less_than_or_equal_to"] = asked => Comparison.Numbers(asked, (one, other) => one <= other),
        ["greater_than"] = asked => Comparison.Numbers(asked, (one, other) => one > other),
        ["greater_than_or_equal_to"] = asked => Comparison.Numbers(asked, (one, other) => one >= other),

        ["matches_regex"] = asked => Wording.Matches(asked, wanted: true),
        ["not_matches_regex"] = asked => Wording.Matches(asked, wanted: false),
        ["prefix_matches_regex"] = asked => Wording.PartMatches(asked, wanted: true),
        ["not_prefix_matches_regex"] = asked => Wording.PartMatches(asked, wanted: false),
        ["suffix_matches_regex"] = asked => Wording.PartMatches(asked, wanted: true),
        ["not_suffix_matches_regex"] = asked => Wording.PartMatches(asked, wanted: false),
        ["equals_string_part"] = Wording.EqualsPart,
        ["does_not_equal_string_part"] = asked => Contrary(Wording.EqualsPart(asked)),
        ["starts_with"] = asked => Wording.Affix(asked, (text, affix) => text.StartsWith(affix, StringComparison.Ordinal)),
        ["ends_with"] = asked => Wording.Affix(asked, (text, affix) => text.EndsWith(affix, StringComparison.Ordinal)),
        ["prefix_equal_to"] = Wording.PartEquals,
        ["prefix_not_equal_to"] = asked => Contrary(Wording.PartEquals(asked)),
        ["suffix_equal_to"] = Wording.PartEquals,
        ["suffix_not_equal_to"] = asked => Contrary(Wording.PartEquals(asked)),
        ["longer_than"] = asked => Wording.Length(asked, (one, other) => one > other),
        ["longer_than_or_equal_to"] = asked => Wording.Length(asked, (one, other) => one >= other),
        ["shorter_than"] = asked => Contrary(Wording.Length(asked, (one, other) => one >= other)),
        ["shorter_than_or_equal_to"] = asked => Contrary(Wording.Length(asked, (one, other) => one > other)),
        ["has_equal_length"] = asked => Wording.Length(asked, (one, other) => one == other),
        ["has_not_equal_length"] = asked => Contrary(Wording.Length(asked, (one, other) => one == other)),
        ["split_parts_have_equal_length"] = Wording.PartsHaveEqualLength,
        ["split_parts_have_unequal_length"] = asked => Contrary(Wording.PartsHaveEqualLength(asked)),

        ["date_equal_to"] = asked => Dates.Compare(asked, order => order == 0),
        ["date_not_equal_to"] = asked => Dates.Compare(asked, order => order != 0),
        ["date_less_than"] = asked => Dates.Compare(asked, order => order < 0),
        ["date_less_than_or_equal_to"] = asked => Dates.Compare(asked, order => order <= 0),
        ["date_greater_than"] = asked => Dates.Compare(asked, order => order > 0),
        ["date_greater_than_or_equal_to"] = asked => Dates.Compare(asked, order => order >= 0),
        ["is_complete_date"] = Dates.IsComplete,
        ["is_incomplete_date"] = asked => Contrary(Dates.IsComplete(asked)),
        ["invalid_date"] = Dates.IsInvalid,
        ["invalid_duration"] = Dates.IsInvalidDuration,

        ["contains"] = asked => Membership.Contains(asked, ignoreCase: false),
        ["does_not_contain"] = asked => Contrary(Membership.Contains(asked, ignoreCase: false)),
        ["contains_case_insensitive"] = asked => Membership.Contains(asked, ignoreCase: true),
        ["does_not_contain_case_insensitive"] = asked => Contrary(Membership.Contains(asked, ignoreCase: true)),
        ["is_contained_by"] = asked => Membership.IsContained(asked, ignoreCase: false),
        ["is_not_contained_by"] = asked => Contrary(Membership.IsContained(asked, ignoreCase: false)),
        ["is_contained_by_case_insensitive"] = asked => Membership.IsContained(asked, ignoreCase: true),
        ["is_not_contained_by_case_insensitive"] = asked => Contrary(Membership.IsContained(asked, ignoreCase: true)),
        ["prefix_is_contained_by"] = asked => Membership.IsContained(asked, ignoreCase: false),
        ["prefix_is_not_contained_by"] = asked => Contrary(Membership.IsContained(asked, ignoreCase: false)),
        ["suffix_is_contained_by"] = asked => Membership.IsContained(asked, ignoreCase: false),
        ["suffix_is_not_contained_by"] = asked => Contrary(Membership.IsContained(asked, ignoreCase: false)),

        ["contains_all"] = Lists.ContainsAll,
        ["not_contains_all"] = asked => Contrary(Lists.ContainsAll(asked)),
        ["shares_at_least_one_element_with"] = asked => Lists.Shared(asked, count => count > 0),
        ["shares_exactly_one_element_with"] = asked => Lists.Shared(asked, count => count == 1),
        ["shares_no_elements_with"] = asked => Lists.Shared(asked, count => count == 0),
        ["is_ordered_subset_of"] = Lists.IsOrderedSubset,
        ["is_not_ordered_subset_of"] = asked => Contrary(Lists.IsOrderedSubset(asked)),

        ["is_unique_set"] = Uniqueness.IsUnique,
        ["is_not_unique_set"] = asked => Contrary(Uniqueness.IsUnique(asked)),
        ["is_unique_relationship"] = asked => Contrary(Relationship.IsNotUnique(asked)),
        ["is_not_unique_relationship"] = Relationship.IsNotUnique,
        ["present_on_multiple_rows_within"] = Uniqueness.IsRepeatedWithin,
        ["not_present_on_multiple_rows_within"] = asked => Contrary(Uniqueness.IsRepeatedWithin(asked)),
        ["is_inconsistent_across_dataset"] = Uniqueness.IsInconsistent,
        ["has_same_values"] = asked => Contrary(Uniqueness.HasDifferentValues(asked)),
        ["has_different_values"] = Uniqueness.HasDifferentValues,

        ["has_next_corresponding_record"] = Sequence.HasNext,
        ["does_not_have_next_corresponding_record"] = asked => Contrary(Sequence.HasNext(asked)),
        ["is_ordered_set"] = Sequence.IsOrderedWithin,
        ["is_not_ordered_set"] = asked => Contrary(Sequence.IsOrderedWithin(asked)),
        ["is_ordered_by"] = Sequence.IsOrdered,
        ["is_not_ordered_by"] = asked => Contrary(Sequence.IsOrdered(asked)),
        ["target_is_sorted_by"] = Sorting.IsSorted,
        ["target_is_not_sorted_by"] = asked => Contrary(Sorting.IsSorted(asked)),
    };

    /// <summary>The names of all that are known.</summary>
    public static IReadOnlyCollection<string> Names => known.Keys;

    /// <summary>Whether an operator of that name is known.</summary>
    public static bool Knows(string name) => known.ContainsKey(name);

    internal static Func<Asked, Mask?>? Find(string name) => known.GetValueOrDefault(name);

    // What cannot be asked cannot be denied either.
    static Mask? Contrary(Mask? mask) => mask is null ? null : ~mask;
}
