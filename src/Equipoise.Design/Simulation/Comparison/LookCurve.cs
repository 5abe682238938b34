using Equipoise.Design.Simulation.Cut;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>The Kaplan-Meier curve of one arm at a look: what a restricted mean and a milestone are read from.</summary>
sealed class LookCurve(int capacity)
{
    readonly double[] months = new double[capacity]; // of the event times
    readonly double[] events = new double[capacity];
    readonly double[] remaining = new double[capacity];
    readonly double[] survival = new double[capacity];
    int count;
    double last; // the last time, event or censored
    bool isEmpty;

    public void Read(ReadOnlySpan<uint> words, uint arm, double unitsPerMonth)
    {
        var atRisk = 0;
        foreach (var word in words)
            atRisk += (word & LookData.Arm) == arm ? 1 : 0;
        (count, last, isEmpty) = (0, 0, atRisk == 0);
        var Ŝ = 1.0;
        for (var i = 0; i < words.Length;)
        {
            var (time, d, gone) = (words[i] >> LookData.TimeShift, 0, 0);
            for (; i < words.Length && words[i] >> LookData.TimeShift == time; i++)
                if ((words[i] & LookData.Arm) == arm)
                    (d, gone) = (d + ((words[i] & LookData.Censored) == 0 ? 1 : 0), gone + 1);
            if (gone > 0)
                last = time / unitsPerMonth;
            if (d > 0)
            {
                Ŝ *= (atRisk - d) / (double)atRisk;
                (months[count], events[count], remaining[count], survival[count]) = (last, d, atRisk - d, Ŝ);
                count++;
            }
            atRisk -= gone;
        }
    }

    /// <summary>
    /// The area under the curve up to a horizon, with its variance; false where the curve is not known up to there.
    /// </summary>
    public bool TryRestrictedMean(double τ, out double mean, out double variance)
    {
        (mean, variance) = (0, 0);
        if (isEmpty || (τ > last && EndsAboveZero))
            return false;
        var (area, end, k) = (0.0, τ, count - 1);
        while (k >= 0 && months[k] >= τ)
            k--;
        for (; k >= 0; k--)
        {
            area += survival[k] * (end - months[k]);
            end = months[k];
            var (d, left) = (events[k], remaining[k]);
            if (left > 0)
                variance += area * (area * (d / (left + d) / left));
        }
        mean = area + end;
        return true;
    }

    /// <summary>The curve at a month, with the sum of Greenwood's variance; false where it is not known.</summary>
    public bool TryAt(double month, out double Ŝ, out double greenwood)
    {
        (Ŝ, greenwood) = (1, 0);
        if (isEmpty || (month > last && EndsAboveZero))
            return false;
        for (var k = 0; k < count && months[k] <= month; k++)
        {
            Ŝ = survival[k];
            greenwood += events[k] / ((remaining[k] + events[k]) * remaining[k]);
        }
        return true;
    }

    bool EndsAboveZero => count == 0 || survival[count - 1] > 0;
}
