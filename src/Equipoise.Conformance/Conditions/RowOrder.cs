using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>An order of rows by the values of a variable.</summary>
static class RowOrder
{
    /// <summary>The rows in order, equal ones as they are, those without a value at the end unless they come first.</summary>
    public static int[] By(int rows, Variable variable, bool descending = false, bool missingFirst = false)
    {
        var all = Enumerable.Range(0, rows).OrderBy(row => variable[row].IsMissing != missingFirst);
        var compare = Comparer<Cell>.Create(Compare);
        return [.. descending ? all.ThenByDescending(row => variable[row], compare) : all.ThenBy(row => variable[row], compare)];
    }

    /// <summary>Numbers by size, dates by time, other texts by their characters; what is missing comes last.</summary>
    public static int Compare(Cell one, Cell other)
    {
        if (one.IsMissing || other.IsMissing)
            return one.IsMissing.CompareTo(other.IsMissing);
        return one.IsNumber && other.IsNumber
            ? one.Number.CompareTo(other.Number)
            : string.CompareOrdinal(one.Text, other.Text);
    }
}
