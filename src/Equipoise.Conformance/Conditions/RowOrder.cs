using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>An order of rows by the values of a variable.</summary>
static class RowOrder
{
    /// <summary>The rows in ascending order, equal ones as they are, those without a value last.</summary>
    public static int[] By(int rows, Variable variable) =>
        [.. Enumerable.Range(0, rows).OrderBy(row => variable[row], Comparer<Cell>.Create(Compare))];

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
