using System.Globalization;

namespace Equipoise.Statistics.Curves;

/// <summary>How one participant spent the time, in whole days from the start, whose day is day 1.</summary>
/// <param name="ProgressionFree">The day of progression or death, or the last on which neither had happened.</param>
/// <param name="Progressed">Whether it is progression or death.</param>
/// <param name="Survival">The day of death, or the last known alive.</param>
/// <param name="Died">Whether it is death.</param>
/// <param name="Toxic">The first and the last day of each spell of toxicity, which do not overlap.</param>
public readonly record struct PartitionedTimes(
    int ProgressionFree,
    bool Progressed,
    int Survival,
    bool Died,
    IReadOnlyList<(int First, int Last)> Toxic
);

/// <summary>
/// How is the time up to a horizon divided between toxicity, neither symptoms nor toxicity, and the time after progression? The
/// states of Q-TWiST (Goldhirsch and others, 1989).
/// </summary>
/// <remarks>
/// <para>With S the Kaplan-Meier curves and q(d) the share with toxicity among those at risk of progression on day d: TOX =
/// Σ S_PFS(d - 1) q(d), TWiST = Σ S_PFS(d - 1) - TOX, REL = Σ S_OS(d - 1) - Σ S_PFS(d - 1), over the days 1 to the horizon. The
/// sums of S are the restricted means. Censoring on the scale of time spent in toxicity would tell of the future, and a
/// Kaplan-Meier curve of such times is biased (Glasziou, Simes and Gelber, 1990); the share among those at risk is not.</para>
/// <para>Q = u_T TOX + TWiST + u_R REL. REL may be below 0 in small samples whose two endpoints are censored at different
/// days. Source: Glasziou, Simes and Gelber (1990), Statistics in Medicine 9:1259; Gelber and others (1995), American
/// Statistician 49:161. R: <c>survfit</c> for S, the shares counted. Cost: O(n + horizon).</para>
/// </remarks>
/// <param name="Toxicity">The mean days with toxicity before progression, TOX.</param>
/// <param name="WithoutSymptoms">The mean days without progression and toxicity, TWiST.</param>
/// <param name="Relapse">The mean days alive after progression, REL.</param>
public sealed record PartitionedSurvival(double Toxicity, double WithoutSymptoms, double Relapse)
{
    /// <summary>The mean days alive up to the horizon.</summary>
    public double Survival => Toxicity + WithoutSymptoms + Relapse;

    /// <summary>Divides the time of a group; null where a curve does not tell of the horizon, or nobody was observed.</summary>
    /// <param name="times">One for each participant, in any order.</param>
    /// <param name="horizon">The last day that counts, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public static PartitionedSurvival? Of(ReadOnlySpan<PartitionedTimes> times, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var toxic = new int[horizon + 2];
        var (free, alive) = (new Days(horizon), new Days(horizon));
        foreach (var one in times)
        {
            free.Add(one.ProgressionFree, one.Progressed);
            alive.Add(one.Survival, one.Died);
            foreach (var (first, last) in one.Toxic)
            {
                var (from, until) = (int.Max(first, 1), int.Min(int.Min(last, one.ProgressionFree), horizon));
                if (from > until)
                    continue;
                toxic[from]++;
                toxic[until + 1]--;
            }
        }
        for (var day = 1; day <= horizon; day++)
            toxic[day] += toxic[day - 1];
        return free.Area(toxic) is var (pfs, tox) && alive.Area(null) is var (os, _) ? new(tox, pfs - tox, os - pfs) : null;
    }

    /// <summary>The mean days, each weighed by how much it is worth.</summary>
    /// <param name="toxicity">What a day with toxicity is worth, from 0 to 1.</param>
    /// <param name="relapse">What a day after progression is worth, from 0 to 1.</param>
    public double Quality(double toxicity, double relapse) => toxicity * Toxicity + WithoutSymptoms + relapse * Relapse;

    /// <summary>"20.5 with toxicity, 310.25 without symptoms, 40 in relapse"</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Toxicity:G6} with toxicity, {WithoutSymptoms:G6} without symptoms, {Relapse:G6} in relapse"
        );

    // Who leaves on each day, and with the event.
    readonly struct Days(int horizon)
    {
        readonly int[] left = new int[horizon + 2];
        readonly int[] events = new int[horizon + 2];

        public void Add(int day, bool isEvent)
        {
            var at = int.Min(int.Max(day, 0), left.Length - 1);
            left[at]++;
            if (isEvent)
                events[at]++;
        }

        /// <summary>The area under the curve, and under the curve times the share that is marked.</summary>
        public (double Area, double Marked)? Area(int[]? marked)
        {
            var (n, Ŝ, area, ofMarked) = (left.Sum() - left[0], 1.0, 0.0, 0.0);
            if (n == 0)
                return null;
            for (var day = 1; day < left.Length - 1; day++)
            {
                if (n == 0 && Ŝ > 0)
                    return null;
                area += Ŝ;
                if (n > 0)
                {
                    ofMarked += marked is null ? 0 : Ŝ * marked[day] / n;
                    Ŝ *= 1 - (double)events[day] / n;
                }
                n -= left[day];
            }
            return (area, ofMarked);
        }
    }
}
