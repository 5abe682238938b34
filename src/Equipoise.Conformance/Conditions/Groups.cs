using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Rows by equal values of some variables.</summary>
/// <param name="Of">The number of the group of each row.</param>
/// <param name="Count">How many groups there are.</param>
sealed record Groups(int[] Of, int Count)
{
    /// <summary>Rows with the same value in every variable; a missing value is a value.</summary>
    public static Groups By(int rows, IEnumerable<Variable> variables)
    {
        var groups = new Groups(new int[rows], Math.Min(rows, 1));
        foreach (var variable in variables)
            groups = groups.SplitBy(variable);
        return groups;
    }

    Groups SplitBy(Variable variable)
    {
        if (variable.IsConstant)
            return this;
        var known = new Dictionary<long, int>();
        var split = new int[Of.Length];
        for (var row = 0; row < split.Length; row++)
        {
            var key = (long)Of[row] << 32 | (uint)variable.CodeOf(row);
            if (!known.TryGetValue(key, out var group))
                known.Add(key, group = known.Count);
            split[row] = group;
        }
        return new(split, known.Count);
    }

    /// <summary>How many rows each group has.</summary>
    public int[] Sizes()
    {
        var sizes = new int[Count];
        foreach (var group in Of)
            sizes[group]++;
        return sizes;
    }

    /// <summary>The rows of each group, in the order that is given.</summary>
    public IEnumerable<int[]> Rows(IEnumerable<int> order) =>
        order.GroupBy(row => Of[row]).Select(rows => rows.ToArray());
}
