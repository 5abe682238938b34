using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Whether a value is in a list, or a list has a value.</summary>
static class Membership
{
    public static Mask? IsContained(Asked asked, bool ignoreCase)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        var comparer = ComparerOf(ignoreCase);
        // A list that differs from row to row is looked into row by row; the values of an ordinary variable are one list.
        if (!operand.IsConstant && HasLists(operand))
        {
            var sets = new HashSet<string>[operand.Values.Length];
            for (var code = 0; code < sets.Length; code++)
                sets[code] = SetOf([operand.Values[code]], comparer);
            return Mask.Of(asked.Rows, row => IsIn(target[row], sets[operand.CodeOf(row)], asked));
        }
        var all = SetOf(operand.Values, comparer);
        return Mask.Of(asked.Rows, target, cell => IsIn(cell, all, asked));
    }

    static bool IsIn(Cell cell, HashSet<string> set, Asked asked) =>
        cell.Words is { } words
            ? words.Any(set.Contains)
            : !cell.IsMissing && set.Contains(Wording.PartOf(cell, asked));

    static HashSet<string> SetOf(ReadOnlySpan<Cell> cells, StringComparer comparer)
    {
        var set = new HashSet<string>(comparer);
        foreach (var cell in cells)
            if (cell.Words is { } words)
                set.UnionWith(words);
            else if (!cell.IsMissing)
                set.Add(cell.Text);
        return set;
    }

    // Of a text the value is a part; a list has it or not.
    public static Mask? Contains(Asked asked, bool ignoreCase)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var comparer = ComparerOf(ignoreCase);
        if (operand.IsConstant)
            return Mask.Of(asked.Rows, target, cell => Has(cell, operand.Values[0], comparison, comparer));
        return Mask.Of(asked.Rows, row => Has(target[row], operand[row], comparison, comparer));
    }

    static bool Has(Cell cell, Cell part, StringComparison comparison, StringComparer comparer) =>
        cell.Words is { } words ? words.Contains(part.Text, comparer)
        : !cell.IsMissing && !part.IsMissing && cell.Text.Contains(part.Text, comparison);

    public static bool HasLists(Variable variable)
    {
        foreach (var cell in variable.Values)
            if (cell.Words is not null)
                return true;
        return false;
    }

    static StringComparer ComparerOf(bool ignoreCase) => ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
