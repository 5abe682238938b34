namespace Equipoise.Conformance.Conditions;

/// <summary>What a record has to do with the next one.</summary>
static class Sequence
{
    // The last record of a group has no next one and is right.
    public static Mask? HasNext(Asked asked)
    {
        if (asked.Target is not { } target)
            return null;
        var next = asked.Operand;
        if (InGroups(asked, asked.Options.Within) is not { } groups)
            return null;
        var mask = Mask.All(asked.Rows, true);
        foreach (var rows in groups)
            for (var at = 0; at + 1 < rows.Length; at++)
                mask[rows[at]] = !target[rows[at]].IsMissing && Comparison.Same(target[rows[at]], next[rows[at + 1]]);
        return mask;
    }

    public static Mask? EmptyBeforeLast(Asked asked) => BeforeLast(asked, wanted: true);

    public static Mask? NotEmptyBeforeLast(Asked asked) => BeforeLast(asked, wanted: false);

    static Mask? BeforeLast(Asked asked, bool wanted)
    {
        if (asked.Target is not { } target || InGroups(asked, [.. asked.NamesOfValue()]) is not { } groups)
            return null;
        var mask = new Mask(asked.Rows);
        foreach (var rows in groups)
            foreach (var row in rows.SkipLast(1))
                mask[row] = target[row].IsMissing == wanted;
        return mask;
    }

    public static Mask? IsOrderedWithin(Asked asked)
    {
        if (asked.Target is not { } target || InGroups(asked, [.. asked.NamesOfValue()]) is not { } groups)
            return null;
        // As the engine of the rules has it: one pair out of order and the whole data set is.
        return Mask.All(asked.Rows, groups.All(rows => rows.Zip(rows.Skip(1)).All(Ascend)));

        bool Ascend((int First, int Second) two) => RowOrder.Compare(target[two.First], target[two.Second]) <= 0;
    }

    // A row is right when the value that sorting puts there is the one that stands there.
    public static Mask? IsOrdered(Asked asked)
    {
        if (asked.Target is not { } target)
            return null;
        var sorted = RowOrder.By(asked.Rows, target, descending: asked.Options.Order is "dsc" or "desc");
        return Mask.Of(asked.Rows, row => Comparison.Same(target[row], target[sorted[row]]));
    }

    // The rows of each group in their order; null when a variable is not there.
    static int[][]? InGroups(Asked asked, IReadOnlyList<string> within)
    {
        var by = within.Select(asked.Resolve).Select(asked.Find).ToArray();
        if (by.Contains(null))
            return null;
        IEnumerable<int> order = Enumerable.Range(0, asked.Rows);
        if (asked.Options.Ordering is { } ordering)
        {
            if (asked.Find(asked.Resolve(ordering)) is not { } variable)
                return null;
            order = RowOrder.By(asked.Rows, variable);
        }
        return [.. Groups.By(asked.Rows, by!).Rows(order)];
    }
}
