using System.Text.RegularExpressions;
using Equipoise.Conformance.Conditions;
using Equipoise.Conformance.Joins;
using Equipoise.Conformance.Operations;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Checks;

/// <summary>Asks rules of a study: which records of which data set break which rule.</summary>
/// <remarks>
/// A rule that needs an operator, an operation or a layout that is not known here is not run and says so; a data set that lacks a
/// variable of the condition is passed over and says so. Nothing passes in silence.
/// </remarks>
public static class ConformanceCheck
{
    /// <summary>The result of every rule, in their order.</summary>
    public static IReadOnlyList<RuleResult> Run(Study study, IEnumerable<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(rules);
        return [.. rules.AsParallel().AsOrdered().Select(rule => Run(study, rule))];
    }

    /// <summary>The result of one rule.</summary>
    public static RuleResult Run(Study study, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(rule);
        string[] missing =
        [
            .. rule.NotUnderstood,
            .. rule
                .Operations.Select(operation => operation.Operator)
                .Where(name => !KnownOperations.Knows(name))
                .Distinct()
                .Select(name => $"the operation {name}"),
            .. study.Terminology is null && rule.Operations.Any(operation => KnownOperations.NeedsTerminology(operation.Operator))
                ? new[] { "controlled terminology" }
                : [],
            .. (rule.Check?.Tests() ?? [])
                .Select(test => test.Operator)
                .Where(name => !Operators.Knows(name))
                .Distinct()
                .Select(name => $"the operator {name}"),
            .. DefineLayout.Is(rule.Type) && study.Described.Count == 0 ? new[] { "a Define-XML document" } : [],
            .. IsKnownType(rule.Type) || DefineLayout.Is(rule.Type) ? Array.Empty<string>() : [$"the rule type {rule.Type}"],
        ];
        if (missing.Length > 0)
            return new(rule, missing, []);
        try
        {
            return new(rule, [], [.. Datasets(study, rule)]);
        }
        catch (RuleException e)
        {
            return new(rule, [e.Message], []);
        }
        catch (RegexParseException e)
        {
            return new(rule, ["a regular expression that is one: " + e.Message], []);
        }
        catch (RegexMatchTimeoutException)
        {
            return new(rule, ["a regular expression that ends within seconds"], []);
        }
    }

    static bool IsKnownType(string type) =>
        type
            is "Record Data"
                or "Dataset Metadata Check"
                or "Variable Metadata Check"
                or "Domain Presence Check"
                or "Value Check with Dataset Metadata"
                or "Value Check with Variable Metadata";

    static IEnumerable<DatasetResult> Datasets(Study study, Rule rule)
    {
        if (rule.Type == DefineLayout.OfPresence)
        {
            yield return Answered(study, rule, study.Wholes[0], DefineLayout.OfStudy(study), "STUDY");
            yield break;
        }
        var found = false;
        foreach (var whole in study.Wholes)
        {
            var parts = whole.Parts.Where(part => InScope.Is(rule.Scope, part, part.Name != whole.Name)).ToArray();
            if (parts.Length == 0)
                continue;
            switch (rule.Type)
            {
                case "Record Data":
                    yield return OfRecords(study, rule, whole);
                    break;
                case "Domain Presence Check":
                    // Every data set gives the same answer about the study, unless an operation looks at it.
                    var presence = Answered(study, rule, whole, Layout.OfPresence(study), "STUDY");
                    if (!found && (presence.Count > 0 || whole == study.Wholes[^1]))
                        yield return presence;
                    found |= presence.Count > 0;
                    break;
                default:
                    foreach (var part in parts)
                        foreach (var result in OfPart(study, rule, whole, part))
                            yield return result;
                    break;
            }
        }
    }

    static DatasetResult OfRecords(Study study, Rule rule, WholeDataset whole)
    {
        var absent = new SortedSet<string>(StringComparer.Ordinal);
        return Joined.Of(study, whole, rule, absent) is { } frame
            ? Answered(study, rule, whole, frame, whole.Name)
            : DatasetResult.NotAsked(
                rule,
                whole.Name,
                "cannot be joined: there is no " + string.Join(", ", absent.DefaultIfEmpty("record to join by"))
            );
    }

    static IEnumerable<DatasetResult> OfPart(Study study, Rule rule, WholeDataset whole, StudyDataset part)
    {
        if (rule.Type is "Dataset Metadata Check")
            return [Answered(study, rule, whole, Layout.OfDataset(part), part.Name)];
        if (rule.Type is "Variable Metadata Check")
            return [Answered(study, rule, whole, Layout.OfVariables(part), part.Name)];
        var frames = DefineLayout.Is(rule.Type) ? DefineLayout.Of(rule.Type, study, part) : Layout.OfValues(part);
        var results = frames.Select(frame => Answered(study, rule, whole, frame, part.Name)).ToArray();
        return results.Any(result => result.Count > 0) ? results.Where(result => result.Count > 0) : results.Take(1);
    }

    static DatasetResult Answered(Study study, Rule rule, WholeDataset whole, Frame frame, string name)
    {
        foreach (var operation in rule.Operations)
        {
            var working = new Working(operation, study, whole, frame);
            if (KnownOperations.Run(working) is not { } result)
                return DatasetResult.NotAsked(
                    rule,
                    name,
                    working.Why ?? $"there is no {operation.Domain ?? whole.Name}.{working.Name}"
                );
            frame = frame.With(operation.Id, result);
        }
        var absent = new SortedSet<string>(StringComparer.Ordinal);
        return Answer.Of(rule.Check!, frame, whole.First.Prefix, absent) is { } broken
            ? DatasetResult.Of(rule, name, frame, broken, whole.First.Prefix)
            : DatasetResult.NotAsked(rule, name, "has no " + string.Join(", ", absent));
    }
}
