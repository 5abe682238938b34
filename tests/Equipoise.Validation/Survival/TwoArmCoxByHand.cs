using Equipoise.Statistics;

namespace Equipoise.Validation.Survival;

/// <summary>A second program for the Cox model of two arms, as plain and slow as the formula, that can stop where R stops.</summary>
/// <remarks>
/// R ends when the log-likelihood changes by less than a billionth of itself (coxph.control: eps = 1e-9), which leaves its coefficient
/// up to some 1e-8 standard errors away from the maximum. Stopped there, this program must give R's digits; run on, it must give ours.
/// </remarks>
static class TwoArmCoxByHand
{
    public static (double Coefficient, double StandardError) Fit(Observation[] all, int[] groups, TieMethod ties, bool stopAsR)
    {
        var times = EventTimes(all, groups);
        var (β, before) = (0.0, At(0).LogLikelihood);
        for (var iteration = 0; ; iteration++)
        {
            var at = At(β);
            var converged = stopAsR ? iteration > 0 && Math.Abs(1 - before / at.LogLikelihood) <= 1e-9 : iteration == 20;
            if (converged)
                return (β, 1 / Math.Sqrt(at.Information));
            (β, before) = (β + at.Score / at.Information, at.LogLikelihood);
        }

        (double LogLikelihood, double Score, double Information) At(double b)
        {
            var (ℓ, u, i) = (0.0, 0.0, 0.0);
            foreach (var (n0, n1, d0, d1) in times)
            {
                (ℓ, u) = (ℓ + d1 * b, u + d1);
                if (ties == TieMethod.Discrete)
                {
                    var (log, mean, variance) = Chosen(n0, n1, d0 + d1, b);
                    (ℓ, u, i) = (ℓ - log, u - mean, i + variance);
                    continue;
                }
                for (var k = 0; k < d0 + d1; k++)
                {
                    var done = ties == TieMethod.Efron ? k / (double)(d0 + d1) : 0;
                    var experimental = (n1 - done * d1) * Math.Exp(b);
                    var both = n0 - done * d0 + experimental;
                    var p = experimental / both;
                    (ℓ, u, i) = (ℓ - Math.Log(both), u - p, i + p * (1 - p));
                }
            }
            return (ℓ, u, i);
        }
    }

    // Of all choices of d among n0 + n1, weighing e^b for each of the n1: the log of their weight, and mean and variance of how many of the
    // n1 are chosen (Fisher's noncentral hypergeometric law).
    static (double LogWeight, double Mean, double Variance) Chosen(int n0, int n1, int d, double b)
    {
        var (least, most) = (Math.Max(0, d - n0), Math.Min(d, n1));
        double[] logs =
        [
            .. Enumerable.Range(least, most - least + 1).Select(k => LogChoices(n1, k) + LogChoices(n0, d - k) + k * b),
        ];
        var largest = logs.Max();
        double[] weights = [.. logs.Select(log => Math.Exp(log - largest))];
        var sum = weights.Sum();
        var mean = weights.Select((w, j) => w * (least + j)).Sum() / sum;
        var variance = weights.Select((w, j) => w * (least + j - mean) * (least + j - mean)).Sum() / sum;
        return (largest + Math.Log(sum), mean, variance);
    }

    static double LogChoices(int n, int k) => Enumerable.Range(1, k).Sum(i => Math.Log((n - k + i) / (double)i));

    static List<(int N0, int N1, int D0, int D1)> EventTimes(Observation[] all, int[] groups)
    {
        var rows = all.Zip(groups).ToArray();
        int Count(Func<Observation, bool> isCounted, int group) => rows.Count(row => row.Second == group && isCounted(row.First));
        return
        [
            .. all.Where(o => o.IsEvent)
                .Select(o => o.Time)
                .Distinct()
                .Select(t =>
                    (
                        Count(o => o.Time >= t, 0),
                        Count(o => o.Time >= t, 1),
                        Count(o => o.IsEvent && o.Time == t, 0),
                        Count(o => o.IsEvent && o.Time == t, 1)
                    )
                ),
        ];
    }
}
