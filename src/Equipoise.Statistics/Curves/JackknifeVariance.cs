using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Curves;

/// <summary>
/// Σ w²U², with U the influence of each participant on a state probability: the derivative by the participant's weight.
/// </summary>
/// <remarks>
/// At a time with n at risk, λₖ = dₖ/n and λ = Σλₖ, everyone's influences move alike, U₀ → (1 - λ)U₀ and Uₖ → Uₖ + λₖU₀; who is
/// at risk gets P₀λ/n and -P₀λₖ/n besides; who has the event of cause k, -P₀/n and P₀/n. As these maps do not depend on the
/// participant, sums of squares and products follow them without visiting anyone but those who leave: O(n K) in all. Who entered
/// at e has the influence of one at risk from the origin, less what the latter's influence at e has become.
/// </remarks>
sealed class JackknifeVariance
{
    readonly CompetingTimes times;
    readonly int states;
    readonly double[] fromOrigin; // U of one at risk since the origin
    readonly double[] gain; // what everyone at risk gets now
    readonly double[] atRisk; // Σ w²U over those at risk
    readonly double[] withFree; // Σ w²U₀Uₖ over everyone
    readonly double[] squares; // Σ w²U² over everyone
    readonly double[] mine;
    readonly double[][] entries; // of who entered late: the influences and probabilities at entry
    double weights; // Σ w² over those at risk
    int entered;

    public JackknifeVariance(CompetingTimes times, int states)
    {
        (this.times, this.states) = (times, states);
        (fromOrigin, gain, atRisk) = (new double[states], new double[states], new double[states]);
        (withFree, squares, mine) = (new double[states], new double[states], new double[states]);
        entries = times.ByEntry.Length > 0 ? new double[times.Rows.Length][] : [];
        foreach (var row in times.Rows)
            weights += row.IsLate ? 0 : row.Weight * row.Weight;
    }

    public double Of(int state) => squares[state];

    /// <param name="step">The time.</param>
    /// <param name="p">The probabilities just before it.</param>
    /// <param name="d">The weight of the events, of any cause and of each.</param>
    /// <param name="n">The weight at risk.</param>
    /// <param name="left">1 - λ.</param>
    public void Add(int step, double[] p, ReadOnlySpan<double> d, double n, double left)
    {
        Enter(times.TimeOf(step), p);
        if (d[0] > 0)
            Move(p[0] / n, d, n, left);
        Leave(step, p[0] / n, p, d, n, left);
    }

    void Enter(double time, double[] p)
    {
        for (; entered < times.ByEntry.Length && times.ByEntry[entered].Entry < time; entered++)
        {
            var row = times.ByEntry[entered];
            weights += row.Weight * row.Weight;
            entries[row.Position] = [.. fromOrigin, .. p];
        }
    }

    void Move(double unit, ReadOnlySpan<double> d, double n, double left)
    {
        for (var k = 1; k < states; k++)
        {
            var λk = d[k] / n;
            squares[k] += λk * (2 * withFree[k] + λk * squares[0]);
            withFree[k] = left * (withFree[k] + λk * squares[0]);
            atRisk[k] += λk * atRisk[0];
            fromOrigin[k] += λk * fromOrigin[0];
            gain[k] = -unit * λk;
        }
        squares[0] *= left * left;
        atRisk[0] *= left;
        fromOrigin[0] *= left;
        gain[0] = unit * (d[0] / n);
        Give(gain, atRisk, weights);
        for (var state = 0; state < states; state++)
        {
            atRisk[state] += gain[state] * weights;
            fromOrigin[state] += gain[state];
        }
    }

    // Adds amounts to influences whose Σ w²U and Σ w² are given.
    void Give(double[] amounts, double[] sums, double weight)
    {
        for (var k = 1; k < states; k++)
        {
            squares[k] += amounts[k] * (2 * sums[k] + amounts[k] * weight);
            withFree[k] += amounts[0] * sums[k] + amounts[k] * sums[0] + amounts[0] * amounts[k] * weight;
        }
        squares[0] += amounts[0] * (2 * sums[0] + amounts[0] * weight);
    }

    void Leave(int step, double unit, double[] p, ReadOnlySpan<double> d, double n, double left)
    {
        foreach (var row in times.At(step))
        {
            var w2 = row.Weight * row.Weight;
            for (var state = 0; state < states; state++)
                mine[state] = w2 * (fromOrigin[state] - (row.IsLate ? SinceEntry(row, state, p, d, n, left) : 0));
            weights -= w2;
            for (var state = 0; state < states; state++)
                atRisk[state] -= mine[state];
            if (row.Cause == 0)
                continue;
            Array.Clear(gain);
            (gain[0], gain[row.Cause]) = (-unit, unit);
            Give(gain, mine, w2);
        }
    }

    // What the influence at entry of one at risk since the origin has become by now.
    double SinceEntry(CompetingTimes.Row row, int state, double[] p, ReadOnlySpan<double> d, double n, double left)
    {
        var then = entries[row.Position];
        var (free, freeThen) = (p[0] * left, then[states]);
        var ratio = freeThen > 0 ? then[0] / freeThen : 0;
        return state == 0 ? ratio * free : then[state] + ratio * (p[state] + p[0] * (d[state] / n) - then[states + state]);
    }
}
