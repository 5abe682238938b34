using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>How two lists of words lie to one another.</summary>
static class Lists
{
    // Where both are lists, row by row; else all values of the data set together.
    public static Mask? ContainsAll(Asked asked)
    {
        if (asked.Target is not { } target)
            return null;
        if (Membership.HasLists(target) && asked.Operand is var operand && !operand.IsConstant)
            return Mask.Of(asked.Rows, row => WordsOf(operand[row]).All(WordsOf(target[row]).Contains));
        var wanted = asked.NamesOfValue().ToArray();
        if (wanted is [var name] && asked.Frame.TryFind(name, out var variable))
            wanted = [.. Enumerable.Range(0, asked.Rows).SelectMany(row => WordsOf(variable[row])).Distinct()];
        else if (wanted.FirstOrDefault(word => word.StartsWith('$')) is { } absent)
        {
            asked.Find(absent);
            return null;
        }
        var there = Enumerable.Range(0, asked.Rows).SelectMany(row => WordsOf(target[row])).ToHashSet();
        return Mask.All(asked.Rows, wanted.All(there.Contains));
    }

    public static Mask? Shared(Asked asked, Func<int, bool> holds) =>
        OfBoth(asked, (one, other) => holds(one.Intersect(other).Count()));

    public static Mask? IsOrderedSubset(Asked asked) => OfBoth(asked, IsOrderedSubset);

    static bool IsOrderedSubset(IReadOnlyList<string> part, IReadOnlyList<string> whole)
    {
        var next = 0;
        foreach (var word in part)
        {
            while (next < whole.Count && whole[next] != word)
                next++;
            if (next++ >= whole.Count)
                return false;
        }
        return true;
    }

    static Mask? OfBoth(Asked asked, Func<IReadOnlyList<string>, IReadOnlyList<string>, bool> holds)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        if (operand.IsConstant)
            return Mask.Of(asked.Rows, target, cell => holds(WordsOf(cell), WordsOf(operand.Values[0])));
        return Mask.Of(asked.Rows, row => holds(WordsOf(target[row]), WordsOf(operand[row])));
    }

    static IReadOnlyList<string> WordsOf(Cell cell) => cell.Words ?? (cell.IsMissing ? [] : [cell.Text]);
}
