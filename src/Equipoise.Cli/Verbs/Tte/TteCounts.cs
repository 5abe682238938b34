using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How many people the rows of an arm are: a row may be many who are alike, or one interval of one.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Weights">Their weights; empty when all are 1.</param>
/// <param name="Weighting">What they mean; null when all are 1.</param>
/// <param name="People">Whose each row is; empty when nobody says so.</param>
/// <param name="Curve">The curve of the rows, which has counted them.</param>
sealed record TteCounts(Observation[] Rows, double[] Weights, CaseWeighting? Weighting, int[] People, KaplanMeier Curve)
{
    // Of each person the last row, which says how follow-up ended.
    readonly Observation[] last =
    [
        .. Rows.Zip(People).GroupBy(row => row.Second).Select(rows => rows.MaxBy(row => row.First.Time).First),
    ];

    double WeightOf(int row) => Weights.Length == 0 ? 1 : Weights[row];

    bool IsFrequency => Weighting == CaseWeighting.Frequency;

    /// <summary>How many there are, in people where that is known and else in rows.</summary>
    public double Count =>
        People.Length > 0 ? last.Length
        : IsFrequency ? Weights.Sum()
        : Rows.Length;

    /// <summary>How many events there are.</summary>
    public double Events => IsFrequency ? Sum(static row => row.IsEvent) : Curve.Events;

    /// <summary>The sum of the sampling weights; null when weights are none.</summary>
    public double? WeightedCount => Weighting == CaseWeighting.Sampling ? Weights.Sum() : null;

    /// <summary>The weights of the events; null when weights are no sampling weights.</summary>
    public double? WeightedEvents => Weighting == CaseWeighting.Sampling ? Sum(static row => row.IsEvent) : null;

    /// <summary>Who is at risk at a time, who had the event before it, and whose follow-up ended before it.</summary>
    public (double AtRisk, double Events, double Censored) At(double time)
    {
        if (IsFrequency)
            return (
                Sum(row => IsAtRisk(row, time)),
                Sum(row => row.IsEvent && row.Time < time),
                Sum(row => !row.IsEvent && row.Time < time)
            );
        var counts = Curve.At(time);
        var censored = People.Length == 0 ? counts.Censored : last.Count(row => !row.IsEvent && row.Time < time);
        return (counts.AtRisk, counts.Events, censored);
    }

    /// <summary>Who is at risk, by their sampling weights; null when weights are none.</summary>
    public double? WeightedAtRisk(double time) =>
        Weighting == CaseWeighting.Sampling ? Sum(row => IsAtRisk(row, time)) : null;

    // At 0 also who enters there: nobody could have entered before.
    static bool IsAtRisk(Observation row, double time) => (row.Entry < time || (time == 0 && row.Entry == 0)) && row.Time >= time;

    double Sum(Func<Observation, bool> counts)
    {
        var sum = 0.0;
        for (var row = 0; row < Rows.Length; row++)
            if (counts(Rows[row]))
                sum += WeightOf(row);
        return sum;
    }
}
