using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>How likely it is, at each distinct time, to be under observation just before it, in one censoring group.</summary>
/// <param name="Chance">G(t-) at each distinct time, not being censored; by Geskus times H(t-), having entered.</param>
/// <param name="AtRisk">How many are at risk of being censored at each.</param>
/// <param name="Censored">How many are censored at each.</param>
readonly record struct ChanceOfBeingSeen(double[] Chance, int[] AtRisk, int[] Censored)
{
    /// <summary>Estimates it of sorted rows.</summary>
    /// <param name="times">The distinct times.</param>
    /// <param name="rows">The rows of the group: the number of its time, how it ended, and when it entered.</param>
    /// <param name="weights">By which convention.</param>
    public static ChanceOfBeingSeen Of(
        double[] times,
        IReadOnlyList<(int Time, EventKind Kind, double Entry)> rows,
        RiskSetWeights weights
    )
    {
        var (last, censored, gone) = (new int[times.Length], new int[times.Length], new int[times.Length]);
        foreach (var (time, kind, _) in rows)
        {
            last[time]++;
            censored[time] += kind == EventKind.None ? 1 : 0;
            gone[time] += weights == RiskSetWeights.Geskus && kind != EventKind.None ? 1 : 0;
        }
        double[] entries = [.. rows.Select(row => row.Entry).Where(double.IsFinite).Order()];
        var atRisk = new int[times.Length];
        for (int t = times.Length - 1, yetToEnd = 0, yetToEnter = 0; t >= 0; t--)
        {
            yetToEnd += last[t];
            for (; yetToEnter < entries.Length && entries[^(yetToEnter + 1)] >= times[t];)
                yetToEnter++;
            atRisk[t] = yetToEnd - yetToEnter - gone[t];
        }
        var chance = new double[times.Length];
        var g = 1.0;
        for (var t = 0; t < times.Length; t++)
        {
            chance[t] = g;
            if (censored[t] > 0)
                g *= (atRisk[t] - censored[t]) / (double)atRisk[t];
        }
        MultiplyByEntered(chance, times, last, entries);
        return new(chance, atRisk, censored);
    }

    // Seen from the end, an entry at s takes one of those who entered by then and are followed beyond.
    static void MultiplyByEntered(double[] chance, double[] times, int[] last, double[] entries)
    {
        var (h, next, beyond) = (1.0, entries.Length, 0);
        for (var t = times.Length - 1; t >= 0; t--)
        {
            beyond += last[t];
            // Entries from this time on, and before the next one: followed beyond are those that end later than the entry.
            while (next > 0 && entries[next - 1] >= times[t])
            {
                var first = next - 1;
                while (first > 0 && entries[first - 1] == entries[next - 1])
                    first--;
                var followed = beyond - last[t] - (entries.Length - next);
                h *= (followed - (next - first)) / (double)followed;
                next = first;
            }
            chance[t] *= h;
        }
    }
}
