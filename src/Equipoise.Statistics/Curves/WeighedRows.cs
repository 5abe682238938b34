using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Curves;

/// <summary>The rows of a curve with their weights: what sums of squared influences are made of.</summary>
/// <param name="Observations">The rows, without those of weight 0 and those that end before the curve begins.</param>
/// <param name="Weights">Their weights.</param>
sealed record WeighedRows(Observation[] Observations, double[] Weights)
{
    public static WeighedRows Of(ReadOnlySpan<Observation> observations, ReadOnlySpan<double> weights, double? from)
    {
        var (kept, keptWeights) = (new List<Observation>(), new List<double>());
        for (var row = 0; row < observations.Length; row++)
        {
            var weight = weights.IsEmpty ? 1 : weights[row];
            if (weight == 0 || observations[row].Time < from)
                continue;
            kept.Add(observations[row]);
            keptWeights.Add(weight);
        }
        return new([.. kept], [.. keptWeights]);
    }

    public CompetingTimes Times() =>
        CompetingTimes.Of(
            Array.ConvertAll(
                Observations,
                static row =>
                    row.IsEvent
                        ? CompetingObservation.Event(row.Time, 1, row.Entry)
                        : CompetingObservation.CensoredAt(row.Time, row.Entry)
            ),
            Weights
        );

    /// <summary>Σ w²U², with U the influence of a row on the area under the curve up to a horizon.</summary>
    /// <remarks>
    /// U = -Σ A(s)·(dN(s) - Y(s)d/n)/(n - d) over the steps s at which the row is at risk, dN(s) being its own event and A(s) the
    /// area still to come. The part that all at risk share is a sum over steps, made once.
    /// </remarks>
    /// <param name="risks">The steps.</param>
    /// <param name="areas">The area still to come at each step before the horizon.</param>
    public double VarianceOfArea(RiskTable risks, ReadOnlySpan<double> areas)
    {
        var shared = new double[areas.Length + 1];
        for (var step = 0; step < areas.Length; step++)
        {
            var (d, remaining) = (risks.EventWeight(step), risks.RemainingWeight(step));
            shared[step + 1] = shared[step] + (d > 0 && remaining > 0 ? areas[step] * (d / (remaining + d) / remaining) : 0);
        }
        var variance = 0.0;
        for (var row = 0; row < Observations.Length; row++)
        {
            var (observation, first) = (Observations[row], FirstAfter(risks, Observations[row].Entry));
            var end = risks.FirstNotBefore(observation.Time);
            var influence = 0.0;
            if (end >= areas.Length)
                influence = shared[^1] - shared[int.Min(first, areas.Length)];
            else
            {
                influence = shared[end + 1] - shared[first];
                if (observation.IsEvent && risks.RemainingWeight(end) is > 0 and var remaining)
                    influence -= areas[end] / remaining;
            }
            variance += Weights[row] * influence * (Weights[row] * influence);
        }
        return variance;
    }

    static int FirstAfter(RiskTable risks, double entry)
    {
        var step = risks.FirstNotBefore(entry);
        return step < risks.Times.Length && risks.Times[step] == entry ? step + 1 : step;
    }
}
