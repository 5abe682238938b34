namespace Equipoise.Conformance.Rules;

/// <summary>What a rule asks of each record; a record that meets it breaks the rule.</summary>
public abstract record Condition
{
    Condition() { }

    /// <summary>Every part is met.</summary>
    public sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>At least one part is met.</summary>
    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>The part is not met.</summary>
    public sealed record Not(Condition Part) : Condition;

    /// <summary>One test of one variable.</summary>
    /// <param name="Name">The variable, such as "--SEQ" or "AETERM", or the result of an operation, such as "$visits".</param>
    /// <param name="Operator">The operator, in the words of the rule language, such as "not_equal_to".</param>
    /// <param name="Value">What it is compared with.</param>
    /// <param name="Options">How.</param>
    public sealed record Test(string Name, string Operator, RuleValue Value, TestOptions Options) : Condition;

    /// <summary>Its tests, from left to right.</summary>
    public IEnumerable<Test> Tests() =>
        this switch
        {
            All all => all.Parts.SelectMany(part => part.Tests()),
            Any any => any.Parts.SelectMany(part => part.Tests()),
            Not not => not.Part.Tests(),
            Test test => [test],
            _ => throw new InvalidOperationException($"{GetType().Name} is no condition."),
        };
}

/// <summary>What a variable is compared with.</summary>
public abstract record RuleValue
{
    RuleValue() { }

    /// <summary>With nothing.</summary>
    public sealed record None : RuleValue;

    /// <summary>A word: the name of a variable where there is one so called, else the word itself.</summary>
    public sealed record Text(string Word) : RuleValue;

    /// <summary>A number.</summary>
    public sealed record Number(double Amount) : RuleValue;

    /// <summary>True or false, as some operations answer.</summary>
    public sealed record Flag(bool Yes) : RuleValue;

    /// <summary>Several words.</summary>
    public sealed record Items(IReadOnlyList<string> Words) : RuleValue;

    /// <summary>An order of records.</summary>
    public sealed record Order(IReadOnlyList<SortKey> Keys) : RuleValue;
}

/// <summary>A variable by which records are ordered.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Descending">Whether the largest comes first.</param>
/// <param name="MissingFirst">Whether records without a value come first.</param>
public sealed record SortKey(string Name, bool Descending, bool MissingFirst);

/// <summary>How a test compares; each is a parameter of the rule language under its own name.</summary>
public sealed record TestOptions
{
    /// <summary>value_is_literal: the value is a word even where a variable is called so.</summary>
    public bool ValueIsLiteral { get; init; }

    /// <summary>value_is_reference: the value names a variable that holds, record by record, the name of another.</summary>
    public bool ValueIsReference { get; init; }

    /// <summary>type_insensitive: 1, "1" and "1.0" are the same.</summary>
    public bool TypeInsensitive { get; init; }

    /// <summary>round_values: both sides are rounded to whole numbers first.</summary>
    public bool RoundValues { get; init; }

    /// <summary>prefix: how many characters at the start count; null for all.</summary>
    public int? Prefix { get; init; }

    /// <summary>suffix: how many characters at the end count; null for all.</summary>
    public int? Suffix { get; init; }

    /// <summary>regex: the part of a value that counts.</summary>
    public string? Regex { get; init; }

    /// <summary>within: the variables whose equal values make a group.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    /// <summary>ordering: the variable that orders the records of a group.</summary>
    public string? Ordering { get; init; }

    /// <summary>order: whether ascending ("asc") or descending ("dsc").</summary>
    public string? Order { get; init; }

    /// <summary>date_component: the part of a date that counts, or "auto" for what both dates state.</summary>
    public string? DateComponent { get; init; }

    /// <summary>negative: whether a duration may be negative.</summary>
    public bool? Negative { get; init; }

    /// <summary>separator: what stands between the parts of a value; "/" when absent.</summary>
    public string Separator { get; init; } = "/";
}
