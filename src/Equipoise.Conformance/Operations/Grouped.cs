using System.Text.RegularExpressions;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>Records of one data set by the values of some variables, to be met by the rows of another.</summary>
static class Grouped
{
    /// <summary>A result for each row of the frame: that of the records of the source with the same values.</summary>
    /// <param name="working">What is worked out.</param>
    /// <param name="resultOf">The result of some records of the source.</param>
    /// <param name="ofNone">The result where no record has the values of the row.</param>
    public static Variable? Of(Working working, Func<Frame, IEnumerable<int>, Cell> resultOf, Cell ofNone)
    {
        if (working.Source is not { } source)
            return null;
        var records = working.Study.FrameOf(source);
        if (!Filter.Of(working.Operation.Filter, records, source, out var wanted))
            return null;
        var group = working.Expanded(working.Operation.Group).ToArray();
        if (group.Length == 0)
            return Variable.Constant(resultOf(records, wanted));
        var aliases = working.Operation.GroupAliases;
        var hereNames = group.Select((name, at) => at < aliases.Count ? aliases[at] : name);
        if (
            VariablesOf(working.Frame, hereNames, working.Whole) is not { } here
            || VariablesOf(records, group, source) is not { } there
        )
            return null;
        var keys = SharedKeys.Of(working.Frame.RowCount, here, records.RowCount, there, PartOf(working.Operation.Regex));
        var results = wanted.GroupBy(row => keys.Other[row]).ToDictionary(rows => rows.Key, rows => resultOf(records, rows));
        return Variable.Of(keys.One.Select(key => results.GetValueOrDefault(key, ofNone)));
    }

    static Variable[]? VariablesOf(Frame frame, IEnumerable<string> names, WholeDataset whole)
    {
        var variables = names.Select(name => frame.Find(Working.Resolve(name, whole))).ToArray();
        return variables.Contains(null) ? null : [.. variables.OfType<Variable>()];
    }

    static Func<string, string> PartOf(string? pattern)
    {
        if (pattern is null)
            return text => text;
        var regex = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));
        return text => regex.Match(text) is { Success: true, Value: var part } ? part : text;
    }
}

/// <summary>The records that an operation looks at.</summary>
static class Filter
{
    /// <summary>The rows with the values that a filter wants; false when it names a variable that is not there.</summary>
    public static bool Of(
        IReadOnlyList<KeyValuePair<string, string>> filter,
        Frame frame,
        WholeDataset whole,
        out IEnumerable<int> rows
    )
    {
        rows = Enumerable.Range(0, frame.RowCount);
        foreach (var (name, value) in filter)
        {
            if (frame.Find(Working.Resolve(name, whole)) is not { } variable)
                return false;
            rows = rows.Where(row => IsMeant(variable[row].Text, value)).ToArray();
        }
        return true;
    }

    static bool IsMeant(string text, string value) =>
        value is [.. var start, '&' or '%'] ? text.StartsWith(start, StringComparison.Ordinal) : text == value;
}
