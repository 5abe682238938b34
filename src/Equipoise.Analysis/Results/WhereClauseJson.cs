using System.Text.Json;
using System.Text.Json.Nodes;

namespace Equipoise.Analysis.Results;

/// <summary>Rules as the Analysis Results Standard (ARS v1) writes them in JSON, both ways.</summary>
static class WhereClauseJson
{
    static readonly (string Word, Comparator Comparator)[] comparators =
    [
        ("EQ", Comparator.Equal),
        ("NE", Comparator.NotEqual),
        ("GT", Comparator.Greater),
        ("GE", Comparator.GreaterOrEqual),
        ("LT", Comparator.Less),
        ("LE", Comparator.LessOrEqual),
        ("IN", Comparator.In),
        ("NOTIN", Comparator.NotIn),
    ];

    static readonly (string Word, LogicalOperator Operator)[] operators =
    [
        ("AND", LogicalOperator.And),
        ("OR", LogicalOperator.Or),
        ("NOT", LogicalOperator.Not),
    ];

    /// <summary>The object with the rule among its properties.</summary>
    /// <param name="json">The object of the set, subset or clause.</param>
    /// <param name="where">The rule.</param>
    /// <param name="level">Its depth: 1 for the set itself.</param>
    /// <param name="order">Its place among its neighbors.</param>
    public static JsonObject WithRule(this JsonObject json, WhereClause where, int level, int order)
    {
        (json["level"], json["order"]) = (level, order);
        switch (where)
        {
            case WhereClause.Condition condition:
                json["condition"] = new JsonObject
                {
                    ["dataset"] = condition.Dataset,
                    ["variable"] = condition.Variable,
                    ["comparator"] = Array.Find(comparators, one => one.Comparator == condition.Comparator).Word,
                    ["value"] = new JsonArray([.. condition.Values.Select(value => (JsonNode)value)]),
                };
                break;
            case WhereClause.Compound compound:
                json["compoundExpression"] = new JsonObject
                {
                    ["logicalOperator"] = Array.Find(operators, one => one.Operator == compound.Operator).Word,
                    ["whereClauses"] = new JsonArray([
                        .. compound.Clauses.Select((clause, i) => new JsonObject().WithRule(clause, level + 1, i + 1)),
                    ]),
                };
                break;
            case WhereClause.Reference reference:
                json["subClauseId"] = reference.Id;
                break;
        }
        return json;
    }

    /// <summary>The rule of an object; null where it has none, as a group that the analysis makes.</summary>
    /// <exception cref="FormatException">A comparator or an operator is none of the standard.</exception>
    public static WhereClause? ReadRule(this JsonElement json)
    {
        if (json.TryGetProperty("subClauseId", out var id))
            return new WhereClause.Reference(Text(id));
        if (json.TryGetProperty("condition", out var condition))
            return new WhereClause.Condition(
                condition.TryGetProperty("dataset", out var dataset) ? Text(dataset) : "",
                Text(condition.GetProperty("variable")),
                Of(comparators, Text(condition.GetProperty("comparator"))),
                condition.TryGetProperty("value", out var values)
                    ? [.. values.EnumerateArray().Select(value => value.GetString() ?? "")]
                    : [""]
            );
        if (!json.TryGetProperty("compoundExpression", out var compound))
            return null;
        return new WhereClause.Compound(
            Of(operators, Text(compound.GetProperty("logicalOperator"))),
            [
                .. compound
                    .GetProperty("whereClauses")
                    .EnumerateArray()
                    .Select(clause => clause.ReadRule() ?? throw new FormatException("A where clause has no rule.")),
            ]
        );
    }

    static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("A text of a rule is null.");

    static T Of<T>((string Word, T Value)[] known, string word)
    {
        var found = Array.FindIndex(known, one => one.Word == word);
        return found >= 0
            ? known[found].Value
            : throw new FormatException($"'{word}' is none of {string.Join(", ", known.Select(one => one.Word))}.");
    }
}
