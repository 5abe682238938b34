using Equipoise.Datasets;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte.Intervals;

/// <summary>The rows of a table in which the event is known to lie between two times.</summary>
/// <param name="Rows">One for each participant.</param>
/// <param name="Weights">How much each counts.</param>
/// <param name="Arm">The arms; null when all rows are taken as one.</param>
/// <param name="Dropped">Rows left out because both times, or another used column, are missing there.</param>
/// <param name="FilteredOut">Rows that <c>--where</c> left out.</param>
sealed record IntervalData(IntervalObservation[] Rows, CaseWeights Weights, Factor? Arm, int Dropped, int FilteredOut)
{
    /// <summary>Picks and checks the columns.</summary>
    /// <exception cref="DataException">Some cannot be used; every problem is listed.</exception>
    public static IntervalData Of(Table table, TteOptions options)
    {
        var (after, by) = options.Table.Interval!.Value;
        var (weight, arm) = (Optional(options.Table.Weight), Optional(options.Model.Arm));
        Column[] needed = [.. new[] { weight, arm }.OfType<Column>()];
        var chosen = UsedRows.Of(table, options, needed);
        var (left, right) = (table.Find(after)!, table.Find(by)!);
        var rows = Array.FindAll(chosen.Complete, row => !(IsOpen(left, row) && IsOpen(right, row)));
        var dropped = chosen.Dropped + chosen.Complete.Length - rows.Length;
        var problems = new RowProblems(options.Table.File);
        var any = rows.Length > 0;
        var weights = CaseWeights.Of(weight, ref rows, options, problems);
        var observations = Array.ConvertAll(rows, row => Between(left, right, row, problems));
        if (!problems.None)
            throw new DataException([.. problems.Lines]);
        if (rows.Length == 0)
            throw new DataException(
                any ? chosen.WhyNone(needed, weight) : $"{options.Table.File}: no row has a time in {after} or {by}."
            );
        return new(observations, weights, arm is null ? null : Factor.Of(arm, rows), dropped, chosen.FilteredOut);

        Column? Optional(string? name) => name is null ? null : table.Find(name);
    }

    static bool IsOpen(Column column, int row) => column is NumberColumn numbers && double.IsNaN(numbers[row]);

    static IntervalObservation Between(Column left, Column right, int row, RowProblems problems)
    {
        var (after, by) = (Time(left), Time(right));
        if (after is < 0)
            Report(left, "is no time; a time is a number, 0 or more.");
        else if (by is < 0)
            Report(right, "is no time; a time is a number, 0 or more.");
        else if (after > by)
            Report(left, $"is after the time in column {right.Name}.");
        else
            return (after, by) switch
            {
                ({ } last, { } first) when last == first => IntervalObservation.Exactly(first),
                ({ } last, { } first) => IntervalObservation.Between(last, first),
                ({ } last, null) => IntervalObservation.RightCensored(last),
                (null, { } first) => IntervalObservation.LeftCensored(first),
                _ => default,
            };
        return default;

        double? Time(Column column) =>
            IsOpen(column, row) ? null
            : column is NumberColumn numbers && double.IsFinite(numbers[row]) ? numbers[row]
            : -1;
        void Report(Column column, string cause) => problems.Add(row, column.Name, Factor.CellOf(column, row), cause);
    }
}
