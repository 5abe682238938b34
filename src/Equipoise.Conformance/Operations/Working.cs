using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>An operation of a rule as it is worked out for one data set.</summary>
sealed class Working(Operation operation, Study study, WholeDataset whole, Frame frame)
{
    public Operation Operation => operation;

    public Study Study => study;

    public WholeDataset Whole => whole;

    /// <summary>The rows that the rule looks at, with the results of earlier operations.</summary>
    public Frame Frame => frame;

    /// <summary>Why an operation had nothing to work on.</summary>
    public string? Why { get; set; }

    public string Name => Resolve(operation.Name ?? "", whole);

    /// <summary>The data set that the operation names, else the one in scope; null when it is not there.</summary>
    public WholeDataset? Source =>
        operation.Domain is null || (operation.Domain == "SUPP--" && whole.First.IsSupplement) || operation.Domain == whole.Name
            ? whole
            : study.Find(operation.Domain);

    public static string Resolve(string name, WholeDataset whole) =>
        whole.First.Prefix is { } prefix && name.StartsWith("--", StringComparison.Ordinal) ? prefix + name[2..] : name;

    /// <summary>The words of the result of an earlier operation; null when there is none.</summary>
    public IReadOnlyList<string>? WordsOf(string? id) =>
        id is not null && frame.TryFind(id, out var variable) && variable.IsConstant ? variable.Values[0].Words ?? [] : null;

    /// <summary>The grouping variables, those that an earlier operation lists among them.</summary>
    public IEnumerable<string> Expanded(IEnumerable<string> names) =>
        names.SelectMany(name => name.StartsWith('$') && WordsOf(name) is { } words ? words : [name]);
}
