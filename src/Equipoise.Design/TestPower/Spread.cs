using Equipoise.Statistics.Comparisons;

namespace Equipoise.Design.TestPower;

/// <summary>How far the Zs of weighted log-rank tests spread: the sum over participants of what each adds to them.</summary>
/// <remarks>
/// What a participant adds depends on the arm, on the time x until which they were followed and on whether that ended with an
/// event: a rate along the way, and a jump at the event. So the moments over an arm are sums over its events and its ends of
/// follow-up.
/// </remarks>
/// <param name="participants">All participants.</param>
/// <param name="sets">Their risk sets.</param>
/// <param name="sums">The sums of the tests.</param>
/// <param name="rate">How much Z changes with each event that the analysis waits for.</param>
sealed class Spread(double participants, RiskSets[] sets, Sums sums, double[] rate)
{
    public double[,] Covariance(IReadOnlyList<LogRankWeight> weights)
    {
        var size = weights.Count;
        var (within, overall) = (new double[size, size], new double[size]);
        var strata = new List<(double Participants, double[] Mean)>();
        foreach (var set in sets)
        {
            var ofControl = weights.Select((weight, a) => Addition(set, weight, a, group: 0)).ToArray();
            var ofExperimental = weights.Select((weight, a) => Addition(set, weight, a, group: 1)).ToArray();
            foreach (var pair in set.Arms.Chunk(2))
            {
                var mean = new double[size];
                foreach (var arm in pair)
                    Add(set, arm, arm.Group == 0 ? ofControl : ofExperimental, within, mean);
                var count = pair.Sum(arm => arm.Participants);
                strata.Add((count, Array.ConvertAll(mean, sum => sum / count)));
                for (var a = 0; a < size; a++)
                    overall[a] += mean[a] / participants;
            }
        }
        // The strata are drawn: how many come of each is not fixed.
        foreach (var (count, mean) in strata)
            for (var a = 0; a < size; a++)
                for (var b = 0; b < size; b++)
                    within[a, b] += count * (mean[a] - overall[a]) * (mean[b] - overall[b]);
        return within;
    }

    /// <summary>Adds the covariance of an arm, and the sum of what its participants add.</summary>
    static void Add(
        RiskSets set,
        RiskSets.Arm arm,
        (double[] Followed, double[] Jump, double ToTheEnd)[] added,
        double[,] covariance,
        double[] total
    )
    {
        var size = added.Length;
        var (mean, square, one) = (new double[size], new double[size, size], new double[size]);
        for (var i = 0; i < arm.Events.Length; i++)
        {
            for (var a = 0; a < size; a++)
                one[a] = added[a].Followed[i];
            Count(arm.Ends[i] * set.Cells.Width(i));
            for (var a = 0; a < size; a++)
                one[a] += added[a].Jump[i];
            Count(arm.Events[i] * set.Cells.Width(i));
        }
        for (var a = 0; a < size; a++)
            one[a] = added[a].ToTheEnd;
        Count(arm.Completed);
        // Those who have not entered add nothing.
        for (var a = 0; a < size; a++)
        {
            total[a] += mean[a];
            for (var b = 0; b < size; b++)
                covariance[a, b] += square[a, b] - mean[a] * mean[b] / arm.Participants;
        }

        void Count(double people)
        {
            for (var a = 0; a < size; a++)
            {
                mean[a] += people * one[a];
                for (var b = 0; b < size; b++)
                    square[a, b] += people * one[a] * one[b];
            }
        }
    }

    // Z = U/√V, so that what is added to Z is u/√V - U v/(2 V√V).
    (double[] Followed, double[] Jump, double ToTheEnd) Addition(RiskSets set, LogRankWeight weight, int a, int group)
    {
        var root = Math.Sqrt(sums.V[a, a]);
        var (ofU, ofV) = (1 / root, sums.U[a] / (2 * root * sums.V[a, a]));
        var (w, slope) = set.Of(weight);
        // What a change of the pooled curve at a time changes of U, and of V, through the weights from there on.
        var curveU = set.FromEach(weight, set.Each(i => slope[i] * Sums.Excess(set, i)));
        var curveV = set.FromEach(weight, set.Each(i => 2 * w[i] * slope[i] * Sums.Variance(set, i)));
        var jump = set.Each(i => ofU * JumpU(i) - ofV * JumpV(i) - rate[a]);
        var along = set.Each(i => ofU * AlongU(i) - ofV * AlongV(i));
        return (set.Cells.UpToEach(along), jump, set.Cells.Total(along));

        double JumpU(int i) => w[i] * (set.Experimental[i] / set.AtRisk(i) - group) - curveU[i] / set.AtRisk(i);

        double AlongU(int i) => -JumpU(i) * Hazard(i);

        double JumpV(int i) => w[i] * w[i] * Share(i) - curveV[i] / set.AtRisk(i);

        // With one more at risk in the arm, n₀n₁/n² is another.
        double AlongV(int i)
        {
            var (n0, n1, n) = (set.Control[i], set.Experimental[i], set.AtRisk(i));
            var more = group == 1 ? n0 / n * ((n0 - n1) / n) : n1 / n * ((n1 - n0) / n);
            return w[i] * w[i] * more * Hazard(i) + curveV[i] / n * Hazard(i);
        }

        double Hazard(int i) => set.Events(i) / set.AtRisk(i);

        double Share(int i) => set.Control[i] / set.AtRisk(i) * (set.Experimental[i] / set.AtRisk(i));
    }
}
