using Equipoise.Datasets;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How much each row counts.</summary>
/// <param name="Values">The weights; empty when all are 1.</param>
/// <param name="Weighting">What they mean; null when all are 1.</param>
/// <remarks>
/// Whole numbers are counts of people who are alike, other numbers the parts of a population that each person stands for: the
/// rule by which R's <c>coxph</c> takes a robust variance or not. A row of weight 0 is absent.
/// </remarks>
readonly record struct CaseWeights(double[] Values, CaseWeighting? Weighting)
{
    public static CaseWeights None => new([], null);

    /// <summary>The rows, each as often as it counts people.</summary>
    /// <param name="count">How many rows there are.</param>
    public int[] Repeated(int count)
    {
        var (values, isOfPeople) = (Values, Weighting == CaseWeighting.Frequency);
        return isOfPeople
            ? [.. Enumerable.Range(0, count).SelectMany(row => Enumerable.Repeat(row, (int)values[row]))]
            : [.. Enumerable.Range(0, count)];
    }

    /// <summary>Reads the weights of these rows, and leaves rows of weight 0 out of them.</summary>
    /// <param name="column">The column of weights; null when there is none.</param>
    /// <param name="rows">The rows that are used; each has a value in the column.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="problems">Receives what cannot be used.</param>
    public static CaseWeights Of(Column? column, ref int[] rows, TteOptions options, RowProblems problems)
    {
        if (column is null)
            return None;
        var all = (column as NumberColumn)?.Values;
        var asksWho = options.Model.Ties is TieMethod.Discrete or TieMethod.ExactMarginal;
        foreach (var row in rows)
        {
            var weight = all is null ? double.NaN : all[row];
            if (!(double.IsFinite(weight) && weight >= 0))
                Report(row, "is no weight; a weight is a number, 0 or more.");
            else if (asksWho && weight is not (0 or 1))
                Report(row, $"cannot weigh; with --ties {TteWords.Of(options.Model.Ties)} a weight is 0 or 1.");
        }
        if (all is null || !problems.None)
            return None;
        rows = Array.FindAll(rows, row => all[row] != 0);
        var values = Array.ConvertAll(rows, row => all[row]);
        return Array.TrueForAll(values, weight => weight == 1) ? None
            : Array.TrueForAll(values, double.IsInteger) ? new(values, CaseWeighting.Frequency)
            : new(values, CaseWeighting.Sampling);

        void Report(int row, string cause) => problems.Add(row, column.Name, Factor.CellOf(column, row), cause);
    }
}
