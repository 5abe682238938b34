namespace Equipoise.Cli.Verbs.Tte;

/// <summary>
/// What is wrong with rows, one line for each cause: the first row in full, how many more there are, and where.
/// </summary>
sealed class RowProblems(string file)
{
    const int Named = 3;

    readonly List<(string Column, string Cause)> order = [];
    readonly Dictionary<(string Column, string Cause), (List<(int Row, string Cell)> First, int Count)> byCause = [];

    /// <summary>Whether there is none.</summary>
    public bool None => order.Count == 0;

    /// <param name="row">The row, counted from 0.</param>
    /// <param name="column">The column that it is about.</param>
    /// <param name="cell">What stands there.</param>
    /// <param name="cause">What is wrong, and what would be right.</param>
    public void Add(int row, string column, string cell, string cause)
    {
        if (!byCause.TryGetValue((column, cause), out var same))
        {
            order.Add((column, cause));
            same = ([], 0);
        }
        if (same.First.Count < Named)
            same.First.Add((row, cell));
        byCause[(column, cause)] = (same.First, same.Count + 1);
    }

    /// <summary>The lines, in the order of their first rows.</summary>
    public IEnumerable<string> Lines =>
        order.Select(key =>
        {
            var (first, count) = byCause[key];
            var others = string.Join(", ", first.Skip(1).Select(one => $"row {one.Row + 1} \"{one.Cell}\""));
            return $"{file}: row {first[0].Row + 1}, column {key.Column}: \"{first[0].Cell}\" {key.Cause}"
                + (
                    count == 1 ? ""
                    : count <= Named ? $" So {others}."
                    : $" So {count - 1} more rows: {others}, …"
                );
        });
}
