using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Joins;

/// <summary>The data sets that a rule reads beside the one in scope, joined to it.</summary>
static class Joined
{
    /// <summary>The frame with the variables of the data sets that the rule matches.</summary>
    /// <param name="study">Where the others are.</param>
    /// <param name="whole">The data set in scope.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="absent">Gets the names of the variables to join by that are not there; the frame is then null.</param>
    public static Frame? Of(Study study, WholeDataset whole, Rule rule, ISet<string> absent)
    {
        var frame = study.FrameOf(whole);
        foreach (var match in rule.Matches)
        {
            var joined =
                match.Name == "RELREC" && !match.Child ? RelatedRecords.Join(study, whole, frame, match)
                : match.Child ? Parents.Join(study, whole, frame, match)
                : IsItself(match.Name, whole) ? frame
                : study.Find(match.Name) is not { } other ? frame
                : other.First.IsSupplement ? Supplements.Join(frame, study.FrameOf(other))
                : ByKeys(frame, whole, study.FrameOf(other), other, match, absent);
            if (joined is null)
                return null;
            frame = joined;
        }
        return frame;
    }

    static bool IsItself(string name, WholeDataset whole) => name == whole.Name || name == whole.First.Domain;

    static Frame? ByKeys(
        Frame left,
        WholeDataset leftWhole,
        Frame right,
        WholeDataset rightWhole,
        MatchDataset match,
        ISet<string> absent
    )
    {
        var leftKeys = VariablesOf(left, match.Keys.Select(key => key.Left), leftWhole, absent);
        var rightKeys = VariablesOf(right, match.Keys.Select(key => key.Right), rightWhole, absent);
        if (leftKeys is null || rightKeys is null)
            return null;
        var keys = SharedKeys.Of(left.RowCount, leftKeys, right.RowCount, rightKeys, text => text);
        var partnersOf = Enumerable.Range(0, right.RowCount).ToLookup(row => keys.Other[row]);
        List<int> leftRows = [];
        List<int> rightRows = [];
        for (var row = 0; row < left.RowCount; row++)
        {
            var before = leftRows.Count;
            foreach (var partner in partnersOf[keys.One[row]])
            {
                leftRows.Add(row);
                rightRows.Add(partner);
            }
            if (leftRows.Count == before && match.KeepUnmatched)
            {
                leftRows.Add(row);
                rightRows.Add(-1);
            }
        }
        return Beside(left.Take([.. leftRows]), right.Take([.. rightRows]), match.Name);
    }

    /// <summary>Two frames of the same rows side by side; the right one's variables also under its data set's name.</summary>
    public static Frame Beside(Frame left, Frame right, string name)
    {
        var more = right.Lazily().ToArray();
        return left.With([
            .. more.Where(variable => !left.Has(variable.Name)),
            .. more.Select(variable => ($"{name}.{variable.Name}", variable.Variable)),
        ]);
    }

    static Variable[]? VariablesOf(Frame frame, IEnumerable<string> names, WholeDataset whole, ISet<string> absent)
    {
        List<Variable> found = [];
        var all = true;
        foreach (var key in names)
        {
            var name = key.StartsWith("--", StringComparison.Ordinal) ? whole.First.Prefix + key[2..] : key;
            if (frame.TryFind(name, out var variable))
                found.Add(variable);
            else
            {
                absent.Add($"{whole.Name}.{name}");
                all = false;
            }
        }
        return all ? [.. found] : null;
    }
}
