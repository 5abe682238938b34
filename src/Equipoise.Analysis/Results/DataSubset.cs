namespace Equipoise.Analysis.Results;

/// <summary>A part of the records to which analyses are confined, beside their analysis set.</summary>
/// <param name="Id">Such as "TEAE".</param>
/// <param name="Label">Such as "Treatment-emergent adverse events".</param>
/// <param name="Where">Which records belong to it.</param>
public sealed record DataSubset(string Id, string Label, WhereClause Where);

/// <summary>A rule that a record meets or not, as the Analysis Results Standard writes it.</summary>
public abstract record WhereClause
{
    WhereClause() { }

    /// <summary>The value of a variable beside values that are given.</summary>
    /// <param name="Dataset">The data set of the variable.</param>
    /// <param name="Variable">The variable.</param>
    /// <param name="Comparator">How its value is compared.</param>
    /// <param name="Values">With what: one value, or several for <see cref="Comparator.In"/> and
    /// <see cref="Comparator.NotIn"/>.</param>
    public sealed record Condition(string Dataset, string Variable, Comparator Comparator, IReadOnlyList<string> Values)
        : WhereClause;

    /// <summary>Several rules as one; with <see cref="LogicalOperator.Not"/> the contrary of one.</summary>
    /// <param name="Operator">What joins them.</param>
    /// <param name="Clauses">The rules.</param>
    public sealed record Compound(LogicalOperator Operator, IReadOnlyList<WhereClause> Clauses) : WhereClause;

    /// <summary>The rule of another analysis set, data subset or group.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Reference(string Id) : WhereClause;
}

/// <summary>How a value is compared.</summary>
public enum Comparator
{
    /// <summary>It is the value; a missing one where that is blank.</summary>
    Equal,

    /// <summary>It is not the value.</summary>
    NotEqual,

    /// <summary>It is above.</summary>
    Greater,

    /// <summary>It is not below.</summary>
    GreaterOrEqual,

    /// <summary>It is below.</summary>
    Less,

    /// <summary>It is not above.</summary>
    LessOrEqual,

    /// <summary>It is one of the values.</summary>
    In,

    /// <summary>It is none of the values.</summary>
    NotIn,
}

/// <summary>What joins rules.</summary>
public enum LogicalOperator
{
    /// <summary>All of them hold.</summary>
    And,

    /// <summary>One of them holds.</summary>
    Or,

    /// <summary>The only one does not hold.</summary>
    Not,
}
